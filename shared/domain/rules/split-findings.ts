import type { Finding, Findings } from './finding.ts';
import {
  type Explanations,
  type FindingsOfRule,
  isExplained,
  LazyFindings,
  marked,
  type Wanted,
} from './lazy-findings.ts';
import { findingsByRule } from './report-findings.ts';

/** Findings of one group up to which they are held. */
const HELD = 1_000;

type IsWanted = (finding: Finding) => boolean;

/** Some of the findings of a collection, looked for again on each pass. */
class SelectedFindings extends LazyFindings {
  readonly length: number;
  readonly #all: Findings;
  readonly #isWanted: IsWanted;
  readonly #explanations: readonly Explanations[];

  constructor(all: Findings, isWanted: IsWanted, length: number, explanations: readonly Explanations[] = []) {
    super();
    this.length = length;
    this.#all = all;
    this.#isWanted = isWanted;
    this.#explanations = explanations;
  }

  *[Symbol.iterator](): Generator<Finding, undefined> {
    for (const finding of this.#all) if (this.#isWanted(finding)) yield marked(finding, this.#explanations);
  }

  byRule(): readonly FindingsOfRule[] {
    return findingsByRule(this.#all).flatMap(({ rule, severity, findings }) => {
      let length = 0;
      for (const finding of findings) if (this.#isWanted(finding)) length += 1;
      const selected = new SelectedFindings(findings, this.#isWanted, length, this.#explanations);
      return length === 0 ? [] : [{ rule, severity, findings: selected }];
    });
  }

  withFingerprints(wanted: Wanted): IteratorObject<Finding, undefined> {
    return this[Symbol.iterator]().filter(({ fingerprint }) => wanted.has(fingerprint));
  }

  explainedBy(explanations: Explanations): SelectedFindings {
    return new SelectedFindings(this.#all, this.#isWanted, this.length, [
      ...this.#explanations,
      explanations,
    ]);
  }

  countExplained(): number {
    return this[Symbol.iterator]()
      .filter(isExplained)
      .reduce((sum) => sum + 1, 0);
  }
}

/**
 * Findings in groups, each in the order of the whole; those of no group (null) are left out. A large group of findings
 * that are made anew on each pass is not held either.
 */
export const splitFindings = <Group extends string>(
  findings: Findings,
  groups: readonly Group[],
  groupOf: (finding: Finding) => Group | null,
  most = HELD,
): Readonly<Record<Group, Findings>> => {
  const isHeld = !(findings instanceof LazyFindings);
  const parts = new Map(groups.map((group) => [group, { length: 0, held: [] as Finding[] }]));
  for (const finding of findings) {
    const group = groupOf(finding);
    const part = group === null ? undefined : parts.get(group);
    if (part === undefined) continue;
    part.length += 1;
    if (isHeld || part.length <= most) part.held.push(finding);
    else part.held = [];
  }
  const split = groups.map((group): [Group, Findings] => {
    const { length = 0, held = [] } = parts.get(group) ?? {};
    const isWanted: IsWanted = (finding) => groupOf(finding) === group;
    return [group, held.length === length ? held : new SelectedFindings(findings, isWanted, length)];
  });
  return Object.fromEntries(split) as Record<Group, Findings>;
};
