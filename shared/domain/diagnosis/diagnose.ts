import { type Direction, measureIndicator } from '../distribution/measured-parks.ts';
import type { IndicatorValue } from '../indicators/indicator-value.ts';
import type { Edition } from '../methodology/edition.ts';
import type { EditionIndicator } from '../methodology/edition-document.ts';
import { rank } from '../ranking/rank.ts';
import type { IndicatorMark, RankingResult, RankingSnapshot } from '../ranking/ranking.ts';
import { type Gain, gainOf, rankedPark, withValues } from './changed-park.ts';
import {
  type IndicatorPlace,
  type NoTarget,
  nextDecile,
  peerTarget,
  placeIn,
  type Target,
} from './targets.ts';
import { changesFor, type NoInputs, type WeighedChange } from './weigh-changes.ts';

export interface IndicatorDiagnosis {
  readonly indicator: EditionIndicator;
  readonly value: IndicatorValue;
  /** As ranked: 0–100, effective weight, marks. */
  readonly score: number | null;
  readonly weight: number;
  readonly marks: readonly IndicatorMark[];
  readonly place: IndicatorPlace;
  readonly target: Target | null;
  readonly noTarget: NoTarget | null;
  /** Where the target is reached and nothing else changes, by re-ranking. */
  readonly gain: Gain | null;
  /** Whether reaching it moves a bound, and with it other parks' scores; only under the population's bounds. */
  readonly movesBounds: boolean;
  /** Whether the target lies beyond the bound, where more of it scores nothing. */
  readonly isBeyondBound: boolean;
  readonly inputs: readonly WeighedChange[];
  readonly noInputs: NoInputs | null;
}

export interface DiagnosisQuestions {
  /** `null` = the next decile of each indicator, else a named peer's values. */
  readonly peer: string | null;
  /** Only this dimension; null = all. */
  readonly dimension: string | null;
}

/**
 * What reaching the next decile, or a peer's value, buys a park in each indicator: most score first, then most places,
 * then the edition's order. Every gain is a ranking with that one value changed.
 *
 * @throws Error when the park is not ranked
 */
export const diagnose = (
  edition: Edition,
  snapshot: RankingSnapshot,
  park: string,
  { peer, dimension }: DiagnosisQuestions,
): IndicatorDiagnosis[] => {
  const own = rankedPark(snapshot.result, park);
  const asked = edition.document.indicators.filter(
    (indicator) => dimension === null || indicator.dimension === dimension,
  );
  const diagnoses = asked.map((indicator): IndicatorDiagnosis => {
    const { code, direction } = indicator;
    const ranked = own.indicators.find((each) => each.code === code);
    const value = ranked?.value ?? { notComputable: 'missing-input', because: [] };
    const measured = measureIndicator(snapshot, code);
    const isOut = snapshot.result.indicators.out.includes(code);
    const found = isOut
      ? 'out-for-all'
      : peer === null
        ? nextDecile(measured, park, direction)
        : peerTarget(measured, park, peer, direction);
    const base = {
      indicator,
      value,
      score: ranked?.score ?? null,
      weight: ranked?.weight ?? 0,
      marks: ranked?.marks ?? [],
      place: placeIn(measured, park, direction),
    };
    return typeof found === 'string'
      ? { ...base, target: null, noTarget: found, ...without }
      : {
          ...base,
          target: found,
          noTarget: null,
          ...reach(edition, snapshot, park, indicator, value, found.value),
        };
  });
  return diagnoses.sort(
    (a, b) => (b.gain?.score ?? 0) - (a.gain?.score ?? 0) || (b.gain?.places ?? 0) - (a.gain?.places ?? 0),
  );
};

/** Several targets reached together. */
export const gainTogether = (
  edition: Edition,
  { input, result }: RankingSnapshot,
  park: string,
  diagnoses: readonly IndicatorDiagnosis[],
): Gain => {
  const values = new Map(
    diagnoses.flatMap(({ indicator, target }) => (target === null ? [] : [[indicator.code, target.value]])),
  );
  const after = rank(edition, withValues(edition, input, park, values));
  return gainOf(result, after, park, diagnoses[0]?.indicator.dimension ?? '');
};

const without = {
  gain: null,
  movesBounds: false,
  isBeyondBound: false,
  inputs: [],
  noInputs: 'no-target',
} as const;

const reach = (
  edition: Edition,
  snapshot: RankingSnapshot,
  park: string,
  { code, dimension, direction, kind }: EditionIndicator,
  value: IndicatorValue,
  target: number,
) => {
  const { input, result } = snapshot;
  const after = rank(edition, withValues(edition, input, park, new Map([[code, target]])));
  const bound = result.bounds.values[code];
  return {
    gain: gainOf(result, after, park, dimension),
    movesBounds: movesBounds(result, after),
    isBeyondBound: bound !== undefined && isBeyond(target, bound, direction),
    ...(kind === 'expert-score'
      ? { inputs: [], noInputs: 'expert-score' as const }
      : changesFor(edition, snapshot, park, { code, dimension, direction }, value, target)),
  };
};

const isBeyond = (
  target: number,
  { min, max }: { readonly min: number; readonly max: number },
  direction: Direction,
): boolean => (direction === 'higher-is-better' ? target > max : target < min);

const movesBounds = ({ bounds: before }: RankingResult, { bounds: after }: RankingResult): boolean =>
  Object.entries(after.values).some(([code, { min, max }]) => {
    const was = before.values[code];
    return was?.min !== min || was.max !== max;
  });
