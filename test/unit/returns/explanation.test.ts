import { describe, expect, it } from 'vitest';
import {
  askedAgain,
  type Explanation,
  explainFindings,
  newerExplanations,
} from '../../../shared/domain/returns/explanation.ts';
import { verdictOf } from '../../../shared/domain/returns/verdict.ts';
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

const about = (v: string, sides = '') => ({ values: { v }, sides });

const explanation = (order: string | null, text: string, v = '100'): Explanation => ({
  cycle: '2021',
  filer: 'P001',
  finding: 'q',
  about: about(v),
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

const unbound = (...fingerprints: string[]) =>
  fingerprints.map((one) => ({ finding: one, about: { values: {}, sides: '' } }));

describe('explaining findings', () => {
  it('settles the queries named, and only queries', () => {
    const report = aReport([finding('q', 'query'), finding('r', 'query'), finding('n', 'notice')]);
    expect(explainFindings(report, unbound('q')).verdict).toBe('needs-explanation');
    const settled = explainFindings(report, unbound('q', 'r', 'n'));
    expect(settled.verdict).toBe('accepted');
    expect(settled.findings.map(({ explained }) => explained)).toEqual([true, true, undefined]);
    expect(explainFindings(aReport([finding('m', 'mandatory')]), unbound('m')).verdict).toBe('rejected');
  });

  it('gives the same report where nothing changes', () => {
    const report = aReport([finding('q', 'query', true)]);
    expect(explainFindings(report, unbound('q', 'z'))).toBe(report);
  });

  it.each([
    ['95', 'accepted'],
    ['105', 'accepted'],
    ['94.9', 'needs-explanation'],
    ['105.1', 'needs-explanation'],
    ['210', 'accepted'],
  ])('given 100 and 200 explained, when the value is %s, then it is %s', (v, verdict) => {
    const report = aReport([{ ...finding('q', 'query'), about: about(v) }]);
    const given = [explanation(at(1), 'one', '100'), explanation(at(2), 'two', '200')];
    expect(explainFindings(report, given).verdict).toBe(verdict);
    expect(explainFindings(report, given.toReversed()).verdict).toBe(verdict);
  });
});

describe('asking again', () => {
  const open = aReport([{ ...finding('q', 'query'), about: about('120') }, finding('never', 'query')]);

  it('names the latest explanation and what left its band', () => {
    const given = [explanation(at(2), 'late', '110'), explanation(at(1), 'early', '100')];
    expect(askedAgain(open, given)).toEqual([
      {
        finding: 'q',
        explanation: given[0],
        because: { covered: false, because: 'outside-band', value: 'v', explained: '110', now: '120' },
      },
    ]);
  });

  it('does not name what is explained', () => {
    expect(askedAgain(explainFindings(open, [explanation(null, 'x', '119')]), [])).toEqual([]);
    expect(askedAgain(open, [explanation(null, 'x', '119')])).toEqual([]);
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

  it('stand beside those of other values of the same finding', () => {
    const hundred = explanation(`${at(1)}|a`, 'early', '100');
    const twoHundred = explanation(`${at(2)}|a`, 'late', '200');
    expect(newerExplanations([twoHundred], [hundred])).toEqual([hundred]);
  });
});
