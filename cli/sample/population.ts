import type { ParkInputs } from '../../shared/domain/indicators/indicator-value.ts';
import type { RegisteredPark } from '../../shared/domain/ranking/ranking.ts';
import { classesFor, type OpennessClass } from './openness-classes.ts';
import { drawTraits, walkTraits } from './park-traits.ts';
import { type Growth, type ParkGaps, type ParkYear, type YearValues, yearOf } from './park-year.ts';
import type { Random, RandomStreams } from './random.ts';

/** What the population needs of the register: the names are real, no value is. */
export type SamplePark = Pick<
  RegisteredPark,
  'id' | 'name' | 'shortName' | 'province' | 'city' | 'approvedYear'
>;

/** One park's synthetic return: exact decimal text by input code, `N/A` = 不适用; all 58 inputs in both. */
export interface SampleReturn {
  readonly park: SamplePark;
  readonly cycle: string;
  readonly inputs: ParkInputs;
  /** Last year's values: the inputs of the same park in the cycle before. */
  readonly previous: ParkInputs;
}

/** Indicator codes of the five expert scores, filed by the ministry. */
export const expertIndicators = ['1.10', '2.10', '3.9', '5.9', '5.10'] as const;

export interface Population {
  readonly cycle: string;
  readonly returns: readonly SampleReturn[];
  /** One score 0–100, one decimal, per park and indicator. */
  readonly expertScores: readonly { park: string; indicator: string; score: string }[];
}

/** The chain of years starts here, so that every cycle of one seed continues the one before. */
const firstCycle = 2019;

/** What is drawn once for a park. How many parks are asked for changes nothing of it but the openness classes. */
interface Founded {
  readonly park: SamplePark;
  readonly quality: number;
  readonly openness: number;
  readonly employees: number;
  readonly gaps: ParkGaps;
}

function found(park: SamplePark, index: number, random: Random): Founded {
  const approved = park.approvedYear ?? 2012;
  const seniority = approved <= 1992 ? 0.7 : approved <= 2000 ? 0.4 : approved <= 2012 ? 0 : -0.4;
  const size = seniority + 0.75 * random.normal();
  const quality = Math.max(-2.5, Math.min(2.5, 0.5 * size + 0.85 * random.normal()));
  // A few parks lack something, at fixed places of the register so that every sample of some size has them.
  const every = (step: number, place: number): boolean => index % step === place;
  return {
    park,
    quality,
    openness: 0.8 * quality + 0.6 * random.normal(),
    employees: Math.round(Math.max(6_000, Math.min(900_000, 55_000 * Math.exp(size)))),
    gaps: {
      noIndustry: every(83, 41),
      exportsNotApplicable: every(89, 67),
      exportsZero: every(61, 29),
      noHousing: every(47, 11),
      noOwnBudget: every(71, 19),
      carbonNotMeasured: every(79, 53),
      overlapNotCollected: every(3, 2),
      boundariesDiffer: every(97, 37),
      loss: every(43, 13),
    },
  };
}

function grow(random: Random, employees: number): Growth {
  // The largest parks always grow: a small loss in per cent would be below the bounds of 2.4 and 3.5, which are absolute.
  const least = employees > 350_000 ? 0.03 : -0.03;
  return {
    employees: Math.max(least, Math.min(0.1, 0.035 + 0.03 * random.normal())),
    productivity: Math.max(least, Math.min(0.11, 0.05 + 0.03 * random.normal())),
    carbon: random.uniform(0.4, 0.95),
  };
}

/** Most open parks get the most open classes; the counts are exact whatever was drawn. */
function assignClasses(parks: readonly Founded[]): ReadonlyMap<string, OpennessClass> {
  const classes = classesFor(parks.length);
  const ordered = [...parks].sort((a, b) => b.openness - a.openness || (a.park.id < b.park.id ? -1 : 1));
  return new Map(
    ordered.flatMap(({ park }, index) => {
      const kind = classes[index];
      return kind ? [[park.id, kind] as const] : [];
    }),
  );
}

const cityOf = (park: SamplePark): string => `${park.province}/${park.city}`;

