import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
/** Where it is not on the path, SOFFICE names it. */
const office = process.env.SOFFICE ?? 'soffice';

export const hasLibreOffice = spawnSync(office, ['--version']).status === 0;

/** Starting the office on a busy machine takes this long at worst. */
export const OFFICE_MS = 120_000;

/** Workbooks as LibreOffice saves them again, by name, and what it said meanwhile. @throws where it cannot open one. */
export const saveAgain = async (
  workbooks: Readonly<Record<string, Uint8Array>>,
): Promise<{ readonly saved: ReadonlyMap<string, Uint8Array>; readonly said: string }> => {
  const folder = await mkdtemp(join(tmpdir(), 'gaoxin-office-'));
  try {
    const paths = Object.keys(workbooks).map((name) => join(folder, name));
    for (const [name, bytes] of Object.entries(workbooks)) await writeFile(join(folder, name), bytes);
    // A profile of its own: a running office would take the call over and answer at once.
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
    const saved = join(folder, 'saved');
    const { stdout, stderr } = await run(
      office,
      [profile, '--headless', '--convert-to', 'xlsx', '--outdir', saved, ...paths],
      { timeout: OFFICE_MS },
    );
    const all = new Map<string, Uint8Array>();
    for (const name of Object.keys(workbooks)) all.set(name, await readFile(join(saved, name)));
    return { saved: all, said: `${stdout}${stderr}` };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** The same without what it said. */
export const savedByLibreOffice = async (
  workbooks: Readonly<Record<string, Uint8Array>>,
): Promise<ReadonlyMap<string, Uint8Array>> => (await saveAgain(workbooks)).saved;
