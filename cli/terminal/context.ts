import { parseArgs } from 'node:util';
import { jsonPieces } from '../../shared/adapters/report-writers/json-pieces.ts';
import { writePieces } from './write-pieces.ts';

export type Locale = 'zh' | 'en';

/** How a verb talks: one JSON document, or text in one language with or without colour and progress bars. */
export interface Terminal {
  readonly json: boolean;
  readonly locale: Locale;
  /** Colour, progress bars and redrawing only here. */
  readonly isTty: boolean;
  /** Terminal width in columns. */
  readonly columns: number;
  /** A line of human output to stdout; nothing at all with `--json`. */
  readonly say: (line?: string) => void;
  /** A line to stderr, for progress and warnings; shown with `--json` too. */
  readonly note: (line: string) => void;
  /** The one JSON document of `--json`, of any length; nothing without it. To be awaited where it has findings. */
  readonly answer: (document: unknown) => void | Promise<void>;
  /** The text in the user's language. */
  readonly text: (text: { readonly zh: string; readonly en: string }) => string;
}

/** It could not be done: usage, an unreadable file, no connection. Exit status 2 and one clear sentence on stderr. */
export class CannotDo extends Error {
  override readonly name = 'CannotDo';
  readonly zh: string;
  readonly en: string;
  constructor(text: { readonly zh: string; readonly en: string }, options?: ErrorOptions) {
    super(text.en, options);
    this.zh = text.zh;
    this.en = text.en;
  }
}

/** Locale of `--locale`, else of LC_ALL or LANG (`en…` is English), else Chinese. */
export function localeOf(flag: string | undefined, environment: NodeJS.ProcessEnv): Locale {
  const wanted = flag ?? environment.LC_ALL ?? environment.LANG ?? 'zh';
  return /^en/i.test(wanted) ? 'en' : 'zh';
}

function* documentLines(document: unknown): Generator<string> {
  yield* jsonPieces(document, 2);
  yield '\n';
}

/** Reads the flags that every verb has before the verb's own parser runs, so that even a usage error is in the right language. */
export function openTerminal(argv: readonly string[], environment: NodeJS.ProcessEnv): Terminal {
  const { values } = parseArgs({
    args: [...argv],
    strict: false,
    allowPositionals: true,
    options: { json: { type: 'boolean' }, locale: { type: 'string' } },
  });
  const json = values.json === true;
  const locale = localeOf(typeof values.locale === 'string' ? values.locale : undefined, environment);
  return {
    json,
    locale,
    isTty: process.stdout.isTTY === true && !json,
    columns: process.stdout.columns ?? 100,
    say: (line = '') => {
      if (!json) process.stdout.write(`${line}\n`);
    },
    note: (line) => {
      process.stderr.write(`${line}\n`);
    },
    answer: async (document) => {
      if (json) await writePieces(process.stdout, documentLines(document));
    },
    text: (text) => text[locale],
  };
}
