import { parquetWriteBuffer } from 'hyparquet-writer';
import type { AcceptedSubmission } from '../domain/returns/fold-submissions.ts';

/** `lake/park-inputs/cycle=2021/park=P021/{submissionId}.parquet`: partitions as Athena and DuckDB read them. */
export const parkInputsKey = (cycle: string, park: string, submissionId: string): string =>
  `lake/park-inputs/cycle=${cycle}/park=${park}/${submissionId}.parquet`;

const notApplicable = 'N/A';

/** The nearest double of a decimal text; null for 不适用 and for what is no number. */
const numberOf = (text: string | undefined): number | null => {
  if (text === undefined || text === '' || text === notApplicable) return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
};

/**
 * The inputs of one accepted submission, one row per input in the order of the codes. Columns: `submission_id`, `sha256`,
 * `code`, `value` and `previous` (double, null where blank or 不适用), `value_text` and `previous_text` (exact, as scored).
 * The same submission gives the same bytes.
 */
export const parkInputsParquet = (
  submission: Pick<AcceptedSubmission, 'submissionId' | 'sha256' | 'inputs' | 'previous'>,
): Uint8Array => {
  const { submissionId, sha256, inputs, previous } = submission;
  const codes = [...new Set([...Object.keys(inputs), ...Object.keys(previous)])].toSorted();
  const texts = (column: Readonly<Record<string, string>>) => codes.map((code) => column[code] ?? null);
  return new Uint8Array(
    parquetWriteBuffer({
      columnData: [
        { name: 'submission_id', type: 'STRING', data: codes.map(() => submissionId), nullable: false },
        { name: 'sha256', type: 'STRING', data: codes.map(() => sha256), nullable: false },
        { name: 'code', type: 'STRING', data: codes, nullable: false },
        { name: 'value', type: 'DOUBLE', data: codes.map((code) => numberOf(inputs[code])) },
        { name: 'value_text', type: 'STRING', data: texts(inputs) },
        { name: 'previous', type: 'DOUBLE', data: codes.map((code) => numberOf(previous[code])) },
        { name: 'previous_text', type: 'STRING', data: texts(previous) },
      ],
    }),
  );
};
