import type { Cell, FiledForm, RecordBatch, RecordSink } from '../../domain/returns/filed-return.ts';
import { CAPS } from './caps.ts';
import type { JsonCursor, JsonKind } from './json-cursor.ts';
import { recordColumnIndex, recordFieldCodes } from './labels.ts';
import { tooLarge } from './unreadable-content.ts';

/** JSON Pointer (RFC 6901) of a member of the value that `base` points at. */
export const pointerTo = (base: string, member: string | number): string => {
  const step = String(member);
  const escaped = /[~/]/.test(step) ? step.replaceAll('~', '~0').replaceAll('/', '~1') : step;
  return `${base}/${escaped}`;
};

/** The cell of a JSON value whose text is `raw`. */
export const valueCell = (sheet: string, a1: string, kind: JsonKind, raw: string, header = ''): Cell => ({
  sheet,
  a1,
  header,
  raw: kind === 'null' ? '' : raw,
  stored:
    kind === 'number' || kind === 'boolean'
      ? kind
      : kind === 'null' || (kind === 'string' && raw === '')
        ? 'blank'
        : 'text',
  hasFormula: false,
});

/** Consumes the next value as a cell; objects and arrays, which are never values, become their source text. */
export const readValueCell = (cursor: JsonCursor, sheet: string, a1: string, header: string): Cell => {
  const kind = cursor.kind();
  const raw = kind === 'string' ? cursor.string() : cursor.source().slice(0, CAPS.cellCharacters);
  return valueCell(sheet, a1, kind, raw, header);
};

export const formOf = (
  sheet: string,
  form: FiledForm['form'],
  found: Partial<Omit<FiledForm, 'sheet' | 'form' | 'anchor'>>,
): FiledForm => ({
  sheet,
  form,
  missingColumns: [],
  duplicatedColumns: [],
  unknown: [],
  rowCount: 0,
  ...found,
  anchor: null,
});

/**
 * Passes an array of records to the sink. Its columns are all fields of the table, in form order: in JSON an absent
 * member is an absent cell, not an absent column. Null stands for no table.
 */
export const readRecords = (
  cursor: JsonCursor,
  table: RecordBatch['table'],
  sink: RecordSink,
): FiledForm | null => {
  const kind = cursor.kind();
  if (kind !== 'array') {
    cursor.source();
    return kind === 'null' ? null : formOf(table, table, { missingColumns: ['uscc'] });
  }
  const codes = recordFieldCodes[table];
  const columnOf = new Map(codes.map((code, index) => [code as string, index]));
  const columns = codes.map((code) => ({ code, header: code, letter: '' }));
  const unknown = new Map<string, Cell>();
  const duplicated = new Set<string>();
  let rows: RecordBatch['rows'][number][] = [];
  let rowCount = 0;
  const flush = (): void => {
    if (rows.length > 0) sink({ table, sheet: table, columns, rows });
    rows = [];
  };

  cursor.elements((index) => {
    if (rowCount >= CAPS.rows) throw tooLarge(table, `超过 ${CAPS.rows} 行`, `more than ${CAPS.rows} rows`);
    rowCount += 1;
    const base = pointerTo(`/${table}`, index);
    const cells = new Array<Cell | undefined>(columns.length).fill(undefined);
    if (cursor.kind() === 'object') {
      cursor.members((name) => {
        const cell = readValueCell(cursor, table, pointerTo(base, name), name);
        const column = columnOf.get(name) ?? columnOf.get(recordColumnIndex[table](name) ?? '');
        if (column === undefined) {
          if (unknown.has(name)) return;
          unknown.set(name, { ...cell, raw: name, stored: 'text' });
          if (unknown.size > CAPS.columns) {
            throw tooLarge(
              table,
              `超过 ${CAPS.columns} 个未知成员`,
              `more than ${CAPS.columns} unknown members`,
              cell.a1,
            );
          }
        } else if (cells[column] === undefined) cells[column] = cell;
        else duplicated.add(codes[column] ?? name);
      });
    } else {
      // No record: its key column holds what stands there, so that a rule can point at it.
      cells[0] = readValueCell(cursor, table, base, 'uscc');
    }
    rows.push({ number: index + 1, cells });
    if (rows.length >= CAPS.batchRows) flush();
  });
  flush();
  return formOf(table, table, {
    unknown: [...unknown.values()],
    duplicatedColumns: [...duplicated],
    rowCount,
  });
};
