import type { OutboxEvent } from '../../events/contract.ts';
import type { ReturnSummary } from '../domain/returns/filer-state.ts';
import {
  type ExpertScoresRow,
  expertScoresRows,
  type IndicatorsRow,
  indicatorRows,
} from './indicator-rows.ts';
import { outboxWrite } from './outbox-row.ts';
import { returnUnchanged } from './returns-table.ts';
import type { Condition, Table, TableWrite } from './table.ts';
import { tableKeys } from './table-keys.ts';

/** All that is scored in a cycle. */
export interface ScoredCycle {
  /** By park id, withdrawn ones (tombstones) among them. */
  readonly indicators: readonly IndicatorsRow[];
  readonly expertScores: ExpertScoresRow | null;
}

/** Indicator values and expert scores in force: one partition per cycle (design rule 4). */
export interface ScoredReturnsTable {
  readonly readScoredReturn: (cycle: string, park: string) => Promise<IndicatorsRow | null>;
  /** The whole partition, strongly consistent, page by page. */
  readonly readScored: (cycle: string) => Promise<ScoredCycle>;
  /**
   * Writes the values of the return in force and the event that says so, provided that the return is still as it was read
   * and no higher-ordered submission is scored.
   * @throws {ConflictError} when either is no longer so.
   */
  readonly commitScores: (
    row: IndicatorsRow,
    summary: ReturnSummary,
    events: readonly OutboxEvent[],
  ) => Promise<'written' | 'done-before'>;
}

/** Part of a transaction: the indicator values of one park; never an earlier submission over a later one. */
export const indicatorsWrite = (row: IndicatorsRow): TableWrite => ({
  put: indicatorRows.rowOf(tableKeys.indicatorValues(row.cycle, row.park), row),
  when: { is: 'absent-or-at-most', attribute: 'order', value: row.order },
});

/** That the values of a park are those that were read, and not scored anew since; null = there were none. */
const areAsRead = (row: IndicatorsRow | null): Condition =>
  row === null ? { is: 'absent' } : { is: 'equal', attribute: 'scoredAt', value: row.scoredAt };

/** Part of a transaction: the values that were read, with the ministry's mark on them. */
export const indicatorsMarked = (marked: IndicatorsRow, read: IndicatorsRow | null): TableWrite => ({
  put: indicatorRows.rowOf(tableKeys.indicatorValues(marked.cycle, marked.park), marked),
  when: areAsRead(read),
});

/** Condition part of a transaction: the indicator values of a park are those that were read. */
export const indicatorsUnchanged = (cycle: string, park: string, read: IndicatorsRow | null): TableWrite => ({
  check: tableKeys.indicatorValues(cycle, park),
  when: areAsRead(read),
});

/** Part of a transaction: the expert scores in force; never an earlier file over a later one. */
export const expertScoresWrite = (row: ExpertScoresRow): TableWrite => ({
  put: expertScoresRows.rowOf(tableKeys.expertScores(row.cycle), row),
  when: { is: 'absent-or-at-most', attribute: 'order', value: row.order },
});

export const scoredReturnsTable = (table: Table): ScoredReturnsTable => ({
  readScoredReturn: async (cycle, park) => {
    const row = await table.read(tableKeys.indicatorValues(cycle, park));
    return row === undefined ? null : indicatorRows.read(row);
  },
  readScored: async (cycle) => {
    const { pk, sk: expertScoresKey } = tableKeys.expertScores(cycle);
    const rows = (await table.readPartition(pk)) as readonly { readonly sk: string }[];
    const expertScores = rows.find(({ sk }) => sk === expertScoresKey);
    return {
      indicators: rows.filter(({ sk }) => sk !== expertScoresKey).map((row) => indicatorRows.read(row)),
      expertScores: expertScores === undefined ? null : expertScoresRows.read(expertScores),
    };
  },
  commitScores: (row, summary, events) =>
    table.write([returnUnchanged(summary), indicatorsWrite(row), ...events.map(outboxWrite)]),
});
