import { environmentOf } from '../expressions/environment.ts';
import {
  BLOCK_ROWS,
  CELL,
  FLAG,
  type RecordCell,
  type RecordColumn,
  type RecordTable,
} from '../records/record-table.ts';
import type { Localised } from '../returns/filed-return.ts';
import type { Finding } from './finding.ts';
import { judgeUnit } from './judge-unit.ts';
import type { RecordsAtHand } from './records-at-hand.ts';
import type { Rule, RulePack } from './rule-pack.ts';

/** Forms on which every enterprise of the return must be. */
const FORMS = ['GQ-001', 'GQ-002', 'GQ-003', 'GQ-005'] as const;
const PROJECTS = 'GQ-004';

const keyCell = (table: RecordTable | null, row: number): RecordCell[] => {
  const column = table?.column('uscc');
  return table === null || column === undefined ? [] : [table.cell(column, row)];
};

/** Findings of a rule on the credit codes of the return: R-K-001 on those of a form, R-K-002 on those of all. */
export const judgeRecordKeys = (rule: Rule, at: RecordsAtHand): readonly Finding[] =>
  rule.units.some(({ reads }) => reads.context.includes('key.on_gq001'))
    ? judgePresence(rule, at)
    : judgeRepeats(rule, at);

const judgeRepeats = (rule: Rule, { records }: RecordsAtHand): readonly Finding[] => {
  const table = records.enterprises;
  const findings: Finding[] = [];
  for (const [key, rows] of records.enterpriseRows) {
    const [first] = rows;
    if (table === null || rows.length < 2 || first === undefined) continue;
    const one = records.environment('enterprises', first, rule.constants);
    const same = rows.map((row) => records.environment('enterprises', row, rule.constants));
    const numbers = rows.map((row) => table.rowNumber(row));
    for (const unit of rule.units) {
      const finding = judgeUnit(rule, unit, {
        entity: key,
        fields: ['uscc'],
        environment: { ...one, rows: (set) => (set === 'sheet_rows' ? same : one.rows(set)) },
        cells: rows.flatMap((row) => keyCell(table, row)),
        texts: { 'key.rows': { zh: numbers.join('、'), en: numbers.join(', ') } },
      });
      if (finding !== null) findings.push(finding);
    }
  }
  return findings;
};

/** For each record whether any field of a form is filled in. A form of which the file has no column is not judged here. */
const filledForms = (table: RecordTable, pack: RulePack): ReadonlyMap<string, Uint8Array | null> =>
  new Map(
    FORMS.map((form) => {
      const columns = table.columns.filter(({ code }) => pack.fields.get(code)?.form === form);
      if (columns.length === 0) return [form, null];
      const filled = new Uint8Array(table.rowCount);
      for (let index = 0; index < table.blockCount; index += 1) fillBlock(table, columns, index, filled);
      return [form, filled];
    }),
  );

/** Marks the records of a block in which any of the columns is filled in; looks no further once all of them are. */
const fillBlock = (
  table: RecordTable,
  columns: readonly RecordColumn[],
  index: number,
  filled: Uint8Array,
): void => {
  const rows = table.rowsIn(index);
  const from = index * BLOCK_ROWS;
  const blocks = columns.map((column) => column.blocks[index]).filter((block) => block !== undefined);
  if (blocks.some(({ flags }) => (flags & FLAG.blank) === 0)) {
    filled.fill(1, from, from + rows);
    return;
  }
  for (const { states } of blocks) {
    for (let i = 0; i < rows; i += 1) if ((states[i] as number) > CELL.emptyFormula) filled[from + i] = 1;
  }
};

const judgePresence = (rule: Rule, { records, context }: RecordsAtHand): readonly Finding[] => {
  const { enterprises, projects } = records;
  const { rulePack } = context;
  const filled = enterprises === null ? null : filledForms(enterprises, rulePack);
  const findings: Finding[] = [];
  const judge = (key: string, row: number | undefined, cells: () => readonly RecordCell[]): void => {
    const isOn = (form: string): boolean =>
      row !== undefined && (filled?.get(form) == null || filled.get(form)?.[row] === 1);
    const absent = FORMS.filter((form) => !isOn(form));
    if (absent.length === 0) return;
    const present = [...FORMS.filter(isOn), ...(records.projectRows.has(key) ? [PROJECTS] : [])];
    const record =
      row === undefined
        ? records.environment('projects', records.projectRows.get(key)?.[0] ?? 0)
        : records.environment('enterprises', row);
    const facts = Object.fromEntries(
      FORMS.map((form) => [`key.on_${form.toLowerCase().replace('-', '')}`, isOn(form)]),
    );
    for (const unit of rule.units) {
      const finding = judgeUnit(rule, unit, {
        entity: key,
        fields: ['uscc'],
        environment: environmentOf({ values: facts, notApplicableAs: 'zero' }, record),
        cells: cells(),
        texts: {
          'key.present_on': formNames(present, rulePack),
          'key.absent_from': formNames(absent, rulePack),
        },
      });
      if (finding !== null) findings.push(finding);
    }
  };
  for (const [key, [row]] of records.enterpriseRows) {
    if (row !== undefined) judge(key, row, () => keyCell(enterprises, row));
  }
  for (const [key, rows] of records.projectRows) {
    if (records.enterpriseRows.has(key)) continue;
    judge(key, undefined, () => rows.flatMap((row) => keyCell(projects, row)));
  }
  return findings;
};

const formNames = (forms: readonly string[], pack: RulePack): Localised => {
  const labelOf = (form: string): Localised => pack.forms[form] ?? { zh: form, en: form };
  return {
    zh: forms.map((form) => labelOf(form).zh).join('、'),
    en: forms.map((form) => labelOf(form).en).join(', '),
  };
};
