import { readFileSync, statSync } from 'node:fs';

/** What a bundle was made of, beside it: size and time of change (ms) of each source, by path from the project's root. */
export const SOURCES_FILE = 'sources.json';
export type Sources = Readonly<Record<string, readonly [size: number, modified: number]>>;

/** Whether `folder` holds a bundle whose sources, under `root`, are still those that it was made of. Both end in `/`. */
export function isBuilt(folder: URL, root: URL): boolean {
  const list = new URL(SOURCES_FILE, folder);
  if (statSync(list, { throwIfNoEntry: false }) === undefined) return false;
  const sources: Sources = JSON.parse(readFileSync(list, 'utf8'));
  return Object.entries(sources).every(([path, [size, modified]]) => {
    const found = statSync(new URL(path, root), { throwIfNoEntry: false });
    return found?.size === size && found.mtimeMs === modified;
  });
}
