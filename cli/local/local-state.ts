import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { projectRoot } from '../../infra/function-code.ts';

/** What `up` leaves for other commands to find, in `<directory>/local.json`. */
export const LocalState = z.strictObject({
  pid: z.int().positive(),
  /** As `processStart` says it. */
  startedAt: z.string(),
  endpoint: z.url(),
  enforcesIdentity: z.boolean(),
  /** Fingerprint of the sources that are deployed; null until a deployment has succeeded. */
  deployed: z.string().nullable(),
  /** Outputs of both stacks. */
  outputs: z.record(z.string(), z.string()),
});
export type LocalState = z.infer<typeof LocalState>;

/** Ignored by git; holds the emulator, its state, its logs. */
export const localHome = join(projectRoot, '.gaoxin');

const fileOf = (directory: string): string => join(directory, 'local.json');

/** The state left in a directory; undefined when there is none that can be read. */
export function readLocalState(directory: string): LocalState | undefined {
  try {
    return LocalState.parse(JSON.parse(readFileSync(fileOf(directory), 'utf8')));
  } catch {
    return undefined;
  }
}

/** Written under another name first: a reader sees the old state or the new one. */
export function writeLocalState(directory: string, state: LocalState): void {
  mkdirSync(directory, { recursive: true });
  const draft = `${fileOf(directory)}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(state, null, 2)}\n`);
  renameSync(draft, fileOf(directory));
}

export function removeLocalState(directory: string): void {
  rmSync(fileOf(directory), { force: true });
}
