import type { RecordTable, RecordTableName } from '../../domain/records/record-table.ts';
import { RecordTableBuilder } from '../../domain/records/record-table-builder.ts';
import { TextStore } from '../../domain/records/text-store.ts';
import type { Cell, FiledForm } from '../../domain/returns/filed-return.ts';
import { CAPS } from './caps.ts';
import type { JsonCursor, JsonKind } from './json-cursor.ts';
import { recordColumnIndex, recordFieldCodes } from './labels.ts';
import { putValue, recordColumn } from './record-form.ts';
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
 * Reads an array of records into typed columns. Its columns are all fields of the table, in form order: in JSON an absent
 * member is an absent cell, not an absent column. Null stands for no table.
 */
export const readRecords = (
  cursor: JsonCursor,
  table: RecordTableName,
): { readonly form: FiledForm; readonly records: RecordTable | null } | null => {
  const kind = cursor.kind();
  if (kind !== 'array') {
    cursor.source();
    return kind === 'null'
      ? null
      : { form: formOf(table, table, { missingColumns: ['uscc'] }), records: null };
  }
  const codes = recordFieldCodes[table];
  const columnOf = new Map(codes.map((code, index) => [code as string, index]));
  /** Member names as filed first, which the places are made of. */
  const headers: string[] = [...codes];
  const builder = new RecordTableBuilder(
    table,
    table,
    codes.map((code) => recordColumn(code, code, '')),
    new TextStore('utf-8'),
  );
  const unknown = new Map<string, Cell>();
  const duplicated = new Set<string>();
  const isNamed = new Uint8Array(codes.length);
  const filledIn = new Int32Array(codes.length).fill(-1);
  let rowCount = 0;

  cursor.elements((index) => {
    if (rowCount >= CAPS.rows) throw tooLarge(table, `超过 ${CAPS.rows} 行`, `more than ${CAPS.rows} rows`);
    rowCount += 1;
    const base = pointerTo(`/${table}`, index);
    builder.beginRow(index + 1);
    if (cursor.kind() === 'object') {
      cursor.members((name) => {
        const column = columnOf.get(name) ?? columnOf.get(recordColumnIndex[table](name) ?? '');
        const kindOfValue = cursor.kind();
        const raw = rawValue(cursor, kindOfValue);
        if (column === undefined) {
          if (unknown.has(name)) return;
          const cell = valueCell(table, pointerTo(base, name), kindOfValue, name, name);
          unknown.set(name, { ...cell, raw: name, stored: 'text' });
          if (unknown.size > CAPS.columns) {
            throw tooLarge(
              table,
              `超过 ${CAPS.columns} 个未知成员`,
              `more than ${CAPS.columns} unknown members`,
              cell.a1,
            );
          }
        } else if (filledIn[column] !== index) {
          filledIn[column] = index;
          if (isNamed[column] === 0) headers[column] = name;
          isNamed[column] = 1;
          putValue(builder, column, raw, kindOfValue === 'number' ? 'number' : 'text');
        } else duplicated.add(codes[column] ?? name);
      });
    } else {
      // No record: its key column holds what stands there, so that a rule can point at it.
      putValue(builder, 0, rawValue(cursor, cursor.kind()), 'text');
    }
  });
  const form = formOf(table, table, {
    unknown: [...unknown.values()],
    duplicatedColumns: [...duplicated],
    rowCount,
  });
  return { form, records: rowCount === 0 ? null : builder.finish(headers) };
};

/** Text of the next value as filed; objects and arrays, which are never values, become their source text. */
const rawValue = (cursor: JsonCursor, kind: JsonKind): string => {
  if (kind === 'string') return cursor.string();
  const source = cursor.source();
  return kind === 'null' ? '' : source.slice(0, CAPS.cellCharacters);
};
