import { userInfo } from 'node:os';
import type { Command } from 'commander';
import { readRegister as readRegisterFile } from '../../shared/adapters/readers/read-register.ts';
import type { RegisteredPark } from '../../shared/domain/ranking/ranking.ts';
import { RegisterError, readRegister, shippedRegister } from '../../shared/domain/ranking/register.ts';
import { manageCycle } from '../client/manage-cycle.ts';
import { findDeployment } from '../local/deployment.ts';
import { CannotDo, type Terminal } from '../terminal/context.ts';
import type { DefineVerb, ExitStatus } from '../terminal/verb.ts';
import { requireCycle, timeOf } from './common-options.ts';
import { openFile } from './read-filed.ts';
import { statusText } from './status-text.ts';

interface OpenOptions {
  readonly methodology: string;
  readonly register?: string;
  readonly opens?: string;
  readonly closes?: string;
  readonly late: string;
  readonly actor: string;
}

/** `gaoxin cycle open|close|publish|status C …`: the ministry's life-cycle verbs. */
export const defineCycle: DefineVerb = (verb, terminal, finish) => {
  const { text } = terminal;
  withActor(verb.command('open'), terminal)
    .argument('<cycle>')
    .description(text({ zh: '开启评价年度', en: 'open a cycle' }))
    .option('--methodology <id>', text({ zh: '指标体系版本', en: 'methodology edition' }), 'most-2021')
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
    .action(async (name: string, options: OpenOptions) => {
      const cycle = requireCycle(name);
      const register = await registerOf(options.register);
      const late = options.late;
      if (late !== 'refuse' && late !== 'accept') {
        throw new CannotDo({
          zh: `--late 应为 refuse 或 accept，当前为“${late}”。`,
          en: `--late takes refuse or accept; found “${late}”.`,
        });
      }
      const answer = await manageCycle(await findDeployment(), {
        command: 'open-cycle',
        cycle,
        methodology: options.methodology,
        register: [...register],
        opensAt: timeOf('--opens', options.opens),
        closesAt: timeOf('--closes', options.closes),
        late,
        actor: options.actor,
      });
      finish(
        sayAnswer(
          answer,
          {
            zh: `${cycle} 年度已开启：名册 ${register.length} 个园区，指标体系 ${options.methodology}。`,
            en: `Cycle ${cycle} is open: ${register.length} parks in the register, methodology ${options.methodology}.`,
          },
          terminal,
        ),
      );
    });

  withActor(verb.command('close'), terminal)
    .argument('<cycle>')
    .description(text({ zh: '关闭评价年度，冻结上下界', en: 'close a cycle and freeze the bounds' }))
    .action(async (name: string, { actor }: { actor: string }) => {
      const cycle = requireCycle(name);
      const answer = await manageCycle(await findDeployment(), { command: 'close-cycle', cycle, actor });
      finish(sayAnswer(answer, { zh: `${cycle} 年度已关闭。`, en: `Cycle ${cycle} is closed.` }, terminal));
    });

  withActor(verb.command('publish'), terminal)
    .argument('<cycle>')
    .description(text({ zh: '发布排名，锁定年报', en: 'publish the ranking and lock the returns' }))
    .action(async (name: string, { actor }: { actor: string }) => {
      const cycle = requireCycle(name);
      const answer = await manageCycle(await findDeployment(), { command: 'publish-cycle', cycle, actor });
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
      if (answer.ok) sayStatus(answer, terminal);
      finish(sayAnswer(answer, null, terminal));
    });
};

/** Who acts stands in the audit chain; by default the account that runs the command. */
export const withActor = (command: Command, { text }: Terminal): Command =>
  command.option(
    '--actor <name>',
    text({ zh: '经办人', en: 'who acts, for the audit chain' }),
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
  answer: Awaited<ReturnType<typeof manageCycle>>,
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

/** Members of the answer to `cycle-status` that people read, one a line. */
function sayStatus(answer: object, { say, text }: Terminal): void {
  for (const [member, value] of Object.entries(answer)) {
    if (member === 'ok') continue;
    const shown =
      typeof value === 'string' && value in statusText
        ? text(statusText[value as keyof typeof statusText])
        : typeof value === 'object'
          ? JSON.stringify(value)
          : String(value);
    say(`${member.padEnd(16)}  ${shown}`);
  }
}

async function registerOf(path: string | undefined): Promise<readonly RegisteredPark[]> {
  if (path === undefined) return shippedRegister();
  const outcome = await readRegisterFile(await openFile(path));
  if (outcome.kind === 'unreadable') {
    throw new CannotDo({
      zh: `名册 ${path} 无法读取：${outcome.what.zh}。`,
      en: `The register ${path} cannot be read: ${outcome.what.en}.`,
    });
  }
  const rows = outcome.table.rows.map((row) =>
    Object.fromEntries([...row.cells].map(([column, cell]) => [column, cell.raw])),
  );
  try {
    return readRegister(rows);
  } catch (error) {
    if (!(error instanceof RegisterError)) throw error;
    const [first] = error.problems;
    const count = error.problems.length;
    throw new CannotDo(
      {
        zh: `名册 ${path} 有 ${count} 处错误，第一处：第 ${first?.row} 行 ${first?.column} 列，${first?.problem}。`,
        en: `The register ${path} has ${count} errors; the first is in row ${first?.row}, ${first?.column}: ${first?.problem}.`,
      },
      { cause: error },
    );
  }
}
