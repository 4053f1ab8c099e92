import { METHOD_KINDS, type Method } from '../../shared/domain/robustness/method-choice.ts';
import {
  CUSTOMARY_WEIGHTS,
  type WeightAssumption,
} from '../../shared/domain/robustness/weight-assumption.ts';
import { CannotDo } from '../terminal/context.ts';

/** What a robustness study can look at. */
export const robustnessParts = ['intervals', 'methods', 'indicators', 'parks', 'sobol'] as const;
export type RobustnessPart = (typeof robustnessParts)[number];

/** Flags that say what is uncertain, as they are given. */
export interface AssumptionFlags {
  readonly distribution: string;
  readonly multipliers: string;
  readonly dimensions: string;
  readonly drawn?: string;
}

/** @throws {CannotDo} when a flag is none of what it may be. */
export const assumptionOf = (flags: AssumptionFlags, hasOpenWeights: boolean): WeightAssumption => ({
  distribution: oneOf('--distribution', flags.distribution, ['uniform', 'dirichlet']),
  multipliers: percentOf('--multipliers', flags.multipliers),
  dimensions: percentOf('--dimensions', flags.dimensions),
  // Where every weight is official, asking means to ask what if they were not.
  drawn: oneOf('--drawn', flags.drawn ?? (hasOpenWeights ? CUSTOMARY_WEIGHTS.drawn : 'all'), [
    'unofficial',
    'all',
  ]),
});

/** A percentage from 0 to below 100 as a share. @throws {CannotDo} */
const percentOf = (flag: string, text: string): number => {
  const value = /^\d{1,2}(\.\d{1,6})?$/.test(text) ? Number(text) : Number.NaN;
  if (value >= 0 && value < 100) return value / 100;
  throw new CannotDo({
    zh: `${flag} 应为 0 至 100（不含）之间的百分数，如 50；当前为“${text}”。`,
    en: `${flag} takes a percentage from 0 to below 100, e.g. 50; found “${text}”.`,
  });
};

/** A whole number within limits. @throws {CannotDo} */
export const countOf = (flag: string, text: string, least: number, most: number): number => {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new CannotDo({
    zh: `${flag} 应为 ${least} 至 ${most} 的整数；当前为“${text}”。`,
    en: `${flag} takes a whole number from ${least} to ${most}; found “${text}”.`,
  });
};

/** @throws {CannotDo} */
export const oneOf = <T extends string>(flag: string, text: string, allowed: readonly T[]): T => {
  const found = allowed.find((word) => word === text);
  if (found !== undefined) return found;
  throw new CannotDo({
    zh: `${flag} 应为 ${allowed.join('、')} 之一；当前为“${text}”。`,
    en: `${flag} takes one of ${allowed.join(', ')}; found “${text}”.`,
  });
};

const items = (list: string): string[] =>
  list
    .split(/[,，]/)
    .map((item) => item.trim())
    .filter((item) => item !== '');

/** @throws {CannotDo} */
export const partsOf = (list: string): ReadonlySet<RobustnessPart> =>
  new Set(items(list).map((item) => oneOf('--parts', item, robustnessParts)));

/** Kinds of methods that are drawn too; `all` for every one. @throws {CannotDo} */
export const variedOf = (list: string | undefined): ReadonlySet<keyof Method> => {
  if (list === undefined) return new Set();
  if (list.trim() === 'all') return new Set(METHOD_KINDS);
  return new Set(items(list).map((item) => oneOf('--vary', item, METHOD_KINDS)));
};

/** @throws {CannotDo} */
export const topsOf = (list: string): number[] =>
  items(list).map((item) => countOf('--top', item, 1, 100_000));

/** Two park ids. @throws {CannotDo} */
export const pairOf = (list: string | undefined): readonly [string, string] | null => {
  if (list === undefined) return null;
  const [one, two, ...more] = items(list);
  if (one !== undefined && two !== undefined && more.length === 0 && one !== two) return [one, two];
  throw new CannotDo({
    zh: `--ahead 应为两个不同的园区代码，如 P021,P035；当前为“${list}”。`,
    en: `--ahead takes two different park ids, e.g. P021,P035; found “${list}”.`,
  });
};
