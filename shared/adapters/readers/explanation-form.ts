import type { FiledExplanation, FiledForm } from '../../domain/returns/filed-return.ts';
import { explanationColumnIndex } from './labels.ts';
import { cellOfRow } from './source-row.ts';
import { createTableReader, type TableReader } from './table-reader.ts';

export interface ExplanationForm {
  readonly form: FiledForm;
  readonly blankRows: number;
  readonly explanations: readonly FiledExplanation[];
}

/** Collects explanations: which finding, why, in which words. The cell is the one of the words. */
export const createExplanationForm = (
  sheet: string,
): { readonly row: TableReader['row']; readonly finish: () => ExplanationForm } => {
  const explanations: FiledExplanation[] = [];
  const reader = createTableReader(
    sheet,
    { columns: explanationColumnIndex, required: ['finding', 'reason', 'text'] },
    (row, columns) => {
      const at = (code: string) => {
        const column = columns.find((candidate) => candidate.code === code);
        return column === undefined ? null : cellOfRow(sheet, row, column.column, column.header);
      };
      const cell = at('text');
      if (cell === null) return;
      explanations.push({
        finding: at('finding')?.raw.trim() ?? '',
        reason: at('reason')?.raw.trim() ?? '',
        text: cell.raw,
        cell,
      });
    },
  );
  return {
    row: reader.row,
    finish: () => {
      const { blankRows, ...found } = reader.finish();
      return { form: { sheet, form: 'explanations', ...found }, blankRows, explanations };
    },
  };
};
