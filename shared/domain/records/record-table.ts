import { POWERS_OF_TEN } from './plain-decimal.ts';
import type { TextStore } from './text-store.ts';

/** Rows of one block of a column. Blocks are made as rows come: nothing is sized by what a file says of itself. */
export const BLOCK_ROWS = 4096;
const BLOCK_SHIFT = 12;
const IN_BLOCK = BLOCK_ROWS - 1;

/** What a cell of a record table is. From `decimals` on: a plain decimal with that many decimals more. */
export const CELL = {
  blank: 0,
  /** Nothing but white space. */
  space: 1,
  /** A formula without a stored value. */
  emptyFormula: 2,
  notApplicable: 3,
  /** Text in a text column; in a number column text that is no number. */
  text: 4,
  /** A number of at most 15 digits that is not written plainly (`1,234`, `007`, `1e5`, full-width digits). */
  oddNumber: 5,
  /** A number that a double does not hold exactly enough to be told from its neighbours. */
  longNumber: 6,
  /** As `longNumber`, where the shortest decimal of a stored double is meant and not the digits in the file. */
  dumpedNumber: 7,
  decimals: 16,
} as const;

/** Facts of all cells of a block of a column, so that rules skip what cannot break them. */
export const FLAG = {
  blank: 1,
  notApplicable: 2,
  text: 4,
  fraction: 8,
  long: 16,
  negative: 32,
  /** A text that begins, white space aside, with `#` as a spreadsheet's errors do. */
  hash: 64,
  emptyFormula: 128,
} as const;

/** A text as the errors of spreadsheets are written: `#REF!`. */
export const BEGINS_WITH_HASH = /^\s*[#＃]/;

/** Up to 4,096 cells of a column. */
export interface ColumnBlock {
  /**
   * Number columns: the double nearest to the number, 0 for 不适用, NaN where there is none. Text columns: position of the
   * text in the store, 0 for none.
   */
  readonly numbers: Float64Array;
  /** By `CELL`. */
  readonly states: Uint8Array;
  /** Rows (within the block, ascending) whose text cannot be told from the number, and where it is. */
  oddRows: Uint16Array;
  oddTexts: Uint32Array;
  odd: number;
  /** Sum of `FLAG`. Cells that were never written are blank. */
  flags: number;
}

export interface RecordColumn {
  readonly code: string;
  /** As it stands in the file. */
  readonly header: string;
  /** Column letters; empty in JSON. */
  readonly letter: string;
  readonly kind: 'number' | 'text';
  /** A block that is absent is blank throughout. */
  readonly blocks: (ColumnBlock | undefined)[];
}

export type RecordTableName = 'enterprises' | 'projects';

/** One located cell, made when it is asked for. */
export interface RecordCell {
  readonly sheet: string;
  readonly a1: string;
  readonly header: string;
  readonly raw: string;
}

/**
 * A record table (enterprises, projects) as typed columns: a double, a byte of state and the file's row number for each
 * cell and row, no object for either. What a double cannot say is kept as text in its encoding and read on demand, so
 * that every cell comes back exactly as filed.
 */
export class RecordTable {
  readonly name: RecordTableName;
  readonly sheet: string;
  readonly columns: readonly RecordColumn[];
  readonly rowCount: number;
  readonly texts: TextStore;
  /** Row of the sheet, line of the CSV, or position in the JSON array from 1. */
  readonly #rowNumbers: readonly Int32Array[];
  readonly #oddTexts = new Map<number, string>();
  readonly #byCode: ReadonlyMap<string, number>;

  constructor(table: {
    readonly name: RecordTableName;
    readonly sheet: string;
    readonly columns: readonly RecordColumn[];
    readonly rowCount: number;
    readonly rowNumbers: readonly Int32Array[];
    readonly texts: TextStore;
  }) {
    this.name = table.name;
    this.sheet = table.sheet;
    this.columns = table.columns;
    this.rowCount = table.rowCount;
    this.texts = table.texts;
    this.#rowNumbers = table.rowNumbers;
    this.#byCode = new Map(table.columns.map(({ code }, index) => [code, index]));
  }

  get blockCount(): number {
    return (this.rowCount + IN_BLOCK) >> BLOCK_SHIFT;
  }

  /** Rows in a block. */
  rowsIn(block: number): number {
    return Math.min(BLOCK_ROWS, this.rowCount - (block << BLOCK_SHIFT));
  }

  column(code: string): RecordColumn | undefined {
    const index = this.#byCode.get(code);
    return index === undefined ? undefined : this.columns[index];
  }

  rowNumber(row: number): number {
    return this.#rowNumbers[row >> BLOCK_SHIFT]?.[row & IN_BLOCK] ?? 0;
  }

  /** State of a cell, by `CELL`. */
  state(column: RecordColumn, row: number): number {
    return column.blocks[row >> BLOCK_SHIFT]?.states[row & IN_BLOCK] ?? CELL.blank;
  }

  number(column: RecordColumn, row: number): number {
    return column.blocks[row >> BLOCK_SHIFT]?.numbers[row & IN_BLOCK] ?? Number.NaN;
  }

  /** Text of a cell as filed. */
  raw(column: RecordColumn, row: number): string {
    const block = column.blocks[row >> BLOCK_SHIFT];
    const at = row & IN_BLOCK;
    const state = block?.states[at] ?? CELL.blank;
    if (block === undefined || state === CELL.blank || state === CELL.emptyFormula) return '';
    const value = block.numbers[at] ?? 0;
    if (column.kind === 'text') return this.texts.text(value);
    if (state >= CELL.decimals) return plainText(value, state - CELL.decimals);
    const position = oddText(block, at);
    const known = this.#oddTexts.get(position);
    if (known !== undefined) return known;
    const text = this.texts.text(position);
    // The same few words stand in many cells: one string for all of them.
    if (this.#oddTexts.size < 4096) this.#oddTexts.set(position, text);
    return text;
  }

  /** A cell with its place. */
  cell(column: RecordColumn, row: number): RecordCell {
    const number = this.rowNumber(row);
    return {
      sheet: this.sheet,
      a1: column.letter === '' ? pointer(this.name, number, column.header) : column.letter + number,
      header: column.header,
      raw: this.raw(column, row),
    };
  }
}

/** JSON Pointer (RFC 6901) of a member of a record. */
const pointer = (table: RecordTableName, number: number, member: string): string =>
  `/${table}/${number - 1}/${member.replaceAll('~', '~0').replaceAll('/', '~1')}`;

/** Where the text of an odd cell is; the rows ascend. */
const oddText = (block: ColumnBlock, row: number): number => {
  let low = 0;
  let high = block.odd - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((block.oddRows[middle] as number) < row) low = middle + 1;
    else high = middle;
  }
  return block.oddTexts[low] as number;
};

/** Text of a number of at most 15 digits that was written with this many decimals. */
const plainText = (value: number, decimals: number): string => {
  if (decimals === 0) return String(value);
  const mantissa = Math.round(Math.abs(value) * (POWERS_OF_TEN[decimals] as number));
  const digits = String(mantissa).padStart(decimals + 1, '0');
  return `${value < 0 ? '-' : ''}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
};
