import type { RankingSnapshot } from '../ranking/ranking.ts';

/** A park's place in one cycle. */
export interface PastRank {
  readonly cycle: string;
  readonly rank: number;
  /** Parks ranked in that cycle; null where the source does not say. */
  readonly of: number | null;
  /** `computed` from a revision here, `imported` from a file (secondary, with its source). */
  readonly origin: 'computed' | 'imported';
  readonly source: string | null;
}

/** Columns of an import of earlier ranks; others are left aside. */
export const HISTORY_COLUMNS = ['park', 'evaluation_year', 'rank_total', 'parks_ranked', 'source'] as const;

/** One row of an import that cannot be used. */
export interface HistoryProblem {
  /** 1 = first below the header. */
  readonly row: number;
  readonly column: string;
  readonly raw: string;
}

const whole = /^[1-9]\d*$/;

/**
 * A park's ranks over the cycles, rising: those computed here, and those imported for cycles that were not. What was
 * computed here is never displaced by an import.
 *
 * @param park id, name or short name: imports name parks in words
 * @param rows rows of the import by column name; ranks such as `≤10` are no number and are left aside
 */
export const rankHistory = (
  park: { readonly id: string; readonly name: string; readonly shortName: string },
  snapshots: readonly Pick<RankingSnapshot, 'cycle' | 'result'>[],
  rows: readonly Readonly<Record<string, string>>[],
): { readonly years: readonly PastRank[]; readonly problems: readonly HistoryProblem[] } => {
  const years = new Map<string, PastRank>();
  const problems: HistoryProblem[] = [];
  for (const [index, row] of rows.entries()) {
    if (![park.id, park.name, park.shortName].includes(row.park?.trim() ?? '')) continue;
    const cycle = row.evaluation_year?.trim() ?? '';
    const rank = row.rank_total?.trim() ?? '';
    if (!/^\d{4}$/.test(cycle)) problems.push({ row: index + 1, column: 'evaluation_year', raw: cycle });
    else if (!whole.test(rank)) problems.push({ row: index + 1, column: 'rank_total', raw: rank });
    else {
      const of = /^\d+/.exec(row.parks_ranked?.trim() ?? '')?.[0];
      years.set(cycle, {
        cycle,
        rank: Number(rank),
        of: of === undefined ? null : Number(of),
        origin: 'imported',
        source: row.source?.trim() || null,
      });
    }
  }
  for (const { cycle, result } of snapshots) {
    const ranked = result.parks.find((each) => each.park === park.id);
    if (ranked)
      years.set(cycle, { cycle, rank: ranked.rank, of: result.ranked, origin: 'computed', source: null });
  }
  return { years: [...years.values()].toSorted((a, b) => (a.cycle < b.cycle ? -1 : 1)), problems };
};
