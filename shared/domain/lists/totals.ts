import { decimalText } from '../expressions/decimal.ts';
import { add, compare, divide, type Exact, exactInteger, multiply, subtract, ZERO } from '../expressions/exact.ts';
import { nearestDouble } from '../expressions/nearest-double.ts';
import { isExact, NOT_APPLICABLE } from '../expressions/value.ts';
import { valueOfInput } from '../expressions/value-of-json.ts';
import type { ParkInputs } from '../indicators/indicator-value.ts';
import type { RankedPark, RankingSnapshot } from '../ranking/ranking.ts';
import { type AdditiveInput, additiveInputs } from './additive-inputs.ts';

/** `nation` is all ranked parks together. */
export type TotalOf = 'nation' | 'region' | 'province';

/** This year's sum against last year's over the parks that have both. */
export interface Growth {
  /** Parks with both years. */
  readonly parks: number;
  /** Exact decimal texts, both over those parks. */
  readonly now: string;
  readonly before: string;
  /** `(now − before) ÷ before`, in %; null where `before` is not positive. */
  readonly percent: number | null;
}

export interface Total {
  /** Name of the region or province; null for the nation. */
  readonly group: string | null;
  readonly input: AdditiveInput;
  /** Exact decimal text in the input's unit; null where no park has a value. */
  readonly total: string | null;
  /** Parks in the sum. */
  readonly parks: number;
  /** Parks that declare it not applicable (不适用); they add nothing. */
  readonly notApplicable: number;
  /** Parks that left it blank; they add nothing. */
  readonly blank: number;
  /** Ranked parks of the group: the sum of the three. */
  readonly of: number;
  /** Null where no park has both years. */
  readonly growth: Growth | null;
}

/** Last year's inputs of a park; undefined where there are none. */
export type InputsBefore = (park: string) => ParkInputs | undefined;

/** Last year's values as the ranking used them. */
export const priorsOf =
  ({ basis }: Pick<RankingSnapshot, 'basis'>): InputsBefore =>
  (park) =>
    basis[park]?.priors;

/** The values of an earlier ranking's own parks. */
export const inputsOf =
  ({ basis, result }: Pick<RankingSnapshot, 'basis' | 'result'>): InputsBefore => {
    const ranked = new Set(result.parks.map(({ park }) => park));
    return (park) => (ranked.has(park) ? basis[park]?.inputs : undefined);
  };

/**
 * Exact totals of every additive input over the ranked parks, by group: largest group first, then by name; inputs in the
 * form's order. Blank and 不适用 add nothing and are counted. Growth compares like with like: only parks with both years.
 */
export const totalsOf = (
  { result, basis }: Pick<RankingSnapshot, 'basis' | 'result'>,
  by: TotalOf,
  before: InputsBefore,
): Total[] => {
  const groups = [...Map.groupBy(result.parks, (park) => (by === 'nation' ? null : park[by].name))];
  groups.sort(([a, x], [b, y]) => y.length - x.length || ((a ?? '') < (b ?? '') ? -1 : 1));
  return groups.flatMap(([group, parks]) =>
    additiveInputs.map((input) => ({ group, input, ...totalOf(input.code, parks, basis, before) })),
  );
};

const totalOf = (
  code: string,
  parks: readonly RankedPark[],
  basis: RankingSnapshot['basis'],
  before: InputsBefore,
): Omit<Total, 'group' | 'input'> => {
  const here: Exact[] = [];
  const pairs: { now: Exact; then: Exact }[] = [];
  let notApplicable = 0;
  for (const { park } of parks) {
    const now = valueOfInput(basis[park]?.inputs[code]);
    if (now === NOT_APPLICABLE) notApplicable += 1;
    if (!isExact(now)) continue;
    here.push(now);
    const then = valueOfInput(before(park)?.[code]);
    if (isExact(then)) pairs.push({ now, then });
  }
  return {
    total: here.length === 0 ? null : textOf(sumOf(here)),
    parks: here.length,
    notApplicable,
    blank: parks.length - here.length - notApplicable,
    of: parks.length,
    growth: pairs.length === 0 ? null : growthOf(pairs),
  };
};

const growthOf = (pairs: readonly { readonly now: Exact; readonly then: Exact }[]): Growth => {
  const now = sumOf(pairs.map((pair) => pair.now));
  const then = sumOf(pairs.map((pair) => pair.then));
  const share = compare(then, ZERO) > 0 ? divide(subtract(now, then), then) : null;
  return {
    parks: pairs.length,
    now: textOf(now),
    before: textOf(then),
    percent: share === null ? null : nearestDouble(multiply(share, exactInteger(100))),
  };
};

const sumOf = (values: readonly Exact[]): Exact => values.reduce(add, ZERO);

const textOf = (value: Exact): string => {
  const text = decimalText(value);
  if (text === null) throw new Error('a sum of decimals has decimals that end');
  return text;
};
