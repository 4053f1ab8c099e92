import type { ParkInputs } from '../../../domain/indicators/indicator-value.ts';
import type { Edition } from '../../../domain/methodology/edition.ts';
import type { RegisteredPark } from '../../../domain/ranking/ranking.ts';
import type { RulePack } from '../../../domain/rules/rule-pack.ts';

/** For whom and when a template is written. */
export interface TemplateTask {
  readonly pack: RulePack;
  readonly edition: Edition;
  readonly park: Pick<RegisteredPark, 'id' | 'name' | 'province' | 'city'>;
  /** Last year's accepted values; null = not known, then the park fills that column too. */
  readonly previous: ParkInputs | null;
}
