/** Ranks of one park in two rankings of the same parks. */
export interface TwoPlaces {
  readonly from: number;
  readonly to: number;
}

/**
 * Average shift in rank, R̄ₛ = 1 ÷ M × Σ |to − from|; 0 for no parks.
 *
 * Source: OECD/JRC Handbook on Constructing Composite Indicators (2008), step 7, uncertainty analysis.
 */
export const averageShift = (places: readonly TwoPlaces[]): number =>
  places.length === 0
    ? 0
    : places.reduce((sum, { from, to }) => sum + Math.abs(to - from), 0) / places.length;

/**
 * Spearman's ρ: Pearson's correlation of the ranks, as they are where parks tie. Null where one ranking ties all parks.
 *
 * Source: C. Spearman, “The proof and measurement of association between two things”, American Journal of Psychology 15
 * (1904).
 */
export const rankCorrelation = (places: readonly TwoPlaces[]): number | null => {
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const x = mean(places.map(({ from }) => from));
  const y = mean(places.map(({ to }) => to));
  const sum = (of: (place: TwoPlaces) => number): number =>
    places.reduce((total, place) => total + of(place), 0);
  const varianceX = sum(({ from }) => (from - x) ** 2);
  const varianceY = sum(({ to }) => (to - y) ** 2);
  if (!(varianceX > 0 && varianceY > 0)) return null;
  return sum(({ from, to }) => (from - x) * (to - y)) / Math.sqrt(varianceX * varianceY);
};
