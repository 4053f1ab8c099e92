import { add, type Exact, exactInteger, exactRatio, negate, ZERO } from '../expressions/exact.ts';
import type { Expression, ExpressionNode } from '../expressions/expression.ts';
import { isExact, NOT_APPLICABLE, type Value } from '../expressions/value.ts';
import { cellValue } from './cell-value.ts';
import { POWERS_OF_TEN, SPILL } from './plain-decimal.ts';
import { identityOf, type RecordSet } from './record-set.ts';
import {
  BLOCK_ROWS,
  CELL,
  type ColumnBlock,
  FLAG,
  type RecordColumn,
  type RecordTable,
} from './record-table.ts';
import { rowsWhere } from './rows-where.ts';
import { rewritten } from './substitute-names.ts';
import { sumOfTerms } from './sum-of-terms.ts';

type RowsNode = Extract<ExpressionNode, { kind: 'rows' }>;
type TableName = 'enterprises' | 'prior';

/** Sum of a column that holds nothing but integers and 不适用, where no step of it can be rounded; null of any other. */
const sumOfIntegers = (table: RecordTable, { blocks }: RecordColumn): number | null => {
  let sum = 0;
  for (let index = 0; index < table.blockCount; index += 1) {
    const block = blocks[index];
    if (block === undefined || (block.flags & ~(FLAG.negative | FLAG.notApplicable)) !== 0) return null;
    const { numbers } = block;
    const rows = table.rowsIn(index);
    for (let row = 0; row < rows; row += 1) {
      sum += numbers[row] as number;
      if (!(Math.abs(sum) < SPILL)) return null;
    }
  }
  return sum;
};

/** Exact sum of a number column over rows; null as soon as one of them has no number. */
const sumOfColumn = (
  table: RecordTable,
  column: RecordColumn,
  rows: readonly number[] | null,
): Exact | null => {
  const whole = rows === null ? sumOfIntegers(table, column) : null;
  if (whole !== null) return exactInteger(whole);
  const small = new Float64Array(16);
  const big: bigint[] = Array.from({ length: 16 }, () => 0n);
  let rest = ZERO;
  const count = rows?.length ?? table.rowCount;
  let block: ColumnBlock | undefined;
  let from = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < count; at += 1) {
    const row = rows === null ? at : (rows[at] as number);
    if (row - from >= BLOCK_ROWS) {
      from = row - (row % BLOCK_ROWS);
      block = column.blocks[from / BLOCK_ROWS];
    }
    const state = block?.states[row - from] ?? CELL.blank;
    if (block !== undefined && state >= CELL.decimals) {
      const decimals = state - CELL.decimals;
      const value = block.numbers[row - from] as number;
      const sum =
        (small[decimals] as number) +
        (decimals === 0 ? value : Math.round(value * (POWERS_OF_TEN[decimals] as number)));
      if (Math.abs(sum) < SPILL) small[decimals] = sum;
      else {
        big[decimals] = (big[decimals] as bigint) + BigInt(sum);
        small[decimals] = 0;
      }
      continue;
    }
    const value = cellValue(table, column, row);
    if (value === NOT_APPLICABLE) continue;
    if (!isExact(value)) return null;
    rest = add(rest, value);
  }
  return big.reduce<Exact>(
    (total, sum, decimals) =>
      add(total, exactRatio(sum + BigInt(small[decimals] as number), 10n ** BigInt(decimals))),
    rest,
  );
};

/** The names of a sum of columns with their signs, or null where the expression is more than that. */
const linear = (node: ExpressionNode, sign: 1 | -1 = 1): readonly (readonly [string, 1 | -1])[] | null => {
  if (node.kind === 'name') return [[node.name, sign]];
  if (node.kind !== 'arithmetic' || (node.operator !== '+' && node.operator !== '-')) return null;
  const left = linear(node.left, sign);
  const right = linear(node.right, node.operator === '+' ? sign : sign === 1 ? -1 : 1);
  return left === null || right === null ? null : [...left, ...right];
};

/** Value of a sum or count over the enterprises of this year or of last year, exactly. */
const valueOfRows = (
  node: RowsNode,
  table: TableName,
  records: RecordSet,
  parameters: Readonly<Record<string, Value>>,
): Value => {
  const derive = (inner: ExpressionNode): ExpressionNode =>
    rewritten(inner, (one) => {
      const meant: Expression | undefined =
        one.kind === 'name' ? records.surroundings.derived.get(one.name) : undefined;
      return meant === undefined ? null : derive(meant.root);
    });
  const rows = node.condition === null ? null : rowsWhere(derive(node.condition), table, records, parameters);
  const found = table === 'prior' ? records.prior : records.enterprises;
  if (node.of === null) return exactInteger(rows?.length ?? found?.rowCount ?? 0);
  if (found === null) return ZERO;
  const terms = linear(derive(node.of));
  const columns = terms?.map(([name, sign]) => [found.column(name), sign] as const) ?? null;
  if (columns?.every(([column]) => column?.kind === 'number')) {
    return columns.reduce<Exact | null>((total, [column, sign]) => {
      const sum = total === null || column === undefined ? null : sumOfColumn(found, column, rows);
      return total === null || sum === null ? null : add(total, sign === 1 ? sum : negate(sum));
    }, ZERO);
  }
  return sumOfTerms({ source: '', root: node.of }, rows, table, records, parameters);
};

/**
 * An expression in which every sum and count over enterprises, of this year or of last year, is replaced by its value, and
 * the parameters that hold them.
 */
export const withTotals = (
  root: ExpressionNode,
  records: RecordSet,
  parameters: Readonly<Record<string, Value>>,
): { readonly root: ExpressionNode; readonly values: Readonly<Record<string, Value>> } => {
  const values: Record<string, Value> = {};
  const replaced = rewritten(root, (node) => {
    if (node.kind !== 'rows' || (node.function !== 'sum' && node.function !== 'count')) return null;
    const table =
      node.rows === 'enterprises' ? 'enterprises' : node.rows === 'prior_enterprises' ? 'prior' : null;
    if (table === null) return null;
    const name = identityOf(node, parameters);
    if (!Object.hasOwn(values, name)) values[name] = valueOfRows(node, table, records, parameters);
    return { kind: 'parameter', name, at: node.at };
  });
  return { root: replaced, values };
};
