import { keyOf } from '../records/record-keys.ts';
import {
  BEGINS_WITH_HASH,
  BLOCK_ROWS,
  CELL,
  FLAG,
  type RecordColumn,
  type RecordTable,
} from '../records/record-table.ts';
import type { CheckContext } from './check-context.ts';
import { cellSubject } from './file-subjects.ts';
import type { Finding } from './finding.ts';
import { fingerprintsOf } from './fingerprint.ts';
import { brokenUnit, isBroken, type Subject } from './judge-unit.ts';
import type { RecordFindings } from './record-findings.ts';
import type { RecordsAtHand } from './records-at-hand.ts';
import type { Rule, RuleUnit } from './rule-pack.ts';

/** Rows of a column that may hold a spreadsheet's error or a formula without a value. */
const suspects = (table: RecordTable, column: RecordColumn): readonly number[] => {
  const rows: number[] = [];
  for (const [index, block] of column.blocks.entries()) {
    if (block === undefined || (block.flags & (FLAG.hash | FLAG.emptyFormula)) === 0) continue;
    const from = index * BLOCK_ROWS;
    const inBlock = table.rowsIn(index);
    const { states } = block;
    for (let i = 0; i < inBlock; i += 1) {
      const state = states[i] as number;
      const isSuspect =
        state === CELL.emptyFormula ||
        (state === CELL.text && BEGINS_WITH_HASH.test(table.raw(column, from + i)));
      if (isSuspect) rows.push(from + i);
    }
  }
  return rows;
};

const subjectAt = (table: RecordTable, column: RecordColumn, row: number, context: CheckContext): Subject => {
  const hasFormula = table.state(column, row) === CELL.emptyFormula;
  const cell = { ...table.cell(column, row), stored: hasFormula ? 'blank' : 'text', hasFormula } as const;
  return { ...cellSubject(column.code, cell, context), entity: keyOf(table, row) };
};

/** Those of the rows whose cell breaks a unit. Nothing but text and kind of a cell decides, so equal ones are judged once. */
const brokenCells = (
  rule: Rule,
  unit: RuleUnit,
  rows: readonly number[],
  { table, column, context }: { table: RecordTable; column: RecordColumn; context: CheckContext },
): Int32Array => {
  const answers = new Map<string | null, boolean>();
  const isOne = (row: number): boolean => {
    const text = table.state(column, row) === CELL.emptyFormula ? null : table.raw(column, row);
    const answer =
      answers.get(text) ?? isBroken(rule, unit, subjectAt(table, column, row, context).environment);
    answers.set(text, answer);
    return answer;
  };
  return Int32Array.from(rows.filter(isOne));
};

/** Findings of a rule on single cells, for the cells of records. */
export const judgeRecordCells = (
  rule: Rule,
  { records, context }: RecordsAtHand,
): readonly RecordFindings[] => {
  const found: RecordFindings[] = [];
  for (const table of [records.enterprises, records.projects]) {
    for (const column of table?.columns ?? []) {
      if (table === null) continue;
      const suspected = suspects(table, column);
      if (suspected.length === 0) continue;
      const fingerprints = fingerprintsOf(rule.id, [column.code]);
      const fingerprint = (row: number): string => fingerprints(keyOf(table, row));
      for (const unit of rule.units) {
        const rows = brokenCells(rule, unit, suspected, { table, column, context });
        if (rows.length === 0) continue;
        const finding = (row: number): Finding =>
          brokenUnit(rule, unit, subjectAt(table, column, row, context), fingerprint(row));
        found.push({ rule: rule.id, severity: rule.severity, table, column, rows, fingerprint, finding });
      }
    }
  }
  return found;
};
