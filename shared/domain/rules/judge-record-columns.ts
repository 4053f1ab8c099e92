import { addressOf } from './cell-place.ts';
import { subjectEnvironment } from './check-context.ts';
import { normalisedText } from './filed-value.ts';
import type { Finding } from './finding.ts';
import type { RecordsAtHand } from './judge-records.ts';
import { judgeUnit } from './judge-unit.ts';
import type { Rule, RulePack } from './rule-pack.ts';

const UNIT_IN_HEADER = /[(（[［]([^()（）[\]［］]+)[)）\]］]\s*$/;

/** The unit of measure that a header ends with in brackets, where it is one that the forms use; null otherwise. */
const unitInHeader = (header: string, pack: RulePack): string | null => {
  const said = UNIT_IN_HEADER.exec(header)?.[1];
  if (said === undefined) return null;
  const unit = normalisedText(said);
  const units = new Set([...pack.fields.values()].map((field) => field.unit));
  return unit !== '' && units.has(unit) ? unit : null;
};

/** Findings of a rule on the columns of the record tables. */
export const judgeRecordColumns = (rule: Rule, at: RecordsAtHand): readonly Finding[] => {
  const { records, context } = at;
  const { rulePack } = context;
  return rule.units.flatMap((unit) => {
    const code = unit.subject;
    if (code === null) return [];
    for (const table of [records.enterprises, records.projects]) {
      const column = table?.column(code);
      if (table === null || column === undefined || column.letter === '') continue;
      const anchor = at.filed.forms.find(({ form }) => form === table.name)?.anchor;
      const row = /\d+$/.exec(anchor?.a1 ?? '')?.[0] ?? '1';
      const cell = {
        sheet: table.sheet,
        a1: `${column.letter}${row}`,
        header: column.header,
        raw: column.header,
      };
      const finding = judgeUnit(rule, unit, {
        entity: table.name,
        fields: [code],
        environment: subjectEnvironment(context, {
          'column.unit': unitInHeader(column.header, rulePack),
          'column.expected_unit': rulePack.fields.get(code)?.unit ?? null,
        }),
        cells: [cell],
        texts: { 'column.label': rulePack.labels.get(code) ?? code, 'cell.address': addressOf(cell) },
      });
      if (finding !== null) return [finding];
    }
    return [];
  });
};
