import { shippedEdition } from '../../shared/domain/methodology/shipped-editions.ts';
import type { RankingSnapshot } from '../../shared/domain/ranking/ranking.ts';
import { intervalsOf, type RankIntervals } from '../../shared/domain/robustness/rank-intervals.ts';

/**
 * Intervals of the ranks under an edition that comes with the program. Null for any other: a ministry loads official
 * weights, which have none, and this function reads nothing but the published snapshot.
 */
export const shippedIntervals = (snapshot: RankingSnapshot): RankIntervals | null => {
  const { id, version } = snapshot.methodology;
  const edition = shippedEdition(id);
  return edition?.document.version === version ? intervalsOf(edition, snapshot) : null;
};
