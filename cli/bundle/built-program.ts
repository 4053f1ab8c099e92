import { readFileSync, statSync } from 'node:fs';

/** Stands beside a bundle. */
export const SOURCES_FILE = 'sources.json';

/** What a bundle was made of. */
export interface BundleSources {
  /** Version of V8, whose serialised data it has. */
  readonly v8: string;
  /** Size and time of change (ms) by path from the project's root. */
  readonly files: Readonly<Record<string, readonly [size: number, modified: number]>>;
}

/** Whether `folder` holds a bundle whose sources, under `root`, are still those that it was made of. Both end in `/`. */
export function isBuilt(folder: URL, root: URL): boolean {
  const list = new URL(SOURCES_FILE, folder);
  if (statSync(list, { throwIfNoEntry: false }) === undefined) return false;
  const { v8, files }: BundleSources = JSON.parse(readFileSync(list, 'utf8'));
  if (v8 !== process.versions.v8) return false;
  return Object.entries(files).every(([path, [size, modified]]) => {
    const found = statSync(new URL(path, root), { throwIfNoEntry: false });
    return found?.size === size && found.mtimeMs === modified;
  });
}
