import { userInfo } from 'node:os';
import type { Command } from 'commander';
import type { CycleRefusal } from '../../shared/domain/cycles/refusal.ts';
import type { Terminal } from '../terminal/context.ts';
import type { ExitStatus } from '../terminal/verb.ts';
import { needed } from './common-options.ts';

/** Who acts stands in the audit chain; by default the account that runs the command. */
export const withActor = (command: Command, { text }: Terminal): Command =>
  command.option(
    '--actor <name>',
    text({ zh: '经办人，记入审计链', en: 'who acts, for the audit chain' }),
    (name: string) => needed('--actor', name),
    accountName(),
  );

function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    // An account without an entry in the user database, as in some containers.
    return 'ministry';
  }
}

/** Prints the service's answer; a refusal is a "no" with its reason. */
export function sayAnswer(
  answer: { readonly ok: true } | CycleRefusal,
  done: { zh: string; en: string } | null,
  terminal: Terminal,
): ExitStatus {
  terminal.answer(answer);
  if (!answer.ok) {
    terminal.note(terminal.text(answer.message));
    return 1;
  }
  if (done !== null) terminal.say(terminal.text(done));
  return 0;
}
