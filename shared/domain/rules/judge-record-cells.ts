import { keyOf } from '../records/record-keys.ts';
import { BLOCK_ROWS, CELL, FLAG, type RecordColumn, type RecordTable } from '../records/record-table.ts';
import { cellSubject } from './file-subjects.ts';
import type { Finding } from './finding.ts';
import type { RecordsAtHand } from './judge-records.ts';
import { judgeUnit } from './judge-unit.ts';
import type { Rule } from './rule-pack.ts';

/** Rows of a column that may hold a spreadsheet's error or a formula without a value. */
const suspects = (table: RecordTable, column: RecordColumn): readonly number[] => {
  const rows: number[] = [];
  for (const [index, block] of column.blocks.entries()) {
    if (block === undefined || (block.flags & (FLAG.text | FLAG.blank)) === 0) continue;
    const from = index * BLOCK_ROWS;
    const inBlock = table.rowsIn(index);
    const { states } = block;
    for (let i = 0; i < inBlock; i += 1) {
      const state = states[i] as number;
      const isSuspect =
        state === CELL.emptyFormula ||
        (state === CELL.text &&
          table.mayBeginWithHash(column, from + i) &&
          isError(table.raw(column, from + i)));
      if (isSuspect) rows.push(from + i);
    }
  }
  return rows;
};

const isError = (raw: string): boolean => /^\s*[#＃]/.test(raw);

/** Findings of a rule on single cells, for the cells of records. */
export const judgeRecordCells = (rule: Rule, { records, context }: RecordsAtHand): readonly Finding[] => {
  const findings: Finding[] = [];
  for (const table of [records.enterprises, records.projects]) {
    if (table === null) continue;
    for (const column of table.columns) {
      for (const row of suspects(table, column)) {
        const place = table.cell(column, row);
        const isFormula = table.state(column, row) === CELL.emptyFormula;
        const stored = isFormula ? 'blank' : 'text';
        const subject = cellSubject(column.code, { ...place, stored, hasFormula: isFormula }, context);
        for (const unit of rule.units) {
          const finding = judgeUnit(rule, unit, { ...subject, entity: keyOf(table, row) });
          if (finding !== null) findings.push(finding);
        }
      }
    }
  }
  return findings;
};
