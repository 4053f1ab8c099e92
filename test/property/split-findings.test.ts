import fc from 'fast-check';
import { expect, it } from 'vitest';
import { jsonPieces } from '../../shared/adapters/report-writers/json-pieces.ts';
import { parseStoredReport } from '../../shared/adapters/stored-report.ts';
import type { Finding } from '../../shared/domain/rules/finding.ts';
import { LazyFindings } from '../../shared/domain/rules/lazy-findings.ts';
import {
  countExplained,
  findingsByRule,
  markExplained,
  withFingerprints,
} from '../../shared/domain/rules/report-findings.ts';
import { splitFindings } from '../../shared/domain/rules/split-findings.ts';
import { aFinding, aFindingsReport } from '../support/findings-reports.ts';

const made = fc
  .array(
    fc.record({
      rule: fc.constantFrom('R-A-001', 'R-A-005'),
      severity: fc.constantFrom('mandatory' as const, 'query' as const),
      fingerprint: fc.constantFrom('a', 'b', 'c', 'd'),
      entity: fc.constantFrom('one', 'two', 'neither'),
    }),
    { minLength: 1, maxLength: 30 },
  )
  .map((all) =>
    all.map(aFinding).toSorted((a, b) => {
      const [first, second] = [a, b].map(({ severity, rule }) => `${severity} ${rule}`) as [string, string];
      return first < second ? -1 : first > second ? 1 : 0;
    }),
  );

/** All that is asked of findings, as arrays. */
const seen = (findings: Parameters<typeof findingsByRule>[0]) => {
  const explained = markExplained(findings, { fingerprints: new Set(['a']), covers: () => true });
  return {
    all: [...findings],
    length: findings.length,
    byRule: findingsByRule(findings).map((group) => ({ ...group, findings: [...group.findings] })),
    wanted: withFingerprints(findings, new Set(['b', 'c'])),
    explained: [[...explained], countExplained(explained)],
    json: [...jsonPieces(findings)].join(''),
  };
};

it('groups of findings that are not held are those of an array, whatever is asked of them', () => {
  const groupOf = ({ entity }: Finding) => (entity === 'one' || entity === 'two' ? entity : null);
  fc.assert(
    fc.property(made, fc.nat({ max: 4 }), (findings, most) => {
      const stored = parseStoredReport(
        new TextEncoder().encode(JSON.stringify(aFindingsReport(findings))),
        0,
      );
      const lazy = splitFindings(stored.findings, ['one', 'two'], groupOf, most);
      for (const group of ['one', 'two'] as const) {
        const expected = findings.filter(({ entity }) => entity === group);
        expect(lazy[group] instanceof LazyFindings).toBe(expected.length > most);
        expect(seen(lazy[group])).toEqual(seen(expected));
      }
    }),
  );
});
