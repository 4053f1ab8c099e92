import type { Edition } from '../methodology/edition.ts';
import { hasSameFormula, type IndicatorMatch, matchIndicators } from '../methodology/match-indicators.ts';
import { rank } from '../ranking/rank.ts';
import type { RankingResult, RankingSnapshot } from '../ranking/ranking.ts';
import { type ScoredInput, scoreInput } from '../scenarios/score-input.ts';
import { inputUnderEdition } from '../scenarios/snapshot-under-edition.ts';
import { ranksOf } from '../scoring/ranks.ts';
import type { Fraction } from './fraction.ts';
import { type EditionChange, hybridScores, type ScoredEdition } from './hybrid-scores.ts';
import { averageShift, rankCorrelation } from './rank-agreement.ts';
import { shapleyValues } from './shapley.ts';

/** A pair of indicators, or groups of them, and what they weigh. */
export interface ComparedIndicator extends IndicatorMatch {
  /** Effective weights as applied, 0–1; null on the side where there are none, 0 where out for all. */
  readonly weight: { readonly from: number | null; readonly to: number | null };
  /** The same indicator with another formula, direction or kind. */
  readonly isRedefined: boolean;
}

/** One park under both editions. Negative change = towards the first place. */
export interface ComparedPark {
  readonly park: string;
  readonly from: number;
  readonly to: number;
  readonly change: number;
  readonly score: { readonly from: number; readonly to: number };
  /** Parts of the change that add up to it exactly, of the changes that there are. */
  readonly parts: Readonly<Partial<Record<EditionChange, Fraction>>>;
}

export interface ComparedEditions {
  readonly results: { readonly from: RankingResult; readonly to: RankingResult };
  readonly indicators: readonly ComparedIndicator[];
  /** Kinds of change between the editions that touch this ranking. */
  readonly changes: readonly EditionChange[];
  /** In the order of the ranking under the second edition. */
  readonly parks: readonly ComparedPark[];
  /** Mean of |change| over the parks. */
  readonly averageShift: number;
  /** Spearman’s ρ of the two rankings; null where one of them ties all parks. */
  readonly rankCorrelation: number | null;
}

/**
 * Ranks one cycle under two editions and takes each park's move apart by what changed between them: weights of the
 * indicators that stay, indicators redefined, removed, added, merged and split.
 *
 * The parts are Shapley values over these kinds of change: the mean over all orders in which the kinds could come into
 * force. A sequence (weights first, then removals, …) would credit what two changes do together to whichever comes
 * last, and no order is the natural one; the mean needs none and adds up just as exactly. With at most six kinds it takes
 * at most 64 rankings.
 *
 * Half-way editions use effective weights: an indicator weighs what it weighs in the edition that it is taken from
 * (weights of each edition scaled to 1), and the whole is scaled to 1 again. What an edition does with the weight of an
 * indicator that it removes is therefore part of `weights`.
 *
 * @param own the edition of the snapshot, which need be neither of the two
 * @throws SnapshotLacksInputsError when an edition measures what the snapshot does not hold the inputs of
 */
export const compareEditions = (
  snapshot: Pick<RankingSnapshot, 'input' | 'basis'>,
  own: Edition,
  from: Edition,
  to: Edition,
): ComparedEditions => {
  const inputs = [inputUnderEdition(snapshot, own, from), inputUnderEdition(snapshot, own, to)] as const;
  const results = { from: rank(from, inputs[0]), to: rank(to, inputs[1]) };
  const a = scoredEdition(from, scoreInput(from, inputs[0]));
  const b = scoredEdition(to, scoreInput(to, inputs[1]));
  const matches = matchIndicators(from.document, to.document);
  const changes = changesBetween(matches, a, b);
  const parks = a.parks;
  const ranks = Array.from({ length: 2 ** changes.length }, (_, coalition) => {
    // The two ends are the rankings themselves, not a sum in another order.
    if (coalition === 0) return ranksIn(results.from, parks);
    if (coalition === 2 ** changes.length - 1) return ranksIn(results.to, parks);
    const inForce = new Set(changes.filter((_, index) => (coalition & (1 << index)) !== 0));
    return ranksOf(hybridScores(matches, a, b, inForce), from.document.rounding.tie);
  });
  const scoreOf = (result: RankingResult) => new Map(result.parks.map(({ park, score }) => [park, score]));
  const scores = { from: scoreOf(results.from), to: scoreOf(results.to) };
  const compared = parks.map((park, unit): ComparedPark => {
    const rankIn = (coalition: number): number => ranks[coalition]?.[unit] ?? 0;
    const parts = shapleyValues(changes.length, rankIn);
    const [first, last] = [rankIn(0), rankIn(ranks.length - 1)];
    return {
      park,
      from: first,
      to: last,
      change: last - first,
      score: { from: scores.from.get(park) ?? 0, to: scores.to.get(park) ?? 0 },
      parts: Object.fromEntries(changes.map((change, index) => [change, parts[index]])),
    };
  });
  return {
    results,
    indicators: matches.map((match) => comparedIndicator(match, a, b)),
    changes,
    parks: compared.toSorted((one, other) => one.to - other.to),
    averageShift: averageShift(compared),
    rankCorrelation: rankCorrelation(compared),
  };
};

