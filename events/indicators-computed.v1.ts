import * as z from 'zod';
import { defineEvent } from './contract.ts';
import { ParkId, Sha256, SubmissionId } from './members.ts';

/** The indicator values of the return in force are stored; the values themselves stay in the table. */
export const IndicatorsComputed = defineEvent({
  detailType: 'IndicatorsComputed.v1',
  detail: {
    park: ParkId,
    submissionId: SubmissionId,
    sha256: Sha256,
    /** Indicators with a value. */
    computed: z.int().nonnegative(),
    /** Indicators that are not computable (不可计算). */
    notComputable: z.int().nonnegative(),
  },
});
