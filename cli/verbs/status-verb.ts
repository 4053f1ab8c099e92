import type { ReturnSummary } from '../../shared/domain/returns/filer-state.ts';
import { ministryFiler } from '../../shared/domain/returns/filer-state.ts';
import { byOrder } from '../../shared/domain/returns/fold-submissions.ts';
import { cyclesOf } from '../client/cycles.ts';
import { returnsOf } from '../client/returns.ts';
import { type Deployment, findDeployment } from '../local/deployment.ts';
import { CannotDo, type Terminal } from '../terminal/context.ts';
import { table } from '../terminal/table.ts';
import type { DefineVerb } from '../terminal/verb.ts';
import { cycleOption, parkOption, requireCycle, requirePark } from './common-options.ts';
import { statusText } from './status-text.ts';

interface Options {
  readonly cycle?: string;
  readonly park?: string;
}

/** `gaoxin status --cycle C [--park P]`: where each return stands, or one park's submissions. */
export const defineStatus: DefineVerb = (verb, terminal) => {
  parkOption(cycleOption(verb, terminal), terminal).action(async (options: Options) => {
    const cycle = requireCycle(options.cycle);
    const park = options.park === undefined ? undefined : requirePark(options.park);
    const deployment = await findDeployment();
    const state = await readCycle(deployment, cycle);
    if (park === undefined) sayCycle(state, terminal);
    else await sayPark(deployment, state, park, terminal);
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
  const [register, returns] = await Promise.all([
    cycles.readRegister(name),
    returnsOf(deployment).readReturns(name),
  ]);
  return { cycle, register, returns };
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
    expertScores: standing(filed.get(ministryFiler)),
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
        text({ zh: '提交', en: 'submissions' }),
        text({ zh: '最近文件', en: 'latest file' }),
      ],
      rows.map((row) => [
        row.park,
        row.name,
        row.exempt ? text(statusText.exempt) : text(statusText[row.status]),
        row.submissions,
        `${row.current?.fileName ?? ''}${row.current?.late ? text({ zh: '（逾期）', en: ' (late)' }) : ''}`,
      ]),
      'lllrl',
    ),
  );
}

const standing = (summary: ReturnSummary | undefined) => ({
  status: summary?.status ?? ('not-filed' as const),
  submissions: summary?.submissions ?? 0,
  current: summary?.current ?? null,
  inForce: summary?.inForce ?? null,
  reopening: summary?.reopening ?? null,
});

async function sayPark(
  deployment: Deployment,
  { cycle, register, returns }: CycleState,
  park: string,
  { say, text, answer }: Terminal,
): Promise<void> {
  const registered = register.find(({ id }) => id === park);
  if (!registered) {
    throw new CannotDo({
      zh: `${park} 不在 ${cycle.cycle} 年度的园区名册中。`,
      en: `${park} is not in the register of cycle ${cycle.cycle}.`,
    });
  }
  const summary = standing(returns.find(({ filer }) => filer === park));
  const { submissions } = await returnsOf(deployment).readFiler(cycle.cycle, park);
  const sorted = submissions.toSorted(byOrder);
  answer({
    cycle: cycle.cycle,
    park,
    name: registered.name,
    ...summary,
    submissions: sorted.map((submission) => ({
      submissionId: submission.submissionId,
      status: submission.status,
      fileName: submission.fileName,
      sha256: submission.sha256,
      uploadedAt: submission.uploadedAt,
      receivedAt: submission.receivedAt,
      late: submission.late,
      ...('counts' in submission ? { counts: submission.counts, reportKey: submission.reportKey } : {}),
      ...(submission.status === 'same' ? { sameAs: submission.sameAs } : {}),
    })),
  });
  say(`${park} ${registered.name}  ${text(statusText[summary.status])}`);
  if (sorted.length === 0) return;
  say();
  say(
    table(
      [
        text({ zh: '提交', en: 'submission' }),
        text({ zh: '上传完成', en: 'uploaded' }),
        text({ zh: '状态', en: 'status' }),
        text({ zh: '文件', en: 'file' }),
        'SHA-256',
      ],
      sorted.map((submission) => [
        submission.submissionId === summary.inForce?.submissionId
          ? `${submission.submissionId} *`
          : submission.submissionId,
        submission.uploadedAt,
        text(statusText[submission.status]),
        submission.fileName,
        submission.sha256.slice(0, 12),
      ]),
    ),
  );
  say(text({ zh: '* 在用版本', en: '* in force' }));
}
