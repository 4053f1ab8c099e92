import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { onTestFinished } from 'vitest';
import type { indexDocument } from '../../cli/index/index-document.ts';
import { defineIndex } from '../../cli/index/index-verb.ts';
import type { Terminal } from '../../cli/terminal/context.ts';

export type IndexDocument = ReturnType<typeof indexDocument>;

export interface IndexRun {
  /** What `--json` prints, after a round trip through JSON. */
  readonly document: IndexDocument;
  /** Human output. */
  readonly said: string;
  readonly noted: readonly string[];
}

/** Runs `gaoxin index` in process. @throws {CannotDo} as the verb does */
export const runIndex = async (argv: readonly string[], locale: 'zh' | 'en' = 'en'): Promise<IndexRun> => {
  const answers: unknown[] = [];
  const said: string[] = [];
  const noted: string[] = [];
  const terminal: Terminal = {
    json: false,
    locale,
    isTty: false,
    columns: 100,
    say: (line = '') => void said.push(line),
    note: (line) => void noted.push(line),
    answer: (document) => void answers.push(document),
    text: (text) => text[locale],
  };
  const verb = new Command('index').exitOverride().configureOutput({ outputError: () => undefined });
  defineIndex(verb, terminal, () => undefined);
  await verb.parseAsync([...argv], { from: 'user' });
  return { document: JSON.parse(JSON.stringify(answers[0])), said: said.join('\n'), noted };
};

export const goldenPath = (path: string): string =>
  fileURLToPath(new URL(`../golden/${path}`, import.meta.url));

/** Writes a file into a temporary folder that goes when the test is over; gives its path. */
export const temporaryFile = (name: string, content: string | Uint8Array): string => {
  const folder = mkdtempSync(join(tmpdir(), 'gaoxin-index-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
