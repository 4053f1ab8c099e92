import { RecordSet } from '../records/record-set.ts';
import type { RecordTableName } from '../records/record-table.ts';
import type { FiledReturn } from '../returns/filed-return.ts';
import { brokenRows } from './broken-rows.ts';
import { type CheckContext, subjectEnvironment } from './check-context.ts';
import type { Finding } from './finding.ts';
import { judgeRecordCells } from './judge-record-cells.ts';
import { judgeRecordColumns } from './judge-record-columns.ts';
import { judgeRecordKeys } from './judge-record-keys.ts';
import { judgeRecordTotals } from './judge-record-totals.ts';
import { brokenUnit } from './judge-unit.ts';
import type { Found } from './record-findings.ts';
import { recordSubjects, tableOf } from './record-subjects.ts';
import type { RecordsAtHand } from './records-at-hand.ts';
import type { Rule, RuleUnit } from './rule-pack.ts';

/** The record tables of a return as the rules see them; null where it has none. */
export const recordSetOf = (filed: FiledReturn, context: CheckContext): RecordSet | null => {
  const enterprises = filed.records?.enterprises ?? null;
  const projects = filed.records?.projects ?? null;
  if (enterprises === null && projects === null) return null;
  const { rulePack, priorRecords = null } = context;
  const known = subjectEnvironment(context, {});
  return new RecordSet(
    { enterprises, projects, prior: priorRecords },
    {
      derived: rulePack.derived,
      context: { 'task.year': known.value('task.year') },
      parameters: rulePack.codeLists,
    },
  );
};

/** Findings of the rules on enterprise and project records. */
export const judgeRecords = (at: RecordsAtHand, rules: readonly Rule[]): readonly Found[] =>
  rules.flatMap((rule) => {
    switch (rule.runsOn) {
      case 'enterprise-record':
      case 'enterprise-record-of-both-years':
        return judgeEachRecord(rule, at);
      case 'filed-cell':
        return judgeRecordCells(rule, at);
      case 'enterprise-column':
        return judgeRecordColumns(rule, at);
      case 'enterprise-key':
        return judgeRecordKeys(rule, at);
      case 'enterprise-total':
      case 'enterprise-set':
      case 'enterprise-set-of-both-years':
        return judgeRecordTotals(rule, at);
      default:
        return [];
    }
  });

const judgeEachRecord = (rule: Rule, at: RecordsAtHand): readonly Found[] => {
  const found: Found[] = [];
  for (const unit of rule.units) {
    for (const name of tablesOf(unit, at)) {
      const table = at.records.table(name);
      // A column that is missing is one finding on the form, not one on each record.
      if (table === null || (unit.subject !== null && table.column(unit.subject) === undefined)) continue;
      const rows = brokenRows(rule, unit, name, at.records);
      if (rows.length === 0) continue;
      const { columns, subject, fingerprint } = recordSubjects(
        rule,
        unit,
        table,
        at.records,
        at.context.rulePack,
      );
      const finding = (row: number): Finding => brokenUnit(rule, unit, subject(row), fingerprint(row));
      const [column] = columns;
      if (column === undefined) for (const row of rows) found.push(finding(row));
      else {
        const { id, severity } = rule;
        found.push({ rule: id, severity, table, column, rows: Int32Array.from(rows), fingerprint, finding });
      }
    }
  }
  return found;
};

/** A rule on the credit code alone holds for every record that has one. */
const tablesOf = (unit: RuleUnit, at: RecordsAtHand): readonly RecordTableName[] =>
  unit.reads.codes.length === 0 && unit.reads.context.includes('uscc')
    ? ['enterprises', 'projects']
    : [tableOf(unit, at.context.rulePack)];
