import fc from 'fast-check';
import { expect, test } from 'vitest';
import parkInputs from '../../shared/data/park-inputs-2021.json' with { type: 'json' };
import { compareSubmissions } from '../../shared/domain/returns/compare-submissions.ts';
import { coverage } from '../../shared/domain/returns/explanation-band.ts';
import type { JudgedSubmission } from '../../shared/domain/returns/fold-submissions.ts';
import { checkReturn } from '../../shared/domain/rules/check-return.ts';
import { aCheckContext, aFiledReturn, type ReturnOptions, VALID_INPUTS } from '../support/a-filed-return.ts';
import { anUpload } from '../support/returns.ts';
import { given, judge, upload } from '../unit/returns/given.ts';

const check = (options: ReturnOptions, context: Parameters<typeof aCheckContext>[0] = {}) =>
  checkReturn({ kind: 'read', filed: aFiledReturn(options) }, aCheckContext(context)).report;

const codes = parkInputs.filter(({ filed_by }) => filed_by === 'park').map(({ code }) => code);
const order = fc.shuffledSubarray(codes, { minLength: codes.length });
const firstRow = fc.integer({ min: 1, max: 40 });
const said = { reason: '03', text: '按区一级 GDP 填报' };

/** GDP figures at which value added of 2,100,000 is above 60 % of them and not above them: R-A-005 and nothing else. */
const gdp = fc.integer({ min: 2_100_000, max: 3_499_999 });

test('an explanation covers a later file exactly within 5 % of the explained value, wherever its rows are', () => {
  fc.assert(
    fc.property(gdp, gdp, fc.nat(), order, firstRow, (explained, other, near, moved, row) => {
      const [finding] = check({ inputs: { city_gdp: explained } }).findings;
      if (finding?.about === undefined) throw new Error('R-A-005 is a query');
      const explanations = new Map([[finding.fingerprint, { ...said, about: finding.about }]]);
      // Half of the figures are drawn near the explained one.
      const now = near % 2 === 0 ? other : Math.min(3_499_999, explained + (near % 400_001) - 200_000);
      fc.pre(now >= 2_100_000);
      const { verdict, findings } = check(
        { inputs: { city_gdp: now }, order: moved, firstRow: row },
        { explanations },
      );
      const covered = 20 * Math.abs(now - explained) <= explained;
      expect(findings.map(({ rule }) => rule)).toEqual(['R-A-005']);
      expect(verdict).toBe(covered ? 'accepted' : 'needs-explanation');
    }),
    { numRuns: 150 },
  );
});

test('whatever is explained covers itself, and nothing that has one value more', () => {
  const about = fc.record({
    values: fc.dictionary(fc.string({ maxLength: 5 }), fc.string({ maxLength: 8 }), {
      maxKeys: 4,
      noNullPrototype: true,
    }),
    sides: fc.string({ maxLength: 4 }),
  });
  fc.assert(
    fc.property(about, (explained) => {
      expect(coverage(explained, structuredClone(explained))).toEqual({ covered: true });
      const more = { ...explained, values: { ...explained.values, 'one more value': '1' } };
      expect(coverage(explained, more).covered).toBe(false);
      expect(coverage(more, explained).covered).toBe(false);
    }),
  );
});

test('the difference of two files is the values that were changed, wherever their rows are', () => {
  const [first, second] = given([
    upload(anUpload('A', 1)),
    judge('S-A-1', 'rejected'),
    upload(anUpload('B', 2)),
    judge('S-B-2', 'rejected'),
  ]).state.submissions as readonly JudgedSubmission[];
  if (first === undefined || second === undefined) throw new Error('two submissions');
  const changed = fc.dictionary(fc.constantFrom(...codes), fc.integer({ min: 0, max: 10 ** 9 }), {
    maxKeys: 8,
    noNullPrototype: true,
  });
  fc.assert(
    fc.property(changed, order, firstRow, (inputs, moved, row) => {
      const before = { submission: first, report: check({}) };
      const after = { submission: second, report: check({ inputs, order: moved, firstRow: row }) };
      const expected = Object.entries(inputs).filter(([code, value]) => VALID_INPUTS[code] !== value);
      const { values, findings } = compareSubmissions(before, after);
      expect(values.map(({ code, from, to }) => [code, from, to]).sort()).toEqual(
        expected.map(([code, value]) => [code, String(VALID_INPUTS[code]), String(value)]).sort(),
      );
      // The valid return has no findings: all that there are now are new.
      expect(findings.new).toEqual(after.report.findings);
      expect(findings.fixed).toEqual([]);
    }),
    { numRuns: 100 },
  );
});
