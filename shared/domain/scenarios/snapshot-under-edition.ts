import { computeIndicators, indicatorBases } from '../indicators/compute-indicators.ts';
import type { IndicatorValue } from '../indicators/indicator-value.ts';
import type { Edition } from '../methodology/edition.ts';
import { hasSameFormula, matchIndicators } from '../methodology/match-indicators.ts';
import type { Bound, RankingInput, RankingSnapshot, ScoredReturn } from '../ranking/ranking.ts';

/** Thrown when a snapshot does not hold what it takes to rank it in another way. */
export class SnapshotLacksInputsError extends Error {
  override readonly name = 'SnapshotLacksInputsError';
  readonly parks: readonly string[];

  constructor(parks: readonly string[]) {
    super(`the snapshot does not hold the park inputs of ${parks.join(', ')}`);
    this.parks = parks;
  }
}

/** Two editions that are the same by id and version; loaded ones are immutable. */
export const isSameEdition = (a: Edition, b: Edition): boolean =>
  a.document.id === b.document.id && a.document.version === b.document.version;

/**
 * The input of a frozen ranking as another edition would have it.
 *
 * Indicators that the other edition has with the same formula, under whatever code, keep their recorded values, expert
 * scores and frozen bounds. The others are computed anew from the inputs that the snapshot holds, and without frozen
 * bounds, so that the population's count. An expert score that was never given stays not computable.
 *
 * @param own the edition of the snapshot
 * @throws SnapshotLacksInputsError when values must be computed and the snapshot has no inputs of a ranked park
 */
export const inputUnderEdition = (
  snapshot: Pick<RankingSnapshot, 'input' | 'basis'>,
  own: Edition,
  other: Edition,
): RankingInput => {
  const { input } = snapshot;
  if (isSameEdition(own, other)) return input;
  const kept = keptIndicators(own, other);
  const computed = withoutFormulas(other, kept);
  return {
    ...input,
    methodology: { id: other.document.id, version: other.document.version },
    returns: valuesUnder(snapshot, kept, computed),
    expertScores: input.expertScores === null ? null : scoresUnder(input.expertScores, kept),
    frozenBounds:
      input.frozenBounds === null
        ? null
        : { source: input.frozenBounds.source, bounds: boundsUnder(input.frozenBounds.bounds, kept) },
    ...basesUnder(snapshot, other),
  };
};

/** Bounds that hold under another edition too: of the indicators that it has with the same formula. */
export const boundsUnderEdition = (
  bounds: Readonly<Record<string, Bound>>,
  own: Edition,
  other: Edition,
): Readonly<Record<string, Bound>> => boundsUnder(bounds, keptIndicators(own, other));

/** Code in the other edition → code in the snapshot's own, where both measure the same thing to the letter. */
const keptIndicators = (own: Edition, other: Edition): ReadonlyMap<string, string> => {
  const kept = new Map<string, string>();
  for (const { kind, from, to } of matchIndicators(own.document, other.document)) {
    const [before, after] = [from[0], to[0]];
    if (kind !== 'same' || before === undefined || after === undefined) continue;
    const a = own.formulas.get(before)?.indicator;
    const b = other.formulas.get(after)?.indicator;
    if (a !== undefined && b !== undefined && hasSameFormula(a, b)) kept.set(after, before);
  }
  return kept;
};

/** The edition with only those formulas that must be computed anew. */
const withoutFormulas = (edition: Edition, kept: ReadonlyMap<string, string>): Edition => ({
  ...edition,
  formulas: new Map([...edition.formulas].filter(([code]) => !kept.has(code))),
});

const valuesUnder = (
  { input, basis }: Pick<RankingSnapshot, 'input' | 'basis'>,
  kept: ReadonlyMap<string, string>,
  computed: Edition,
): readonly ScoredReturn[] => {
  const isComputed = [...computed.formulas.values()].some(
    ({ indicator }) => indicator.kind === 'quantitative',
  );
  const lacking = input.returns.map(({ park }) => park).filter((park) => !Object.hasOwn(basis, park));
  if (isComputed && lacking.length > 0) throw new SnapshotLacksInputsError(lacking);
  return input.returns.map((filed) => {
    const inputs = basis[filed.park];
    const values: Record<string, IndicatorValue> =
      inputs === undefined || !isComputed
        ? {}
        : {
            ...computeIndicators(computed, inputs.inputs, {
              source: filed.priorSource,
              values: inputs.priors,
            }),
          };
    for (const [code, before] of kept) {
      const value = Object.hasOwn(filed.values, before) ? filed.values[before] : undefined;
      if (value !== undefined) values[code] = value;
    }
    return { ...filed, values };
  });
};

const scoresUnder = (
  scores: NonNullable<RankingInput['expertScores']>,
  kept: ReadonlyMap<string, string>,
): NonNullable<RankingInput['expertScores']> =>
  Object.fromEntries(Object.entries(scores).map(([park, own]) => [park, underCodes<number>(own, kept)]));

const boundsUnder = (
  bounds: Readonly<Record<string, Bound>>,
  kept: ReadonlyMap<string, string>,
): Readonly<Record<string, Bound>> => underCodes<Bound>(bounds, kept);

const underCodes = <T>(record: Readonly<Record<string, T>>, kept: ReadonlyMap<string, string>) => {
  const moved: Record<string, T> = {};
  for (const [code, before] of kept) {
    const value = Object.hasOwn(record, before) ? record[before] : undefined;
    if (value !== undefined) moved[code] = value;
  }
  return moved;
};

/** Denominators, where the other edition's small-base guard asks for them. */
const basesUnder = (
  { input, basis }: Pick<RankingSnapshot, 'input' | 'basis'>,
  other: Edition,
): Pick<RankingInput, 'bases'> => {
  if (!other.document.bounds.smallBaseGuard.enabled) return {};
  const lacking = input.returns.map(({ park }) => park).filter((park) => !Object.hasOwn(basis, park));
  if (lacking.length > 0) throw new SnapshotLacksInputsError(lacking);
  return {
    bases: Object.fromEntries(
      input.returns.map(({ park, priorSource }) => {
        const { inputs = {}, priors = {} } = basis[park] ?? {};
        return [park, indicatorBases(other, inputs, { source: priorSource, values: priors })];
      }),
    ),
  };
};
