import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseStoredReport } from '../../shared/adapters/stored-report.ts';
import type { Finding, Findings } from '../../shared/domain/rules/finding.ts';
import { LazyFindings } from '../../shared/domain/rules/lazy-findings.ts';
import {
  countExplained,
  findingsByRule,
  markExplained,
  withFingerprints,
} from '../../shared/domain/rules/report-findings.ts';
import { aFinding, aFindingsReport } from '../support/findings-reports.ts';

const text = fc.oneof(
  fc.string({ unit: 'binary' }).map((value) => value.toWellFormed()),
  fc.constantFrom('"findings":[{', ']}', '\\', '\\"', '[[{{', '企业'),
);
const finding = fc
  .record({
    rule: fc.constantFrom('R-A-001', 'R-A-005', 'R-T-001'),
    severity: fc.constantFrom('mandatory' as const, 'query' as const),
    fingerprint: fc.constantFrom('a', 'b', 'c', 'd'),
    entity: text,
    raw: text,
    explained: fc.boolean(),
  })
  .map(
    ({ raw, explained, ...one }): Finding =>
      aFinding({
        ...one,
        cells: [{ sheet: 's', a1: 'A1', header: raw, raw }],
        ...(explained && one.severity === 'query' ? { explained } : {}),
      }),
  );
const order = ({ severity, rule }: Finding): string => `${severity} ${rule}`;

it('a stored report reads back the same, whole or finding by finding', () => {
  fc.assert(
    fc.property(fc.array(finding, { maxLength: 12 }), text, (made, name) => {
      const findings = made.toSorted((a, b) => (order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : 0));
      const plain = aFindingsReport(findings);
      const report = { ...plain, file: { ...plain.file, name } };
      const bytes = new TextEncoder().encode(JSON.stringify(report));
      expect(parseStoredReport(bytes)).toEqual(report);
      const stored = parseStoredReport(bytes, 0);
      expect(stored.findings instanceof LazyFindings).toBe(findings.length > 0);
      expect(JSON.stringify(stored)).toBe(JSON.stringify(report));
      const groups = (all: Findings) =>
        findingsByRule(all).map((group) => ({ ...group, findings: [...group.findings] }));
      expect(groups(stored.findings)).toEqual(groups(findings));
      const wanted = new Set(['a', 'c']);
      expect(withFingerprints(stored.findings, wanted)).toEqual(withFingerprints(findings, wanted));
      const explanations = { fingerprints: wanted, covers: ({ entity }: Finding) => entity.length % 2 === 0 };
      const explained = markExplained(stored.findings, explanations);
      expect([...explained]).toEqual(markExplained(findings, explanations));
      expect(countExplained(explained)).toBe(countExplained(markExplained(findings, explanations)));
    }),
    { numRuns: 300 },
  );
});
