import { describe, expect, test } from 'vitest';
import { jsonPieces } from '../../../shared/adapters/report-writers/json-pieces.ts';
import type { Finding } from '../../../shared/domain/rules/finding.ts';
import { LazyFindings } from '../../../shared/domain/rules/lazy-findings.ts';

class MadeFindings extends LazyFindings {
  readonly length: number;

  constructor(length: number) {
    super();
    this.length = length;
  }

  [Symbol.iterator](): IteratorObject<Finding, undefined> {
    return Array.from(
      { length: this.length },
      (_, at): Finding => ({
        rule: 'R-T-001',
        severity: 'mandatory',
        fingerprint: `${at}`,
        entity: 'P021',
        cells: [{ sheet: '企业', a1: `A${at}`, header: '', raw: '第一行\n"第二行"' }],
        parameters: { what: { zh: '空', en: 'blank' }, n: null },
      }),
    ).values();
  }

  byRule(): readonly [] {
    return [];
  }

  explainedBy(): this {
    return this;
  }

  withFingerprints(): IteratorObject<Finding, undefined> {
    return this[Symbol.iterator]();
  }

  countExplained(): number {
    return 0;
  }
}

const report = (findings: unknown) => ({
  verdict: 'rejected',
  absent: undefined,
  counts: {},
  findings,
  inputs: { a: [1] },
});

describe.each([0, 2] as const)('indented by %i', (indent) => {
  test.each([
    ['a report', report(new MadeFindings(500))],
    ['a report without findings', report(new MadeFindings(0))],
    ['an array of findings', report([...new MadeFindings(2)])],
    ['several reports', { verdict: 'rejected', reports: [report(new MadeFindings(3)), report([])] }],
    ['anything else', ['a', 1, null, { b: [] }]],
    ['nothing', null],
  ])('%s is written as JSON.stringify writes it', (_, document) => {
    expect([...jsonPieces(document, indent)].join('')).toBe(JSON.stringify(document, null, indent));
  });
});

test('a long list comes in pieces', () => {
  const sizes = [...jsonPieces(report(new MadeFindings(5_000)))].map(({ length }) => length);
  expect(sizes.length).toBeGreaterThan(10);
  expect(Math.max(...sizes)).toBeLessThan(100_000);
});
