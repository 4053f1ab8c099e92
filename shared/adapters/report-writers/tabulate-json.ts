import type { FindingCell } from '../../domain/rules/finding.ts';
import { createJsonCursor, type JsonCursor } from '../readers/json-cursor.ts';
import type { SheetPlace } from './cell-marks.ts';
import { type FiledCells, type FiledTable, type Tabulated, WHOLE_TABLE_ROWS } from './tabulated.ts';

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

/** What a table is before its rows are written: its columns, and where its keys stand. */
interface Outline {
  /** Column of a member's name; column 0 is the key or index of a row. */
  readonly columns: Map<string, number>;
  /** Row of a key or index; the first of a repeated one. */
  readonly rowOf: Map<string, number>;
  /** The last row; the first names the columns. */
  rows: number;
}

/** Values of a row by column from 0. */
type Row = readonly string[];

const columnOf = ({ columns }: Outline, member: string): number => {
  const known = columns.get(member);
  if (known !== undefined) return known;
  const column = columns.size + 1;
  columns.set(member, column);
  return column;
};

/** Reads the value that comes next into a row: an object into a column a member, anything else into `value`. */
const readRow = (cursor: JsonCursor, outline: Outline, key: string): Row => {
  const row = [key];
  if (cursor.kind() === 'object') {
    cursor.members((member) => {
      const column = columnOf(outline, member);
      const value = nextValue(cursor);
      row[column] ??= value;
    });
  } else row[columnOf(outline, 'value')] = nextValue(cursor);
  outline.rows += 1;
  if (!outline.rowOf.has(key)) outline.rowOf.set(key, outline.rows);
  return row;
};

const newOutline = (): Outline => ({ columns: new Map(), rowOf: new Map(), rows: 1 });

/** Reads the members of an object or the elements of an array as rows. */
const readRows = (source: string, part: string, outline: Outline, onRow: (row: Row) => void): void => {
  const cursor = createJsonCursor(source, part);
  const visit = (key: string): void => onRow(readRow(cursor, outline, key));
  if (cursor.kind() === 'object') cursor.members(visit);
  else cursor.elements((index) => visit(String(index)));
};

// A row has holes where it lacks a member.
const cellsOf = (row: Row): FiledCells =>
  row.entries().filter((cell): cell is [number, string] => cell[1] !== undefined);

const headOf = (key: string, { columns }: Outline): Row => [key, ...columns.keys()];

/** A table that is read again to be written: of 30,000 records no more than one is held. */
const tableOf = (name: string, source: string, part: string, outline: Outline): FiledTable => ({
  name,
  readRows: (onRow, isWanted) => {
    const { rows } = outline;
    const isWhole = rows <= WHOLE_TABLE_ROWS;
    onRow(1, cellsOf(headOf(source.startsWith('[') ? 'index' : 'code', outline)));
    let at = 1;
    let shown = 1;
    readRows(source, part, { ...outline, rowOf: new Map() }, (row) => {
      at += 1;
      if (!isWhole && !isWanted(at)) return;
      shown += 1;
      onRow(at, cellsOf(row));
    });
    return shown === rows ? undefined : { name, rows, shown };
  },
});

/** The members of a JSON return as tables: one row an input, an enterprise, a project. */
export const tabulateJson = (text: string, part: string): Tabulated => {
  const top = newOutline();
  const topRows: Row[] = [];
  const outlines = new Map<string, Outline>();
  const tables: FiledTable[] = [];
  const cursor = createJsonCursor(text, part);
  cursor.members((member) => {
    const kind = cursor.kind();
    if ((kind !== 'object' && kind !== 'array') || outlines.has(member)) {
      topRows.push(readRow(cursor, top, member));
      return;
    }
    const outline = newOutline();
    const source = cursor.source();
    outlines.set(member, outline);
    readRows(source, part, outline, () => undefined);
    tables.push(tableOf(member, source, part, outline));
  });
  const topTable: FiledTable = {
    name: TOP,
    readRows: (onRow) => {
      for (const [index, row] of [headOf('member', top), ...topRows].entries())
        onRow(index + 1, cellsOf(row));
      return undefined;
    },
  };
  const locate = ({ a1 }: FindingCell): SheetPlace | undefined => {
    const [member = '', name, field] = namesIn(a1);
    const outline = outlines.get(member);
    if (outline === undefined || name === undefined) {
      const row = top.rowOf.get(member);
      return row === undefined ? undefined : { sheet: TOP, row, column: 1 };
    }
    const row = outline.rowOf.get(name);
    if (row === undefined) return undefined;
    return { sheet: member, row, column: outline.columns.get(field ?? 'value') ?? 0 };
  };
  return { tables: [topTable, ...tables], locate };
};
