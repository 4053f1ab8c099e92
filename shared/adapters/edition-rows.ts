import * as z from 'zod';
import { rowCodec } from './row-codec.ts';

/** A loaded methodology edition (`tableKeys.edition`). Written once, after its object. */
export const EditionRow = z.strictObject({
  id: z.string(),
  version: z.string(),
  title: z.strictObject({ zh: z.string(), en: z.string() }),
  weights: z.enum(['provisional', 'official']),
  /** The document, canonical JSON, in the reports bucket. */
  key: z.string(),
  /** SHA-256 of that text. */
  sha256: z.string().length(64),
  loadedAt: z.iso.datetime(),
  actor: z.string(),
  /** null = not said; rows of before have none. */
  reason: z.string().min(1).nullable().default(null),
});
export type EditionRow = z.infer<typeof EditionRow>;

export const editionRows = rowCodec('edition', EditionRow);
