import type { Terminal } from '../cli/terminal/context.ts';

type Text = { readonly zh: string; readonly en: string };

/** One line of a bench's table. */
export interface Measurement {
  readonly what: Text;
  /** With its unit. */
  readonly measured: string;
  /** What was promised, with its unit; null where nothing was. */
  readonly target: string | null;
  /** Whether the target was met; null where there is none. */
  readonly met: boolean | null;
}

/** What the user asked of the benches; each heeds what it can. */
export interface BenchOptions {
  /** One round instead of several. */
  readonly quick: boolean;
  /** Part of the names of the cases to run; empty for all. */
  readonly only: string;
}

/** A bench, exported as `bench` by `bench/<name>.ts`. */
export interface Bench {
  readonly title: Text;
  /** Measures, telling of its progress by `terminal.note`. */
  readonly run: (terminal: Terminal, options: BenchOptions) => Promise<readonly Measurement[]>;
}
