import { join } from 'node:path';
import { bundleProgram } from './bundle-program.ts';

/**
 * Bundles `gaoxin check` into a folder as `run-command.js`. The other verbs are loaded from their sources: next to what they
 * do, the time of loading is nothing.
 */
export const bundleCheck = (folder: string): Promise<void> =>
  bundleProgram(
    { name: 'run-command', entry: 'cli/run-command.ts' },
    folder,
    (path) => path.endsWith('-verb.ts') && path !== './verbs/check-verb.ts',
  );

// `npm run build`, and part of every installation: into `dist/`, where `cli/gaoxin.js` looks.
if (import.meta.main) await bundleCheck(join(import.meta.dirname, '../../dist'));
