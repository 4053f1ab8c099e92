import { spawnSync } from 'node:child_process';
import { type Browser, chromium } from 'playwright-core';

/** Names under which Debian and others install it; where it has another, CHROMIUM names it. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome'] as const;

const isThere = (command: string): boolean => spawnSync(command, ['--version']).status === 0;

/**
 * A headless Chromium; null where none is installed.
 * @throws in CI where there is none, with what to do: there the browser is never left out.
 */
export const launchChromium = async (): Promise<Browser | null> => {
  const own = process.env.CHROMIUM;
  const command = (own === undefined ? NAMES : [own]).find(isThere);
  if (command === undefined) {
    if (own === undefined && process.env.CI === undefined) return null;
    throw new Error(
      'Chromium is needed: the browser must give the same verdict as the command and the Lambda. Install it ' +
        '(Debian: `apt-get install chromium`) or name one with CHROMIUM=/path/to/chrome.',
    );
  }
  const path = spawnSync('sh', ['-c', `command -v "${command}"`], { encoding: 'utf8' }).stdout.trim();
  return chromium.launch({ executablePath: path, args: ['--disable-dev-shm-usage'] });
};
