import parkInputs from '../../../data/park-inputs-2021.json' with { type: 'json' };
import type { InputDefinition } from '../../../domain/rules/rule-pack.ts';

const fieldCodes = new Map(parkInputs.map(({ code, field_codes }) => [code, field_codes]));

/** What people ask about single inputs; the rest is said by unit, range and fields. */
const SPECIAL: ReadonlyMap<string, string> = new Map([
  ['rd_fte', '研发项目人月合计 ÷ 12。Person-months of R&D projects ÷ 12.'],
  ['enterprises_newly_listed', '不含新三板。NEEQ excluded.'],
  ['value_added_full_coverage', '与“所在城市(或区)GDP”同一口径、同一单位。Same unit as the GDP of the city.'],
  ['city_gdp', '市或区，与上年同一口径。City or district, the same as last year.'],
  [
    'domestic_enterprises_overseas_trademark_and_patent',
    '未统计的填“不适用”。N/A where it is not collected.',
  ],
]);

/** Longer lists of fields would not fit the column; the rule pack has them. */
const MOST_FIELDS = 4;

/** The remark beside an input: what it is, which fields of the record sheets it sums, where last year's value is used. */
export const inputNote = ({ code, priorUsedBy }: InputDefinition): string => {
  const fields = (fieldCodes.get(code) ?? '').split(' ').filter((field) => field !== '');
  return [
    SPECIAL.get(code),
    fields.length === 0
      ? undefined
      : `字段 fields: ${fields.slice(0, MOST_FIELDS).join(' ')}${fields.length > MOST_FIELDS ? ' …' : ''}`,
    priorUsedBy.length === 0 ? undefined : `上年数用于 last year used by: ${priorUsedBy.join(' ')}`,
  ]
    .filter((part) => part !== undefined)
    .join('\n');
};
