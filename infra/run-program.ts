import { spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

/** Thrown when a program exits with another status than 0, is killed, or takes too long. */
export class ProgramFailed extends Error {
  override readonly name = 'ProgramFailed';
  /** The line of its output that says why, as far as one can tell: the first that speaks of an error, or the last. */
  readonly reason: string;
  constructor(what: string, output: string, options?: ErrorOptions) {
    const lines = linesOf(output);
    const reason = lines.find((line) => /\berror\b/i.test(line)) ?? lines.at(-1) ?? what;
    super(`${what}: ${reason}`, options);
    this.reason = reason;
  }
}

export interface ProgramOptions {
  readonly directory: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly timeoutSeconds: number;
  /** File that gets all that the program writes; without one it goes to the terminal. */
  readonly log?: string;
  /** Ends the program at once when it aborts. */
  readonly signal?: AbortSignal | undefined;
}

const keptCharacters = 20_000;

/** The lines of an output worth showing: no colour, no blank lines. */
export const linesOf = (output: string): readonly string[] =>
  stripVTControlCharacters(output)
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

/**
 * Runs a program to its end.
 * @throws {ProgramFailed} with the reason that it gave.
 */
export async function runProgram(
  program: string,
  words: readonly string[],
  options: ProgramOptions,
): Promise<void> {
  const { log } = options;
  const child = spawn(program, [...words], {
    cwd: options.directory,
    env: options.environment,
    stdio: log === undefined ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    signal: AbortSignal.any([
      AbortSignal.timeout(options.timeoutSeconds * 1000),
      ...(options.signal ? [options.signal] : []),
    ]),
    killSignal: 'SIGKILL',
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8');
    stream?.on('data', (text: string) => {
      output = (output + text).slice(-keptCharacters);
      if (log !== undefined) appendFileSync(log, text);
    });
  }
  const { promise, resolve, reject } = Promise.withResolvers<number | null>();
  child.on('error', reject);
  child.on('close', resolve);
  const called = [program, ...words].join(' ');
  let status: number | null;
  try {
    status = await promise;
  } catch (error) {
    const why =
      error instanceof Error && error.name === 'AbortError'
        ? 'was ended before it was done'
        : 'could not be run';
    throw new ProgramFailed(`${called} ${why}`, output, { cause: error });
  }
  if (status !== 0) {
    throw new ProgramFailed(`${called} failed (status ${status ?? 'killed'})`, output);
  }
}
