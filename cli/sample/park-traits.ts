import type { Random } from './random.ts';

/** How a ratio is spread over parks and how it walks from year to year. */
interface TraitSpread {
  readonly median: number;
  /** Standard deviation of its logarithm over the parks. */
  readonly sigma: number;
  /** Kept inside these, which lie inside the calibration bounds of the indicator named in the comment. */
  readonly low: number;
  readonly high: number;
  /** Standard deviation of its logarithm from one year to the next; 0.025 unless told. */
  readonly drift?: number;
  /** Mean change of its logarithm a year. */
  readonly trend?: number;
  /** How far the park's quality lifts it, in standard deviations; 0.6 unless told. */
  readonly quality?: number;
}

/**
 * Ratios that describe a park. Bounds are those of `calibration-2020.csv`, drawn in a little so that rounding to whole
 * people and pieces cannot leave them; where it has none, plausible ones of our own. Amounts in 千元.
 */
const spreads = {
  /** 1.2: full-time equivalents per employee, 0.231–22.188 %. */
  researchStaff: { median: 0.055, sigma: 0.55, low: 0.005, high: 0.2 },
  /** 1.3: of revenue, 0.042–6.414 %. */
  researchSpend: { median: 0.022, sigma: 0.5, low: 0.002, high: 0.06 },
  /** 1.4: per employee, 0.107–245.055 per 10 000. */
  patentsGranted: { median: 0.0045, sigma: 0.7, low: 0.0006, high: 0.023 },
  /** 1.5: per 千元 of R&D, 0.106–5.938 per 10 000 千元. */
  patentApplications: { median: 1.6e-4, sigma: 0.4, low: 2e-5, high: 5.5e-4, quality: 0.3 },
  /** 2.1: of revenue, 0.001–30.853 %. */
  highTechServices: { median: 0.05, sigma: 0.9, low: 0.002, high: 0.29 },
  /** 2.2: bachelors and postgraduates per employee, 4.991–53.073 %. */
  degrees: { median: 0.28, sigma: 0.3, low: 0.08, high: 0.51 },
  postgraduatesAmongDegrees: { median: 0.14, sigma: 0.3, low: 0.05, high: 0.35 },
  /** 2.3: contract value per employee. */
  contracts: { median: 12, sigma: 0.9, low: 1, high: 180 },
  /** 2.5: of revenue, −20.098–22.904 %. */
  profit: { median: 0.065, sigma: 0.35, low: 0.01, high: 0.21 },
  /** 2.6: recognised high-tech enterprises per employee. */
  highTechEnterprises: { median: 0.0042, sigma: 0.3, low: 0.002, high: 0.008, trend: 0.05 },
  /** 2.7: of high-tech enterprises; 0–250 enterprises. */
  ventureBacked: { median: 0.015, sigma: 0.6, low: 0.002, high: 0.045 },
  /** 2.8: valid patents and trademarks per 千元 of revenue, 9.36–1279.201 per 百亿元. */
  intellectualProperty: { median: 3e-5, sigma: 0.6, low: 2e-6, high: 1.2e-4 },
  trademarksAmongThem: { median: 0.42, sigma: 0.2, low: 0.2, high: 0.65, quality: 0 },
  /** Value added per employee, the park's productivity at the start. */
  productivity: { median: 420, sigma: 0.25, low: 200, high: 850 },
  /** 2.9: value added over output, 4.997–29.14 %. */
  valueAddedRate: { median: 0.2, sigma: 0.18, low: 0.09, high: 0.28, drift: 0.015 },
  /** Revenue over output (output = industrial output + revenue of enterprises without it). */
  revenueToOutput: { median: 1.03, sigma: 0.04, low: 0.94, high: 1.1, drift: 0.008, quality: 0 },
  withoutIndustrialOutput: { median: 0.3, sigma: 0.4, low: 0.08, high: 0.55 },
  industrialShare: { median: 0.58, sigma: 0.2, low: 0.25, high: 0.88, quality: 0 },
  /** 3.1: tonnes of coal equivalent per 千元 of industrial value added, 0.030–2.003 per 万元. */
  energy: { median: 0.03, sigma: 0.6, low: 0.004, high: 0.19, trend: -0.03, quality: -0.6 },
  /** Tonnes of CO₂ per tonne of coal equivalent. */
  carbon: { median: 2.4, sigma: 0.08, low: 1.9, high: 2.9, quality: 0 },
  /** 3.6: of value added, 10.023–59.932 %. */
  payroll: { median: 0.29, sigma: 0.22, low: 0.17, high: 0.52 },
  /** 4.2: the six kinds of spend together, of revenue, 0.005–2.548 %. */
  openResearch: { median: 0.003, sigma: 0.7, low: 0.0003, high: 0.024 },
  exports: { median: 0.07, sigma: 0.6, low: 0.008, high: 0.18 },
  /** 4.6: with `exports`, of revenue, 0–15.302 %. */
  highTechExports: { median: 0.5, sigma: 0.3, low: 0.2, high: 0.8 },
  serviceExports: { median: 0.02, sigma: 0.8, low: 0.002, high: 0.2 },
  /** 5.3: of revenue, 0–46.812 %. */
  researchIntensive: { median: 0.16, sigma: 0.45, low: 0.03, high: 0.45 },
  /** 5.4: of revenue, 0.017–84.859 %. */
  digital: { median: 0.13, sigma: 0.7, low: 0.005, high: 0.8 },
  /** Park-wide value added over that of the surveyed enterprises. */
  fullCoverage: { median: 1.18, sigma: 0.06, low: 1.05, high: 1.4, drift: 0.01, quality: 0 },
  greenRate: { median: 0.34, sigma: 0.15, low: 0.2, high: 0.5, drift: 0.01 },
  fiscal: { median: 0.16, sigma: 0.3, low: 0.06, high: 0.4 },
  overseasResearch: { median: 0.006, sigma: 0.6, low: 0, high: 0.02 },
  overseasTrademarks: { median: 0.02, sigma: 0.5, low: 0, high: 0.04 },
  overseasPatents: { median: 0.025, sigma: 0.5, low: 0, high: 0.045 },
  newlyListed: { median: 0.003, sigma: 0.5, low: 0, high: 0.012 },
  nationalResearch: { median: 0.006, sigma: 0.5, low: 0.001, high: 0.03 },
  gazelles: { median: 0.02, sigma: 0.5, low: 0.004, high: 0.08 },
  newlyRegistered: { median: 9, sigma: 0.4, low: 3, high: 25 },
  technologySmes: { median: 1.1, sigma: 0.35, low: 0.4, high: 2.5 },
  incubated: { median: 0.5, sigma: 0.5, low: 0.1, high: 1.5 },
} satisfies Record<string, TraitSpread>;

