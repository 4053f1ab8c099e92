import { parseDecimal } from '../expressions/decimal.ts';
import { compare, type Exact } from '../expressions/exact.ts';
import { nearestDouble } from '../expressions/nearest-double.ts';
import { isExact, NOT_APPLICABLE } from '../expressions/value.ts';
import { filedValue } from '../rules/filed-value.ts';
import { SURE_DIGITS } from './plain-decimal.ts';
import {
  BEGINS_WITH_HASH,
  BLOCK_ROWS,
  CELL,
  type ColumnBlock,
  FLAG,
  type RecordColumn,
  RecordTable,
  type RecordTableName,
} from './record-table.ts';
import type { TextStore } from './text-store.ts';
import { LARGEST } from './vectors.ts';

const EMPTY_ROWS = new Uint16Array(0);
const EMPTY_TEXTS = new Uint32Array(0);

const newBlock = (): ColumnBlock => ({
  numbers: new Float64Array(BLOCK_ROWS),
  states: new Uint8Array(BLOCK_ROWS),
  oddRows: EMPTY_ROWS,
  oddTexts: EMPTY_TEXTS,
  odd: 0,
  flags: 0,
});

/** How a cell was stored, as far as it changes what it says; a CSV has no types. */
export type StoredAs = 'number' | 'text' | 'untyped';

/** What a text says in a column of a kind. */
interface Meaning {
  readonly state: number;
  readonly number: number;
  readonly beginsWithHash?: boolean;
}

/** A plain decimal of a CSV counts as a stored number. */
const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/;

/**
 * Takes the cells of a record table row by row, in any order of columns, into typed columns. A row that is begun is kept
 * unless it is dropped. A cell is put once.
 */
export class RecordTableBuilder {
  readonly #name: RecordTableName;
  readonly #sheet: string;
  readonly #columns: readonly RecordColumn[];
  readonly #texts: TextStore;
  readonly #rowNumbers: Int32Array[] = [];
  /** What a short odd text says, by its position: 600,000 times 约200 is judged once. */
  readonly #meanings = new Map<number, Meaning>();
  #row = -1;
  #block = 0;
  #inBlock = -1;
  /** Blocks that are being filled, by column. */
  #current: (ColumnBlock | undefined)[] = [];

  constructor(
    name: RecordTableName,
    sheet: string,
    columns: readonly Omit<RecordColumn, 'blocks'>[],
    texts: TextStore,
  ) {
    this.#name = name;
    this.#sheet = sheet;
    this.#columns = columns.map((column) => ({ ...column, blocks: [] }));
    this.#texts = texts;
  }

  get columns(): readonly RecordColumn[] {
    return this.#columns;
  }

