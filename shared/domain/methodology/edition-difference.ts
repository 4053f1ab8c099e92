import type { Localised } from '../returns/filed-return.ts';
import type { VersionLevel } from './edition-version.ts';

/** One difference between two editions, in words. */
export interface EditionDifference {
  readonly kind:
    | 'removed'
    | 'added'
    | 'merged'
    | 'split'
    | 'renumbered'
    | 'renamed'
    | 'formula'
    | 'direction'
    | 'kind'
    | 'weight'
    | 'effective-weight'
    | 'unit'
    | 'status'
    | 'dimension'
    | 'rule'
    | 'words';
  /** What it raises the version by: `major` = something else is measured, `minor` = it counts otherwise, `patch` = words. */
  readonly level: VersionLevel;
  /** Code in the first edition, or in the second where it is new; null for the edition as a whole. */
  readonly subject: string | null;
  readonly words: Localised;
}

/** The highest level among differences; null where there are none. */
export const neededLevel = (differences: readonly EditionDifference[]): VersionLevel | null => {
  const has = (level: VersionLevel): boolean => differences.some((difference) => difference.level === level);
  if (has('major')) return 'major';
  if (has('minor')) return 'minor';
  return has('patch') ? 'patch' : null;
};

/** Takes differences one after the other. */
export type AddDifference = (
  kind: EditionDifference['kind'],
  level: EditionDifference['level'],
  subject: string | null,
  zh: string,
  en: string,
) => void;
