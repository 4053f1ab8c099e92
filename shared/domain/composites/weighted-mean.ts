/** How scores of several children become one. */
export type Mean =
  | { readonly kind: 'arithmetic' | 'geometric' | 'harmonic' }
  | { readonly kind: 'power'; readonly exponent: number };

/** A child of a node. */
export interface WeightedChild {
  readonly code: string;
  readonly weight: number;
  /** NaN = missing. */
  readonly scores: Float64Array;
}

/** Where a mean cannot be taken of a score. */
export interface UnfitScore {
  readonly child: string;
  readonly unit: number;
  readonly score: number;
}

/**
 * Weighted mean of the children of a node, unit by unit. Missing scores are skipped and the weights of the others
 * rescaled; a unit without any, or with none that weighs, has no score (NaN). With x the scores and w the weights:
 *
 * | mean | |
 * |---|---|
 * | arithmetic | Σwx ÷ Σw |
 * | geometric | exp(Σw ln x ÷ Σw), x > 0 |
 * | harmonic | Σw ÷ Σ(w ÷ x), x > 0 |
 * | power p | (Σwx^p ÷ Σw)^(1 ÷ p), x ≥ 0, and x > 0 where p < 0; p = 0 is the geometric mean, p = 1 the arithmetic |
 *
 * Sums are compensated, so that scores that are equal in exact arithmetic come out equal but for the last bits.
 *
 * Source: OECD/JRC Handbook (2008), step 6; G. Hardy, J. Littlewood, G. Pólya, Inequalities (1934), §2.2; COINr
 * `a_amean`, `a_gmean`, `a_hmean`, `a_genmean`.
 */
export const weightedMean = (children: readonly WeightedChild[], mean: Mean): Float64Array => {
  const units = children[0]?.scores.length ?? 0;
  const { into, outOf } = transform(mean);
  const sum = new Float64Array(units);
  const lost = new Float64Array(units);
  const present = new Float64Array(units);
  for (const { scores, weight } of children) {
    if (weight === 0) continue;
    for (let unit = 0; unit < units; unit += 1) {
      const score = scores[unit] as number;
      if (Number.isNaN(score)) continue;
      const term = weight * into(score);
      const before = sum[unit] as number;
      const next = before + term;
      const error = Math.abs(before) >= Math.abs(term) ? before - next + term : term - next + before;
      lost[unit] = (lost[unit] as number) + error;
      sum[unit] = next;
      present[unit] = (present[unit] as number) + weight;
    }
  }
  return sum.map((total, unit) => {
    const weight = present[unit] as number;
    // Infinite sums have lost NaN; 0 ÷ 0 would be NaN, but the harmonic mean turns it over.
    if (!(weight > 0)) return Number.NaN;
    return outOf((Number.isFinite(total) ? total + (lost[unit] as number) : total) / weight);
  });
};

/** First score that the mean cannot be taken of, or null. */
export const unfitScore = (children: readonly WeightedChild[], mean: Mean): UnfitScore | null => {
  const isFit = fitness(mean);
  for (const { code, scores } of children) {
    const unit = scores.findIndex((score) => !Number.isNaN(score) && !isFit(score));
    if (unit >= 0) return { child: code, unit, score: scores[unit] as number };
  }
  return null;
};

const identity = (score: number): number => score;
const inverse = (score: number): number => 1 / score;

/** Every mean here is f⁻¹ of the arithmetic mean of f(x). */
const transform = (mean: Mean): { into: (score: number) => number; outOf: (score: number) => number } => {
  switch (mean.kind) {
    case 'arithmetic':
      return { into: identity, outOf: identity };
    case 'geometric':
      return { into: Math.log, outOf: Math.exp };
    case 'harmonic':
      return { into: inverse, outOf: inverse };
    case 'power': {
      const { exponent } = mean;
      if (exponent === 0) return { into: Math.log, outOf: Math.exp };
      if (exponent === 1) return { into: identity, outOf: identity };
      return { into: (score) => score ** exponent, outOf: (score) => score ** (1 / exponent) };
    }
  }
};

const isPositive = (score: number): boolean => score > 0;

const fitness = (mean: Mean): ((score: number) => boolean) => {
  if (mean.kind === 'arithmetic' || (mean.kind === 'power' && mean.exponent === 1)) return () => true;
  return mean.kind === 'power' && mean.exponent > 0 ? (score) => score >= 0 : isPositive;
};

/** Reads `arithmetic`, `geometric`, `harmonic` or `power:P`; null when it is none of them. */
export const parseMean = (text: string): Mean | null => {
  const [kind = '', ...parts] = text.split(':');
  if (kind === 'power' && parts.length === 1 && /^[+-]?\d+(\.\d+)?$/.test(parts[0] ?? '')) {
    return { kind, exponent: Number(parts[0]) };
  }
  if (parts.length > 0) return null;
  return kind === 'arithmetic' || kind === 'geometric' || kind === 'harmonic' ? { kind } : null;
};
