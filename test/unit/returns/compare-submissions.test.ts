import { describe, expect, it } from 'vitest';
import { compareSubmissions, withPredecessor } from '../../../shared/domain/returns/compare-submissions.ts';
import type { JudgedSubmission } from '../../../shared/domain/returns/fold-submissions.ts';
import { checkReturn } from '../../../shared/domain/rules/check-return.ts';
import type { Findings, FindingsReport } from '../../../shared/domain/rules/finding.ts';
import { aCheckContext, aFiledReturn, type ReturnOptions } from '../../support/a-filed-return.ts';
import { anUpload, at } from '../../support/returns.ts';
import { given, judge, upload } from './given.ts';

const report = (options: ReturnOptions): FindingsReport =>
  checkReturn({ kind: 'read', filed: aFiledReturn(options) }, aCheckContext()).report;

/** Two reports as those of two submissions of one park. */
const compare = (before: FindingsReport, after: FindingsReport) => {
  const [first, second] = given([
    upload(anUpload('A', 1)),
    judge('S-A-1', 'rejected'),
    upload(anUpload('B', 2)),
    judge('S-B-2', 'rejected'),
  ]).state.submissions;
  return compareSubmissions(
    { submission: first as JudgedSubmission, report: before },
    { submission: second as JudgedSubmission, report: after },
  );
};
const rulesOf = (findings: Findings) => findings.map(({ rule }) => rule);

describe('two submissions of a park', () => {
  const before: ReturnOptions = { inputs: { schools: null, city_gdp: 3_000_000, exports: '约5万' } };
  const after: ReturnOptions = {
    inputs: { city_gdp: 3_000_000, exports: '约6万', green_area: 40.5 },
    previous: { revenue: 1 },
  };

  it('have findings that are new, fixed or still open', () => {
    const { from, to, findings } = compare(report(before), report(after));
    expect([from, to]).toEqual(['S-A-1', 'S-B-2']);
    expect(rulesOf(findings.fixed)).toEqual(['R-T-010']);
    expect(rulesOf(findings.open)).toEqual(['R-T-009', 'R-A-005']);
    expect(rulesOf(findings.new)).toContain('R-A-007');
    expect(findings.explained).toEqual([]);
  });

  it('have findings that are explained now', () => {
    const [query] = report(before).findings.filter(({ rule }) => rule === 'R-A-005');
    const said = { finding: query?.fingerprint ?? '', reason: '03', text: '按区一级 GDP' };
    const { findings } = compare(report(before), report({ ...after, explanations: [said] }));
    expect(rulesOf(findings.explained)).toEqual(['R-A-005']);
    expect(rulesOf(findings.open)).toEqual(['R-T-009']);
  });

  it('differ in values, each with its cells on both sides', () => {
    const { values } = compare(report(before), report({ ...after, firstRow: 5 }));
    const of = (code: string) => values.filter((change) => change.code === code);
    expect(of('schools')).toEqual([
      {
        code: 'schools',
        year: 'this',
        from: null,
        to: '22',
        cells: {
          from: { sheet: '园区填报项', a1: expect.stringMatching(/^C\d+$/) },
          to: { sheet: '园区填报项', a1: expect.stringMatching(/^C\d+$/) },
        },
      },
    ]);
    expect(of('exports')).toMatchObject([{ from: '约5万', to: '约6万' }]);
    expect(of('revenue')).toMatchObject([{ year: 'last', to: '1' }]);
    expect(values).toHaveLength(4);
    const [{ cells } = { cells: null }] = of('green_area');
    const [from, to] = [cells?.from?.a1, cells?.to?.a1].map((a1) => Number(a1?.slice(1)));
    expect((to ?? 0) - (from ?? 0)).toBe(4);
  });

  it('do not differ in a value that is only written otherwise', () => {
    const written = (employees: string | number) => report({ inputs: { employees } });
    expect(compare(written(57460), written('５７，４６０')).values).toEqual([]);
    expect(compare(written(57460), report({ format: 'json', inputs: { employees: 57460 } })).values).toEqual(
      [],
    );
  });

  it('have no values to compare where one of them could not be read', () => {
    const { file, ...found } = report(before);
    const unreadable = checkReturn(
      { kind: 'unreadable', file, what: { zh: 'PDF', en: 'PDF' }, cell: null, fact: 'readable' },
      aCheckContext(),
    ).report;
    const { values, findings } = compare({ file, ...found }, unreadable);
    expect(values).toEqual([]);
    expect(findings.fixed).toEqual([]);
    expect(rulesOf(findings.notChecked)).toEqual(['R-T-009', 'R-T-010', 'R-A-005']);
    expect(rulesOf(findings.new)).toEqual(['R-F-002']);
  });

  it('that are the same differ in nothing', () => {
    const { findings, values } = compare(report(before), report(before));
    expect([findings.new, findings.fixed, values]).toEqual([[], [], []]);
  });
});

describe('the submission before', () => {
  const steps = [
    upload(anUpload('A', 1)),
    judge('S-A-1', 'rejected'),
    upload(anUpload('B', 2)),
    judge('S-B-2', 'accepted'),
    upload(anUpload('B', 3)),
    upload(anUpload('C', 4)),
  ];
  const pair = (submissionId?: string) => {
    const found = withPredecessor(given(steps).state.submissions, submissionId);
    return found === null ? null : [found.before?.submissionId ?? null, found.after.submissionId];
  };

  it('is the nearest judged one with other bytes', () => {
    expect(pair()).toEqual(['S-A-1', 'S-B-2']);
    expect(pair('S-B-3')).toEqual(['S-A-1', 'S-B-2']);
    expect(pair('S-A-1')).toEqual([null, 'S-A-1']);
  });

  it('is not told of one without a verdict, or that is not there', () => {
    expect(pair('S-C-4')).toBeNull();
    expect(pair('S-X')).toBeNull();
    expect(withPredecessor([])).toBeNull();
  });

  it('goes by the time of the upload, not by that of the verdict', () => {
    const { submissions } = given([
      upload(anUpload('B', 2)),
      judge('S-B-2', 'accepted'),
      upload(anUpload('A', 1)),
      judge('S-A-1', 'rejected'),
    ]).state;
    expect(withPredecessor(submissions)?.before).toMatchObject({ uploadedAt: at(1) });
  });
});