/** 万元 by city: parks of one city file the same GDP, and together stay below 55 % of it (R-A-005, R-C-002). */
function cityGdp(
  parks: readonly { park: SamplePark; fullCoverage: number }[],
  before: ReadonlyMap<string, number> | undefined,
  randomOf: RandomStreams,
  cycle: number,
): Map<string, number> {
  const together = new Map<string, number>();
  for (const { park, fullCoverage } of parks) {
    together.set(cityOf(park), (together.get(cityOf(park)) ?? 0) + fullCoverage);
  }
  return new Map(
    [...together].map(([city, sum]) => {
      const random = randomOf(`city/${city}/${cycle}`);
      const last = before?.get(city);
      const grown =
        last === undefined ? sum / random.uniform(0.08, 0.4) : last * (1 + random.uniform(0.02, 0.08));
      return [city, Math.round(Math.max(grown, sum / 0.55))];
    }),
  );
}

const asText = (values: YearValues): ParkInputs =>
  Object.fromEntries(Object.entries(values).map(([code, value]) => [code, String(value)]));

/**
 * Synthetic returns (合成数据) of the first `parks` parks of `register` in one cycle. Pure: the same streams give the
 * same population, and cycle C + 1 continues cycle C. A clean return breaks no rule (notices apart). Among 169 parks
 * the openness counts are exactly the published ones in every cycle.
 * Throws RangeError where the register has fewer parks.
 */
export function population(options: {
  readonly register: readonly SamplePark[];
  readonly parks: number;
  readonly cycle: string;
  readonly randomOf: RandomStreams;
}): Population {
  const { register, parks, cycle, randomOf } = options;
  if (parks > register.length) throw new RangeError(`the register has ${register.length} parks`);
  const founded = register.map((park, index) => found(park, index, randomOf(`park/${park.id}`)));
  const asked = founded.slice(0, parks);
  const classes = assignClasses(asked);
  const leastOpen = classesFor(1)[0];
  const first = Math.min(firstCycle, Number(cycle) - 1);

  let years = new Map<string, ParkYear>();
  let gdp: Map<string, number> | undefined;
  let previous = new Map<string, ParkInputs>();
  let inputs = new Map<string, ParkInputs>();
  for (let year = first; year <= Number(cycle); year += 1) {
    const next = new Map<string, ParkYear>();
    for (const { park, quality, employees, gaps } of founded) {
      const random = randomOf(`park/${park.id}/${year}`);
      const before = years.get(park.id);
      const kind = classes.get(park.id) ?? leastOpen;
      if (!kind) continue;
      const traits = before ? walkTraits(random, before.traits) : drawTraits(random, quality);
      const start = {
        employees,
        foreignShare: random.uniform(...kind.foreignShare),
        togetherShare: random.uniform(...kind.togetherShare),
      };
      const growth = grow(random, Number(before?.values.employees ?? employees));
      next.set(
        park.id,
        yearOf(
          traits,
          kind,
          gaps,
          start,
          random,
          before && {
            values: before.values,
            growth,
          },
        ),
      );
    }
    years = next;
    const withPark = founded.flatMap(({ park }) => {
      const own = years.get(park.id);
      return own ? [{ park, own, fullCoverage: own.fullCoverage }] : [];
    });
    const current = cityGdp(withPark, gdp, randomOf, year);
    gdp = current;
    previous = inputs;
    inputs = new Map(
      withPark.map(({ park, own }) => [
        park.id,
        asText({ ...own.values, city_gdp: current.get(cityOf(park)) ?? 0 }),
      ]),
    );
  }
  return {
    cycle,
    returns: asked.map(({ park }) => ({
      park,
      cycle,
      inputs: inputs.get(park.id) ?? {},
      previous: previous.get(park.id) ?? {},
    })),
    expertScores: asked.flatMap(({ park, quality }) => {
      const random = randomOf(`expert/${park.id}/${cycle}`);
      return expertIndicators.map((indicator) => ({
        park: park.id,
        indicator,
        score: Math.max(35, Math.min(98, 74 + 6 * quality + 4 * random.normal())).toFixed(1),
      }));
    }),
  };
}
