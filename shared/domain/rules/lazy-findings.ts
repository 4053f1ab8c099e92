import type { Finding, Findings, Severity } from './finding.ts';

/** Fingerprints that are looked for. */
export type Wanted = Pick<ReadonlySet<string>, 'has'>;

/** Explanations that may cover queries. */
export interface Explanations {
  /** Fingerprints of what is explained. */
  readonly fingerprints: Wanted;
  /** Whether a query with one of these fingerprints is covered. */
  readonly covers: (query: Finding) => boolean;
}

/** The findings of one rule. */
export interface FindingsOfRule {
  readonly rule: string;
  readonly severity: Severity;
  readonly findings: Findings;
}

/** Findings none of which is held: each pass makes them anew, one after another, always the same. */
export abstract class LazyFindings implements Findings {
  abstract readonly length: number;

  abstract [Symbol.iterator](): IteratorObject<Finding, undefined>;

  /** By rule, in the order of reports. */
  abstract byRule(): readonly FindingsOfRule[];

  /** Those with a wanted fingerprint. */
  abstract withFingerprints(wanted: Wanted): IteratorObject<Finding, undefined>;

  /** The same findings with those marked that the explanations cover, beside those that are marked already. */
  abstract explainedBy(explanations: Explanations): LazyFindings;

  /** How many queries are covered by an explanation. */
  abstract countExplained(): number;

  map<T>(to: (finding: Finding) => T): T[] {
    return Array.from(this, to);
  }

  filter(isWanted: (finding: Finding) => boolean): Finding[] {
    return this[Symbol.iterator]().filter(isWanted).toArray();
  }

  find(isWanted: (finding: Finding) => boolean): Finding | undefined {
    return this[Symbol.iterator]().find(isWanted);
  }

  /** All at once, so that JSON.stringify writes them like an array's. */
  toJSON(): readonly Finding[] {
    return [...this];
  }
}

/** A query with the mark of the explanations, where one of them covers it; any other finding as it is. */
export const marked = (finding: Finding, explanations: readonly Explanations[]): Finding => {
  if (finding.severity !== 'query' || finding.explained === true) return finding;
  const isCovered = explanations.some(
    ({ fingerprints, covers }) => fingerprints.has(finding.fingerprint) && covers(finding),
  );
  return isCovered ? { ...finding, explained: true } : finding;
};

/** Whether a finding is a query that an explanation covers. */
export const isExplained = ({ severity, explained }: Finding): boolean =>
  severity === 'query' && explained === true;
