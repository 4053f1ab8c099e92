import miit2024 from '../../data/editions/miit-2024.json' with { type: 'json' };
import most2013 from '../../data/editions/most-2013.json' with { type: 'json' };
import { EditionOutline } from './edition-outline.ts';

const OUTLINES: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['most-2013', most2013],
  ['miit-2024', miit2024],
]);

/** Ids of the editions of which only a part is public. */
export const outlineIds = (): readonly string[] => [...OUTLINES.keys()];

/** An edition of which only a part is public; it cannot rank. Null when there is none of that id. */
export const shippedOutline = (id: string): EditionOutline | null => {
  const document = OUTLINES.get(id);
  return document === undefined ? null : EditionOutline.parse(document);
};
