import type { RankingState, StoredExpertScores, StoredIndicators } from '../domain/cycles/ranking-state.ts';
import { cyclesTable } from './cycles-table.ts';
import { expertScoresRows } from './indicator-rows.ts';
import { returnsTable } from './returns-table.ts';
import { scoredReturnsTable } from './scored-returns-table.ts';
import type { Table } from './table.ts';
import { ConflictError } from './table-errors.ts';
import { tableKeys } from './table-keys.ts';

/** Reading what a ranking rests on. */
export interface RankingStateTable {
  /** What is stored for one park; null where nothing was ever scored. */
  readonly readIndicators: (cycle: string, park: string) => Promise<StoredIndicators | null>;
  readonly readExpertScores: (cycle: string) => Promise<StoredExpertScores | null>;
  /**
   * Everything that matters to the ranking of a cycle; indicator values last, so that they are as late as can be.
   * @throws {ConflictError} when there is no such cycle.
   */
  readonly readRankingState: (cycle: string) => Promise<RankingState>;
}

export const rankingStateTable = (table: Table): RankingStateTable => {
  const cycles = cyclesTable(table);
  const returns = returnsTable(table);
  const scored = scoredReturnsTable(table);
  return {
    readIndicators: scored.readScoredReturn,
    readExpertScores: async (cycle) => {
      const row = await table.read(tableKeys.expertScores(cycle));
      return row === undefined ? null : expertScoresRows.read(row);
    },
    readRankingState: async (cycle) => {
      const definition = await cycles.readCycle(cycle);
      if (definition === null) throw new ConflictError(`There is no cycle ${cycle}`);
      const [{ file: registerFile, parks: register }, previousCycleBounds, closedBounds, summaries] =
        await Promise.all([
          cycles.readRegisterInForce(cycle),
          cycles.readBounds(cycle, 'previous-cycle'),
          cycles.readBounds(cycle, 'closed'),
          returns.readReturns(cycle),
        ]);
      const { indicators, expertScores } = await scored.readScored(cycle);
      return {
        cycle: definition,
        register,
        registerFile,
        indicators,
        expertScores,
        previousCycleBounds,
        closedBounds,
        returns: new Map(summaries.map(({ filer, status }) => [filer, status])),
      };
    },
  };
};
