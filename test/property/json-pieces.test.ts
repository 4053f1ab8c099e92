import fc from 'fast-check';
import { expect, it } from 'vitest';
import { jsonPieces } from '../../shared/adapters/report-writers/json-pieces.ts';
import type { Finding } from '../../shared/domain/rules/finding.ts';
import { LazyFindings } from '../../shared/domain/rules/lazy-findings.ts';
import { aFinding, aFindingsReport } from '../support/findings-reports.ts';

/** Findings with their number in their fingerprint. */
class Numbered extends LazyFindings {
  readonly length: number;

  constructor(length: number) {
    super();
    this.length = length;
  }

  *[Symbol.iterator](): Generator<Finding, undefined> {
    for (let number = 0; number < this.length; number += 1) {
      yield aFinding({ fingerprint: String(number), entity: `"企业\n${number}"` });
    }
  }

  byRule = () => [];
  explainedBy = () => this;
  withFingerprints = () => this[Symbol.iterator]();
  countExplained = () => 0;
}

const lengths = fc.constantFrom(0, 1, 2, 99, 100, 101, 200, 243);
const long = lengths.map((length) => Array.from({ length }, (_, at) => ({ at, text: `"${at}"\n` })));
const odd = fc.constantFrom(undefined, () => 1, new Date(0), new Map([[1, 2]]), Number.NaN, '\ud800', -0);
const { value: document } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    fc.jsonValue(),
    odd,
    lengths.map((length) => new Numbered(length)),
    long,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.string(), tie('value'), { maxKeys: 4 }),
  ),
}));

it('the pieces are what JSON.stringify writes, whatever lies how deep in a document', () => {
  fc.assert(
    fc.property(
      document.filter((one) => JSON.stringify(one) !== undefined),
      fc.constantFrom(0 as const, 2 as const),
      (one, indent) => {
        expect([...jsonPieces(one, indent)].join('')).toBe(JSON.stringify(one, null, indent));
      },
    ),
    { numRuns: 400 },
  );
});

it('no piece grows with the number of findings', () => {
  const report = aFindingsReport([], { findings: new Numbered(20_000) });
  const pieces = [...jsonPieces({ verdict: report.verdict, reports: [report, report] }, 2)];
  const longest = Math.max(...pieces.map(({ length }) => length));
  expect(longest).toBeLessThan(100_000);
  expect(JSON.parse(pieces.join(''))).toMatchObject({ reports: [{ truncated: false }, {}] });
});
