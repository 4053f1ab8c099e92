import type { Finding, Findings } from './finding.ts';

/** Fingerprints that are looked for. */
export type Wanted = Pick<ReadonlySet<string>, 'has'>;

/** Findings none of which is held: each pass makes them anew, one after another, always the same. */
export abstract class LazyFindings implements Findings {
  abstract readonly length: number;

  abstract [Symbol.iterator](): IteratorObject<Finding, undefined>;

  /** Those with a wanted fingerprint. The others are not made for it. */
  abstract withFingerprints(wanted: Wanted): IteratorObject<Finding, undefined>;

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
