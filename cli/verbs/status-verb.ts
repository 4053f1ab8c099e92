import { ministryFiler, priorsFiler, registerFiler } from '../../shared/domain/returns/filer-state.ts';
import { cyclesOf } from '../client/cycles.ts';
import { returnsOf } from '../client/returns.ts';
import { type Deployment, findDeployment } from '../local/deployment.ts';
import { CannotDo, type Terminal } from '../terminal/context.ts';
import { table } from '../terminal/table.ts';
import type { DefineVerb } from '../terminal/verb.ts';
import { cycleOption, parkOption, requireCycle, requirePark } from './common-options.ts';
import { requireRegistered, sayPark, standing } from './park-status.ts';
import { sayQuality } from './quality-text.ts';
import { statusText } from './status-text.ts';

interface Options {
  readonly cycle?: string;
  readonly park?: string;
  readonly diff?: string | true;
  readonly quality?: boolean;
}

/**
 * `gaoxin status --cycle C [--park P [--diff [SUBMISSION]]] [--quality]`: where each return stands, one park's submissions
 * and what the last of them changed, or figures on how the parks filed.
 */
export const defineStatus: DefineVerb = (verb, terminal) => {
  parkOption(cycleOption(verb, terminal), terminal)
    .option(
      '--diff [submission]',
      terminal.text({
        zh: '与上一次提交比较：新增、已改正、仍未解决的问题和改动的数值（默认最近一次提交；需 --park）',
        en: 'what a submission changed of the one before: findings and values (default: the last one; needs --park)',
      }),
    )
    .option(
      '--quality',
      terminal.text({
        zh: '填报质量：按时、一次通过（按应报园区计）、更正、未说明问题、各规则说明通过率（按全部填报计）',
        en: 'how parks filed: timeliness and first-pass rate of those due; corrections, unexplained queries and explained rate per rule of all filings',
      }),
    )
    .action(async (options: Options) => {
      const { diff, quality } = options;
      const cycle = requireCycle(options.cycle);
      const park = options.park === undefined ? undefined : requirePark(options.park);
      if (diff !== undefined && park === undefined) {
        throw new CannotDo({
          zh: '--diff 需用 --park 指定园区。',
          en: '--diff is of one park: name it with --park.',
        });
      }
      if (diff !== undefined && quality === true) {
        throw new CannotDo({
          zh: '--diff 与 --quality 不能同时使用。',
          en: 'Use either --diff or --quality.',
        });
      }
      const deployment = await findDeployment();
      const state = await readCycle(deployment, cycle);
      if (quality === true) {
        if (park !== undefined) requireRegistered(state.filing, cycle, park);
        await sayQuality(deployment, { ...state, ...(park === undefined ? {} : { park }) }, terminal);
      } else if (park === undefined) sayCycle(state, terminal);
      else {
        const { filing, returns } = state;
        const isPublished = state.cycle.status === 'published';
        const asked = { cycle, park, filing, returns, isPublished, ...(diff === undefined ? {} : { diff }) };
        await sayPark(deployment, asked, terminal);
      }
    });
};

async function readCycle(deployment: Deployment, name: string) {
  const cycles = cyclesOf(deployment);
  const cycle = await cycles.readCycle(name);
  if (cycle === null) {
    throw new CannotDo({
      zh: `评价年度 ${name} 尚未开启：gaoxin cycle open ${name}。`,
      en: `Cycle ${name} has not been opened: gaoxin cycle open ${name}.`,
    });
  }
  const [register, filing, returns] = await Promise.all([
    cycles.readRegister(name),
    cycles.readFilingParks(name),
    returnsOf(deployment).readReturns(name),
  ]);
  return { cycle, register, filing, returns };
}
type CycleState = Awaited<ReturnType<typeof readCycle>>;

function sayCycle({ cycle, register, returns }: CycleState, { say, text, answer }: Terminal): void {
  const filed = new Map(returns.map((summary) => [summary.filer, summary]));
  const due = register.filter(({ exempt }) => !exempt);
  const rows = register.map(({ id, shortName, exempt }) => ({
    park: id,
    name: shortName,
    exempt,
    ...standing(filed.get(id)),
  }));
  const accepted = due.filter(({ id }) => filed.get(id)?.inForce).length;
  const counts = Object.fromEntries(
    [...Map.groupBy(rows, ({ status }) => status)].map(([status, group]) => [status, group.length]),
  );
  answer({
    cycle: cycle.cycle,
    status: cycle.status,
    opensAt: cycle.opensAt,
    closesAt: cycle.closesAt,
    register: register.length,
    exempt: register.length - due.length,
    due: due.length,
    accepted,
    counts,
    signedOff: due.filter(({ id }) => filed.get(id)?.isSignedOff).length,
    expertScores: standing(filed.get(ministryFiler)),
    registerFile: standing(filed.get(registerFiler)),
    priorsFile: standing(filed.get(priorsFiler)),
    returns: rows,
  });
  say(
    text({
      zh: `${cycle.cycle} 年度（${text(statusText[cycle.status])}）：应报 ${due.length}，已通过 ${accepted}，免评 ${register.length - due.length}`,
      en: `Cycle ${cycle.cycle} (${cycle.status}): ${due.length} due, ${accepted} accepted, ${register.length - due.length} exempt`,
    }),
  );
  say();
  say(
    table(
      [
        text({ zh: '代码', en: 'id' }),
        text({ zh: '园区', en: 'park' }),
        text({ zh: '状态', en: 'status' }),
        text({ zh: '签署', en: 'signed' }),
        text({ zh: '提交', en: 'submissions' }),
        text({ zh: '最近文件', en: 'latest file' }),
      ],
      rows.map((row) => [
        row.park,
        row.name,
        row.exempt ? text(statusText.exempt) : text(statusText[row.status]),
        row.isSignedOff ? '✓' : '',
        row.submissions,
        `${row.current?.fileName ?? ''}${row.current?.late ? text({ zh: '（逾期）', en: ' (late)' }) : ''}`,
      ]),
      'llllrl',
    ),
  );
}
