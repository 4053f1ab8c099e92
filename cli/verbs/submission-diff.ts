import {
  compareSubmissions,
  type SubmissionDiff,
  type ValueChange,
  withPredecessor,
} from '../../shared/domain/returns/compare-submissions.ts';
import type { Submission } from '../../shared/domain/returns/submission.ts';
import { addressOf } from '../../shared/domain/rules/cell-place.ts';
import type { Finding, FindingsReport } from '../../shared/domain/rules/finding.ts';
import { loadRulePack } from '../../shared/domain/rules/load-rule-pack.ts';
import { renderMessage } from '../../shared/domain/rules/render-message.ts';
import { reportOf } from '../client/reports.ts';
import type { Deployment } from '../local/deployment.ts';
import type { Terminal } from '../terminal/context.ts';
import { table } from '../terminal/table.ts';

/** Findings of one group, and changed values, shown in a terminal; `--json` has all of them. */
const SHOWN = 20;

/** A comparison with the words of the rules on both sides. */
export interface ComparedSubmissions {
  readonly diff: SubmissionDiff;
  readonly rules: FindingsReport['rules'];
}

/**
 * Compares a submission (the highest-ordered judged one by default) with the one before it, from their stored reports.
 * Null where there is nothing to compare: no verdict yet, or nothing judged before it.
 */
export async function diffOf(
  deployment: Deployment,
  submissions: readonly Submission[],
  submissionId?: string,
): Promise<ComparedSubmissions | null> {
  const pair = withPredecessor(submissions, submissionId);
  if (pair === null || pair.before === null) return null;
  const { before, after } = pair;
  const [earlier, later] = await Promise.all([reportOf(deployment, before), reportOf(deployment, after)]);
  return {
    diff: compareSubmissions({ submission: before, report: earlier }, { submission: after, report: later }),
    rules: { ...earlier.rules, ...later.rules },
  };
}

const groups = [
  ['new', { zh: '新增', en: 'new' }],
  ['fixed', { zh: '已改正', en: 'fixed' }],
  ['open', { zh: '仍未解决', en: 'still open' }],
  ['explained', { zh: '已说明', en: 'explained' }],
  ['notChecked', { zh: '未再审核', en: 'not checked again' }],
] as const;

/** What is new, fixed and still open, and which values changed. */
export function sayDiff(compared: ComparedSubmissions, cycle: string, terminal: Terminal): void {
  const { say, text } = terminal;
  const { diff } = compared;
  const counts = groups
    .filter(([group]) => group !== 'notChecked' || diff.findings.notChecked.length > 0)
    .map(([group, label]) => `${text(label)} ${diff.findings[group].length}`);
  const values = text({ zh: `改动数值 ${diff.values.length}`, en: `values changed ${diff.values.length}` });
  say(
    `${text({ zh: `与上次提交 ${diff.from} 相比`, en: `Against the submission before, ${diff.from}` })}: ${[...counts, values].join(' · ')}`,
  );
  for (const [group, label] of groups) {
    const findings = diff.findings[group];
    if (findings.length === 0) continue;
    say();
    say(`  ${text(label)}${shownOf(findings.length, terminal)}`);
    for (const finding of Iterator.from(findings).take(SHOWN))
      say(`    ${findingLine(finding, compared, terminal)}`);
  }
  if (diff.values.length > 0) {
    say();
    say(`  ${text({ zh: '改动的数值', en: 'Values changed' })}${shownOf(diff.values.length, terminal)}`);
    say(valuesTable(diff.values.slice(0, SHOWN), cycle, terminal));
  }
}

const shownOf = (count: number, { text }: Terminal): string =>
  count <= SHOWN
    ? ''
    : text({ zh: `（共 ${count}，显示前 ${SHOWN}）`, en: ` (${count} in all, the first ${SHOWN} shown)` });

function findingLine(finding: Finding, { rules }: ComparedSubmissions, { locale }: Terminal): string {
  const described = rules[finding.rule];
  const message = described ? renderMessage(described.message, finding.parameters, locale) : '';
  const places = finding.cells.map(addressOf).join(', ') || finding.entity;
  return `${finding.rule}  ${places}  ${message}  #${finding.fingerprint}`;
}

function valuesTable(changes: readonly ValueChange[], cycle: string, { text }: Terminal): string {
  const { labels } = loadRulePack(cycle);
  const blank = text({ zh: '空', en: 'blank' });
  return table(
    [
      text({ zh: '代码', en: 'code' }),
      text({ zh: '项目', en: 'item' }),
      text({ zh: '年份', en: 'year' }),
      text({ zh: '原值', en: 'from' }),
      text({ zh: '现值', en: 'to' }),
      text({ zh: '单元格', en: 'cell' }),
    ],
    changes.map(({ code, year, from, to, cells }) => {
      const label = labels.get(code);
      const cell = cells.to ?? cells.from;
      return [
        code,
        label === undefined ? '' : text(label),
        text(year === 'this' ? { zh: '本年', en: 'this' } : { zh: '上年', en: 'last' }),
        from ?? blank,
        to ?? blank,
        cell === null ? '' : addressOf(cell),
      ];
    }),
    'lllrrl',
  );
}
