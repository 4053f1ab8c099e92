import { evaluate } from '../expressions/evaluate.ts';
import { type Exact, exactRatio, ZERO } from '../expressions/exact.ts';
import type { Expression } from '../expressions/expression.ts';
import { isExact, NOT_APPLICABLE, type Value } from '../expressions/value.ts';
import {
  type ExactColumn,
  type ExactNames,
  exactColumn,
  exactColumnsOf,
  readyExact,
} from './exact-columns.ts';
import { SPILL } from './plain-decimal.ts';
import { noTotals } from './project-totals.ts';
import type { RecordSet } from './record-set.ts';
import { BLOCK_ROWS, type RecordTable } from './record-table.ts';
import { substituted } from './substitute-names.ts';

/**
 * Decimals to which a term is taken that has no end (a share of project spend), and those that are kept of their total: 200,000
 * such terms are off by less than a unit of the last place kept.
 */
const TERM_DECIMALS = 18;
const TOTAL_DECIMALS = 9;
const TERM_SCALE = 10n ** BigInt(TERM_DECIMALS);

type Parameters = Readonly<Record<string, Value>>;
type TableName = 'enterprises' | 'prior';

/**
 * Exact sum of an expression over records; null as soon as one of them has no number. Calculated on columns of integers,
 * and by the exact evaluator for records where these do not reach.
 *
 * @param rows ascending; null = all records of the table.
 */
export const sumOfTerms = (
  of: Expression,
  rows: readonly number[] | null,
  table: TableName,
  records: RecordSet,
  parameters: Parameters,
): Exact | null => {
  const found = table === 'prior' ? records.prior : records.enterprises;
  if (found === null) return ZERO;
  const total = new Total();
  const evaluated = (row: number): boolean => {
    const environment =
      table === 'prior'
        ? records.priorEnvironment(row, parameters)
        : records.environment(table, row, parameters);
    const said = evaluate(of, environment);
    const value = said === NOT_APPLICABLE ? ZERO : said;
    if (!isExact(value)) return false;
    total.addRatio(value.numerator * TERM_SCALE, value.denominator);
    return true;
  };
  const column = columnOf(of, table, found, records, parameters);
  const isUsable = column !== undefined && column.scale <= TERM_DECIMALS;
  const power = isUsable ? 10n ** BigInt(TERM_DECIMALS - column.scale) : 1n;
  let next = 0;
  for (let block = 0; block < found.blockCount; block += 1) {
    const from = block * BLOCK_ROWS;
    const inBlock: number = found.rowsIn(block);
    const vector = isUsable ? column.read(block, inBlock) : null;
    const until: number = from + inBlock;
    for (let at = from; ; at += 1) {
      const row: number = rows === null ? at : (rows[next] ?? until);
      if (row >= until) break;
      next += 1;
      const i = row - from;
      if (vector === null || vector.hard?.[i] === 1) {
        if (!evaluated(row)) return null;
        continue;
      }
      const n = vector.n[i] as number;
      if (Number.isNaN(n)) return null;
      const d = vector.d?.[i] ?? 1;
      if (d === 1) total.addInteger(n, power);
      else if (n !== 0) total.addRatio(BigInt(n) * power, BigInt(d));
    }
  }
  return total.value(power);
};

/** A sum of terms in units of 10^−18. */
class Total {
  #units = 0n;
  /** Integers that are not yet among the units. */
  #integers = 0;
  #isRounded = false;

  addInteger(n: number, power: bigint): void {
    const sum = this.#integers + n;
    if (Math.abs(sum) < SPILL) this.#integers = sum;
    else {
      this.#units += BigInt(sum) * power;
      this.#integers = 0;
    }
  }

  addRatio(units: bigint, divisor: bigint): void {
    const term = units / divisor;
    this.#isRounded ||= term * divisor !== units;
    this.#units += term;
  }

  value(power: bigint): Exact {
    const units = this.#units + BigInt(this.#integers) * power;
    if (!this.#isRounded) return exactRatio(units, TERM_SCALE);
    const unit = 10n ** BigInt(TERM_DECIMALS - TOTAL_DECIMALS);
    const half = units < 0n ? -unit / 2n : unit / 2n;
    return exactRatio((units + half) / unit, 10n ** BigInt(TOTAL_DECIMALS));
  }
}

const columnOf = (
  of: Expression,
  table: TableName,
  found: RecordTable,
  records: RecordSet,
  parameters: Parameters,
): ExactColumn | undefined => {
  const names: ExactNames = {
    column: exactColumnsOf(found),
    parameter: (name) => records.parameter(name, parameters),
    rows: (node) => {
      if (node.rows !== 'projects') return undefined;
      // Last year's records have no projects.
      const totals = table === 'prior' ? noTotals(found.rowCount) : records.projectTotals(node, parameters);
      return totals === null ? undefined : readyExact(totals);
    },
  };
  return exactColumn(substituted(of, new Map(), records.surroundings.derived), names);
};
