import type { RecordColumn } from '../records/record-table.ts';
import type { Cell, FiledForm } from '../returns/filed-return.ts';
import { addressOf } from './cell-place.ts';
import { subjectEnvironment } from './check-context.ts';
import type { Finding, FindingCell } from './finding.ts';
import { judgeUnit } from './judge-unit.ts';
import type { RecordsAtHand } from './records-at-hand.ts';
import type { Rule, RulePack } from './rule-pack.ts';
import { moneyInNote, unitInHeading } from './unit-of-measure.ts';

/** A unit of measure, and the cell that says so. */
interface UnitSaid {
  readonly unit: string;
  readonly cell: FindingCell;
}

/**
 * The unit that the file says a column is in: its own header, else a row of units or labels in the same column, else a note
 * for the whole table (`单位：万元`). Null where nothing says one.
 *
 * A note speaks of the table as a whole: it is no word on a column whose form has another unit than most.
 */
const unitSaid = (
  column: RecordColumn,
  header: FindingCell,
  { units = [] }: Pick<FiledForm, 'units'>,
  isUsual: boolean,
): UnitSaid | null => {
  const own = unitInHeading(column.header);
  if (own !== null) return { unit: own, cell: header };
  for (const cell of units) {
    if (cell.a1.replace(/\d+$/, '') !== column.letter || moneyInNote(cell.raw) !== null) continue;
    const unit = unitInHeading(cell.raw);
    if (unit !== null) return { unit, cell: findingCell(cell, column) };
  }
  if (!isUsual) return null;
  for (const cell of units) {
    const unit = moneyInNote(cell.raw);
    if (unit !== null) return { unit, cell: findingCell(cell, column) };
  }
  return null;
};

const findingCell = ({ sheet, a1, raw }: Cell, { header }: RecordColumn): FindingCell => ({
  sheet,
  a1,
  header,
  raw,
});

/** The unit of most columns that a rule looks at. */
const usualUnit = (rule: Rule, { fields }: RulePack): string | undefined => {
  const units = rule.units.flatMap(({ subject }) => (subject === null ? [] : [fields.get(subject)?.unit]));
  const groups = [...Map.groupBy(units, (unit) => unit)];
  return groups.toSorted(([, a], [, b]) => b.length - a.length)[0]?.[0];
};

/** Findings of a rule on the columns of the record tables. */
export const judgeRecordColumns = (rule: Rule, at: RecordsAtHand): readonly Finding[] => {
  const { records, context } = at;
  const { rulePack } = context;
  const usual = usualUnit(rule, rulePack);
  return rule.units.flatMap((unit) => {
    const code = unit.subject;
    if (code === null) return [];
    for (const table of [records.enterprises, records.projects]) {
      const column = table?.column(code);
      if (table === null || column === undefined || column.letter === '') continue;
      const form = at.filed.forms.find((one) => one.form === table.name);
      const row = /\d+$/.exec(form?.anchor?.a1 ?? '')?.[0] ?? '1';
      const { header } = column;
      const expected = rulePack.fields.get(code)?.unit ?? null;
      const own = { sheet: table.sheet, a1: `${column.letter}${row}`, header, raw: header };
      const said = unitSaid(column, own, form ?? {}, expected === usual);
      const cell = said?.cell ?? own;
      const finding = judgeUnit(rule, unit, {
        entity: table.name,
        fields: [code],
        environment: subjectEnvironment(context, {
          'column.unit': said?.unit ?? null,
          'column.expected_unit': expected,
        }),
        cells: [cell],
        texts: { 'column.label': rulePack.labels.get(code) ?? code, 'cell.address': addressOf(cell) },
      });
      if (finding !== null) return [finding];
    }
    return [];
  });
};
