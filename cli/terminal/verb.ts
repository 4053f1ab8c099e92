import type { Command } from 'commander';
import type { Terminal } from './context.ts';

/** Exit status of a verb: 0 done and good, 1 done and the answer is "no". "Could not be done" is `CannotDo`, status 2. */
export type ExitStatus = 0 | 1;

/** Sets up a verb's options and sub-verbs on its `Command`; its action stores the exit status through `finish`. */
export type DefineVerb = (verb: Command, terminal: Terminal, finish: (status: ExitStatus) => void) => void;

export interface Verb {
  readonly name: string;
  readonly summary: { readonly zh: string; readonly en: string };
  /** Imported only when the verb is called: a verb never pays for another one's dependencies. */
  readonly load: () => Promise<DefineVerb>;
}
