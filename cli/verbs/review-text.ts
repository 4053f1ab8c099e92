import type { ReviewEntry, ReviewedParty, ReviewList } from '../../shared/domain/review/review-list.ts';
import { renderMessage } from '../../shared/domain/rules/render-message.ts';
import type { Terminal } from '../terminal/context.ts';
import { severityText } from './findings-text.ts';

/** Entries of one rule shown in a terminal; `--json` has all of them. */
const SHOWN_PER_RULE = 20;

/** What the review of a cycle shows, put together from the list and from what reviewers see of each return. */
export interface CycleReview {
  readonly returns: ReviewList['returns'];
  readonly rules: ReviewList['rules'];
  /** Of the rules that are not switched off, and of the parks asked for. */
  readonly entries: readonly ReviewEntry[];
  /** Parks whose return changed since the list was made. */
  readonly pending: readonly string[];
  /** Null where no list was made yet. */
  readonly reviewedAt: string | null;
  readonly repeatedExplanations: readonly {
    readonly park: string;
    readonly text: string;
    readonly findings: number;
  }[];
  readonly nameOf: (park: string) => string;
}

/** Prints the review list for people, grouped by rule. */
export function sayReview(cycle: string, review: CycleReview, terminal: Terminal): void {
  const { say, text } = terminal;
  const { entries, pending } = review;
  say(
    text({
      zh: `${cycle} 年度审查清单：在用年报 ${review.returns.length} 份，待查 ${entries.length} 条${review.reviewedAt === null ? '' : `（${review.reviewedAt}）`}`,
      en: `Review list of cycle ${cycle}: ${review.returns.length} returns in force, ${entries.length} entries ${review.reviewedAt === null ? '' : `(${review.reviewedAt})`}`,
    }),
  );
  say(
    text({
      zh: '清单只供主管部门使用，不影响任何园区的审核结论。',
      en: 'For the ministry only; it touches no park’s verdict.',
    }),
  );
  if (pending.length > 0) {
    say(
      text({
        zh: `另有 ${pending.length} 个园区的年报有变动，正在审查：${pending.join(' ')}`,
        en: `The returns of ${pending.length} more parks have changed and are being looked at: ${pending.join(' ')}`,
      }),
    );
  }
  for (const [rule, group] of Map.groupBy(entries, (entry) => entry.rule))
    sayRule(rule, group, review, terminal);
  sayExplanations(review, terminal);
}

function sayRule(rule: string, group: readonly ReviewEntry[], review: CycleReview, terminal: Terminal): void {
  const { say, text, locale } = terminal;
  const described = review.rules[rule];
  if (described === undefined) return;
  const trial = group[0]?.shadow === true ? text({ zh: '（试运行）', en: ' (on trial)' }) : '';
  const more =
    group.length > SHOWN_PER_RULE
      ? text({ zh: `，显示前 ${SHOWN_PER_RULE}`, en: `, the first ${SHOWN_PER_RULE} shown` })
      : '';
  say();
  say(
    `[${text(severityText[described.severity])}] ${rule}${trial}  ${text({ zh: `共 ${group.length} 条${more}`, en: `${group.length} in all${more}` })}`,
  );
  for (const entry of group.slice(0, SHOWN_PER_RULE)) {
    say(`  ${renderMessage(described.message, entry.parameters, locale)}`);
    for (const one of entry.parks) say(`    ${partyText(one, entry, review, terminal)}`);
    const { population } = entry;
    if (population !== null) {
      say(
        `    ${text({
          zh: `与上年之比 ${ratio(population.growth)}，${population.parks} 个园区的中位数 ${ratio(population.medianGrowth)}，稳健 z 值 ${population.z.toFixed(2)}`,
          en: `${ratio(population.growth)} times last year; the median of ${population.parks} parks is ${ratio(population.medianGrowth)}; robust z ${population.z.toFixed(2)}`,
        })}`,
      );
    }
  }
  say(`  ${text({ zh: '办法：', en: 'What to do: ' })}${text(described.fix)}`);
}

const ratio = (value: number): string => String(Number(value.toPrecision(4)));

function partyText(
  { park, submissionId, reopened, observed }: ReviewedParty,
  { entity }: ReviewEntry,
  { nameOf }: CycleReview,
  { text }: Terminal,
): string {
  const mark = reopened ? text({ zh: '（已退回）', en: ' (reopened)' }) : '';
  const { previous, ...now } = observed;
  const values = Object.entries(previous === undefined ? now : { ...now, previous }).map(([code, value]) =>
    code === 'name'
      ? value
      : `${code === 'previous' ? text({ zh: '上年', en: 'last year' }) : code} ${value}`,
  );
  return [`${park === entity ? '› ' : ''}${park} ${nameOf(park)}${mark}`, submissionId, ...values].join('  ');
}

function sayExplanations({ repeatedExplanations, nameOf }: CycleReview, { say, text }: Terminal): void {
  if (repeatedExplanations.length === 0) return;
  say();
  say(text({ zh: '同一说明文字用于三处以上问题：', en: 'The same words explain three or more findings:' }));
  for (const { park, text: words, findings } of repeatedExplanations) {
    say(`  ${park} ${nameOf(park)}  ${findings} × “${words}”`);
  }
}
