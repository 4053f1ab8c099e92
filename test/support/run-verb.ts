import { Command } from 'commander';
import { CannotDo, type Locale, type Terminal } from '../../cli/terminal/context.ts';
import type { DefineVerb, ExitStatus } from '../../cli/terminal/verb.ts';

/** What a verb printed, and its exit status; 2 with the sentence in `notes` where it could not be done. */
export interface VerbOutput {
  readonly status: ExitStatus | 2;
  readonly text: string;
  readonly notes: string;
  readonly document: unknown;
}

/** Runs a verb in this process, as `gaoxin` does. */
export const runVerb = async (
  define: DefineVerb,
  words: readonly string[],
  locale: Locale = 'en',
): Promise<VerbOutput> => {
  const lines: string[] = [];
  const notes: string[] = [];
  const documents: unknown[] = [];
  let status: ExitStatus | 2 = 0;
  const terminal: Terminal = {
    json: false,
    locale,
    isTty: false,
    columns: 100,
    say: (line = '') => void lines.push(line),
    note: (line) => void notes.push(line),
    answer: (document) => void documents.push(document),
    text: (text) => text[locale],
  };
  const verb = new Command('verb').exitOverride().configureOutput({ outputError: () => undefined });
  define(verb, terminal, (result) => {
    status = result;
  });
  for (const sub of verb.commands) sub.exitOverride().configureOutput({ outputError: () => undefined });
  try {
    await verb.parseAsync([...words], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CannotDo)) throw error;
    status = 2;
    notes.push(error[locale]);
  }
  return {
    status,
    text: lines.join('\n'),
    notes: notes.join('\n'),
    // What is printed is JSON: what JSON drops or changes is not there.
    document: JSON.parse(JSON.stringify(documents[0] ?? null)),
  };
};
