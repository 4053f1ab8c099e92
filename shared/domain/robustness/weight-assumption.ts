import type { Edition } from '../methodology/edition.ts';
import type { Localised } from '../returns/filed-return.ts';

/**
 * What is assumed of weights that are not known.
 *
 * uniform: each multiplier (赋权) is anything within ± `multipliers` of its nominal value, all equally likely, on its own.
 * dirichlet: any division of what the open multipliers of a dimension add up to is equally likely (flat Dirichlet): the
 * most that can be left open.
 *
 * Dimension weights: anything within ± `dimensions` of the nominal value, rescaled so that the open ones add up to what
 * they did.
 */
export interface WeightAssumption {
  readonly distribution: 'uniform' | 'dirichlet';
  /** Share of the nominal value, 0 ≤ … < 1; only for `uniform`. */
  readonly multipliers: number;
  /** Share of the nominal value, 0 ≤ … < 1; 0 = they stand. */
  readonly dimensions: number;
  /** `unofficial`: official weights stand; `all`: every weight is drawn. */
  readonly drawn: 'unofficial' | 'all';
}

/**
 * The assumption behind the interval that stands beside a provisional rank. Of the multipliers only two are public, 0.8
 * and 1.2: ± 50 % is two and a half times as wide. ± 25 % of the dimension weights is the customary width.
 *
 * Source of the width: M. Saisana, B. D'Hombres, A. Saltelli, Rickety numbers: Volatility of university rankings and
 * policy implications, Research Policy 40 (2011) 165–177, and the JRC's statistical audits of the Global Innovation
 * Index.
 */
export const CUSTOMARY_WEIGHTS: WeightAssumption = {
  distribution: 'uniform',
  multipliers: 0.5,
  dimensions: 0.25,
  drawn: 'unofficial',
};

/** How many weights an edition leaves open under an assumption. */
export interface OpenWeights {
  readonly multipliers: number;
  readonly dimensions: number;
}

/**
 * The assumption in words, to stand beside every number that rests on it.
 *
 * @param open how many weights are drawn
 */
export const assumptionText = (
  { distribution, multipliers, dimensions }: WeightAssumption,
  open: OpenWeights,
): Localised => {
  if (open.multipliers + open.dimensions === 0) {
    return { zh: '权重全部固定，未作变动。', en: 'All weights stand; none is drawn.' };
  }
  const spread = percent(multipliers);
  const ofMultipliers: Localised =
    distribution === 'uniform'
      ? {
          zh: `${open.multipliers} 项赋权各自在名义值 ±${spread} 内均匀取值`,
          en: `each of ${open.multipliers} multipliers is uniform within ±${spread} of its nominal value`,
        }
      : {
          zh: `${open.multipliers} 项赋权在各一级指标内任意分配（平坦狄利克雷分布）`,
          en: `${open.multipliers} multipliers share what they add up to in their dimension in any way (flat Dirichlet)`,
        };
  const width = percent(dimensions);
  const ofDimensions: Localised = {
    zh: `${open.dimensions} 个一级指标权重各自在名义值 ±${width} 内均匀取值，并调整到合计不变`,
    en: `each of ${open.dimensions} dimension weights is uniform within ±${width} of its nominal value, rescaled to the same total`,
  };
  const parts = [
    ...(open.multipliers > 0 ? [ofMultipliers] : []),
    ...(open.dimensions > 0 ? [ofDimensions] : []),
  ];
  return {
    zh: `假定：${parts.map(({ zh }) => zh).join('；')}；其余权重固定。`,
    en: `Assumed: ${parts.map(({ en }) => en).join('; ')}; the other weights stand.`,
  };
};

const percent = (share: number): string => `${Number((share * 100).toFixed(4))} %`;

/** Whether a weight of the edition is drawn: it is not official, or all are drawn. */
export const isDrawn = (status: string, { drawn }: WeightAssumption): boolean =>
  drawn === 'all' || status !== 'official';

/** Whether an edition leaves weights open, so that its ranks need intervals. */
export const hasOpenWeights = ({ document }: Edition): boolean =>
  document.indicators.some(({ weight }) => weight.status !== 'official') ||
  document.dimensions.some(({ weightStatus }) => weightStatus !== 'official');
