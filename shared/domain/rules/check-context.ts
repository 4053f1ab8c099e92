import type { Environment } from '../expressions/environment.ts';
import { environmentOf } from '../expressions/environment.ts';
import { exactInteger } from '../expressions/exact.ts';
import type { Value } from '../expressions/value.ts';
import type { Priors } from '../indicators/compute-indicators.ts';
import type { RecordTable } from '../records/record-table.ts';
import type { ExplainedValues } from './explained-values.ts';
import type { RulePack } from './rule-pack.ts';

/** Everything beside the file that a verdict depends on. The same context gives the same verdict everywhere. */
export interface CheckContext {
  readonly cycle: string;
  /** Park of the account (or of the upload's key). */
  readonly park: string;
  /** Evaluation year − 1. */
  readonly dataYear: number;
  readonly rulePack: RulePack;
  /** Last accepted values. With source `return` the file's own last-year column is read and `values` is not. */
  readonly priors: Priors;
  /** Last year's enterprise records, as accepted; absent where there are none. */
  readonly priorRecords?: RecordTable | null;
  /**
   * Explanations in force, by fingerprint; those in the file count as well. `about`: the values that were explained, whose
   * band the finding must be in; absent = those of the file itself.
   */
  readonly explanations: ReadonlyMap<
    string,
    { readonly reason: string; readonly text: string; readonly about?: ExplainedValues }
  >;
  readonly filedBy: 'park' | 'ministry';
}

/** Names known with every subject, and those of the subject at hand. */
export const subjectEnvironment = (
  context: Pick<CheckContext, 'park' | 'dataYear' | 'rulePack'>,
  values: Readonly<Record<string, Value>>,
): Environment =>
  environmentOf({
    values: {
      'task.template': context.rulePack.template,
      'task.year': exactInteger(context.dataYear),
      'account.park': context.park,
      ...values,
    },
    notApplicableAs: 'null',
  });
