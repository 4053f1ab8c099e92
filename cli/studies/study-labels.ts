import type { Direction, NotMeasured } from '../../shared/domain/distribution/measured-parks.ts';
import type { Nature } from '../../shared/domain/openness/scale-and-quality.ts';
import type { Localised } from '../../shared/domain/returns/filed-return.ts';

/** Why there is no value. */
export const notComputableText: Readonly<Record<NotMeasured['reason'], Localised>> = {
  'missing-input': { zh: '缺填报项', en: 'missing input' },
  'not-applicable': { zh: '申报不适用', en: 'declared not applicable' },
  'zero-denominator': { zh: '分母不为正', en: 'denominator not positive' },
  'missing-prior': { zh: '缺上年数', en: 'last year missing' },
  'first-cycle': { zh: '首个年度', en: 'first cycle' },
  'no-expert-score': { zh: '无评分', en: 'no expert score' },
  'not-a-number': { zh: '不是数', en: 'no number' },
};

export const natureText: Readonly<Record<Nature, Localised>> = {
  scale: { zh: '规模', en: 'scale' },
  intensity: { zh: '强度', en: 'intensity' },
  growth: { zh: '增长', en: 'growth' },
  quality: { zh: '质量', en: 'quality' },
};

/** A value to reach with four decimals, rounded to the side on which it is reached. */
export const toReach = (value: number, direction: Direction): string => {
  const text = value.toFixed(4);
  const isEnough = direction === 'higher-is-better' ? Number(text) >= value : Number(text) <= value;
  return isEnough ? text : (value + (direction === 'higher-is-better' ? 1e-4 : -1e-4)).toFixed(4);
};

/** Units of the park inputs. */
const units: Readonly<Record<string, string>> = {
  人: 'persons',
  人年: 'person-years',
  千元: 'thousand yuan',
  万元: '10,000 yuan',
  吨标准煤: 'tce',
  吨: 'tonnes',
  公顷: 'ha',
  家: 'units',
  所: 'schools',
  件: 'items',
  分: 'points',
  '元/平方米': 'yuan/m²',
};

/** Unit of a park input in the user's language. */
export const unitText = (unit: string): Localised => ({ zh: unit, en: units[unit] ?? unit });

/** Items one after the other, as the language does it. */
export const listed = (items: readonly string[]): Localised => ({
  zh: items.join('、'),
  en: items.join(', '),
});

/** Something in brackets, as the language does it. */
export const bracketed = (inner: Localised): Localised => ({ zh: `（${inner.zh}）`, en: ` (${inner.en})` });

/** A change with its sign and four decimals. */
export const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(4)}`;

/** A place with its denominator. */
export const placed = (place: { readonly rank: number; readonly of: number } | null): string =>
  place === null ? '—' : `${place.rank}/${place.of}`;

/** A figure with four decimals, or a dash. */
export const shown = (value: number | null): string => (value === null ? '—' : value.toFixed(4));
