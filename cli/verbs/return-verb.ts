import type { Command } from 'commander';
import type { ReturnIsSignedOff } from '../../functions/manage-cycle/sign-off-return.ts';
import type { GivenCommand } from '../../shared/domain/cycles/command.ts';
import { filedFingerprint } from '../../shared/domain/rules/fingerprint.ts';
import { manageCycle } from '../client/manage-cycle.ts';
import { findDeployment } from '../local/deployment.ts';
import type { DefineVerb } from '../terminal/verb.ts';
import { cycleOption, given, needed, parkOption, requireCycle, requirePark } from './common-options.ts';
import { reasonsText } from './explanations-text.ts';
import { sayAnswer, withActor } from './ministry-answer.ts';
import { dayOf, saySignOff, scopeOf, valuesOf } from './return-options.ts';
import { timeOf } from './time-option.ts';

interface Options {
  readonly cycle?: string;
  readonly park?: string;
  readonly actor: string;
  readonly reason?: string;
  readonly deadline?: string;
  readonly finding?: string;
  readonly text?: string;
  readonly scope?: string;
  readonly unitHead?: string;
  readonly statisticsHead?: string;
  readonly preparedBy?: string;
  readonly submission?: string;
  readonly set?: readonly string[];
  readonly approvedBy?: string;
  readonly document?: string;
  readonly effective?: string;
}

/**
 * `gaoxin return reopen|withdraw|sign-off|explain|amend-prior …`: what the ministry, or a park for its own findings and
 * signatures, does to a return.
 */
export const defineReturn: DefineVerb = (verb, terminal, finish) => {
  const { text } = terminal;
  const act = (
    command: Command,
    commandOf: (options: Options, of: { cycle: string; park: string }) => GivenCommand,
    done: (park: string) => { zh: string; en: string },
    also?: (answer: unknown) => void,
  ): void => {
    withActor(parkOption(cycleOption(command, terminal), terminal), terminal).action(
      async (options: Options) => {
        const of = { cycle: requireCycle(options.cycle), park: requirePark(options.park) };
        const answer = await manageCycle(await findDeployment(), commandOf(options, of));
        finish(sayAnswer(answer, done(of.park), terminal));
        if (answer.ok) also?.(answer);
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
      )
      .option(
        '--scope <codes>',
        text({
          zh: '允许更正的项目代码，以逗号分隔（默认全部）',
          en: 'codes of the inputs that may change, comma-separated (default: all)',
        }),
      ),
    (options, of) => ({
      command: 'reopen-return',
      ...of,
      reason: needed('--reason', options.reason),
      deadline: timeOf('--deadline', options.deadline),
      scope: scopeOf(options.scope),
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
      .description(
        text({
          zh: '撤回年报，不再参评。已关闭且逾期拒收的年度不再收其文件：如须重报，请先退回并另定截止时间，再撤回',
          en: 'take a return out of force. A closed cycle that refuses late files takes none for it any more: where it is to be filed again, reopen it with a deadline first, then withdraw it',
        }),
      )
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
      .command('sign-off')
      .description(
        text({
          zh: '数据确认：签署现行有效的年报（绑定文件、审核报告与规则包）',
          en: 'sign the return in force off: binds file, findings report and rule pack',
        }),
      )
      .option('--unit-head <name>', text({ zh: '单位负责人', en: 'head of the unit (单位负责人)' }))
      .option('--statistics-head <name>', text({ zh: '统计负责人', en: 'head of statistics (统计负责人)' }))
      .option('--prepared-by <name>', text({ zh: '填表人', en: 'who filled it in (填表人)' }))
      .option(
        '--submission <id>',
        text({
          zh: '所签署的提交编号（默认为现行有效的）',
          en: 'the submission that is meant (default: whichever is in force)',
        }),
      ),
    (options, of) => ({
      command: 'sign-off-return',
      ...of,
      unitHead: needed('--unit-head', options.unitHead),
      statisticsHead: needed('--statistics-head', options.statisticsHead),
      preparedBy: given('--prepared-by', options.preparedBy),
      submission: options.submission ?? null,
      actor: options.actor,
    }),
    (park) => ({
      zh: `${park} 的年报已签署确认；此后另有文件通过审核时须重新签署。`,
      en: `The return of ${park} is signed off; once another file is accepted it must be signed again.`,
    }),
    (answer) => saySignOff(answer as ReturnIsSignedOff, terminal),
  );
  act(
    verb
      .command('amend-prior')
      .description(
        text({
          zh: '上年数据更正：登记经批准的更正，待 cycle refresh-priors 入库后生效；上年已发布的位次不变',
          en: 'record an approved correction of last year’s data; it counts after cycle refresh-priors and never alters last year’s published rank',
        }),
      )
      .option(
        '--set <code=value...>',
        text({ zh: '更正的项目及其值，可多次给出', en: 'input and corrected value; may be repeated' }),
      )
      .option('--reason <text>', text({ zh: '更正原因', en: 'why' }))
      .option('--approved-by <name>', text({ zh: '批准人', en: 'who approved it' }))
      .option('--document <number>', text({ zh: '批准文号', en: 'number of the approving document' }))
      .option(
        '--effective <day>',
        text({
          zh: '生效日期，如 2021-05-10（默认今日）',
          en: 'first day in effect, e.g. 2021-05-10 (default: today)',
        }),
      ),
    (options, of) => ({
      command: 'amend-prior',
      ...of,
      values: valuesOf(options.set),
      reason: needed('--reason', options.reason),
      approvedBy: needed('--approved-by', options.approvedBy),
      document: needed('--document', options.document),
      effectiveOn: dayOf('--effective', options.effective),
      actor: options.actor,
    }),
    (park) => ({
      zh: `已登记 ${park} 的上年数据更正；运行 gaoxin cycle refresh-priors 后在本年度生效，上年已发布的位次不变。`,
      en: `The amendment of last year’s data of ${park} is recorded; it counts in this cycle after gaoxin cycle refresh-priors, and last year’s published rank stays.`,
    }),
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