type TraitName = keyof typeof spreads;
const traitNames = Object.keys(spreads) as TraitName[];

/** Every ratio of one park in one year. */
export type ParkTraits = Readonly<Record<TraitName, number>>;

const within = (value: number, spread: TraitSpread): number =>
  Math.max(spread.low, Math.min(spread.high, value));

function eachTrait(draw: (spread: TraitSpread, name: TraitName) => number): ParkTraits {
  return Object.fromEntries(traitNames.map((name) => [name, draw(spreads[name], name)])) as ParkTraits;
}

/** Traits in the base year; `quality` is the park's own standing, standard normal over the parks. */
export function drawTraits(random: Random, quality: number): ParkTraits {
  return eachTrait((spread) => {
    const lift = spread.quality ?? 0.6;
    const own = Math.sqrt(1 - lift * lift) * random.normal();
    return within(spread.median * Math.exp(spread.sigma * (lift * quality + own)), spread);
  });
}

/** Next year's traits. A step is cut at two standard deviations: with the growth of a park no input then moves by 50 %. */
export function walkTraits(random: Random, traits: ParkTraits): ParkTraits {
  return eachTrait((spread, name) => {
    const step = (spread.trend ?? 0) + (spread.drift ?? 0.025) * random.normal(2);
    return within(traits[name] * Math.exp(step), spread);
  });
}
