import { ministryFiler } from '../domain/returns/filer-state.ts';

/** What an object key in the submissions bucket says of the upload. */
export type UploadKey =
  | { readonly kind: 'filing'; readonly cycle: string; readonly filer: string; readonly fileName: string }
  /** An empty object that stands for a folder, as consoles make them: nobody filed anything. */
  | { readonly kind: 'folder' }
  | { readonly kind: 'unrouted' };

/**
 * Reads a key as `returns/{cycle}/{park}/{file}` or `expert-scores/{cycle}/{file}`. The file may lie in folders of its
 * own; its name is the last part. Whether cycle and park exist is not looked at.
 *
 * @param key plain, as EventBridge delivers it: `+` and `%` are themselves and nothing is decoded.
 */
export const readUploadKey = (key: string): UploadKey => {
  if (key.endsWith('/')) return { kind: 'folder' };
  const [prefix = '', cycle = '', ...rest] = key.split('/');
  const fileName = rest.at(-1) ?? '';
  if (cycle === '' || fileName === '') return { kind: 'unrouted' };
  if (prefix === 'expert-scores') return { kind: 'filing', cycle, filer: ministryFiler, fileName };
  const [park = ''] = rest;
  // A park called like the ministry's own filer would write into its partition.
  if (prefix !== 'returns' || rest.length < 2 || park === '' || park === ministryFiler) {
    return { kind: 'unrouted' };
  }
  return { kind: 'filing', cycle, filer: park, fileName };
};

/** The key to upload a park's return under. */
export const returnUploadKey = (cycle: string, park: string, fileName: string): string =>
  `returns/${cycle}/${park}/${fileName}`;

/** The key to upload the ministry's expert scores under. */
export const expertScoresUploadKey = (cycle: string, fileName: string): string =>
  `expert-scores/${cycle}/${fileName}`;
