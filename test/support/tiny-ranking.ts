import { sha256OfText } from '../../shared/adapters/ranking-snapshots.ts';
import type { RankingCore } from '../../shared/domain/cycles/ranking-core.ts';
import { rankingInputOf } from '../../shared/domain/cycles/ranking-state.ts';
import { canonicalJson } from '../../shared/domain/ranking/input-hash.ts';
import type { RankingInput, RankingResult } from '../../shared/domain/ranking/ranking.ts';

const standingOf = (input: RankingInput, park: string): number => {
  const value = input.returns.find((filed) => filed.park === park)?.values['1.1'];
  const own = value !== undefined && 'value' in value ? value.value : 0;
  return own + (input.expertScores?.[park]?.['1.1'] ?? 0);
};

/** Ranks by the value of indicator 1.1 alone, clamped to the frozen bounds: enough to see who was ranked with what. */
const tinyRank = (whole: RankingInput): RankingResult => {
  const registered = new Set(whole.register.map(({ id }) => id));
  const input = { ...whole, returns: whole.returns.filter(({ park }) => registered.has(park)) };
  const values = input.returns.map(({ park }) => standingOf(input, park));
  const population = { min: Math.min(...values), max: Math.max(...values) };
  const bound = input.frozenBounds?.bounds['1.1'] ?? population;
  const scores = values.map((value) => Math.min(bound.max, Math.max(bound.min, value)));
  const parks = input.returns.map(({ park, submissionId, sha256, reopened }, index) => {
    const score = scores[index] ?? 0;
    const rank = 1 + scores.filter((other) => other > score).length;
    const place = { name: '全国', rank, of: scores.length };
    return {
      park,
      submissionId,
      sha256,
      reopened,
      score,
      rank,
      dimensions: { '1': { score, rank } },
      province: place,
      region: place,
      indicators: [],
    };
  });
  const register = input.register.length;
  const coverage = register === 0 ? 0 : parks.length / register;
  return {
    parks,
    unranked: (input.withoutReturn ?? []).map(({ park, reason }) => ({ park, reason })),
    register,
    exempt: 0,
    ranked: parks.length,
    coverage,
    indicative: coverage < 0.8,
    indicators: { in: 1, of: 1, out: [], silent: [] },
    bounds: {
      source: input.frozenBounds?.source ?? 'population',
      values: parks.length === 0 ? {} : { '1.1': bound },
      fromPopulation: [],
    },
  };
};

/** A core with one indicator, independent of any edition. */
export const tinyCore: RankingCore = {
  weights: 'provisional',
  inputOf: rankingInputOf,
  rank: tinyRank,
  inputHash: ({ register, returns, expertScores, frozenBounds }) =>
    sha256OfText(
      canonicalJson([
        register.map(({ id }) => id),
        returns.map(({ park, sha256, values, reopened }) => [park, sha256, values, reopened]),
        expertScores,
        frozenBounds,
      ]),
    ),
};
