import type { FiledTable, ReadTableOutcome } from '../returns/filed-table.ts';
import type { Finding, FindingsReport } from './finding.ts';
import { findingsReport } from './findings-report.ts';
import { judgeTable, rulesInForce, whyNotJudged } from './judge-table.ts';
import { MINISTRY_RULES } from './ministry-rules.ts';
import type { RulePack } from './rule-pack.ts';

/** What a table is, and who files it. */
interface MinistryTable {
  readonly filer: string;
  readonly form: Parameters<typeof judgeTable>[1];
}

/**
 * The report on a table that the ministry files: what the pack's rules and `judge` find of it, and what `judge` gives;
 * null where the table is not whole enough to be read.
 */
export const judgeMinistryTable = <T extends { readonly findings: readonly Finding[] }>(
  outcome: ReadTableOutcome,
  {
    cycle,
    dataYear,
    rulePack,
  }: { readonly cycle: string; readonly dataYear: number; readonly rulePack: RulePack },
  { filer, form }: MinistryTable,
  judge: (table: FiledTable) => T,
): { readonly report: FindingsReport; readonly judged: T | null } => {
  const { running } = rulesInForce(rulePack, cycle);
  const onTable = judgeTable(outcome, form, running, { park: filer, dataYear, rulePack });
  const table = outcome.kind === 'read' ? outcome.table : null;
  const judged = table !== null && whyNotJudged(outcome) === null ? judge(table) : null;
  const rows = { read: table?.rows.length ?? 0, blank: table?.blankRows ?? 0 };
  return {
    report: findingsReport(
      { file: outcome.kind === 'read' ? outcome.table.file : outcome.file, rows, skippedRules: [] },
      [...onTable, ...(judged?.findings ?? [])],
      { id: rulePack.id, rules: [...rulePack.rules, ...MINISTRY_RULES] },
    ),
    judged,
  };
};
