import type { FindingCell, Findings } from '../../domain/rules/finding.ts';
import { createJsonCursor, type JsonCursor } from '../readers/json-cursor.ts';
import type { SheetPlace } from './cell-marks.ts';
import { type FiledTable, type Tabulated, WHOLE_TABLE_ROWS } from './tabulated.ts';

/** The table of the members that are no tables themselves: whose return it is, of which cycle. */
const TOP = 'return';

const nextValue = (cursor: JsonCursor): string =>
  cursor.kind() === 'string' ? cursor.string() : cursor.source();

/** The names in a JSON Pointer (RFC 6901). */
const namesIn = (pointer: string): readonly string[] =>
  pointer.startsWith('/')
    ? pointer
        .slice(1)
        .split('/')
        .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'))
    : [];

interface GrowingTable {
  readonly name: string;
  readonly rows: Map<number, Map<number, string>>;
  /** Column of a member's name. */
  readonly columns: Map<string, number>;
  /** Row of a key or index; the first of a repeated one. */
  readonly rowOf: Map<string, number>;
  /** Rows that were read, those taken out again too. */
  read: number;
}

/** A table whose first row names its columns; the first column is the key or index of a row. */
const createTable = (name: string, key: string): GrowingTable => ({
  name,
  rows: new Map([[1, new Map([[0, key]])]]),
  columns: new Map(),
  rowOf: new Map(),
  read: 1,
});

const columnOf = ({ columns, rows }: GrowingTable, member: string): number => {
  const known = columns.get(member);
  if (known !== undefined) return known;
  const column = columns.size + 1;
  columns.set(member, column);
  rows.get(1)?.set(column, member);
  return column;
};

/** Reads the value that comes next into a row: an object into a column a member, anything else into `value`. */
const readRow = (cursor: JsonCursor, table: GrowingTable, row: number, key: string): void => {
  const cells = new Map([[0, key]]);
  if (cursor.kind() === 'object') {
    cursor.members((member) => {
      const column = columnOf(table, member);
      const value = nextValue(cursor);
      if (!cells.has(column)) cells.set(column, value);
    });
  } else cells.set(columnOf(table, 'value'), nextValue(cursor));
  table.rows.set(row, cells);
  table.read = Math.max(table.read, row);
  if (!table.rowOf.has(key)) table.rowOf.set(key, row);
};

const filedTable = ({ name, rows, read }: GrowingTable): FiledTable => ({
  name,
  readRows: (onRow) => {
    for (const [row, cells] of rows)
      onRow(
        row,
        [...cells].toSorted(([a], [b]) => a - b),
      );
    return rows.size === read ? undefined : { name, rows: read, shown: rows.size };
  },
});

/** The members of a JSON return as tables: one row an input, an enterprise, a project. */
export const tabulateJson = (text: string, part: string, findings: Findings): Tabulated => {
  const wanted = new Set<string>();
  for (const { cells } of findings) {
    for (const { a1 } of cells) wanted.add(namesIn(a1).slice(0, 2).join('\n'));
  }
  const top = createTable(TOP, 'member');
  const tables = new Map<string, GrowingTable>();
  const cursor = createJsonCursor(text, part);
  cursor.members((member) => {
    const kind = cursor.kind();
    if ((kind !== 'object' && kind !== 'array') || tables.has(member)) {
      readRow(cursor, top, top.rows.size + 1, member);
      return;
    }
    const table = createTable(member, kind === 'array' ? 'index' : 'code');
    tables.set(member, table);
    let row = 1;
    const visit = (name: string): void => {
      row += 1;
      readRow(cursor, table, row, name);
      if (row > WHOLE_TABLE_ROWS && !wanted.has(`${member}\n${name}`)) table.rows.delete(row);
    };
    if (kind === 'object') cursor.members(visit);
    else cursor.elements((index) => visit(String(index)));
    if (row <= WHOLE_TABLE_ROWS) return;
    for (const [name, at] of table.rowOf) if (!wanted.has(`${member}\n${name}`)) table.rows.delete(at);
  });
  const locate = ({ a1 }: FindingCell): SheetPlace | undefined => {
    const [member = '', name, field] = namesIn(a1);
    const table = tables.get(member);
    if (table === undefined || name === undefined) {
      const row = top.rowOf.get(member);
      return row === undefined ? undefined : { sheet: TOP, row, column: 1 };
    }
    const row = table.rowOf.get(name);
    if (row === undefined) return undefined;
    return { sheet: member, row, column: table.columns.get(field ?? 'value') ?? 0 };
  };
  return { tables: [top, ...tables.values()].map(filedTable), locate };
};
