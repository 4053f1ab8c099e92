import type { FileFacts, Localised } from '../returns/filed-return.ts';
import type { ExplainedValues } from './explained-values.ts';
import type { ReportedInput } from './filed-inputs.ts';

/** 拒收 reject · 强制性 mandatory · 核实性 query · 提示 notice. */
export type Severity = 'reject' | 'mandatory' | 'query' | 'notice';

/** 通过 accepted: no reject, mandatory or unexplained query finding. 待说明 needs-explanation: unexplained queries only. */
export type Verdict = 'accepted' | 'needs-explanation' | 'rejected';

export interface FindingCell {
  readonly sheet: string;
  readonly a1: string;
  readonly header: string;
  readonly raw: string;
}

/** A parameter of a message: a number, a text, or a text in both languages (labels). */
export type MessageParameter = number | string | Localised | null;

/** One broken rule at one place. The message is a template of the rule, filled by `parameters`. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  /** Hash of rule, entity and fields: outlives moved rows and re-ordered columns. */
  readonly fingerprint: string;
  /** Park id, or 统一社会信用代码 of the enterprise, or the file's sheet for file findings. */
  readonly entity: string;
  readonly cells: readonly FindingCell[];
  readonly parameters: Readonly<Record<string, MessageParameter>>;
  /** On a query: the values that the rule read, to which an explanation of it is bound. */
  readonly about?: ExplainedValues;
  /** Present on a query that an explanation in force covers. */
  readonly explained?: boolean;
}

/**
 * Findings in the order of a report: an array, or a collection that makes each of them when it comes to it
 * (`LazyFindings`). A return may have hundreds of thousands: pass over them, and keep no more of them than is needed.
 */
export interface Findings extends Iterable<Finding> {
  readonly length: number;
  map<T>(to: (finding: Finding) => T): T[];
  filter(isWanted: (finding: Finding) => boolean): Finding[];
  find(isWanted: (finding: Finding) => boolean): Finding | undefined;
}

/** The findings report: what `check --json` prints and what the pipeline stores in the reports bucket. */
export interface FindingsReport {
  readonly verdict: Verdict;
  readonly file: FileFacts;
  /** `gx46-2021@1.1.0`. */
  readonly rulePack: string;
  readonly rows: { readonly read: number; readonly blank: number };
  readonly counts: Readonly<Record<Severity, number>>;
  /** Always false: findings are never cut, however many there are. */
  readonly truncated: false;
  /** Rules not run on this file, with the reason (e.g. no enterprise records in it). */
  readonly skippedRules: readonly { rule: string; reason: Localised }[];
  /** Rules that have a finding below: message and fix hint as templates. */
  readonly rules: Readonly<Record<string, { severity: Severity; message: Localised; fix: Localised }>>;
  readonly findings: Findings;
  /** The park inputs as filed, by code, with their cells; absent where none could be read. */
  readonly inputs?: Readonly<Record<string, ReportedInput>>;
  /** Explanations in the file that cover no query: how many, and the first of them with why. Absent where there are none. */
  readonly idleExplanations?:
    | {
        readonly count: number;
        readonly named: readonly {
          readonly cell: FindingCell;
          readonly finding: string;
          readonly why: Localised;
        }[];
      }
    | undefined;
  /** Counts of shadow-mode rules, for the ministry only; absent in what a park sees. */
  readonly shadow?: Readonly<Record<string, number>>;
}
