import { describe, expect, it } from 'vitest';
import {
  type Explanation,
  explainFindings,
  newerExplanations,
  verdictOf,
} from '../../../shared/domain/returns/explanation.ts';
import type { Finding, Severity } from '../../../shared/domain/rules/finding.ts';
import { aReport } from '../../support/reports.ts';
import { at } from '../../support/returns.ts';

const finding = (fingerprint: string, severity: Severity, explained?: true): Finding => ({
  rule: 'R-P-002',
  severity,
  fingerprint,
  entity: 'P001',
  cells: [],
  parameters: {},
  ...(explained === undefined ? {} : { explained }),
});

const explanation = (order: string | null, text: string): Explanation => ({
  cycle: '2021',
  filer: 'P001',
  finding: 'q',
  reason: 'merger',
  text,
  actor: 'park:P001',
  at: at(1),
  order,
});

describe('verdict', () => {
  it.each([
    [[], 'accepted'],
    [['notice'], 'accepted'],
    [['query', 'notice'], 'needs-explanation'],
    [['mandatory', 'query'], 'rejected'],
    [['reject'], 'rejected'],
  ] as const)('of findings %j is %s', (severities, verdict) => {
    expect(verdictOf(severities.map((severity) => finding('f', severity)))).toBe(verdict);
  });

  it('counts an explained query as settled', () => {
    expect(verdictOf([finding('q', 'query', true)])).toBe('accepted');
  });
});

describe('explaining findings', () => {
  it('settles the queries named, and only queries', () => {
    const report = aReport([finding('q', 'query'), finding('r', 'query'), finding('n', 'notice')]);
    expect(explainFindings(report, new Set(['q'])).verdict).toBe('needs-explanation');
    const settled = explainFindings(report, new Set(['q', 'r', 'n']));
    expect(settled.verdict).toBe('accepted');
    expect(settled.findings.map(({ explained }) => explained)).toEqual([true, true, undefined]);
    expect(explainFindings(aReport([finding('m', 'mandatory')]), new Set(['m'])).verdict).toBe('rejected');
  });

  it('gives the same report where nothing changes', () => {
    const report = aReport([finding('q', 'query', true)]);
    expect(explainFindings(report, new Set(['q', 'z']))).toBe(report);
  });
});

describe('newer explanations', () => {
  it('are those without an earlier one, whatever the order of arrival', () => {
    const early = explanation(`${at(1)}|a`, 'early');
    const late = explanation(`${at(2)}|a`, 'late');
    expect(newerExplanations([], [early, late])).toEqual([late]);
    expect(newerExplanations([early], [late])).toEqual([late]);
    expect(newerExplanations([late], [early, late])).toEqual([]);
  });
});
