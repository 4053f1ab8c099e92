import { Command, CommanderError } from 'commander';
import { isLostConnection } from './client/lost-connection.ts';
import { noAnswer } from './local/no-answer.ts';
import { CannotDo, openTerminal, type Terminal } from './terminal/context.ts';
import { speakHelp } from './terminal/help.ts';
import { usageSentence } from './terminal/usage-error.ts';
import type { ExitStatus } from './terminal/verb.ts';
import { verbs } from './verbs.ts';

/**
 * Runs the command with the words after its name.
 * @returns its exit status: 0 done and good, 1 done and the answer is no, 2 it could not be done.
 */
export async function runCommand(argv: readonly string[]): Promise<number> {
  // Verbs connect this process through its environment.
  const environment = { ...process.env };
  const terminal = openTerminal(argv, process.env);
  let status: ExitStatus = 0;
  const program = new Command('gaoxin')
    .description(
      terminal.text({
        zh: '国家高新区年报采集、评分与排名',
        en: 'Annual returns of the national high-tech zones',
      }),
    )
    .exitOverride()
    .configureOutput({ outputError: () => undefined });
  speakHelp(program, terminal);
  const called = argv.find((word) => verbs.some((verb) => verb.name === word));
  for (const verb of verbs) {
    const command = program.command(verb.name).description(terminal.text(verb.summary)).exitOverride();
    command.configureOutput({ outputError: () => undefined });
    addCommonOptions(command, terminal);
    if (verb.name === called) {
      const define = await verb.load();
      define(command, terminal, (result) => {
        status = result;
      });
      for (const sub of descendants(command)) addCommonOptions(sub, terminal);
    }
  }
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return status;
  } catch (error) {
    return report(error, terminal, environment);
  }
}

function descendants(command: Command): Command[] {
  return command.commands.flatMap((sub) => [
    sub.exitOverride().configureOutput({ outputError: () => undefined }),
    ...descendants(sub),
  ]);
}

function addCommonOptions(command: Command, terminal: Terminal): void {
  command
    .option(
      '--json',
      terminal.text({ zh: '在标准输出打印一个 JSON 文档', en: 'print one JSON document on stdout' }),
    )
    .option('--locale <zh|en>', terminal.text({ zh: '输出语言', en: 'language of the output' }));
}

/** One clear sentence on stderr and the exit status; a stack trace only for a defect of ours, and only when asked for. */
function report(error: unknown, terminal: Terminal, environment: NodeJS.ProcessEnv): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0;
    if (error.code === 'commander.help') return 2;
    terminal.note(usageSentence(error, terminal));
    return 2;
  }
  if (error instanceof CannotDo) {
    terminal.note(error[terminal.locale]);
    return 2;
  }
  if (isLostConnection(error)) {
    terminal.note(noAnswer(environment)[terminal.locale]);
    return 2;
  }
  const detail =
    error instanceof Error
      ? process.env.GAOXIN_DEBUG
        ? (error.stack ?? error.message)
        : error.message
      : String(error);
  terminal.note(`${terminal.text({ zh: '未能完成：', en: 'Could not be done: ' })}${detail}`);
  return 2;
}
