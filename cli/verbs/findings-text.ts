import { styleText } from 'node:util';
import { nextSteps } from '../../shared/adapters/report-writers/next-steps.ts';
import type { Finding, FindingsReport, Severity, Verdict } from '../../shared/domain/rules/finding.ts';
import { SEVERITIES } from '../../shared/domain/rules/finding-order.ts';
import { renderMessage } from '../../shared/domain/rules/render-message.ts';
import { findingsByRule } from '../../shared/domain/rules/report-findings.ts';
import type { Terminal } from '../terminal/context.ts';
import { sayParagraph } from '../terminal/paragraph.ts';

/** Findings of one rule shown in a terminal; `--json` and the reports have all of them. */
const SHOWN_PER_RULE = 20;

const verdictText: Record<Verdict, { zh: string; en: string }> = {
  accepted: { zh: '通过', en: 'accepted' },
  'needs-explanation': { zh: '待说明', en: 'needs explanation' },
  rejected: { zh: '不通过', en: 'rejected' },
};

export const severityText: Record<Severity, { zh: string; en: string }> = {
  reject: { zh: '拒收', en: 'reject' },
  mandatory: { zh: '强制性', en: 'mandatory' },
  query: { zh: '核实性', en: 'query' },
  notice: { zh: '提示', en: 'notice' },
};

export const verdictLabel = (verdict: Verdict, terminal: Terminal): string =>
  terminal.text(verdictText[verdict]);

/**
 * Prints a findings report for people: verdict, counts, the findings grouped by rule with cell, message and fix, and what
 * is to be done.
 */
export function sayReport(
  report: FindingsReport,
  terminal: Terminal,
  { isOfPark = true }: { readonly isOfPark?: boolean } = {},
): void {
  const { say, text } = terminal;
  const counts = SEVERITIES.map((severity) => `${text(severityText[severity])} ${report.counts[severity]}`);
  sayParagraph(
    `${report.file.name}  ${verdictMark(report.verdict, terminal)}  ${counts.join(' · ')}  (${report.rulePack}, SHA-256 ${report.file.sha256.slice(0, 12)})`,
    0,
    terminal,
  );
  for (const { rule, findings } of findingsByRule(report.findings)) {
    const described = report.rules[rule];
    if (!described) continue;
    const count = findings.length;
    say();
    say(
      `  [${text(severityText[described.severity])}] ${rule}  ${text({
        zh: `该规则共 ${count.toLocaleString('en')} 处${count > SHOWN_PER_RULE ? `，显示前 ${SHOWN_PER_RULE}` : ''}`,
        en: `${count.toLocaleString('en')} in all${count > SHOWN_PER_RULE ? `, the first ${SHOWN_PER_RULE} shown` : ''}`,
      })}`,
    );
    for (const finding of Iterator.from(findings).take(SHOWN_PER_RULE)) {
      const message = renderMessage(described.message, finding.parameters, terminal.locale);
      const explained = finding.explained ? text({ zh: '（已说明）', en: ' (explained)' }) : '';
      sayParagraph(`${place(finding)}  ${message}${explained}  #${finding.fingerprint}`, 4, terminal);
    }
    sayParagraph(`${text({ zh: '办法：', en: 'What to do: ' })}${text(described.fix)}`, 4, terminal);
  }
  if (report.skippedRules.length > 0) {
    say();
    say(
      text({
        zh: `未适用的规则 ${report.skippedRules.length} 条（原因见 --json 的 skippedRules）`,
        en: `${report.skippedRules.length} rules did not apply (reasons: skippedRules of --json)`,
      }),
    );
  }
  // What follows from a verdict is said to parks; each finding in a file of the ministry says itself what to do.
  if (report.verdict === 'accepted' || !isOfPark) return;
  say();
  say(text({ zh: '下一步', en: 'What to do next' }));
  const { steps, notes } = nextSteps(report);
  for (const [at, step] of steps.entries()) sayParagraph(`${at + 1}. ${text(step)}`, 2, terminal);
  for (const note of notes) sayParagraph(text(note), 2, terminal);
}

function place(finding: Finding): string {
  const cells = finding.cells.map((cell) => (cell.a1 ? `${cell.sheet}!${cell.a1}` : cell.sheet));
  return cells.length > 0 ? cells.join(', ') : finding.entity;
}

function verdictMark(verdict: Verdict, terminal: Terminal): string {
  const label = verdictLabel(verdict, terminal);
  if (!terminal.isTty) return label;
  const colour = verdict === 'accepted' ? 'green' : verdict === 'rejected' ? 'red' : 'yellow';
  return styleText(colour, label);
}
