import type { Cycle } from '../../shared/domain/cycles/cycle.ts';
import { type CycleQuality, cycleQuality, type Rate } from '../../shared/domain/quality/cycle-quality.ts';
import {
  type ParkQuality,
  parkQuality,
  queriesOf,
  type ReportedQueries,
} from '../../shared/domain/quality/park-quality.ts';
import type { RegisteredPark } from '../../shared/domain/ranking/ranking.ts';
import { isMinistryFiler, type ReturnSummary } from '../../shared/domain/returns/filer-state.ts';
import { inParallel } from '../client/in-parallel.ts';
import { reportOf } from '../client/reports.ts';
import { returnsOf } from '../client/returns.ts';
import type { Deployment } from '../local/deployment.ts';
import type { Terminal } from '../terminal/context.ts';
import { startProgress } from '../terminal/progress.ts';
import { table } from '../terminal/table.ts';

interface Asked {
  readonly cycle: Cycle;
  readonly register: readonly RegisteredPark[];
  /** All that may file, also those that have left the register. */
  readonly filing: readonly RegisteredPark[];
  readonly returns: readonly ReturnSummary[];
  /** One park; absent = all. */
  readonly park?: string;
}

/** Parks whose audit chain and reports are read at once. */
const TOGETHER = 8;

/** How the parks of a cycle filed, or one of them: figures with the evidence that they rest on. */
export async function sayQuality(deployment: Deployment, asked: Asked, terminal: Terminal): Promise<void> {
  const { cycle, register, filing, park } = asked;
  const filed = asked.returns.filter(({ filer }) =>
    park === undefined ? !isMinistryFiler(filer) : filer === park,
  );
  const progress = startProgress(terminal, { zh: '读取审核记录', en: 'Reading the records' }, filed.length);
  const parks = await inParallel(filed, TOGETHER, async (summary) => {
    const figures = await qualityOf(deployment, cycle, summary);
    progress.advance();
    return figures;
  });
  progress.done();
  const due = register.filter(({ exempt, id }) => !exempt && (park === undefined || id === park));
  const figures = cycleQuality(
    due.map(({ id }) => id),
    parks,
  );
  terminal.answer({ cycle: cycle.cycle, ...(park === undefined ? {} : { park }), ...figures, parks });
  sayFigures(figures, terminal);
  sayParks(parks, filing, terminal);
  sayRules(figures, terminal);
}

async function qualityOf(
  deployment: Deployment,
  cycle: Cycle,
  { filer, withdrawal }: ReturnSummary,
): Promise<ParkQuality> {
  const reader = returnsOf(deployment);
  const [{ submissions }, audit] = await Promise.all([
    reader.readFiler(cycle.cycle, filer),
    reader.readAudit(cycle.cycle, filer),
  ]);
  const judged = submissions.filter((submission) => 'reportKey' in submission);
  const reports = new Map<string, ReportedQueries>();
  // Where nothing was ever asked there is nothing to look up: most reports need not be read.
  for (const submission of judged.some(({ counts }) => counts.query > 0) ? judged : []) {
    reports.set(submission.submissionId, queriesOf(await reportOf(deployment, submission)));
  }
  return parkQuality({ cycle, park: filer, submissions, withdrawal, audit, reports });
}

const percent = (share: number | null): string => (share === null ? '—' : `${(share * 100).toFixed(1)}%`);

const rateText = ({ count, of, share }: Rate): string => `${count}/${of} (${percent(share)})`;

function sayFigures(figures: CycleQuality, { say, text }: Terminal): void {
  const { due, filed, filedNotDue, onTime, firstPass, corrections, unexplainedQueries } = figures;
  say(`${text({ zh: '应报 / 已报', en: 'due / filed' })}  ${due} / ${filed}`);
  if (filedNotDue > 0) {
    say(
      text({
        zh: `另有 ${filedNotDue} 家免评或已退出名单的园区填报，不计入已报、按时和一次通过；更正、问题和规则按全部填报计。`,
        en: `${filedNotDue} more filed without being due (exempt, or no longer in the register): not counted as filed, in time or accepted at first; corrections, queries and rules are of all filings.`,
      }),
    );
  }
  say(`${text({ zh: '按时通过', en: 'accepted in time' })}  ${rateText(onTime)}`);
  say(`${text({ zh: '一次通过', en: 'accepted at first' })}  ${rateText(firstPass)}`);
  say(
    `${text({ zh: '更正', en: 'corrections' })}  ${text({
      zh: `通过前 ${corrections.beforeAcceptance}，通过后 ${corrections.afterAcceptance}，退回 ${corrections.reopened}，撤回 ${corrections.withdrawn}`,
      en: `${corrections.beforeAcceptance} before acceptance, ${corrections.afterAcceptance} after, ${corrections.reopened} reopened, ${corrections.withdrawn} withdrawn`,
    })}`,
  );
  say(`${text({ zh: '未说明的核实性问题', en: 'unexplained queries' })}  ${unexplainedQueries}`);
}

function sayParks(
  parks: readonly ParkQuality[],
  filing: readonly RegisteredPark[],
  { say, text }: Terminal,
): void {
  if (parks.length === 0) return;
  const names = new Map(filing.map(({ id, shortName }) => [id, shortName]));
  const claim = (is: boolean | null): string =>
    is === null ? '—' : text(is ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' });
  say();
  say(
    table(
      [
        text({ zh: '代码', en: 'id' }),
        text({ zh: '园区', en: 'park' }),
        text({ zh: '按时', en: 'in time' }),
        text({ zh: '提前天数', en: 'days early' }),
        text({ zh: '一次通过', en: 'at first' }),
        text({ zh: '提交', en: 'submissions' }),
        text({ zh: '更正', en: 'corrections' }),
        text({ zh: '未说明', en: 'unexplained' }),
        text({ zh: '审计记录', en: 'audit entries' }),
      ],
      parks.map((park) => [
        park.park,
        names.get(park.park) ?? '',
        claim(park.timeliness.onTime),
        park.timeliness.daysBeforeClosing ?? '—',
        claim(park.firstPass),
        park.submissions,
        park.corrections.beforeAcceptance + park.corrections.afterAcceptance,
        park.unexplainedQueries ?? '—',
        park.evidence.auditEntries,
      ]),
      'lllrlrrrr',
    ),
  );
}

function sayRules({ rules }: CycleQuality, { say, text }: Terminal): void {
  const rows = Object.entries(rules);
  if (rows.length === 0) return;
  say();
  say(
    table(
      [
        text({ zh: '规则', en: 'rule' }),
        text({ zh: '提出', en: 'asked' }),
        text({ zh: '说明后通过', en: 'explained and accepted' }),
        text({ zh: '已改正', en: 'fixed' }),
        text({ zh: '未解决', en: 'open' }),
        text({ zh: '未再审核', en: 'not checked' }),
        text({ zh: '说明通过率', en: 'share explained' }),
      ],
      rows.map(([rule, { asked, accepted, fixed, open, notChecked, explainedAndAccepted }]) => [
        rule,
        asked,
        accepted,
        fixed,
        open,
        notChecked,
        percent(explainedAndAccepted),
      ]),
      'lrrrrrr',
    ),
  );
}
