import { isMinistryFiler, ministryFilers } from '../domain/returns/filer-state.ts';

/** What an object key in the submissions bucket says of the upload. */
export type UploadKey =
  | { readonly kind: 'filing'; readonly cycle: string; readonly filer: string; readonly fileName: string }
  /** An empty object that stands for a folder, as consoles make them: nobody filed anything. */
  | { readonly kind: 'folder' }
  | { readonly kind: 'unrouted' };

/**
 * Reads a key as `returns/{cycle}/{park}/{file}`, or as `{kind}/{cycle}/{file}` for the ministry's files: `expert-scores`,
 * `registers` (of parks) and `priors` (last year's values). The file may lie in folders of its own; its name is the last part. Whether cycle and park exist is not looked at.
 *
 * @param key plain, as EventBridge delivers it: `+` and `%` are themselves and nothing is decoded.
 */
export const readUploadKey = (key: string): UploadKey => {
  if (key.endsWith('/')) return { kind: 'folder' };
  const [prefix = '', cycle = '', ...rest] = key.split('/');
  const fileName = rest.at(-1) ?? '';
  if (cycle === '' || fileName === '') return { kind: 'unrouted' };
  if (isMinistryPrefix(prefix)) return { kind: 'filing', cycle, filer: ministryFilers[prefix], fileName };
  const [park = ''] = rest;
  // A park called like one of the ministry's own filers would write into its partition.
  if (prefix !== 'returns' || rest.length < 2 || park === '' || isMinistryFiler(park)) {
    return { kind: 'unrouted' };
  }
  return { kind: 'filing', cycle, filer: park, fileName };
};

/** The key to upload a park's return under. */
export const returnUploadKey = (cycle: string, park: string, fileName: string): string =>
  `returns/${cycle}/${park}/${fileName}`;

/** Kinds of the ministry's files, as their keys begin. */
export type MinistryPrefix = keyof typeof ministryFilers;

const isMinistryPrefix = (prefix: string): prefix is MinistryPrefix => Object.hasOwn(ministryFilers, prefix);

/** The key to upload a file of the ministry under. */
export const ministryUploadKey = (prefix: MinistryPrefix, cycle: string, fileName: string): string =>
  `${prefix}/${cycle}/${fileName}`;
