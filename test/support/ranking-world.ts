import type { RankingMessage } from '../../functions/rank-parks/ranking-message.ts';
import type { RankingPorts } from '../../functions/rank-parks/ranking-ports.ts';
import { type CycleRow, cycleRows, registeredParkRows } from '../../shared/adapters/cycle-rows.ts';
import { type CyclesTable, cyclesTable } from '../../shared/adapters/cycles-table.ts';
import { expertScoresRows, type IndicatorsRow, indicatorRows } from '../../shared/adapters/indicator-rows.ts';
import { sha256OfText } from '../../shared/adapters/ranking-snapshots.ts';
import { rankingStateTable } from '../../shared/adapters/ranking-state-table.ts';
import { type RankingsTable, rankingsTable } from '../../shared/adapters/rankings-table.ts';
import { tableKeys } from '../../shared/adapters/table-keys.ts';
import type { StoredIndicators } from '../../shared/domain/cycles/ranking-state.ts';
import type { RankingSnapshot } from '../../shared/domain/ranking/ranking.ts';
import { memoryTable } from './memory-table.ts';
import { aPark } from './ranking-input.ts';
import { tinyCore } from './tiny-ranking.ts';

export const cycle = '2021';

export const aCycleRow = (over: Partial<CycleRow> = {}): CycleRow => ({
  cycle,
  status: 'open',
  methodology: { id: 'most-2021', version: '1.0.0' },
  rulePack: 'gx46-2021@1.1.0',
  opensAt: '2021-01-01T00:00:00.000Z',
  closesAt: null,
  late: 'accept',
  previousCycle: null,
  closedAt: null,
  publishedAt: null,
  publishedRevision: null,
  openedWith: 'o'.repeat(64),
  audit: { sequence: 0, hash: null },
  ...over,
});

/** Indicator values of one park: its `step`-th submission, with `value` for indicator 1.1. */
export const anIndicatorsRow = (
  park: string,
  step: number,
  value: number,
  over: Partial<IndicatorsRow> = {},
): IndicatorsRow => ({
  cycle,
  park,
  submissionId: `S-${park}-${step}`,
  sha256: sha256OfText(`${park} ${value}`),
  order: `2021-03-01T00:00:00.000Z|${String(step).padStart(6, '0')}`,
  values: { '1.1': { value } },
  inputs: {},
  priors: {},
  priorSource: 'return',
  reopened: false,
  withdrawn: false,
  scoredAt: '2021-03-01T00:00:00.000Z',
  ...over,
});

/** A queue message that rank-parks put back. */
export interface PutBack {
  readonly cycle: string;
  /** Milliseconds of the world's clock. */
  readonly dueAt: number;
}

/**
 * A cycle with its table, snapshots, clock and queue in memory, and the ports of rank-parks over them. The table's own
 * adapters are at work, so that what holds here holds for their conditions.
 */
export const rankingWorld = async (parks: readonly string[], over: Partial<CycleRow> = {}) => {
  const table = memoryTable();
  const snapshots = new Map<string, string>();
  const putBack: PutBack[] = [];
  let milliseconds = Date.parse('2021-04-01T00:00:00.000Z');
  const setCycle = async (row: Partial<CycleRow>) => {
    await table.write([{ put: cycleRows.rowOf(tableKeys.cycle(cycle), aCycleRow({ ...over, ...row })) }]);
  };
  await setCycle({});
  await table.write(
    parks.map((id) => ({ put: registeredParkRows.rowOf(tableKeys.registeredPark(cycle, id), aPark(id)) })),
  );
  const ports: RankingPorts & RankingsTable & CyclesTable = {
    ...cyclesTable(table),
    ...rankingsTable(table),
    ...rankingStateTable(table),
    readSnapshot: async ({ key }) => JSON.parse(snapshots.get(key) ?? '') as RankingSnapshot,
    storeSnapshot: async (key, text) => void snapshots.set(key, text),
    coreOf: async () => tinyCore,
    sha256: sha256OfText,
    now: () => new Date(milliseconds),
    pause: async () => undefined,
    sendDue: async (ofCycle, delaySeconds) =>
      void putBack.push({ cycle: ofCycle, dueAt: milliseconds + delaySeconds * 1000 }),
  };
  return {
    table,
    ports,
    snapshots,
    putBack,
    setCycle,
    pass: (elapsed: number) => {
      milliseconds += elapsed;
    },
    clock: () => milliseconds,
    /** The row behind what a port read, to be written again with other marks. */
    rowOf: (stored: StoredIndicators): IndicatorsRow => stored as IndicatorsRow,
    score: async (row: IndicatorsRow) => {
      await table.write([{ put: indicatorRows.rowOf(tableKeys.indicatorValues(cycle, row.park), row) }]);
    },
    giveExpertScores: async (step: number, scores: Record<string, Record<string, number>>) => {
      await table.write([
        {
          put: expertScoresRows.rowOf(tableKeys.expertScores(cycle), {
            cycle,
            submissionId: `S-MINISTRY-${step}`,
            sha256: sha256OfText(JSON.stringify(scores)),
            order: String(step).padStart(6, '0'),
            scores,
            storedAt: '2021-03-01T00:00:00.000Z',
          }),
        },
      ]);
    },
  };
};
export type RankingWorld = Awaited<ReturnType<typeof rankingWorld>>;

/** A message that tells of a park's scored return. */
export const scoredMessage = (id: string, park: string): RankingMessage => ({
  id,
  cycle,
  kind: 'scored',
  park,
});