const ranksIn = (result: RankingResult, parks: readonly string[]): Int32Array => {
  const ranks = new Map(result.parks.map(({ park, rank: own }) => [park, own]));
  return Int32Array.from(parks, (park) => ranks.get(park) ?? 0);
};

const scoredEdition = (edition: Edition, { collected, scored }: ScoredInput): ScoredEdition => {
  const total = scored.task.weights.reduce((sum, weight) => sum + weight, 0);
  const dimensions = edition.document.dimensions;
  return {
    edition,
    parks: collected.parks.map(({ park }) => park.id),
    columns: new Map(
      scored.in.map(({ code, dimension, scores }, index) => [
        code,
        {
          scores,
          weight: (scored.task.weights[index] as number) / total,
          dimension: `${dimensions[dimension]?.code} ${dimensions[dimension]?.name.zh}`,
        },
      ]),
    ),
  };
};

const comparedIndicator = (match: IndicatorMatch, a: ScoredEdition, b: ScoredEdition): ComparedIndicator => {
  const weight = (codes: readonly string[], { columns }: ScoredEdition): number | null =>
    codes.length === 0 ? null : codes.reduce((sum, code) => sum + (columns.get(code)?.weight ?? 0), 0);
  return {
    ...match,
    weight: { from: weight(match.from, a), to: weight(match.to, b) },
    isRedefined: match.kind === 'same' && isRedefined(match, a, b),
  };
};

const isRedefined = ({ from, to }: IndicatorMatch, a: ScoredEdition, b: ScoredEdition): boolean => {
  const one = a.edition.formulas.get(from[0] ?? '')?.indicator;
  const other = b.edition.formulas.get(to[0] ?? '')?.indicator;
  if (one === undefined || other === undefined) return true;
  return !hasSameFormula(one, other) || one.direction !== other.direction;
};

/** The kinds of change that make a difference to this ranking. */
const changesBetween = (
  matches: readonly IndicatorMatch[],
  a: ScoredEdition,
  b: ScoredEdition,
): readonly EditionChange[] => {
  const isIn = (kind: IndicatorMatch['kind']): boolean =>
    matches.some(
      (match) =>
        match.kind === kind &&
        (match.from.some((code) => a.columns.has(code)) || match.to.some((code) => b.columns.has(code))),
    );
  const pairs = matches
    .filter(({ kind }) => kind === 'same')
    .map(({ from, to }) => ({ one: a.columns.get(from[0] ?? ''), other: b.columns.get(to[0] ?? '') }));
  const differ = (one: Float64Array | undefined, other: Float64Array | undefined): boolean =>
    one?.length !== other?.length || (one ?? []).some((score, unit) => !Object.is(score, other?.[unit]));
  const isPresent: Readonly<Record<EditionChange, boolean>> = {
    weights: pairs.some(
      ({ one, other }) => one?.weight !== other?.weight || one?.dimension !== other?.dimension,
    ),
    redefined: pairs.some(({ one, other }) => differ(one?.scores, other?.scores)),
    removed: isIn('removed'),
    added: isIn('added'),
    merged: isIn('merged'),
    split: isIn('split'),
  };
  return (Object.keys(isPresent) as EditionChange[]).filter((change) => isPresent[change]);
};