  beginRow(number: number): void {
    this.#row += 1;
    this.#block = this.#row >> 12;
    this.#inBlock = this.#row & (BLOCK_ROWS - 1);
    if (this.#inBlock === 0) {
      this.#rowNumbers.push(new Int32Array(BLOCK_ROWS));
      this.#openBlocks();
    }
    (this.#rowNumbers[this.#block] as Int32Array)[this.#inBlock] = number;
  }

  /** Takes the row back, with all its cells. */
  dropRow(): void {
    for (const block of this.#current) {
      if (block === undefined) continue;
      block.states[this.#inBlock] = CELL.blank;
      block.numbers[this.#inBlock] = 0;
      if (block.odd > 0 && block.oddRows[block.odd - 1] === this.#inBlock) block.odd -= 1;
    }
    const wasFirst = this.#inBlock === 0;
    this.#row -= 1;
    this.#block = this.#row >> 12;
    this.#inBlock = this.#row & (BLOCK_ROWS - 1);
    if (wasFirst) {
      this.#rowNumbers.pop();
      this.#openBlocks();
    }
  }

  /** A plainly written number of at most 15 digits: `decimals` of them behind the point. */
  putPlain(column: number, value: number, decimals: number): void {
    const block = this.#blockOf(column);
    block.numbers[this.#inBlock] = value;
    block.states[this.#inBlock] = CELL.decimals + decimals;
    if (decimals > 0) block.flags |= FLAG.fraction;
    if (value < 0) block.flags |= FLAG.negative;
  }

  /** Any text of the store's encoding, as filed and not empty. */
  putBytes(column: number, bytes: Uint8Array, from: number, to: number, stored: StoredAs): void {
    const { kind } = this.#columns[column] as RecordColumn;
    const position = this.#texts.add(bytes, from, to);
    if (kind === 'text' && this.#texts.isSurelyText(position)) this.#putText(column, position);
    else this.#put(column, position, stored);
  }

  /** As putBytes, from a string. */
  putText(column: number, text: string, stored: StoredAs): void {
    if (text !== '') this.#put(column, this.#texts.addString(text), stored);
  }

  /** As putText, for a text that the builder's store has at this position. */
  putStored(column: number, position: number): void {
    const { kind } = this.#columns[column] as RecordColumn;
    if (kind === 'text' && this.#texts.isSurelyText(position)) this.#putText(column, position);
    else this.#put(column, position, 'text');
  }

  putEmptyFormula(column: number): void {
    const block = this.#blockOf(column);
    block.states[this.#inBlock] = CELL.emptyFormula;
    block.numbers[this.#inBlock] = this.#columns[column]?.kind === 'number' ? Number.NaN : 0;
    block.flags |= FLAG.emptyFormula | FLAG.blank;
  }

  /** The table, of all rows that were kept; `headers` replace those that the columns were given. */
  finish(headers?: readonly string[]): RecordTable {
    for (const { kind, blocks } of this.#columns) {
      for (const [index, block] of blocks.entries()) {
        if (block === undefined) continue;
        const rows = Math.min(BLOCK_ROWS, this.#row + 1 - index * BLOCK_ROWS);
        const { states, numbers } = block;
        let row = states.indexOf(CELL.blank);
        while (row >= 0 && row < rows) {
          block.flags |= FLAG.blank;
          if (kind === 'text') break;
          numbers[row] = Number.NaN;
          row = states.indexOf(CELL.blank, row + 1);
        }
      }
    }
    return new RecordTable({
      name: this.#name,
      sheet: this.#sheet,
      columns: this.#columns.map((column, index) => ({
        ...column,
        header: headers?.[index] ?? column.header,
      })),
      rowCount: this.#row + 1,
      rowNumbers: this.#rowNumbers,
      texts: this.#texts,
    });
  }

  #openBlocks(): void {
    this.#current = this.#columns.map(({ blocks }) => blocks[this.#block]);
  }

  #blockOf(column: number): ColumnBlock {
    return this.#current[column] ?? this.#newBlock(column);
  }

  #newBlock(column: number): ColumnBlock {
    const made = newBlock();
    (this.#columns[column] as RecordColumn).blocks[this.#block] = made;
    this.#current[column] = made;
    return made;
  }

  #putText(column: number, position: number): void {
    const block = this.#blockOf(column);
    block.numbers[this.#inBlock] = position;
    block.states[this.#inBlock] = CELL.text;
    block.flags |= FLAG.text;
  }

  #put(column: number, position: number, stored: StoredAs): void {
    const block = this.#blockOf(column);
    const row = this.#inBlock;
    const { kind } = this.#columns[column] as RecordColumn;
    const key = (position * 2 + (stored === 'number' ? 1 : 0)) * 2 + (kind === 'number' ? 1 : 0);
    let meaning = this.#meanings.get(key);
    if (meaning === undefined) {
      meaning = meaningOf(this.#texts.text(position), kind, stored);
      // Long texts stand once each: remembering them would only cost.
      if (this.#meanings.size < 1 << 16) this.#meanings.set(key, meaning);
    }
    const { state, number } = meaning;
    block.states[row] = state;
    if (state === CELL.space) block.flags |= FLAG.blank;
    else if (state === CELL.notApplicable) block.flags |= FLAG.notApplicable;
    else if (state === CELL.text) block.flags |= meaning.beginsWithHash ? FLAG.text | FLAG.hash : FLAG.text;
    if (kind === 'text') {
      block.numbers[row] = position;
      return;
    }
    block.numbers[row] = number;
    if (number < 0) block.flags |= FLAG.negative;
    if (state === CELL.longNumber || state === CELL.dumpedNumber) block.flags |= FLAG.long;
    if (!Number.isInteger(number)) block.flags |= FLAG.fraction;
    if (block.odd === block.oddRows.length) {
      const size = Math.min(BLOCK_ROWS, Math.max(16, block.odd * 2));
      block.oddRows = grown(block.oddRows, new Uint16Array(size));
      block.oddTexts = grown(block.oddTexts, new Uint32Array(size));
    }
    block.oddRows[block.odd] = row;
    block.oddTexts[block.odd] = position;
    block.odd += 1;
  }
}

const grown = <T extends Uint16Array | Uint32Array>(old: T, larger: T): T => {
  larger.set(old);
  return larger;
};

/** What a text says in a column of a kind. */
const meaningOf = (raw: string, kind: RecordColumn['kind'], stored: StoredAs): Meaning => {
  const isStoredNumber = stored === 'number' || (stored === 'untyped' && DECIMAL.test(raw));
  const value = filedValue({ raw, stored: isStoredNumber ? 'number' : 'text' });
  if (value === null) return { state: CELL.space, number: Number.NaN };
  if (value === NOT_APPLICABLE) return { state: CELL.notApplicable, number: 0 };
  if (kind === 'text' || !isExact(value))
    return { state: CELL.text, number: Number.NaN, beginsWithHash: BEGINS_WITH_HASH.test(raw) };
  const nearest = nearestDouble(value);
  if (isShort(nearest, value)) return { state: CELL.oddNumber, number: nearest };
  const number = Math.max(-LARGEST, Math.min(LARGEST, nearest));
  const written = filedValue({ raw, stored: 'text' });
  const isWritten = isExact(written) && compare(written, value) === 0;
  return { state: isWritten ? CELL.longNumber : CELL.dumpedNumber, number };
};

/** Whether the shortest decimal of the double is this number, with at most 15 digits. */
const isShort = (double: number, value: Exact): boolean => {
  if (!Number.isFinite(double)) return false;
  const text = String(double);
  const digits = text
    .replace(/e.*$/, '')
    .replace(/[^0-9]/g, '')
    .replace(/^0+/, '').length;
  if (digits > SURE_DIGITS) return false;
  const said = parseDecimal(text);
  return said !== null && said.numerator === value.numerator && said.denominator === value.denominator;
};
