import type { EventContract } from './contract.ts';
import { CycleClosed } from './cycle-closed.v1.ts';
import { CycleOpened } from './cycle-opened.v1.ts';
import { CycleScheduled } from './cycle-scheduled.v1.ts';
import { ExpertScoresAccepted } from './expert-scores-accepted.v1.ts';
import { FindingExplained } from './finding-explained.v1.ts';
import { IndicatorsComputed } from './indicators-computed.v1.ts';
import { MethodologyLoaded } from './methodology-loaded.v1.ts';
import { MinistryFileReceived } from './ministry-file-received.v1.ts';
import { MinistryFileRejected } from './ministry-file-rejected.v1.ts';
import { PriorAmended } from './prior-amended.v1.ts';
import { PriorsAccepted } from './priors-accepted.v1.ts';
import { PriorsRefreshed } from './priors-refreshed.v1.ts';
import { RankingChanged } from './ranking-changed.v1.ts';
import { RankingPublished } from './ranking-published.v1.ts';
import { RegisterAccepted } from './register-accepted.v1.ts';
import { ReturnAccepted } from './return-accepted.v1.ts';
import { ReturnNeedsExplanation } from './return-needs-explanation.v1.ts';
import { ReturnReceived } from './return-received.v1.ts';
import { ReturnRefused } from './return-refused.v1.ts';
import { ReturnRejected } from './return-rejected.v1.ts';
import { ReturnReopened } from './return-reopened.v1.ts';
import { ReturnReopenedV2 } from './return-reopened.v2.ts';
import { ReturnSignedOff } from './return-signed-off.v1.ts';
import { ReturnWithdrawn } from './return-withdrawn.v1.ts';
import { RulePackPatched } from './rule-pack-patched.v1.ts';
import { VerdictOutdated } from './verdict-outdated.v1.ts';

/** Contracts by file name without `.ts`: every event that may ever be on the bus. */
export const eventCatalogue = {
  'return-received.v1': ReturnReceived,
  'return-rejected.v1': ReturnRejected,
  'return-needs-explanation.v1': ReturnNeedsExplanation,
  'return-accepted.v1': ReturnAccepted,
  'return-reopened.v1': ReturnReopened,
  'return-withdrawn.v1': ReturnWithdrawn,
  'expert-scores-accepted.v1': ExpertScoresAccepted,
  'indicators-computed.v1': IndicatorsComputed,
  'ranking-changed.v1': RankingChanged,
  'ranking-published.v1': RankingPublished,
  'cycle-opened.v1': CycleOpened,
  'cycle-closed.v1': CycleClosed,
  'return-signed-off.v1': ReturnSignedOff,
  'return-refused.v1': ReturnRefused,
  'ministry-file-received.v1': MinistryFileReceived,
  'ministry-file-rejected.v1': MinistryFileRejected,
  'register-accepted.v1': RegisterAccepted,
  'priors-accepted.v1': PriorsAccepted,
  'prior-amended.v1': PriorAmended,
  'priors-refreshed.v1': PriorsRefreshed,
  'cycle-scheduled.v1': CycleScheduled,
  'rule-pack-patched.v1': RulePackPatched,
  'verdict-outdated.v1': VerdictOutdated,
  'return-reopened.v2': ReturnReopenedV2,
  'finding-explained.v1': FindingExplained,
  'methodology-loaded.v1': MethodologyLoaded,
} as const;

/** Names of all of them. */
export type DetailType = (typeof eventCatalogue)[keyof typeof eventCatalogue]['detailType'];

/** What the publisher needs of any contract. */
type PublishableContract = Pick<EventContract, 'detailType' | 'schema'>;

const byDetailType: ReadonlyMap<string, PublishableContract> = new Map(
  Object.values(eventCatalogue).map((contract) => [contract.detailType, contract]),
);

/** The contract of a detail type; undefined where no file declares it. */
export const contractOf = (detailType: string): PublishableContract | undefined =>
  byDetailType.get(detailType);
