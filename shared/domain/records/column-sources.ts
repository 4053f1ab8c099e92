import { NOT_APPLICABLE } from '../expressions/value.ts';
import { normalisedText } from '../rules/filed-value.ts';
import { MARK, type NumberSource, type Source, type TextSource } from './compiled.ts';
import type { ExactNumbers } from './exact-columns.ts';
import { BLOCK_ROWS, CELL, FLAG, type RecordColumn, type RecordTable } from './record-table.ts';
import { LARGEST, numbers, UNIT } from './vectors.ts';

const BLANKS = new Float64Array(BLOCK_ROWS).fill(Number.NaN);
const ALL_BLANK = new Uint8Array(BLOCK_ROWS).fill(MARK.blank);
const ALL_SHORT = numbers(BLANKS, null, true);

/** A column of a record table as the compiled expressions read it. */
export const columnSource = (table: RecordTable, column: RecordColumn): Source =>
  column.kind === 'number' ? numberSource(column) : textSource(table, column);

const isLong = (state: number): boolean => state === CELL.longNumber || state === CELL.dumpedNumber;

const numberSource = ({ blocks }: RecordColumn): NumberSource => {
  let errors: Float64Array | undefined;
  let marked: Uint8Array | undefined;
  return {
    kind: 'number',
    facts: (block) => blocks[block]?.flags ?? FLAG.blank,
    read: (block, rows) => {
      const found = blocks[block];
      if (found === undefined) return ALL_SHORT;
      const { numbers: v, flags, states } = found;
      if ((flags & (FLAG.fraction | FLAG.long)) === 0) return numbers(v, null, true);
      errors ??= new Float64Array(BLOCK_ROWS);
      const e = errors;
      const hasLong = (flags & FLAG.long) !== 0;
      for (let i = 0; i < rows; i += 1) {
        const x = v[i] as number;
        if (hasLong && isLong(states[i] as number)) {
          e[i] =
            Math.abs(x) >= LARGEST ? Number.POSITIVE_INFINITY : Math.abs(x) * 2 * UNIT + Number.MIN_VALUE;
        } else e[i] = Number.isInteger(x) ? 0 : Math.abs(x) * UNIT + Number.MIN_VALUE;
      }
      return numbers(v, e, !hasLong);
    },
    marks: (block, rows) => {
      const found = blocks[block];
      if (found === undefined) return ALL_BLANK;
      if ((found.flags & (FLAG.blank | FLAG.notApplicable | FLAG.text)) === 0) return null;
      marked ??= new Uint8Array(BLOCK_ROWS);
      for (let i = 0; i < rows; i += 1) {
        const state = found.states[i] as number;
        marked[i] =
          state <= CELL.emptyFormula
            ? MARK.blank
            : state === CELL.notApplicable
              ? MARK.notApplicable
              : state === CELL.text
                ? MARK.text
                : 0;
      }
      return marked;
    },
  };
};

const textSource = (table: RecordTable, { blocks }: RecordColumn): TextSource => {
  /** Answers by question and text: a code is asked about once. */
  const answers = new Map<unknown, Map<number, number>>();
  return {
    kind: 'text',
    facts: (block) => blocks[block]?.flags ?? FLAG.blank,
    judge: (block, rows, question, into) => {
      const found = blocks[block];
      if (found === undefined) return into.fill(question(null), 0, rows);
      const known = answers.get(question) ?? new Map<number, number>();
      answers.set(question, known);
      const onBlank = question(null);
      const { numbers: positions, states } = found;
      for (let i = 0; i < rows; i += 1) {
        const state = states[i] as number;
        if (state <= CELL.emptyFormula) {
          into[i] = onBlank;
          continue;
        }
        const position = positions[i] as number;
        let answer = known.get(position);
        if (answer === undefined) {
          answer = question(
            state === CELL.notApplicable ? NOT_APPLICABLE : normalisedText(table.texts.text(position)),
          );
          known.set(position, answer);
        }
        into[i] = answer;
      }
      return into;
    },
  };
};

/** Numbers that stand ready for every record, with how far off each may be. */
export const readySource = (v: Float64Array, e: Float64Array): NumberSource => ({
  kind: 'number',
  read: (block, rows) => {
    const from = block * BLOCK_ROWS;
    return numbers(v.subarray(from, from + rows), e.subarray(from, from + rows));
  },
  marks: null,
  facts: null,
});

/** Exact numbers as doubles; where nothing is known of one, nothing is certain. */
export const exactNumbersSource = ({ n, hard, scale }: ExactNumbers): NumberSource => {
  const v = new Float64Array(n.length);
  const e = new Float64Array(n.length);
  const power = 10 ** scale;
  for (let row = 0; row < n.length; row += 1) {
    const value = (n[row] as number) / power;
    if (hard[row] === 1) e[row] = Number.POSITIVE_INFINITY;
    else {
      v[row] = value;
      if (scale > 0 && !Number.isNaN(value)) e[row] = Math.abs(value) * UNIT;
    }
  }
  return readySource(v, e);
};
