import facts from '../../data/facts-2019.json' with { type: 'json' };
import type { RegisteredPark } from '../ranking/ranking.ts';
import type { Localised } from '../returns/filed-return.ts';
import type { IndicatorDiagnosis } from './diagnose.ts';

/** Whose word it is: the article's, or our reading of its wording. */
export type Origin = 'article' | 'inference';

/** An indicator that a tactic strengthens, with what its target would buy the park. */
export interface Strengthened {
  readonly indicator: string;
  readonly strength: 'direct' | 'indirect';
  readonly origin: Origin;
  /** Null where the park has no target there. */
  readonly gain: { readonly score: number; readonly places: number } | null;
}

/** A case that the article tells. */
export interface TacticCase {
  readonly park: string;
  readonly parkName: string;
  readonly date: string;
  readonly fact: Localised;
  readonly origin: Origin;
  /** Who put it under this tactic. */
  readonly attachedBy: Origin;
}

export interface Tactic {
  /** 1–7; the article's own numbers go to 6, with one of them twice. */
  readonly order: number;
  readonly articleNumber: number;
  readonly label: Localised;
  readonly strengthens: readonly Strengthened[];
  /** Score that the targets of the indicators it strengthens directly would buy, one by one, added up. */
  readonly directScore: number;
  readonly cases: readonly TacticCase[];
}

/** A tactic that a park is not offered. */
export interface WithheldTactic {
  readonly order: number;
  readonly articleNumber: number;
  readonly label: Localised;
  /** `not-both`: the register says that it lacks one of the zones; `not-known`: the register does not say. */
  readonly why: 'not-both' | 'not-known';
}

export interface Tactics {
  /** Most score by direct means first. */
  readonly offered: readonly Tactic[];
  readonly withheld: readonly WithheldTactic[];
}

/**
 * The article's tactics with what they could do for a park, by the targets of its dimension-4 indicators. 双自联动 is
 * offered only where the register marks both an innovation demonstration zone and a free-trade zone.
 *
 * Source: facts-2019.json, `tactics`; the article itself ties only 4.7 to a tactic, all else is marked as inference.
 */
export const tacticsFor = (
  { innovationZone, freeTradeZone }: Pick<RegisteredPark, 'innovationZone' | 'freeTradeZone'>,
  diagnoses: readonly IndicatorDiagnosis[],
): Tactics => {
  const gains = new Map(diagnoses.map(({ indicator, gain }) => [indicator.code, gain]));
  const zones = [innovationZone, freeTradeZone];
  const offered: Tactic[] = [];
  const withheld: WithheldTactic[] = [];
  for (const item of facts.tactics.items) {
    const { order, articleNumber, label } = item;
    if ('appliesOnlyWhere' in item && !zones.every((zone) => zone === true)) {
      withheld.push({ order, articleNumber, label, why: zones.includes(false) ? 'not-both' : 'not-known' });
      continue;
    }
    const strengthens = item.strengthens.map(({ indicator, strength, origin }): Strengthened => {
      const gain = gains.get(indicator) ?? null;
      return {
        indicator,
        strength: strength === 'direct' ? 'direct' : 'indirect',
        origin: originOf(origin),
        gain: gain === null ? null : { score: gain.score, places: gain.places },
      };
    });
    offered.push({
      order,
      articleNumber,
      label,
      strengthens,
      directScore: strengthens
        .filter(({ strength }) => strength === 'direct')
        .reduce((sum, { gain }) => sum + (gain?.score ?? 0), 0),
      cases: item.cases.map((told) => ({
        park: told.parkId,
        parkName: told.park,
        date: told.date,
        fact: told.fact,
        origin: originOf(told.origin),
        attachedBy: originOf(told.attachedBy),
      })),
    });
  }
  offered.sort((a, b) => b.directScore - a.directScore || a.order - b.order);
  return { offered, withheld };
};

const originOf = (word: string): Origin => (word === 'article' ? 'article' : 'inference');
