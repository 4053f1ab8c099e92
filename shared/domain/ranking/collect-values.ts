import type { IndicatorValue } from '../indicators/indicator-value.ts';
import type { Edition } from '../methodology/edition.ts';
import type { RankingInput, RegisteredPark, ScoredReturn, Unranked } from './ranking.ts';

/** Values of the parks that are ranked, in an order that does not depend on the order of the input. */
export interface CollectedValues {
  /** By rising park id. */
  readonly parks: readonly { readonly park: RegisteredPark; readonly filed: ScoredReturn }[];
  /** One column per indicator of the edition, one value per park. */
  readonly values: readonly (readonly IndicatorValue[])[];
  readonly unranked: readonly Unranked[];
}

const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/**
 * Ranked are the parks of the register that are not exempt and have a return; returns of other parks are left aside.
 *
 * Throws Error when the input contradicts itself: another edition, a park registered or filed twice.
 */
export const collectValues = (edition: Edition, input: RankingInput): CollectedValues => {
  const { id, version } = edition.document;
  if (input.methodology.id !== id || input.methodology.version !== version) {
    throw new Error(
      `the input asks for ${input.methodology.id}@${input.methodology.version}, not ${id}@${version}`,
    );
  }
  const returns = uniquely(input.returns, ({ park }) => park, 'return of park');
  const register = [...uniquely(input.register, (park) => park.id, 'park in the register:').values()].sort(
    byId,
  );
  const reasons = new Map(input.withoutReturn?.map(({ park, reason }) => [park, reason]));
  const parks: { park: RegisteredPark; filed: ScoredReturn }[] = [];
  const unranked: Unranked[] = [];
  for (const park of register) {
    const filed = returns.get(park.id);
    if (park.exempt) unranked.push({ park: park.id, reason: 'exempt' });
    else if (filed === undefined)
      unranked.push({ park: park.id, reason: reasons.get(park.id) ?? 'not-filed' });
    else parks.push({ park, filed });
  }
  const values = edition.document.indicators.map(({ code, kind }) =>
    parks.map(({ park, filed }) =>
      kind === 'expert-score' ? expertScore(input, park.id, code) : ownValue(filed, code),
    ),
  );
  return { parks, values, unranked };
};

const uniquely = <T>(items: readonly T[], keyOf: (item: T) => string, what: string): Map<string, T> => {
  const byKey = new Map<string, T>();
  for (const item of items) {
    const key = keyOf(item);
    if (byKey.has(key)) throw new Error(`more than one ${what} ${key}`);
    byKey.set(key, item);
  }
  return byKey;
};

const own = <T>(record: Readonly<Record<string, T>> | undefined | null, key: string): T | undefined =>
  record !== undefined && record !== null && Object.hasOwn(record, key) ? record[key] : undefined;

const ownValue = (filed: ScoredReturn, code: string): IndicatorValue =>
  own(filed.values, code) ?? { notComputable: 'missing-input', because: [] };

const expertScore = (input: RankingInput, park: string, code: string): IndicatorValue => {
  const score = own(own(input.expertScores, park), code);
  return score === undefined ? { notComputable: 'no-expert-score', because: [code] } : { value: score };
};
