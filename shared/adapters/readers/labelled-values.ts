import type { Cell } from '../../domain/returns/filed-return.ts';
import type { LabelIndex } from './labels.ts';
import { cellOfRow, type SourceRow } from './source-row.ts';

export interface LabelledValues {
  readonly row: (row: SourceRow) => void;
  /** Value cells by code, each with its label as header; blank where nothing stands to the right of the label. */
  readonly values: ReadonlyMap<string, Cell>;
}

/** Collects values that stand to the right of their labels, as on a cover; the first of each label counts. */
export const createLabelledValues = (sheet: string, labels: LabelIndex): LabelledValues => {
  const values = new Map<string, Cell>();
  return {
    values,
    row: (row) => {
      for (const [index, label] of row.cells.entries()) {
        const code = labels(label.raw);
        if (code === undefined || values.has(code)) continue;
        const next = row.cells.slice(index + 1).find((cell) => cell.raw.trim() !== '' || cell.hasFormula);
        const isLabel = next !== undefined && labels(next.raw) !== undefined;
        const column = next === undefined || isLabel ? label.column + 1 : next.column;
        values.set(code, cellOfRow(sheet, row, column, label.raw));
      }
    },
  };
};
