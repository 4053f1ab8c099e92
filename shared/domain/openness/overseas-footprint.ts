import { describeInput } from '../diagnosis/input-changes.ts';
import { type Measurement, measureRatio, parseRatio, rankOf } from '../distribution/measured-parks.ts';
import { decimalText } from '../expressions/decimal.ts';
import type { RankingSnapshot } from '../ranking/ranking.ts';
import type { Localised } from '../returns/filed-return.ts';

/** What a count or amount is set against to see its intensity. */
type Base = 'employees' | 'revenue';

interface FootprintItem {
  /** Code of the input, or a name of our own for what is derived from several. */
  readonly id: string;
  readonly inputs: readonly string[];
  readonly amount: string;
  /** The same of last year. */
  readonly before: string;
  readonly base: Base;
  readonly label?: Localised;
}

const item = (code: string, base: Base): FootprintItem => ({
  id: code,
  inputs: [code],
  amount: code,
  before: `prior(${code})`,
  base,
});

const [trademark, patent, both] = [
  'domestic_enterprises_overseas_trademark',
  'domestic_enterprises_overseas_patent',
  'domestic_enterprises_overseas_trademark_and_patent',
];

/** The inputs that tell of a park abroad, in the order of the indicators of dimension 4. */
const items: readonly FootprintItem[] = [
  item('domestic_enterprises_overseas_rd', 'employees'),
  item(trademark, 'employees'),
  item(patent, 'employees'),
  {
    id: 'overseas_trademark_or_patent',
    inputs: [trademark, patent, both],
    amount: `${trademark} + ${patent} - ${both}`,
    before: `prior(${trademark}) + prior(${patent}) - prior(${both})`,
    base: 'employees',
    label: {
      zh: '获境外注册商标或境外发明专利授权的内资控股企业数（每家计一次）',
      en: 'Domestically controlled enterprises with an overseas trademark or patent, each once',
    },
  },
  item('domestic_enterprises_international_standard', 'employees'),
  item('outsourced_rd_overseas', 'revenue'),
  item('technology_import_spend', 'revenue'),
  item('technology_absorption_spend', 'revenue'),
  item('exports', 'revenue'),
  item('exports_high_tech_enterprises', 'revenue'),
  item('technology_service_exports', 'revenue'),
  item('staff_foreign_resident', 'employees'),
  item('staff_returnees', 'employees'),
];

/** How the intensity is shown: people in % of employees, enterprises per 10,000 of them, money in % of revenue. */
const intensityOf = ({ amount, base, inputs }: FootprintItem) => {
  const isPeople = inputs[0]?.startsWith('staff_') === true;
  const scale = base === 'revenue' || isPeople ? 100 : 10_000;
  const unit =
    base === 'revenue'
      ? { zh: '% 营业收入', en: '% of revenue' }
      : isPeople
        ? { zh: '% 从业人员', en: '% of employees' }
        : { zh: '家/万人', en: 'per 10,000 employees' };
  return { expression: `(${amount}) / ${base} * ${scale}`, unit };
};

interface Place {
  readonly rank: number;
  readonly of: number;
}

/** One item of a park's overseas footprint; null where the park's inputs do not have it. */
export interface Footprint {
  readonly id: string;
  readonly label: Localised;
  readonly unit: string;
  /** Inputs it is made of, and the enterprise fields behind them. */
  readonly inputs: readonly string[];
  readonly fields: readonly string[];
  /** Exact decimal text. */
  readonly amount: string | null;
  readonly before: string | null;
  /** In % of `before`; null where that is 0 or absent. */
  readonly growth: number | null;
  /** Among the ranked parks that have it, most first. */
  readonly scale: Place | null;
  readonly intensity: {
    readonly expression: string;
    readonly unit: Localised;
    readonly value: number | null;
    readonly place: Place | null;
  };
}

/**
 * What a park has abroad, out of the inputs that it was ranked with: amount and change, and its place by amount (scale)
 * and relative to the park's size (intensity). The bases of intensity are our choice.
 */
export const overseasFootprint = (snapshot: RankingSnapshot, park: string): Footprint[] =>
  items.map((each) => {
    const intensity = intensityOf(each);
    const amounts = measureRatio(snapshot, parseRatio(each.amount));
    const intensities = measureRatio(snapshot, parseRatio(intensity.expression));
    const growth = measureRatio(snapshot, parseRatio(`((${each.amount}) / (${each.before}) - 1) * 100`));
    const described = each.inputs.map(describeInput);
    const before = exactIn(measureRatio(snapshot, parseRatio(each.before)), park);
    const amount = exactIn(amounts, park);
    return {
      id: each.id,
      label: each.label ?? described[0]?.label ?? { zh: each.id, en: each.id },
      unit: described[0]?.unit ?? '',
      inputs: each.inputs,
      fields: [...new Set(described.flatMap(({ fields }) => fields))],
      amount: amount && decimalText(amount.exact),
      before: before && decimalText(before.exact),
      growth: exactIn(growth, park)?.value ?? null,
      scale: placeAmong(amounts, park),
      intensity: {
        ...intensity,
        value: exactIn(intensities, park)?.value ?? null,
        place: placeAmong(intensities, park),
      },
    };
  });

const exactIn = ({ parks }: Measurement, park: string) => parks.find((each) => each.park === park) ?? null;

const placeAmong = (measured: Measurement, park: string): Place | null => {
  const own = exactIn(measured, park);
  if (own === null) return null;
  return { rank: rankOf(measured.parks, own.exact, 'higher-is-better'), of: measured.parks.length };
};
