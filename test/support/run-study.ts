import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import type { Locale, Terminal } from '../../cli/terminal/context.ts';
import type { DefineVerb } from '../../cli/terminal/verb.ts';
import type { RankingSnapshot } from '../../shared/domain/ranking/ranking.ts';

/** What a study's verb printed: the lines for people, and the one document of `--json`. */
export interface StudyOutput {
  readonly text: string;
  readonly document: unknown;
}

/** Runs the verb of a study over a snapshot, as a file that is gone afterwards. */
export const runStudy = async (
  define: DefineVerb,
  snapshot: RankingSnapshot,
  words: readonly string[],
  locale: Locale = 'en',
): Promise<StudyOutput> => {
  const folder = await mkdtemp(join(tmpdir(), 'gaoxin-study-'));
  try {
    const path = join(folder, 'snapshot.json');
    await writeFile(path, JSON.stringify(snapshot));
    const lines: string[] = [];
    const documents: unknown[] = [];
    const terminal: Terminal = {
      json: false,
      locale,
      isTty: false,
      columns: 100,
      say: (line = '') => void lines.push(line),
      note: () => undefined,
      answer: (document) => void documents.push(document),
      text: (text) => text[locale],
    };
    const verb = new Command('study').exitOverride().configureOutput({ outputError: () => undefined });
    define(verb, terminal, () => undefined);
    await verb.parseAsync(['--snapshot', path, ...words], { from: 'user' });
    // What is printed is JSON: what JSON drops or changes is not there.
    return { text: lines.join('\n'), document: JSON.parse(JSON.stringify(documents[0] ?? null)) };
  } finally {
    await rm(folder, { recursive: true });
  }
};
