import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { gatheredText } from '../../shared/adapters/report-writers/gathered-text.ts';

/** Writes text in pieces, no faster than it is taken; the first of them at once. */
export const writePieces = async (to: Writable, pieces: Iterable<string>): Promise<void> => {
  for (const piece of gatheredText(pieces)) if (!to.write(piece)) await once(to, 'drain');
};
