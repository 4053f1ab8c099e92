import type { Cell, FiledForm, FiledInput } from '../../domain/returns/filed-return.ts';
import { inputColumnIndex, inputRowIndex, isInputCode } from './labels.ts';
import { cellOfRow, type SourceRow } from './source-row.ts';
import { createTableReader, type TableColumn, type TableReader, type TableSpec } from './table-reader.ts';
import { noteUnknown } from './unknown-cells.ts';

/** What the inputs sheet or CSV holds. `labelled` are the rows that are no inputs: cycle, park, declarations. */
export interface InputForm {
  readonly form: FiledForm;
  readonly blankRows: number;
  readonly inputs: ReadonlyMap<string, FiledInput>;
  readonly labelled: ReadonlyMap<string, Cell>;
}

const SPEC: TableSpec = {
  columns: inputColumnIndex,
  required: ['code', 'value'],
  standIn: { for: 'code', by: 'name' },
  isData: { in: 'code', test: (raw) => inputRowIndex(raw) !== undefined },
};

const columnOf = (columns: readonly TableColumn[], code: string): TableColumn | undefined =>
  columns.find((column) => column.code === code);

/** The form of a file without an inputs sheet: everything required is missing. */
export const absentInputForm = (sheet: string): FiledForm => ({
  sheet,
  form: 'PARK',
  missingColumns: SPEC.required,
  duplicatedColumns: [],
  unknown: [],
  isAbsent: true,
  rowCount: 0,
  anchor: null,
});

/** Collects the park inputs from rows of code, value and last year's value; a row is found by code or by label. */
export const createInputForm = (
  sheet: string,
): { readonly row: TableReader['row']; readonly finish: () => InputForm } => {
  const inputs = new Map<string, FiledInput>();
  const labelled = new Map<string, Cell>();
  const unknownRows: Cell[] = [];
  const duplicatedRows = new Map<string, Cell[]>();

  const take = (row: SourceRow, columns: readonly TableColumn[]): void => {
    const at = (code: string, header: string): Cell | null => {
      const column = columnOf(columns, code);
      return column === undefined ? null : cellOfRow(sheet, row, column.column, header);
    };
    const code = at('code', '');
    const name = at('name', '');
    const label = name !== null && name.raw !== '' ? name.raw : (code?.raw ?? '');
    const value = at('value', label);
    if (value === null) return;
    const previous = at('previous', label);
    const key = inputRowIndex(code?.raw ?? '') ?? inputRowIndex(label);
    if (key === undefined) {
      // A title of a group of rows has no values; anything else that nothing is called is named to the user.
      const isTitle = [value, previous].every(
        (cell) => cell === null || (cell.raw.trim() === '' && !cell.hasFormula),
      );
      if (!isTitle)
        noteUnknown(unknownRows, [code, name, value, previous].find((cell) => cell?.raw.trim()) ?? value);
      return;
    }
    const earlier = inputs.get(key)?.value ?? labelled.get(key);
    if (earlier !== undefined) duplicatedRows.set(key, [...(duplicatedRows.get(key) ?? [earlier]), value]);
    else if (isInputCode(key)) inputs.set(key, { code: key, value, previous });
    else labelled.set(key, value);
  };

  const table = createTableReader(sheet, SPEC, take);
  return {
    row: table.row,
    finish: () => {
      const { blankRows, ...found } = table.finish();
      return {
        form: {
          sheet,
          form: 'PARK',
          ...found,
          duplicatedColumns: [...found.duplicatedColumns, ...duplicatedRows.keys()],
          duplicates: [...found.duplicates, ...[...duplicatedRows.values()].flat()],
          unknown: [...found.unknown, ...unknownRows],
        },
        blankRows,
        inputs,
        labelled,
      };
    },
  };
};
