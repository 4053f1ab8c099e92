import type { Finding, FindingsReport } from '../domain/rules/finding.ts';
import {
  type Explanations,
  type FindingsOfRule,
  isExplained,
  LazyFindings,
  marked,
  type Wanted,
} from '../domain/rules/lazy-findings.ts';

/** Reports up to this size are parsed whole. */
const WHOLE_BYTES = 32 * 1024 * 1024;

const QUOTES = 0x22;
const BACKSLASH = 0x5c;
/** `{` and `}`; brackets differ from braces by this one bit. */
const OPEN = 0x7b;
const CLOSE = 0x7d;
const BRACE = 0x20;
const MEMBER = new TextEncoder().encode('"findings":');

/** Findings in the JSON that they are stored in; each is parsed when it is its turn. */
class StoredFindings extends LazyFindings {
  readonly length: number;
  readonly #bytes: Uint8Array;
  /** Where each begins, and behind the last one where the next would. */
  readonly #starts: Float64Array;
  readonly #explanations: readonly Explanations[];
  readonly #decoder = new TextDecoder();

  constructor(bytes: Uint8Array, starts: Float64Array, explanations: readonly Explanations[] = []) {
    super();
    this.length = starts.length - 1;
    this.#bytes = bytes;
    this.#starts = starts;
    this.#explanations = explanations;
  }

  *[Symbol.iterator](): Generator<Finding, undefined> {
    for (let at = 0; at < this.length; at += 1) {
      // A comma or the bracket that ends the list stands before where the next one begins.
      const text = this.#bytes.subarray(this.#starts[at], (this.#starts[at + 1] as number) - 1);
      yield marked(JSON.parse(this.#decoder.decode(text)) as Finding, this.#explanations);
    }
  }

  byRule(): readonly FindingsOfRule[] {
    const groups: { rule: string; severity: Finding['severity']; from: number }[] = [];
    let at = 0;
    for (const { rule, severity } of this) {
      const last = groups.at(-1);
      if (last?.rule !== rule || last.severity !== severity) groups.push({ rule, severity, from: at });
      at += 1;
    }
    return groups.map(({ rule, severity, from }, index) => {
      const to = groups[index + 1]?.from ?? this.length;
      const starts = this.#starts.subarray(from, to + 1);
      return { rule, severity, findings: new StoredFindings(this.#bytes, starts, this.#explanations) };
    });
  }

  withFingerprints(wanted: Wanted): IteratorObject<Finding, undefined> {
    return this[Symbol.iterator]().filter(({ fingerprint }) => wanted.has(fingerprint));
  }

  explainedBy(explanations: Explanations): StoredFindings {
    return new StoredFindings(this.#bytes, this.#starts, [...this.#explanations, explanations]);
  }

  countExplained(): number {
    return this[Symbol.iterator]()
      .filter(isExplained)
      .reduce((sum) => sum + 1, 0);
  }
}

/**
 * A findings report out of the JSON that JSON.stringify made of it. The findings of a large one are left in it: a JSON
 * of 600,000 findings has 150 MB, no string holds more than 512 MB, and as objects they would take three times as much.
 */
export const parseStoredReport = (bytes: Uint8Array, wholeBytes = WHOLE_BYTES): FindingsReport => {
  const decoder = new TextDecoder();
  if (bytes.length <= wholeBytes) return JSON.parse(decoder.decode(bytes)) as FindingsReport;
  const starts = findingStarts(bytes);
  if (starts.length < 2) return JSON.parse(decoder.decode(bytes)) as FindingsReport;
  const before = decoder.decode(bytes.subarray(0, starts[0]));
  const after = decoder.decode(bytes.subarray((starts.at(-1) as number) - 1));
  const report = JSON.parse(before + after) as FindingsReport;
  return { ...report, findings: new StoredFindings(bytes, starts) };
};

/** Where the findings of a stored report begin, and behind the bracket that ends them; empty where it has none. */
const findingStarts = (bytes: Uint8Array): Float64Array => {
  const starts: number[] = [];
  let depth = 0;
  let list = -1;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] as number;
    if (byte === QUOTES) at = stringEnd(bytes, at);
    else if ((byte | BRACE) === OPEN) {
      if (depth === 1 && isFindings(bytes, at)) list = at;
      if (depth === 2 && list >= 0) starts.push(at);
      depth += 1;
    } else if ((byte | BRACE) === CLOSE) {
      depth -= 1;
      if (depth === 1 && list >= 0) {
        if (starts.length > 0) starts.push(at + 1);
        break;
      }
    }
  }
  return Float64Array.from(starts);
};

/** Where the string that begins at `from` ends. */
const stringEnd = (bytes: Uint8Array, from: number): number => {
  let at = from + 1;
  while (at < bytes.length && bytes[at] !== QUOTES) at += bytes[at] === BACKSLASH ? 2 : 1;
  return at;
};

const isFindings = (bytes: Uint8Array, at: number): boolean =>
  MEMBER.every((byte, index) => bytes[at - MEMBER.length + index] === byte);
