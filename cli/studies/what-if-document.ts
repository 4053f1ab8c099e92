import type { RankingSnapshot } from '../../shared/domain/ranking/ranking.ts';
import type { RankIntervals } from '../../shared/domain/robustness/rank-intervals.ts';
import type { ScenarioOutcome } from '../../shared/domain/scenarios/run-scenario.ts';
import { rankingAbout } from './studied-park.ts';

/** What stands on every output of a scenario. */
export const scenarioMark = { zh: '情景（非正式）', en: 'scenario (not official)' } as const;

export type WhatIfDocument = ReturnType<typeof whatIfDocument>;

/** A scenario's outcome as data; of one park where `park` names it. */
export const whatIfDocument = (
  snapshot: RankingSnapshot,
  { scenario, edition, result, parks }: ScenarioOutcome,
  isOnAnother: boolean,
  park: string | null,
  intervals: RankIntervals | null,
) => {
  const names = new Map(snapshot.input.register.map(({ id, name }) => [id, name]));
  const changed = new Set([...scenario.inputs, ...scenario.indicators].map((change) => change.park));
  const { id, version, weights } = edition.document;
  return {
    mark: scenarioMark,
    isScenario: true,
    scenario,
    /** Whether the scenario was made on this very ranking. */
    madeOnThis: !isOnAnother,
    ranking: rankingAbout(snapshot),
    edition: {
      id,
      version,
      weights: weights.status,
      isChanged: scenario.multipliers.length + scenario.dimensionWeights.length > 0,
    },
    ranked: result.ranked,
    register: result.register,
    coverage: result.coverage,
    indicators: result.indicators,
    bounds: result.bounds,
    moved: parks.filter(({ change }) => change !== 0).length,
    parks: parks
      .filter((row) => park === null || row.park === park)
      .map((row) => ({
        ...row,
        name: names.get(row.park) ?? null,
        isChanged: changed.has(row.park),
        /** Of the official rank, `from`. */
        interval: intervals?.parks.get(row.park) ?? null,
        of: result.ranked,
      })),
  };
};
