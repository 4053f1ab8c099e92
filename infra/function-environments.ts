import type * as z from 'zod';
import type { Environment as AdvanceCycle } from '../functions/advance-cycle/environment.ts';
import type { Environment as ManageCycle } from '../functions/manage-cycle/environment.ts';
import type { Environment as NotifyMinistry } from '../functions/notify-ministry/environment.ts';
import type { Environment as NotifyParks } from '../functions/notify-parks/environment.ts';
import type { Environment as PublishEvents } from '../functions/publish-events/environment.ts';
import type { Environment as RankParks } from '../functions/rank-parks/environment.ts';
import type { Environment as ReceiveReturn } from '../functions/receive-return/environment.ts';
import type { Environment as RetryEvents } from '../functions/retry-events/environment.ts';
import type { Environment as ReviewParks } from '../functions/review-parks/environment.ts';
import type { Environment as ScoreReturn } from '../functions/score-return/environment.ts';
import type { Environment as ValidateReturn } from '../functions/validate-return/environment.ts';

/** What each function must be given, by the schema with which it reads it. */
export interface FunctionEnvironments {
  readonly 'receive-return': z.input<typeof ReceiveReturn>;
  readonly 'validate-return': z.input<typeof ValidateReturn>;
  readonly 'score-return': z.input<typeof ScoreReturn>;
  readonly 'rank-parks': z.input<typeof RankParks>;
  readonly 'review-parks': z.input<typeof ReviewParks>;
  readonly 'publish-events': z.input<typeof PublishEvents>;
  readonly 'retry-events': z.input<typeof RetryEvents>;
  readonly 'notify-ministry': z.input<typeof NotifyMinistry>;
  readonly 'notify-parks': z.input<typeof NotifyParks>;
  readonly 'manage-cycle': z.input<typeof ManageCycle>;
  readonly 'advance-cycle': z.input<typeof AdvanceCycle>;
}
