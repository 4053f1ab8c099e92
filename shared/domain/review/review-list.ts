import type { Localised } from '../returns/filed-return.ts';
import type { MessageParameter, Severity } from '../rules/finding.ts';

/** A return in force as the review sees it. */
export interface ReviewedReturn {
  readonly park: string;
  readonly submissionId: string;
  /** Opened for correction (退回): its values are about to change. */
  readonly reopened: boolean;
  /** Exact decimal text by input code, as scored; `N/A` = 不适用. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Last year's, as scored. */
  readonly priors: Readonly<Record<string, string>>;
}

/** An enterprise that several parks file. */
export interface SharedEnterprise {
  /** 统一社会信用代码 */
  readonly uscc: string;
  /** By park, rising: its name as that park files it. */
  readonly names: ReadonlyMap<string, string>;
}

/** A park that an entry is about, and what it files. */
export interface ReviewedParty {
  readonly park: string;
  readonly submissionId: string;
  readonly reopened: boolean;
  /** As filed, by input code; `name` of an enterprise. */
  readonly observed: Readonly<Record<string, string>>;
}

/** What a value was held against. */
export interface ReviewedPopulation {
  /** Parks with a value of both years. */
  readonly parks: number;
  /** Median of this year's value ÷ last year's. */
  readonly medianGrowth: number;
  /** This year's value ÷ last year's. */
  readonly growth: number;
  /** Modified z-score of the logarithm of growth. */
  readonly z: number;
}

/** Something that only all returns together show, for the ministry to look into (审查清单). */
export interface ReviewEntry {
  readonly rule: string;
  readonly severity: Severity;
  /** The rule is on trial. */
  readonly shadow: boolean;
  /** Hash of rule, entity and fields: the same entry in every list that has it. */
  readonly fingerprint: string;
  /** Credit code of an enterprise, or park id. */
  readonly entity: string;
  /** Park input that it is about; null where it is about an enterprise or several inputs. */
  readonly code: string | null;
  readonly parks: readonly ReviewedParty[];
  readonly population: ReviewedPopulation | null;
  /** They fill the rule's message. */
  readonly parameters: Readonly<Record<string, MessageParameter>>;
}

/** The ministry's review list of a cycle, over the returns in force. It touches no park's verdict (design rule 12). */
export interface ReviewList {
  readonly format: 'gaoxin-review@1';
  readonly cycle: string;
  readonly rulePack: string;
  /** Returns in force that were looked at. */
  readonly returns: readonly {
    readonly park: string;
    readonly submissionId: string;
    readonly reopened: boolean;
  }[];
  /** Rules that have an entry. */
  readonly rules: Readonly<
    Record<string, { readonly severity: Severity; readonly message: Localised; readonly fix: Localised }>
  >;
  /** In the order of the pack's rules, then of entity and code. */
  readonly entries: readonly ReviewEntry[];
}
