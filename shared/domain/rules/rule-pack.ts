import type { Expression } from '../expressions/expression.ts';
import type { Value } from '../expressions/value.ts';
import type { Localised } from '../returns/filed-return.ts';
import type { MessageParameter, Severity } from './finding.ts';

/**
 * What a rule is evaluated on, once each:
 * - `file` the file · `form` each sheet or part · `record-table` each declared record table
 * - `filed-cell` each cell that the format names · `unknown-cell` each header, row code or member that it does not
 * - `park` the park inputs, this year's and last year's
 * - `score-file`, `score-row`, `score-pair` (park × indicator), `score-park` of the ministry's expert scores
 * - `enterprise-record` each enterprise or project record · `enterprise-column` each of their columns ·
 *   `enterprise-key` each credit code · `enterprise-total` each park input that is a total of theirs ·
 *   `enterprise-set` all enterprises of the park; `…-of-both-years` needs last year's records too
 * - `cross-park` needs other parks' files
 */
export const SUBJECTS = [
  'file',
  'form',
  'record-table',
  'filed-cell',
  'unknown-cell',
  'park',
  'score-file',
  'score-row',
  'score-pair',
  'score-park',
  'enterprise-record',
  'enterprise-column',
  'enterprise-key',
  'enterprise-total',
  'enterprise-set',
  'enterprise-record-of-both-years',
  'enterprise-set-of-both-years',
  'cross-park',
] as const;
export type SubjectKind = (typeof SUBJECTS)[number];

/** Definition of a park input, from park-inputs-2021. */
export interface InputDefinition {
  readonly code: string;
  readonly label: Localised;
  readonly unit: string;
  readonly type: 'integer' | 'decimal' | 'score';
  readonly filedBy: 'park' | 'ministry';
  readonly usedBy: readonly string[];
  readonly priorUsedBy: readonly string[];
  /** The columns as `input.…` of the expressions; a bound that does not bind is null. */
  readonly columns: Readonly<Record<string, Value>>;
}

/** Definition of an enterprise or project field, from return-fields. */
export interface FieldDefinition {
  readonly code: string;
  /** `GQ-001` to `GQ-005`. */
  readonly form: string;
  /** Unit of measure; empty for codes and texts. */
  readonly unit: string;
  /** Name of its code list, where it has one that is known. */
  readonly codeList: string | null;
}

/** Where the words of a placeholder come from. */
export type ParameterSource =
  /** Known when the pack is loaded: labels, indicator codes. */
  | { readonly kind: 'fixed'; readonly value: MessageParameter }
  | {
      readonly kind: 'expression';
      readonly expression: Expression;
      readonly rounding: { readonly decimals: number } | { readonly significant: number } | null;
      /** Printed as it is, without separators: years, codes. */
      readonly plain: boolean;
      /** `valueLabels` of the rule for this name. */
      readonly labels: Readonly<Record<string, Localised>> | null;
    }
  | { readonly kind: 'join'; readonly expressions: readonly Expression[] }
  /** A text that the engine supplies with the subject, e.g. `cell.address`. */
  | { readonly kind: 'context'; readonly name: string };

/** What a unit reads, after its bindings: decides its cells, its fingerprint and whether it can be judged. */
export interface UnitReads {
  /** Park inputs or enterprise fields, this year. */
  readonly codes: readonly string[];
  /** The same, last year. */
  readonly priors: readonly string[];
  readonly context: readonly string[];
  readonly indicators: readonly string[];
}

/** One evaluation of a rule: an entry of `each`, a code, a conjunct (`cases`), or the whole rule. */
export interface RuleUnit {
  readonly when: Expression | null;
  readonly expression: Expression;
  /** Names that stand for expressions in this unit. */
  readonly bindings: ReadonlyMap<string, Expression>;
  /** The code that “… as value” stands for here. */
  readonly subject: string | null;
  readonly reads: UnitReads;
  readonly parameters: ReadonlyMap<string, ParameterSource>;
}

export interface Rule {
  readonly id: string;
  readonly version: string;
  readonly severity: Severity;
  /** `shadow`: counted for the ministry, not shown. `off`: switched off by a patch of the pack, and does not run. */
  readonly mode: 'live' | 'shadow' | 'off';
  readonly runsOn: SubjectKind;
  /** `filer`: only inputs that the filer of the file files; `all`: every code of the rule. */
  readonly codesOf: 'all' | 'filer';
  readonly owner: Localised;
  /** First and last cycle in which the rule is in force; null = open end. */
  readonly effective: { readonly from: string; readonly to: string | null };
  readonly message: Localised;
  readonly fix: Localised;
  /** `$name` of the expressions. */
  readonly constants: Readonly<Record<string, Value>>;
  readonly units: readonly RuleUnit[];
}

/** All rules of a cycle, parsed and checked. */
export interface RulePack extends Omit<PackRules, 'name' | 'version'> {
  /** `gx46-2021@1.1.0`. */
  readonly id: string;
  /** Pack and major version, which a workbook must carry: `gx46-2021@1`. */
  readonly template: string;
  readonly cycle: string;
}

/** All rules, parsed and checked, before they are those of a cycle. Plain data throughout: they can be kept as they are. */
export interface PackRules {
  /** `gx46`. */
  readonly name: string;
  /** `1.1.0`. */
  readonly version: string;
  readonly rules: readonly Rule[];
  readonly inputs: ReadonlyMap<string, InputDefinition>;
  /** Indicator code → the expert-score input behind it. */
  readonly expertIndicators: ReadonlyMap<string, string>;
  readonly forms: Readonly<Record<string, Localised>>;
  /** Labels of columns that are not codes: `code`, `value`, `previous`, `score`… */
  readonly columns: Readonly<Record<string, Localised>>;
  /** Enterprise and project fields by code. */
  readonly fields: ReadonlyMap<string, FieldDefinition>;
  /** Values derived per enterprise or project (`value_added_e`), by code. */
  readonly derived: ReadonlyMap<string, Expression>;
  /** How a park input is a total of the enterprise records, by code. */
  readonly aggregations: ReadonlyMap<string, Expression>;
  /** `$name` of derived values: the codes of a list, null where it is not known. */
  readonly codeLists: Readonly<Record<string, Value>>;
  readonly codeListLabels: Readonly<Record<string, Localised>>;
  /** Labels of park inputs and enterprise fields. */
  readonly labels: ReadonlyMap<string, Localised>;
}
