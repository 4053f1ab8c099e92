import type { ExpressionNode } from '../expressions/expression.ts';
import type { Value } from '../expressions/value.ts';
import { compileTruth } from './compile-columns.ts';
import type { ColumnNames } from './compiled.ts';
import { type ExactNumbers, exactColumn, exactColumnsOf } from './exact-columns.ts';
import { SPILL } from './plain-decimal.ts';
import { BLOCK_ROWS, type RecordTable } from './record-table.ts';
import { TRUTH } from './vectors.ts';

/** The enterprise record that each project belongs to: one, where nothing is wrong. */
export interface ProjectOwners {
  /** By record of the project; −1 where it has none. */
  readonly first: Int32Array;
  /** The others, where a credit code is filed twice. */
  readonly others: ReadonlyMap<number, readonly number[]>;
}

/** Finds the enterprises of projects by rows of the same credit code. */
export const ownersOf = (
  projectCount: number,
  projectRows: ReadonlyMap<string, readonly number[]>,
  enterpriseRows: ReadonlyMap<string, readonly number[]>,
): ProjectOwners => {
  const first = new Int32Array(projectCount).fill(-1);
  const others = new Map<number, readonly number[]>();
  for (const [key, rows] of projectRows) {
    const [owner, ...more] = enterpriseRows.get(key) ?? [];
    if (owner === undefined) continue;
    for (const row of rows) {
      first[row] = owner;
      if (more.length > 0) others.set(row, more);
    }
  }
  return { first, others };
};

/** 0 for every record. */
export const noTotals = (count: number): ExactNumbers => ({
  n: new Float64Array(count),
  hard: new Uint8Array(count),
  scale: 0,
});

/**
 * A sum or count over the projects of each of `count` enterprises, exactly; null where the node is something else or has no
 * form as columns.
 */
export const projectTotals = (
  node: Extract<ExpressionNode, { kind: 'rows' }>,
  count: number,
  projects: RecordTable,
  around: {
    readonly owners: ProjectOwners;
    readonly names: ColumnNames;
    readonly parameter: (name: string) => Value;
  },
): ExactNumbers | null => {
  if (node.function !== 'sum' && node.function !== 'count') return null;
  const { owners, names, parameter } = around;
  const condition = node.condition === null ? null : compileTruth(node.condition, names);
  const term =
    node.of === null
      ? null
      : exactColumn(node.of, { column: exactColumnsOf(projects), parameter, rows: () => undefined });
  if ((node.condition !== null && condition === null) || term === undefined) return null;
  const { n, hard } = noTotals(count);
  const take = (row: number, value: number, isHard: boolean): void => {
    const sum = (n[row] as number) + value;
    n[row] = sum;
    if (isHard || Math.abs(sum) >= SPILL) hard[row] = 1;
  };
  const { first, others } = owners;
  for (let block = 0; block < projects.blockCount; block += 1) {
    const rows = projects.rowsIn(block);
    const from = block * BLOCK_ROWS;
    const truths = condition?.(block, rows) ?? null;
    const vector = term?.read(block, rows) ?? null;
    for (let i = 0; i < rows; i += 1) {
      const truth = truths === null ? TRUTH.true : (truths[i] as number);
      const owner = first[from + i] as number;
      if (owner < 0 || truth === TRUTH.false || truth === TRUTH.unknown) continue;
      const isUnknown = vector !== null && (vector.d !== null || vector.hard?.[i] === 1);
      const isHard = isUnknown || truth === TRUTH.uncertain;
      const value = vector === null ? 1 : (vector.n[i] as number);
      take(owner, value, isHard);
      if (others.size > 0) for (const row of others.get(from + i) ?? []) take(row, value, isHard);
    }
  }
  return { n, hard, scale: term?.scale ?? 0 };
};
