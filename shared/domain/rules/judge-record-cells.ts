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
  const isError = new Map<number, boolean>();
  for (let row = 0; row < table.rowCount; row += 1) {
    const block = column.blocks[Math.floor(row / BLOCK_ROWS)];
    const isQuiet = column.kind === 'number' && ((block?.flags ?? 0) & (FLAG.text | FLAG.blank)) === 0;
    if (isQuiet && row % BLOCK_ROWS === 0) {
      row += BLOCK_ROWS - 1;
      continue;
    }
    const state = block?.states[row % BLOCK_ROWS] ?? CELL.blank;
    if (state === CELL.emptyFormula) rows.push(row);
    else if (state === CELL.text || (state === CELL.notApplicable && column.kind === 'text')) {
      const position = column.kind === 'text' ? table.number(column, row) : -1;
      const known = position < 0 ? undefined : isError.get(position);
      const answer = known ?? /^\s*[#＃]/.test(table.raw(column, row));
      if (position >= 0) isError.set(position, answer);
      if (answer) rows.push(row);
    }
  }
  return rows;
};

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
