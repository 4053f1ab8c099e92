import type { Cell } from '../../domain/returns/filed-return.ts';
import { moneyInNote, unitInHeading } from '../../domain/rules/unit-of-measure.ts';
import { CAPS } from './caps.ts';
import { isUnit, type LabelIndex } from './labels.ts';
import { cellOfRow, columnLetters, isBlankRow, type SourceRow } from './source-row.ts';
import { placeOf, UnreadableContent } from './unreadable-content.ts';

/** What a table's columns are called and which of them it cannot do without. */
export interface TableSpec {
  readonly columns: LabelIndex;
  readonly required: readonly string[];
  /** A column that serves for a required one that is absent: on the inputs sheet `name` for `code`. */
  readonly standIn?: { readonly for: string; readonly by: string };
  /** Whether a row's cell in the column `in` proves it to be data: found above the header, the header is misplaced. */
  readonly isData?: { readonly in: string; readonly test: (raw: string) => boolean };
}

export interface TableColumn {
  readonly code: string;
  readonly header: string;
  readonly column: number;
  readonly letter: string;
}

/** The table as found: what `FiledForm` says of it. */
export interface TableOutcome {
  readonly missingColumns: readonly string[];
  readonly duplicatedColumns: readonly string[];
  /** Header cells of columns that occur more than once, the first of each too. */
  readonly duplicates: readonly Cell[];
  readonly unknown: readonly Cell[];
  /** Cells above and directly below the header that name a unit of measure. */
  readonly units: readonly Cell[];
  /** First cell of the header; of the first row where no header was found; null for an empty sheet. */
  readonly anchor: Cell | null;
  readonly rowCount: number;
  readonly blankRows: number;
}

/** A table whose header is settled and whose first row is read: the rest may be read past `row`. */
export interface DirectRows {
  readonly columns: readonly TableColumn[];
  /** Fields of the header's record; a worksheet has no such number. */
  readonly fields: number | undefined;
  /** Says that a row was read past `row`. */
  readonly count: (isBlank: boolean) => void;
}

export interface TableReader {
  readonly row: (row: SourceRow) => void;
  /** Null while every row must go through `row`. */
  readonly direct: () => DirectRows | null;
  readonly finish: () => TableOutcome;
}

interface Header {
  readonly row: SourceRow;
  readonly columns: readonly TableColumn[];
  readonly duplicated: readonly string[];
  readonly unknown: readonly Cell[];
  readonly missing: readonly string[];
}

const headerCell = (sheet: string, row: SourceRow, column: number): Cell => {
  const cell = cellOfRow(sheet, row, column, '');
  return { ...cell, header: cell.raw };
};

const readHeader = (sheet: string, row: SourceRow, spec: TableSpec): Header => {
  const columns = new Map<string, TableColumn>();
  const duplicated = new Set<string>();
  const unknown: Cell[] = [];
  for (const { column, raw } of row.cells) {
    if (raw.trim() === '') continue;
    const code = spec.columns(raw);
    if (code === undefined) unknown.push(headerCell(sheet, row, column));
    else if (columns.has(code)) duplicated.add(code);
    else columns.set(code, { code, header: raw, column, letter: columnLetters(column) });
  }
  const { standIn } = spec;
  const substitute = standIn === undefined || columns.has(standIn.for) ? undefined : columns.get(standIn.by);
  if (standIn !== undefined && substitute !== undefined)
    columns.set(standIn.for, { ...substitute, code: standIn.for });
  return {
    row,
    columns: [...columns.values()],
    duplicated: [...duplicated],
    unknown,
    missing: spec.required.filter((code) => !columns.has(code)),
  };
};

/** Header cells of the columns that are there more than once. */
const duplicatesIn = (sheet: string, { row, duplicated }: Header, spec: TableSpec): readonly Cell[] =>
  row.cells
    .filter(({ raw }) => duplicated.includes(spec.columns(raw) ?? ''))
    .map(({ column }) => headerCell(sheet, row, column));

/** The most complete header among the first rows; the upper one of equals. */
const bestHeader = (headers: readonly Header[]): Header | undefined =>
  headers
    .filter((header) => header.columns.length > 0)
    .reduce<Header | undefined>(
      (best, next) => (best === undefined || next.columns.length > best.columns.length ? next : best),
      undefined,
    );

/** A sheet or part with nothing in it, which is as good as absent. */
export const isEmptyTable = (found: Pick<TableOutcome, 'anchor' | 'rowCount'>): boolean =>
  found.anchor === null && found.rowCount === 0;

