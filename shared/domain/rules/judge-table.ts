import type { Localised } from '../returns/filed-return.ts';
import type { FiledTable, ReadTableOutcome } from '../returns/filed-table.ts';
import { cellSubject, type FileContext, fileSubject, formSubject, unknownSubject } from './file-subjects.ts';
import { normalisedText } from './filed-value.ts';
import type { Finding } from './finding.ts';
import { judgeRule, judgeUnit, type Subject } from './judge-unit.ts';
import type { Rule, RulePack, SubjectKind } from './rule-pack.ts';
import { REASONS } from './skipped-rules.ts';

/** One kind of file of the ministry that is one table. */
export interface TableForm {
  /** `expert-scores`, `register`, `priors`. */
  readonly form: string;
  /** Columns by whose values a row is known, wherever it stands. */
  readonly keys: readonly string[];
}

/** The rules of a pack that are in force in a cycle: those that run, and those that are switched off. */
export const rulesInForce = (
  { rules }: RulePack,
  cycle: string,
): { readonly running: readonly Rule[]; readonly off: readonly Rule[] } => {
  const inForce = rules.filter(
    ({ effective: { from, to } }) => cycle >= from && (to === null || cycle <= to),
  );
  return {
    running: inForce.filter(({ mode }) => mode !== 'off'),
    off: inForce.filter(({ mode }) => mode === 'off'),
  };
};

/** What the rules on files say of a table: it can be read, has its columns and no others, and no broken cells. */
export const judgeTable = (
  outcome: ReadTableOutcome,
  form: TableForm,
  rules: readonly Rule[],
  context: FileContext,
): readonly Finding[] =>
  outcome.kind === 'read'
    ? tableFindings(outcome.table, form, rules, context)
    : rules
        .filter(({ runsOn }) => runsOn === 'file')
        .flatMap((rule) =>
          rule.units.map((unit) => judgeUnit(rule, unit, fileSubject(unit, outcome, context))),
        )
        .filter((finding) => finding !== null);

/** Why the rules on what a table says were not run; null = they can be. */
export const whyNotJudged = (outcome: ReadTableOutcome): Localised | null => {
  if (outcome.kind === 'unreadable') return REASONS.unreadable;
  return outcome.table.missingColumns.length === 0
    ? null
    : { zh: '缺少必需的列，未能审核', en: 'required columns are missing' };
};

const tableFindings = (
  table: FiledTable,
  { form: name, keys }: TableForm,
  rules: readonly Rule[],
  context: FileContext,
): readonly Finding[] => {
  const form = { ...table, form: name, rowCount: table.rows.length };
  const subjects: Partial<Record<SubjectKind, readonly Subject[]>> = {
    form: [formSubject(form, context)],
    'unknown-cell': table.unknown.map((cell) => unknownSubject(form, cell, context)),
    'filed-cell': table.rows.flatMap(({ cells }) => {
      const row = keys.map((key) => normalisedText(cells.get(key)?.raw ?? '')).join('/');
      return [...cells].map(([column, cell]) => cellSubject(`${row}/${column}`, cell, context));
    }),
  };
  return rules.flatMap((rule) =>
    (subjects[rule.runsOn] ?? []).flatMap((subject) => judgeRule(rule, subject)),
  );
};
