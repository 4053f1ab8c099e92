import type { RankingChangedDetail } from '../../events/ranking-changed.v1.ts';
import { causeText } from '../../shared/domain/ranking/cause-text.ts';
import type { RankingSnapshot } from '../../shared/domain/ranking/ranking.ts';
import type { Localised } from '../../shared/domain/returns/filed-return.ts';
import { defectKinds } from '../sample/defect-kinds.ts';
import { bracketedInterval, sayBrackets } from '../studies/rank-interval.ts';
import type { Terminal } from '../terminal/context.ts';
import { table } from '../terminal/table.ts';
import { rankIntervalsOf } from '../verbs/ranking-text.ts';
import type { Notifications } from './notifications.ts';
import type { OpennessCount } from './openness.ts';

/** A heading; its number is the act's. */
export function sayAct({ say, text }: Terminal, title: Localised): void {
  say();
  say(`══ ${text(title)}`);
}

/** A cycle that has been published, in one line. */
export function sayPublished({ say, text }: Terminal, { cycle, revision, result }: RankingSnapshot): void {
  const { ranked, register, indicators } = result;
  say(
    text({
      zh: `${cycle} 年度已发布：参评 ${ranked} / 名册 ${register}，指标 ${indicators.in} / ${indicators.of}；${ranked} 份年报只用了 ${revision} 次修订。`,
      en: `Cycle ${cycle} is published: ${ranked} ranked of ${register} registered, ${indicators.in} of ${indicators.of} indicators; ${ranked} returns made ${revision} revisions.`,
    }),
  );
}

/** A file with a seeded defect: rules that had to be broken, rules that were found, both sorted. */
export interface JudgedDefect {
  readonly park: string;
  readonly name: string;
  readonly kinds: readonly string[];
  readonly verdict: string | null;
  readonly expected: readonly string[];
  readonly found: readonly string[];
}

const verdictText: Readonly<Record<string, Localised>> = {
  accepted: { zh: '通过', en: 'accepted' },
  rejected: { zh: '不通过', en: 'rejected' },
  'needs-explanation': { zh: '待说明', en: 'needs explanation' },
};

/** The files with mistakes, and whether the pipeline found exactly those. */
export function sayDefects({ say, text }: Terminal, judged: readonly JudgedDefect[]): void {
  const kinds = new Map(defectKinds.map(({ kind, what }) => [kind, what]));
  const exact = judged.filter(({ expected, found }) => expected.join() === found.join()).length;
  say(
    text({
      zh: `${judged.length} 份年报植入了错误，${exact} 份的审核结果与植入的错误完全一致：`,
      en: `${judged.length} returns were seeded with mistakes; the findings are exactly those in ${exact}:`,
    }),
  );
  say(
    table(
      text({ zh: '园区|植入的错误|结论|规则', en: 'park|seeded mistake|verdict|rules' }).split('|'),
      judged.map((one) => [
        `${one.park} ${one.name}`,
        one.kinds.map((kind) => text(kinds.get(kind) ?? { zh: kind, en: kind })).join('；'),
        text(verdictText[one.verdict ?? ''] ?? { zh: '无', en: 'none' }),
        [...new Set(one.found)].join(' ') || '—',
      ]),
    ),
  );
}

/** A return that was reopened and corrected. */
export interface Correction {
  readonly park: string;
  readonly reason: Localised;
  /** The revision that marked it. */
  readonly whileReopened: number;
}

/** Who moved and why, from the event; scores from the two snapshots. */
export function sayMovements(
  { say, text }: Pick<Terminal, 'say' | 'text'>,
  move: {
    readonly before: RankingSnapshot;
    readonly after: RankingSnapshot;
    readonly events: readonly RankingChangedDetail[];
    readonly correction: Correction;
  },
): void {
  const names = new Map(move.after.input.register.map((park) => [park.id, `${park.id} ${park.shortName}`]));
  const { park: corrected, reason, whileReopened } = move.correction;
  say(
    text({
      zh: `${names.get(corrected) ?? corrected} 的年报被退回，原因：${reason.zh}；退回期间仍按原值排名并带标记（第 ${whileReopened} 次修订，位次未变，不通知）。更正后通过：`,
      en: `The return of ${names.get(corrected) ?? corrected} was reopened: ${reason.en}; until the correction it stayed ranked with its old values, marked (revision ${whileReopened}; nobody moved, nothing was announced). The corrected one was accepted:`,
    }),
  );
  const scores = (snapshot: RankingSnapshot) =>
    new Map(snapshot.result.parks.map((park) => [park.park, park.score.toFixed(4)]));
  const [was, is] = [scores(move.before), scores(move.after)];
  const intervals = rankIntervalsOf(move.after);
  for (const event of move.events) {
    const { ranked, register, cause } = event;
    const moved = event.movements.filter(({ from, to }) => from !== to);
    say(
      text({
        zh: `第 ${event.previousRevision} → ${event.revision} 次修订，起因：${causeText[cause.kind].zh}（${names.get(move.correction.park) ?? ''}）；总位次变动 ${moved.length} 家：`,
        en: `Revision ${event.previousRevision} → ${event.revision}, cause: ${causeText[cause.kind].en} (${names.get(move.correction.park) ?? ''}); ${moved.length} parks moved overall:`,
      }),
    );
    const largest = moved.toSorted((a, b) => Math.abs(b.to - b.from) - Math.abs(a.to - a.from)).slice(0, 10);
    say(
      table(
        text({ zh: '园区|位次|得分|一级指标位次', en: 'park|rank|score|ranks by dimension' }).split('|'),
        largest.map(({ park, from, to, dimensions }) => [
          names.get(park) ?? park,
          `${from} → ${to} (${ranked}/${register})${event.revision === move.after.revision ? bracketedInterval(intervals, park) : ''}`,
          `${was.get(park) ?? '—'} → ${is.get(park) ?? '—'}`,
          Object.entries(dimensions)
            .map(([code, rank]) => `${code}: ${rank.from}→${rank.to}`)
            .join('  '),
        ]),
      ),
    );
    if (moved.length > largest.length) {
      say(
        text({
          zh: `…另 ${moved.length - largest.length} 家`,
          en: `…and ${moved.length - largest.length} more`,
        }),
      );
    }
  }
  sayBrackets(intervals, { say, text });
}

