import type { Finding, Severity } from './finding.ts';
import { compareFindings } from './finding-order.ts';
import {
  type Explanations,
  type FindingsOfRule,
  isExplained,
  LazyFindings,
  marked,
  type Wanted,
} from './lazy-findings.ts';
import { type Found, inReportOrder, isOfRecords, isSingle, type RecordFindings } from './record-findings.ts';

type Make = (batch: RecordFindings, row: number) => Finding | null;

/** The findings of one rule in the order of reports. Those on records are made on each pass and never kept. */
export class RuleFindings extends LazyFindings {
  readonly rule: string;
  readonly severity: Severity;
  readonly length: number;
  readonly #found: readonly Found[];
  readonly #explanations: readonly Explanations[];

  constructor(
    { rule, severity }: Pick<Finding, 'rule' | 'severity'>,
    found: readonly Found[],
    explanations: readonly Explanations[] = [],
  ) {
    super();
    this.rule = rule;
    this.severity = severity;
    this.length = countFound(found);
    this.#found = found;
    this.#explanations = explanations;
  }

  [Symbol.iterator](): IteratorObject<Finding, undefined> {
    return this.#pass((batch, row) => batch.finding(row));
  }

  byRule(): readonly FindingsOfRule[] {
    return [{ rule: this.rule, severity: this.severity, findings: this }];
  }

  /** The others are not made for it. */
  withFingerprints(wanted: Wanted): IteratorObject<Finding, undefined> {
    const isWanted = ({ fingerprint }: Finding): boolean => wanted.has(fingerprint);
    return this.#pass((batch, row) =>
      wanted.has(batch.fingerprint(row)) ? batch.finding(row) : null,
    ).filter(isWanted);
  }

  explainedBy(explanations: Explanations): RuleFindings {
    return this.severity === 'query'
      ? new RuleFindings(this, this.#found, [...this.#explanations, explanations])
      : this;
  }

  countExplained(): number {
    if (this.#explanations.length === 0) return 0;
    const has = (fingerprint: string): boolean =>
      this.#explanations.some(({ fingerprints }) => fingerprints.has(fingerprint));
    return this.withFingerprints({ has })
      .filter(isExplained)
      .reduce((sum) => sum + 1, 0);
  }

  #pass(make: Make): IteratorObject<Finding, undefined> {
    const single = this.#found.filter(isSingle).sort(compareFindings);
    const tables = Map.groupBy(this.#found.filter(isOfRecords), ({ table }) => table);
    const passes: IteratorObject<Finding, undefined>[] = [...tables.values()].map((batches) =>
      inReportOrder(batches, make),
    );
    if (single.length > 0) passes.unshift(single.values());
    const [only] = passes;
    const all = only !== undefined && passes.length === 1 ? only : merged(passes);
    return this.#explanations.length === 0 ? all : all.map((finding) => marked(finding, this.#explanations));
  }
}

/** How many findings there are. */
export const countFound = (found: readonly Found[]): number =>
  found.reduce((sum, one) => sum + (isOfRecords(one) ? one.rows.length : 1), 0);

/** Several passes, each in the order of reports, as one. */
function* merged(passes: readonly IteratorObject<Finding, undefined>[]): Generator<Finding, undefined> {
  const heads = passes.map((pass) => pass.next().value);
  for (;;) {
    let first = -1;
    for (const [index, head] of heads.entries()) {
      const best = heads[first];
      if (head !== undefined && (best === undefined || compareFindings(head, best) < 0)) first = index;
    }
    const next = heads[first];
    if (next === undefined) return;
    heads[first] = passes[first]?.next().value;
    yield next;
  }
}