/** Cells of a row above or below the header that name a unit, under what their column is headed. */
const unitCells = (sheet: string, row: SourceRow, { columns }: Header): readonly Cell[] =>
  row.cells
    .filter(({ raw }) => raw.length <= 200 && (unitInHeading(raw) !== null || moneyInNote(raw) !== null))
    .map(({ column }) =>
      cellOfRow(sheet, row, column, columns.find((known) => known.column === column)?.header ?? ''),
    );

/** A second header row, of labels or units, directly below the first. */
const isSubheader = (row: SourceRow, header: Header, spec: TableSpec): boolean => {
  const cells = row.cells.filter((cell) => cell.raw.trim() !== '');
  const alike = cells.filter((cell) => {
    const column = header.columns.find((candidate) => candidate.column === cell.column);
    return column !== undefined && (spec.columns(cell.raw) === column.code || isUnit(cell.raw));
  });
  return alike.length >= 2 && alike.length * 2 > cells.length;
};

/**
 * Finds the header among the first rows by its content, then passes on the rows of data below it. Titles above,
 * blank rows, columns without a header and the order of columns do not matter.
 */
export const createTableReader = (
  sheet: string,
  spec: TableSpec,
  onRow: (row: SourceRow, columns: readonly TableColumn[]) => void,
): TableReader => {
  let waiting: SourceRow[] | null = [];
  let header: Header | undefined;
  let firstRow: SourceRow | undefined;
  let misplaced = false;
  const units: Cell[] = [];
  let rowCount = 0;
  let blankRows = 0;

  const data = (row: SourceRow, known: Header): void => {
    if (isBlankRow(row)) {
      blankRows += 1;
      return;
    }
    if (rowCount === 0 && isSubheader(row, known, spec)) {
      units.push(...unitCells(sheet, row, known));
      return;
    }
    const { fields } = known.row;
    const extra = fields === undefined ? undefined : row.cells.find((cell) => cell.column >= fields);
    if (extra !== undefined) {
      // Usually an unquoted thousands separator: the values have moved, and none of the row can be trusted.
      throw new UnreadableContent(
        'readable',
        {
          zh: `列数多于表头的行（${sheet} 第 ${row.number} 行；数值中的分隔符须加引号）`,
          en: `a row longer than the header (${sheet}, line ${row.number}; separators inside a value need quotes)`,
        },
        placeOf(sheet, `${columnLetters(extra.column)}${row.number}`, extra.raw),
      );
    }
    rowCount += 1;
    onRow(row, known.columns);
  };

  /** Data above the header means that the rows were swapped: then nothing counts as a header. */
  const isMisplaced = (found: Header, above: readonly SourceRow[]): boolean => {
    const { isData } = spec;
    const key = found.columns.find((column) => column.code === isData?.in)?.column;
    return above.some((row) =>
      row.cells.some((cell) => cell.column === key && isData?.test(cell.raw) && row.cells.length > 1),
    );
  };

  const settle = (): void => {
    const rows = waiting ?? [];
    waiting = null;
    const headers = rows.map((row) => readHeader(sheet, row, spec));
    const complete = headers.find((candidate) => candidate.missing.length === 0);
    const best = complete ?? bestHeader(headers);
    firstRow = rows.find((row) => !isBlankRow(row));
    if (best === undefined) return;
    const at = rows.indexOf(best.row);
    header = best;
    misplaced = isMisplaced(best, rows.slice(0, at));
    if (misplaced) return;
    for (const row of rows.slice(0, at)) units.push(...unitCells(sheet, row, header));
    for (const row of rows.slice(at + 1)) data(row, header);
  };

  return {
    row: (row) => {
      if (waiting === null) {
        if (header !== undefined && !misplaced) data(row, header);
        return;
      }
      if (isBlankRow(row)) {
        // Above the header blank rows are layout, not data.
        if (waiting.length > 0) waiting.push(row);
      } else waiting.push(row);
      const isComplete = readHeader(sheet, row, spec).missing.length === 0;
      if (isComplete || waiting.length >= CAPS.headerRows) settle();
    },
    direct: () => {
      if (waiting !== null || header === undefined || misplaced || rowCount === 0) return null;
      return {
        columns: header.columns,
        fields: header.row.fields,
        count: (isBlank) => {
          if (isBlank) blankRows += 1;
          else rowCount += 1;
        },
      };
    },
    finish: () => {
      if (waiting !== null) settle();
      const column = header?.columns[0]?.column ?? firstRow?.cells[0]?.column;
      const row = header?.row ?? firstRow;
      return {
        missingColumns: header === undefined || misplaced ? spec.required : header.missing,
        duplicatedColumns: header?.duplicated ?? [],
        duplicates: header === undefined ? [] : duplicatesIn(sheet, header, spec),
        unknown: header?.unknown ?? [],
        units,
        anchor: row === undefined || column === undefined ? null : headerCell(sheet, row, column),
        rowCount,
        blankRows,
      };
    },
  };
};
