/** What equal values get: the lowest of the places that they share, or their mean. */
export type TieMethod = 'min' | 'average';

/** How an indicator is brought onto a common scale. */
export type Normalisation =
  | { readonly method: 'min-max'; readonly lower: number; readonly upper: number }
  | { readonly method: 'z-score'; readonly mean: number; readonly deviation: number }
  | { readonly method: 'rank' | 'borda' | 'percentile-rank'; readonly ties: TieMethod }
  | { readonly method: 'distance-to-max' | 'fraction-of-max' }
  | { readonly method: 'distance-to-reference'; readonly unit: string; readonly cap: boolean }
  | { readonly method: 'distance-to-target'; readonly cap: boolean }
  | { readonly method: 'scaled'; readonly lower: number; readonly upper: number; readonly factor: number }
  | { readonly method: 'goalposts' };

/** Frozen bounds of one indicator, in its own units. */
export interface Goalposts {
  readonly lower: number;
  readonly upper: number;
  /** Score at the better bound. */
  readonly scale: number;
  /** Whether values beyond the bounds get the scores of the bounds. */
  readonly truncate: boolean;
}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/;

/** A finite decimal number as people and programs write it, else NaN; nothing hexadecimal, empty or grouped. */
export const parseDecimal = (text: string): number => {
  const value = NUMBER.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : Number.NaN;
};

/** Two numbers, the customary ones where none are given; NaN, which no comparison holds for, where they are none. */
const numbersOr = (
  customary: readonly [number, number],
  parts: readonly string[],
): readonly [number, number] => {
  if (parts.length === 0) return customary;
  const [first, second] = parts;
  if (first === undefined || second === undefined || parts.length > 2) return [Number.NaN, Number.NaN];
  return [parseDecimal(first), parseDecimal(second)];
};

const tieMethods: Readonly<Record<string, TieMethod>> = { min: 'min', average: 'average' };

const parsers: Readonly<Record<string, (parts: readonly string[]) => Normalisation | null>> = {
  'min-max': (parts) => {
    const [lower, upper] = numbersOr([0, 100], parts);
    return lower < upper ? { method: 'min-max', lower, upper } : null;
  },
  'z-score': (parts) => {
    const [mean, deviation] = numbersOr([0, 1], parts);
    return deviation > 0 ? { method: 'z-score', mean, deviation } : null;
  },
  rank: (parts) => ranked('rank', parts),
  borda: (parts) => ranked('borda', parts),
  'percentile-rank': (parts) => ranked('percentile-rank', parts),
  'distance-to-max': (parts) => (parts.length === 0 ? { method: 'distance-to-max' } : null),
  'distance-to-reference': (parts) => {
    const cap = parts.length > 1 && parts.at(-1) === 'cap';
    // A code may have colons of its own.
    const unit = (cap ? parts.slice(0, -1) : parts).join(':');
    return unit === '' ? null : { method: 'distance-to-reference', unit, cap };
  },
  'distance-to-target': (parts) => {
    if (parts.length > 1 || (parts.length === 1 && parts[0] !== 'cap')) return null;
    return { method: 'distance-to-target', cap: parts.length === 1 };
  },
  'fraction-of-max': (parts) => (parts.length === 0 ? { method: 'fraction-of-max' } : null),
  scaled: (parts) => {
    const [lower = Number.NaN, upper = Number.NaN, factor = Number.NaN] = parts.map(parseDecimal);
    const isWhole = parts.length === 3 && Number.isFinite(lower + upper + factor) && lower !== upper;
    return isWhole ? { method: 'scaled', lower, upper, factor } : null;
  },
  goalposts: (parts) => (parts.length === 0 ? { method: 'goalposts' } : null),
};

const ranked = (
  method: 'rank' | 'borda' | 'percentile-rank',
  parts: readonly string[],
): Normalisation | null => {
  const ties = parts.length === 0 ? 'min' : parts.length === 1 ? tieMethods[parts[0] ?? ''] : undefined;
  return ties === undefined ? null : { method, ties };
};

/** Methods as they are written, for messages. */
export const normalisationForms = [
  'min-max[:L:U]',
  'z-score[:M:S]',
  'rank[:min|average]',
  'borda[:min|average]',
  'percentile-rank[:min|average]',
  'distance-to-max',
  'distance-to-reference:CODE[:cap]',
  'distance-to-target[:cap]',
  'fraction-of-max',
  'scaled:L:U:K',
  'goalposts',
] as const;

/** Reads METHOD[:ARGS]; null when it is none of `normalisationForms`. */
export const parseNormalisation = (text: string): Normalisation | null => {
  const [name = '', ...parts] = text.split(':');
  return Object.hasOwn(parsers, name) ? (parsers[name]?.(parts) ?? null) : null;
};
