/**
 * The openness distribution that the article published for 169 parks (`domain/facts-2019.json`), as classes of parks:
 * shares of employees, all comparisons strict, decided on whole people.
 */

/** Returnees + foreign residents: above 1 %, 0.5–1 %, below 0.5 %. */
type Together = 'above-1' | 'middle' | 'below-0.5';
/** Foreign residents alone: above 1 %, 0.1–1 %, below 0.1 %. */
type Foreign = 'above-1' | 'middle' | 'below-0.1';

export interface OpennessClass {
  readonly together: Together;
  readonly foreign: Foreign;
  /** Parks of this class among 169. The sums over the classes are the published counts: 35, 108, 7 and 87. */
  readonly parks: number;
  /** Shares in % from which a park of this class starts; far enough from the thresholds to grow without crossing. */
  readonly foreignShare: readonly [number, number];
  readonly togetherShare: readonly [number, number];
}

/**
 * The joint distribution is not published, only its margins; this one is the most even that the margins allow
 * together with foreign residents ≤ the sum. Ordered from the most to the least open.
 */
export const opennessClasses: readonly OpennessClass[] = [
  { together: 'above-1', foreign: 'above-1', parks: 7, foreignShare: [1.1, 1.9], togetherShare: [2.6, 4.6] },
  { together: 'above-1', foreign: 'middle', parks: 24, foreignShare: [0.15, 0.6], togetherShare: [1.1, 2.4] },
  {
    together: 'above-1',
    foreign: 'below-0.1',
    parks: 4,
    foreignShare: [0.03, 0.09],
    togetherShare: [1.08, 1.5],
  },
  {
    together: 'middle',
    foreign: 'middle',
    parks: 20,
    foreignShare: [0.12, 0.3],
    togetherShare: [0.54, 0.93],
  },
  {
    together: 'middle',
    foreign: 'below-0.1',
    parks: 6,
    foreignShare: [0.02, 0.09],
    togetherShare: [0.54, 0.8],
  },
  {
    together: 'below-0.5',
    foreign: 'middle',
    parks: 31,
    foreignShare: [0.11, 0.2],
    togetherShare: [0.34, 0.47],
  },
  {
    together: 'below-0.5',
    foreign: 'below-0.1',
    parks: 77,
    foreignShare: [0.01, 0.09],
    togetherShare: [0.12, 0.45],
  },
];

const publishedParks = opennessClasses.reduce((sum, each) => sum + each.parks, 0);

/** One class per park, most open first: the published counts at 169, their proportions (largest remainder) otherwise. */
export function classesFor(parks: number): OpennessClass[] {
  const exact = opennessClasses.map((each) => (each.parks * parks) / publishedParks);
  const counts = exact.map(Math.floor);
  const missing = parks - counts.reduce((sum, count) => sum + count, 0);
  const byRemainder = exact
    .map((share, index) => ({ index, remainder: share - Math.floor(share) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (const { index } of byRemainder.slice(0, missing)) counts[index] = (counts[index] ?? 0) + 1;
  return opennessClasses.flatMap((each, index) => Array.from({ length: counts[index] ?? 0 }, () => each));
}

/** Fewest and most people of a class among so many employees; thresholds in employees per person (100 = 1 %). */
const peopleBounds = {
  'above-1': (employees: number) => [Math.floor(employees / 100) + 1, employees],
  middleTogether: (employees: number) => [Math.ceil(employees / 200), Math.floor(employees / 100)],
  'below-0.5': (employees: number) => [0, Math.ceil(employees / 200) - 1],
  middleForeign: (employees: number) => [Math.ceil(employees / 1000), Math.floor(employees / 100)],
  'below-0.1': (employees: number) => [0, Math.ceil(employees / 1000) - 1],
} as const;

const clamp = (value: number, [low = 0, high = 0]: readonly number[]): number =>
  Math.max(low, Math.min(high, value));

/** Whole people nearest to the wanted ones that keep the park in its class. */
export function settleInClass(
  kind: OpennessClass,
  employees: number,
  wanted: { readonly foreign: number; readonly returnees: number },
): { foreign: number; returnees: number } {
  const foreignBounds =
    kind.foreign === 'middle' ? peopleBounds.middleForeign(employees) : peopleBounds[kind.foreign](employees);
  const togetherBounds =
    kind.together === 'middle'
      ? peopleBounds.middleTogether(employees)
      : peopleBounds[kind.together](employees);
  const foreign = clamp(Math.round(wanted.foreign), foreignBounds);
  const together = clamp(foreign + Math.max(1, Math.round(wanted.returnees)), togetherBounds);
  return { foreign, returnees: Math.max(0, together - foreign) };
}
