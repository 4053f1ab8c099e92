import type { PublishCycle } from '../../shared/domain/cycles/command.ts';
import { eventually, NotInTime } from '../client/eventually.ts';
import { manageCycle } from '../client/manage-cycle.ts';
import { type Deployment, findDeployment } from '../local/deployment.ts';
import { CannotDo } from '../terminal/context.ts';
import type { DefineVerb } from '../terminal/verb.ts';
import { given, needed, parkOption, requireCycle, requirePark } from './common-options.ts';
import { openedText, priorsText } from './cycle-opened-text.ts';
import { showReview } from './cycle-review.ts';
import { sayCycleStatus } from './cycle-status-text.ts';
import { sayAnswer, withActor } from './ministry-answer.ts';
import { registerOf } from './register-file.ts';
import { timeOf } from './time-option.ts';

interface OpenOptions {
  readonly methodology: string;
  readonly register?: string;
  readonly opens?: string;
  readonly closes?: string;
  readonly late: string;
  readonly reason?: string;
  readonly actor: string;
}

interface RescheduleOptions {
  readonly opens?: string;
  readonly closes?: string;
  readonly reason?: string;
  readonly actor: string;
}

/** `gaoxin cycle open|reschedule|refresh-priors|close|publish|status|review C …`: the ministry's verbs on a cycle. */
export const defineCycle: DefineVerb = (verb, terminal, finish) => {
  const { text } = terminal;
  const why = text({ zh: '原因，记入审计链', en: 'why, for the audit chain' });
  withActor(verb.command('open'), terminal)
    .argument('<cycle>')
    .description(text({ zh: '开启评价年度', en: 'open a cycle' }))
    .option(
      '--methodology <id>',
      text({
        zh: '指标体系：ID（最新版本）或 ID@版本',
        en: 'methodology: ID (its newest version) or ID@VERSION',
      }),
      'most-2021',
    )
    .option(
      '--register <file>',
      text({ zh: '园区名册 CSV（默认随附名册）', en: 'register of parks, CSV (default: the shipped one)' }),
    )
    .option('--opens <time>', text({ zh: '开启时间（默认现在）', en: 'opening time (default: now)' }))
    .option('--closes <time>', text({ zh: '截止时间（默认不限）', en: 'closing time (default: open end)' }))
    .option(
      '--late <refuse|accept>',
      text({ zh: '逾期：拒收或接收并标注', en: 'late uploads: refuse, or accept and flag' }),
      'accept',
    )
    .option('--reason <text>', why)
    .action(async (name: string, options: OpenOptions) => {
      const cycle = requireCycle(name);
      const opensAt = timeOf('--opens', options.opens);
      const register = await registerOf(options.register, opensAt ?? new Date().toISOString());
      const late = options.late;
      if (late !== 'refuse' && late !== 'accept') {
        throw new CannotDo({
          zh: `--late 应为 refuse 或 accept，当前为“${late}”。`,
          en: `--late takes refuse or accept; found “${late}”.`,
        });
      }
      const reason = given('--reason', options.reason);
      const answer = await manageCycle(await findDeployment(), {
        command: 'open-cycle',
        cycle,
        methodology: options.methodology,
        register: [...register],
        opensAt,
        closesAt: timeOf('--closes', options.closes),
        late,
        reason,
        actor: options.actor,
      });
      finish(sayAnswer(answer, openedText(answer, cycle, register.length, options.methodology), terminal));
      if (answer.ok) terminal.say(text(priorsText(answer)));
    });

  withActor(verb.command('reschedule'), terminal)
    .argument('<cycle>')
    .description(
      text({
        zh: '更改自动开启、关闭的时间（已开启的年度只能改截止时间）',
        en: 'change when a cycle opens and closes by itself (an open one: when it closes)',
      }),
    )
    .option('--opens <time>', text({ zh: '开启时间', en: 'opening time' }))
    .option(
      '--closes <time|none>',
      text({ zh: '截止时间；none 为不限', en: 'closing time; none = open end' }),
    )
    .option('--reason <text>', why)
    .action(async (name: string, options: RescheduleOptions) => {
      const cycle = requireCycle(name);
      const opensAt = timeOf('--opens', options.opens);
      const closesAt = options.closes === 'none' ? null : timeOf('--closes', options.closes);
      const answer = await manageCycle(await findDeployment(), {
        command: 'reschedule-cycle',
        cycle,
        ...(opensAt === null ? {} : { opensAt }),
        ...(options.closes === undefined ? {} : { closesAt }),
        reason: needed('--reason', options.reason),
        actor: options.actor,
      });
      finish(
        sayAnswer(
          answer,
          { zh: `${cycle} 年度的时间已更改。`, en: `The times of cycle ${cycle} are changed.` },
          terminal,
        ),
      );
    });

  withActor(verb.command('refresh-priors'), terminal)
    .argument('<cycle>')
    .description(
      text({
        zh: '将已生效的上年数据更正入库，并重新计算相关园区',
        en: 'take effective amendments of last year’s data in, and score those parks anew',
      }),
    )
    .option('--reason <text>', why)
    .action(async (name: string, options: { reason?: string; actor: string }) => {
      const cycle = requireCycle(name);
      const { actor } = options;
      const reason = needed('--reason', options.reason);
      const answer = await manageCycle(await findDeployment(), {
        command: 'refresh-priors',
        cycle,
        reason,
        actor,
      });
      finish(
        sayAnswer(
          answer,
          {
            zh: `${cycle} 年度的上年数已更新，相关园区正在重新计算；未通过的年报正在重新审核。`,
            en: `Last year’s values of cycle ${cycle} are refreshed; the parks concerned are being scored anew, and their returns that are not accepted judged anew.`,
          },
          terminal,
        ),
      );
    });

  withActor(verb.command('close'), terminal)
    .argument('<cycle>')
    .description(text({ zh: '关闭评价年度，冻结上下界', en: 'close a cycle and freeze the bounds' }))
    .option('--reason <text>', why)
    .action(async (name: string, { actor, ...options }: { actor: string; reason?: string }) => {
      const cycle = requireCycle(name);
      const reason = given('--reason', options.reason);
      const answer = await manageCycle(await findDeployment(), {
        command: 'close-cycle',
        cycle,
        reason,
        actor,
      });
      finish(sayAnswer(answer, { zh: `${cycle} 年度已关闭。`, en: `Cycle ${cycle} is closed.` }, terminal));
    });

  withActor(verb.command('publish'), terminal)
    .argument('<cycle>')
    .description(text({ zh: '发布排名，锁定年报', en: 'publish the ranking and lock the returns' }))
    .option(
      '--require-sign-off',
      text({
        zh: '尚有年报未签署确认时不发布（默认仅提示）',
        en: 'refuse while returns are not signed off (default: only name them)',
      }),
    )
    .option('--reason <text>', why)
    .action(async (name: string, options: { actor: string; reason?: string; requireSignOff?: boolean }) => {
      const cycle = requireCycle(name);
      const { actor, requireSignOff = false } = options;
      const reason = given('--reason', options.reason);
      const answer = await publishWhenCurrent(await findDeployment(), {
        cycle,
        reason,
        actor,
        requireSignOff,
      });
      if (answer.ok && answer.unsigned.length > 0) {
        const { unsigned } = answer;
        terminal.note(
          text({
            zh: `注意：${unsigned.length} 份年报未签署确认：${unsigned.join(' ')}`,
            en: `Mind: ${unsigned.length} returns are not signed off: ${unsigned.join(' ')}`,
          }),
        );
      }
      if (answer.ok && answer.uncorrected.length > 0) {
        const { uncorrected } = answer;
        terminal.note(
          text({
            zh: `注意：${uncorrected.length} 份已退回的年报没有通过的更正，按原数发布：${uncorrected.join(' ')}`,
            en: `Mind: ${uncorrected.length} reopened returns have no accepted correction and are published with their old values: ${uncorrected.join(' ')}`,
          }),
        );
      }
      if (answer.ok && answer.amendmentsNotTakenIn.length > 0) {
        const count = answer.amendmentsNotTakenIn.length;
        terminal.note(
          text({
            zh: `注意：${count} 项已生效的上年数据更正未入库，不计入已发布的排名。`,
            en: `Mind: ${count} effective amendments of last year’s data were not taken in and do not count in what is published.`,
          }),
        );
      }
      finish(
        sayAnswer(
          answer,
          { zh: `${cycle} 年度排名已发布。`, en: `The ranking of cycle ${cycle} is published.` },
          terminal,
        ),
      );
    });

  verb
    .command('status')
    .argument('<cycle>')
    .description(text({ zh: '评价年度的状态', en: 'state of a cycle' }))
    .action(async (name: string) => {
      const cycle = requireCycle(name);
      const answer = await manageCycle(await findDeployment(), { command: 'cycle-status', cycle });
      if (answer.ok) sayCycleStatus(answer, terminal);
      finish(sayAnswer(answer, null, terminal));
    });

  parkOption(verb.command('review').argument('<cycle>'), terminal)
    .description(
      text({
        zh: '审查清单：多个园区申报同一企业、同城口径不一、与其他园区偏离较大，以及雷同的说明',
        en: 'review list: enterprises filed by several parks, parks of one city that differ, growth far from the other parks, repeated explanations',
      }),
    )
    .action(async (name: string, { park }: { park?: string }) => {
      const asked = { cycle: requireCycle(name), ...(park === undefined ? {} : { park: requirePark(park) }) };
      await showReview(await findDeployment(), asked, terminal);
    });
};

/** How long `publish` waits for a ranking that is on its way. */
const CURRENT_WITHIN_MS = 30_000;

/** Refusals that pass by themselves: what was accepted a moment ago is still being scored or ranked. */
const passing = ['ranking-behind', 'returns-pending'];

async function publishWhenCurrent(deployment: Deployment, of: Omit<PublishCycle, 'command'>) {
  const publish = () => manageCycle(deployment, { command: 'publish-cycle', ...of });
  let answer = await publish();
  const settled = async (): Promise<true | undefined> => {
    if (answer.ok || !passing.includes(answer.code)) return true;
    answer = await publish();
    return undefined;
  };
  try {
    await eventually(settled, { within: CURRENT_WITHIN_MS, every: 1000 });
  } catch (error) {
    if (!(error instanceof NotInTime)) throw error;
  }
  return answer;
}
