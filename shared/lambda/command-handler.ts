import type { Context } from 'aws-lambda';
import * as z from 'zod';
import type { Localised } from '../domain/returns/filed-return.ts';
import { type Invocation, invocationOf, observed, withSummary } from './observability.ts';

/** A refusal that the caller can act on. */
export interface Refusal {
  readonly ok: false;
  /** Stable, kebab-case. */
  readonly code: string;
  readonly message: Localised;
}

/** Answer of a command: done, with what came of it, or refused. Exceptions are left for "try again". */
export type Answer<Done extends { readonly ok: true }> = Done | Refusal;

/**
 * Handler of a directly invoked function. A command that `command` does not accept is refused as a value with code
 * `invalid-command`, naming what is wrong with it.
 */
export const commandHandler = <Command, Done extends { readonly ok: true }>(options: {
  readonly command: z.ZodType<Command>;
  readonly handle: (command: Command, invocation: Invocation) => Promise<Answer<Done>>;
}) =>
  observed<unknown, Answer<Done>>().handler((event: unknown, context: Context) =>
    withSummary(
      async (): Promise<Answer<Done>> => {
        const read = options.command.safeParse(event);
        return read.success ? options.handle(read.data, invocationOf(context)) : invalidCommand(read.error);
      },
      (answer) => ({
        message: 'command answered',
        wanting: false,
        facts: answer.ok ? { ok: true } : { ok: false, code: answer.code },
      }),
    ),
  );

const invalidCommand = (error: z.ZodError): Refusal => {
  const problems = z.prettifyError(error);
  return {
    ok: false,
    code: 'invalid-command',
    message: { zh: `无法识别的命令：${problems}`, en: `The command is not valid: ${problems}` },
  };
};
