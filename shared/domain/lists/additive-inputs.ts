import parkInputs from '../../data/park-inputs-2021.json' with { type: 'json' };
import type { Localised } from '../returns/filed-return.ts';

/** A park input whose sum over parks means something. */
export interface AdditiveInput {
  readonly code: string;
  readonly name: Localised;
  /** Chinese, as the form has it. */
  readonly unit: string;
}

/** An input that a park files and that has no total, and why. */
export interface NotAdditive {
  readonly code: string;
  readonly name: Localised;
  readonly why: Localised;
}

const PRICE: Localised = {
  zh: '单价，各园之和无意义',
  en: 'a price: a sum of prices means nothing',
};

/** The host city's, not the park's: several parks of one city file the same figure. */
const OF_THE_CITY: ReadonlyMap<string, Localised> = new Map([
  [
    'city_gdp',
    {
      zh: '所在城市（区）的数，同城多园会重复计算',
      en: 'the host city’s figure: parks of one city would count it twice',
    },
  ],
]);

const filedByParks = parkInputs
  .filter(({ filed_by }) => filed_by === 'park')
  .map(({ code, label_zh, label_en, unit }) => ({ code, name: { zh: label_zh, en: label_en }, unit }));

const whyNot = (code: string, unit: string): Localised | null =>
  OF_THE_CITY.get(code) ?? (unit.includes('/') ? PRICE : null);

/**
 * The park inputs that add up over parks, in the form's order: counts and amounts of the park itself. What is stated per
 * something (its unit has a `/`) and what belongs to the city do not. Expert scores are the ministry's and no amounts.
 */
export const additiveInputs: readonly AdditiveInput[] = filedByParks.filter(
  ({ code, unit }) => whyNot(code, unit) === null,
);

/** The inputs of parks that do not add up. */
export const notAdditive: readonly NotAdditive[] = filedByParks.flatMap(({ code, name, unit }) => {
  const why = whyNot(code, unit);
  return why === null ? [] : [{ code, name, why }];
});
