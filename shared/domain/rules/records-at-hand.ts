import type { RecordSet } from '../records/record-set.ts';
import type { FiledReturn } from '../returns/filed-return.ts';
import type { CheckContext } from './check-context.ts';
import type { DerivedInputs } from './derived-inputs.ts';
import type { ParkRecord } from './judge-park.ts';

/** What rules on records are judged with. */
export interface RecordsAtHand {
  readonly filed: FiledReturn;
  readonly records: RecordSet;
  readonly park: ParkRecord;
  readonly derived: DerivedInputs;
  readonly context: CheckContext;
}
