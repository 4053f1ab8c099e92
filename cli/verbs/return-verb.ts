import type { Command } from 'commander';
import type { CycleCommand } from '../../shared/domain/cycles/command.ts';
import { filedFingerprint } from '../../shared/domain/rules/fingerprint.ts';
import { manageCycle } from '../client/manage-cycle.ts';
import { findDeployment } from '../local/deployment.ts';
import { CannotDo } from '../terminal/context.ts';
import type { DefineVerb } from '../terminal/verb.ts';
import { cycleOption, parkOption, requireCycle, requirePark, timeOf } from './common-options.ts';
import { reasonsText } from './explanations-text.ts';
import { sayAnswer, withActor } from './ministry-answer.ts';

interface Options {
  readonly cycle?: string;
  readonly park?: string;
  readonly actor: string;
  readonly reason?: string;
  readonly deadline?: string;
  readonly finding?: string;
  readonly text?: string;
}

/** `gaoxin return reopen|withdraw|explain …`: what the ministry, or a park for its own findings, does to a return. */
export const defineReturn: DefineVerb = (verb, terminal, finish) => {
  const { text } = terminal;
  const act = (
    command: Command,
    commandOf: (options: Options, of: { cycle: string; park: string }) => CycleCommand,
    done: (park: string) => { zh: string; en: string },
  ): void => {
    withActor(parkOption(cycleOption(command, terminal), terminal), terminal).action(
      async (options: Options) => {
        const of = { cycle: requireCycle(options.cycle), park: requirePark(options.park) };
        const answer = await manageCycle(await findDeployment(), commandOf(options, of));
        finish(sayAnswer(answer, done(of.park), terminal));
      },
    );
  };

  act(
    verb
      .command('reopen')
      .description(text({ zh: '退回已通过的年报以便更正', en: 'reopen an accepted return for correction' }))
      .option('--reason <text>', text({ zh: '退回原因', en: 'why' }))
      .option(
        '--deadline <time>',
        text({ zh: '更正截止时间（默认至发布）', en: 'by when (default: until publication)' }),
      ),
    (options, of) => ({
      command: 'reopen-return',
      ...of,
      reason: needed('--reason', options.reason),
      deadline: timeOf('--deadline', options.deadline),
      actor: options.actor,
    }),
    (park) => ({
      zh: `${park} 的年报已退回，更正前仍按原数参评并标注。`,
      en: `The return of ${park} is reopened; it stays ranked with its old values, marked.`,
    }),
  );
  act(
    verb
      .command('withdraw')
      .description(text({ zh: '撤回年报，不再参评', en: 'take a return out of force' }))
      .option('--reason <text>', text({ zh: '撤回原因', en: 'why' })),
    (options, of) => ({
      command: 'withdraw-return',
      ...of,
      reason: needed('--reason', options.reason),
      actor: options.actor,
    }),
    (park) => ({ zh: `${park} 的年报已撤回。`, en: `The return of ${park} is withdrawn.` }),
  );
  act(
    verb
      .command('explain')
      .description(text({ zh: '说明一条核实性问题', en: 'explain a query finding' }))
      .option(
        '--finding <fingerprint>',
        text({ zh: '问题指纹（check 输出中 # 之后）', en: 'fingerprint, after # in the output of check' }),
      )
      .option('--reason <code>', `${text({ zh: '原因代码', en: 'reason code' })}: ${reasonsText(terminal)}`)
      .option('--text <text>', text({ zh: '说明文字', en: 'the explanation' })),
    (options, of) => ({
      command: 'explain-finding',
      ...of,
      finding: filedFingerprint(needed('--finding', options.finding)),
      reason: needed('--reason', options.reason),
      text: needed('--text', options.text),
      actor: options.actor,
    }),
    (park) => ({ zh: `已记录 ${park} 的说明。`, en: `The explanation of ${park} is recorded.` }),
  );
};

function needed(flag: string, value: string | undefined): string {
  if (value === undefined || value.trim() === '') {
    throw new CannotDo({ zh: `请用 ${flag} 给出内容。`, en: `${flag} must be given.` });
  }
  return value.trim();
}
