import type { Cell, FiledForm, FiledReturn, ReadOutcome } from '../returns/filed-return.ts';
import type { CheckContext } from './check-context.ts';
import { cellSubject, fileSubject, formSubject, tableSubject, unknownSubject } from './file-subjects.ts';
import type { Finding } from './finding.ts';
import { judgeUnit, type Subject } from './judge-unit.ts';
import type { Rule, RulePack, RuleUnit } from './rule-pack.ts';

/** Findings of the rules on the file, its sheets, its declared record tables and its single cells. */
export const judgeFile = (
  outcome: ReadOutcome,
  context: CheckContext,
  rules: readonly Rule[],
): readonly Finding[] => {
  const findings: Finding[] = [];
  for (const rule of rules) {
    for (const unit of rule.units) {
      for (const subject of subjectsOf(rule, unit, outcome, context)) {
        const finding = judgeUnit(rule, unit, subject);
        if (finding !== null) findings.push(finding);
      }
    }
  }
  return findings;
};

const subjectsOf = (
  rule: Rule,
  unit: RuleUnit,
  outcome: ReadOutcome,
  context: CheckContext,
): readonly Subject[] => {
  if (rule.runsOn === 'file') return [fileSubject(unit, outcome, context)];
  if (outcome.kind === 'unreadable') return [];
  const { filed } = outcome;
  switch (rule.runsOn) {
    case 'form':
      return requiredForms(filed, context.rulePack).map((form) => formSubject(form, context));
    case 'record-table':
      return (['enterprises', 'projects'] as const).map((table) => tableSubject(table, filed, context));
    case 'filed-cell':
      return namedCells(filed).map(([name, cell]) => cellSubject(name, cell, context));
    case 'unknown-cell':
      return filed.forms.flatMap((form) => form.unknown.map((cell) => unknownSubject(form, cell, context)));
    default:
      return [];
  }
};

/**
 * The forms of the file with everything required that it lacks: a missing sheet of park inputs stands there as one without
 * its columns, and a file that does not say whose it is, or of which cycle, lacks that where it should stand.
 */
const requiredForms = (filed: FiledReturn, pack: RulePack): readonly FiledForm[] => {
  const hasInputs = filed.forms.some(({ form }) => form === 'PARK');
  const forms = hasInputs ? filed.forms : [...filed.forms, absentInputs(pack)];
  const identity = { park: filed.park, cycle: filed.cycle };
  const unnamed = Object.entries(identity)
    .filter(
      ([name, cell]) => cell === null && !forms.some(({ missingColumns }) => missingColumns.includes(name)),
    )
    .map(([name]) => name);
  if (unnamed.length === 0) return forms;
  const place = forms.find(({ form }) => form === 'cover') ?? forms.find(({ form }) => form === 'PARK');
  return forms.map((form) =>
    form === place ? { ...form, missingColumns: [...form.missingColumns, ...unnamed] } : form,
  );
};

const absentInputs = (pack: RulePack): FiledForm => ({
  sheet: pack.forms.PARK?.zh ?? 'PARK',
  form: 'PARK',
  missingColumns: ['code', 'value'],
  duplicatedColumns: [],
  unknown: [],
  isAbsent: true,
  rowCount: 0,
  anchor: null,
});

/** Every cell that the format names, with a name that survives moved rows. */
const namedCells = (filed: FiledReturn): readonly (readonly [string, Cell])[] => {
  const cells: (readonly [string, Cell | null | undefined])[] = [
    ['template', filed.template],
    ['cycle', filed.cycle],
    ['park', filed.park],
    ['declaration.enterprises', filed.declarations.enterprises?.cell],
    ['declaration.projects', filed.declarations.projects?.cell],
  ];
  for (const { code, value, previous } of filed.inputs.values()) {
    cells.push([code, value], [`prior(${code})`, previous]);
  }
  return cells.flatMap(([name, cell]) => (cell ? [[name, cell] as const] : []));
};