/** How much arrived, and the last of it. */
export function sayNotifications({ say, text }: Terminal, { events, messages }: Notifications): void {
  const changed = events.filter(({ detailType }) => detailType === 'RankingChanged.v1').length;
  say(
    text({
      zh: `主管部门队列收到 ${events.length} 个事件：RankingChanged.v1 ${changed} 个，RankingPublished.v1 ${events.length - changed} 个。最近的：`,
      en: `The ministry’s queue received ${events.length} events: ${changed} RankingChanged.v1, ${events.length - changed} RankingPublished.v1. The latest:`,
    }),
  );
  const latest = events.toSorted((a, b) => (a.detail.occurredAt < b.detail.occurredAt ? -1 : 1)).slice(-5);
  for (const { detailType, detail } of latest) {
    const moved = 'movements' in detail ? detail.movements.length : null;
    const movedText = moved === null ? '' : text({ zh: `，变动 ${moved} 家`, en: `, ${moved} moved` });
    say(
      text({
        zh: `  ${detail.occurredAt}  ${detailType}  ${detail.cycle} 年度第 ${detail.revision} 次修订，参评 ${detail.ranked}/${detail.register}${movedText}`,
        en: `  ${detail.occurredAt}  ${detailType}  cycle ${detail.cycle} revision ${detail.revision}, ${detail.ranked}/${detail.register} ranked${movedText}`,
      }),
    );
  }
  say(
    text({
      zh: `另有 ${messages.length} 条短消息（SNS；覆盖率达到 0.8 后每次变动一条，不含园区数值）。最近一条：`,
      en: `And ${messages.length} readable messages (SNS; one a change once coverage is 0.8, without figures of parks). The latest:`,
    }),
  );
  for (const line of (messages.at(-1) ?? '').trimEnd().split('\n')) say(`  │ ${line}`);
}

/** Counted beside published. */
export function sayOpenness({ say, text }: Terminal, counts: readonly OpennessCount[], parks: number): void {
  const measures: Readonly<Record<string, Localised>> = {
    returneesAndForeign: { zh: '留学归国人员与外籍常驻人员占比', en: 'returnees and foreign residents' },
    foreignOnly: { zh: '外籍常驻人员占比', en: 'foreign residents alone' },
  };
  say(
    table(
      text({
        zh: `从业人员中|区间|本次园区数（共 ${parks}）|公布园区数（共 169）|`,
        en: `of employees|share|parks here (of ${parks})|parks published (of 169)|`,
      }).split('|'),
      counts.map((count) => [
        text(measures[count.measure] ?? { zh: count.measure, en: count.measure }),
        `${count.operator} ${count.threshold} %`,
        count.counted,
        count.published,
        count.counted === count.published ? '=' : '≠',
      ]),
      'llrr',
    ),
  );
}

/** Commands that go on from here; they need an instance that is still there. */
export function sayNext({ say, text }: Terminal, kept: boolean): void {
  say();
  say(
    text(
      kept
        ? { zh: '系统仍在运行，可以继续：', en: 'The system is still running; go on with:' }
        : {
            zh: '接下来可以试试（npm run demo -- --keep 保留本次数据，否则先 local up）：',
            en: 'What to try next (npm run demo -- --keep keeps this data; otherwise start with local up):',
          },
    ),
  );
  const commands = [
    ...(kept ? [] : ['local up']),
    'ranking --cycle 2021',
    'ranking --cycle 2021 --explain P021',
    'status --cycle 2021',
    'audit verify --cycle 2020',
    'sample --cycle 2021 --out samples --parks 3 --defects 3',
    'check samples/returns/2021/P001/* --cycle 2021 --park P001',
    ...(kept ? ['local down'] : []),
  ];
  for (const command of commands) say(`  npm run -s gaoxin -- ${command}`);
}
