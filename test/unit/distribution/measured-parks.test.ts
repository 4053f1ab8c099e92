import { describe, expect, it } from 'vitest';
import {
  measureIndicator,
  measureRatio,
  parseRatio,
  RatioError,
  rankOf,
} from '../../../shared/domain/distribution/measured-parks.ts';
import { parseDecimal } from '../../../shared/domain/expressions/decimal.ts';
import { ExpressionError } from '../../../shared/domain/expressions/expression.ts';
import { aSnapshot } from '../../support/a-snapshot.ts';

const snapshot = aSnapshot(
  [
    { id: 'P003', inputs: { employees: '3', staff_returnees: '1' }, values: { '4.1': 7 } },
    { id: 'P001', inputs: { employees: '1000', staff_returnees: '5' }, priors: { employees: '800' } },
    { id: 'P002', inputs: { employees: '0', staff_returnees: '5' } },
    { id: 'P004', inputs: { employees: 'N/A', staff_returnees: '5' } },
    { id: 'P005', inputs: { staff_returnees: '5' } },
    { id: 'P006', inputs: { employees: '5' }, registered: { exempt: true } },
  ],
  { expertScores: { P001: { '1.10': 80.5 } } },
);
const values = (source: string) =>
  measureRatio(snapshot, parseRatio(source)).parks.map(({ park, value }) => [park, value]);

describe('a ratio over the ranked parks', () => {
  it('is exact, by rising park id, and leaves out who is not ranked', () => {
    const { parks } = measureRatio(snapshot, parseRatio('staff_returnees / employees * 100'));
    // 5 ÷ 1000 × 100 = 1/2; 1 ÷ 3 × 100 = 100/3.
    expect(parks.map(({ park, exact }) => [park, exact])).toEqual([
      ['P001', { numerator: 1n, denominator: 2n }],
      ['P003', { numerator: 100n, denominator: 3n }],
    ]);
  });

  it('says why a park has none', () => {
    expect(measureRatio(snapshot, parseRatio('staff_returnees / employees')).notMeasured).toEqual([
      { park: 'P002', reason: 'zero-denominator', because: ['staff_returnees / employees'] },
      { park: 'P004', reason: 'not-applicable', because: ['employees'] },
      { park: 'P005', reason: 'missing-input', because: ['employees'] },
    ]);
    expect(measureRatio(snapshot, parseRatio('employees > 3')).notMeasured[0]?.reason).toBe('not-a-number');
    const growth = measureRatio(snapshot, parseRatio('employees / prior(employees)'));
    expect(growth.parks.map(({ park, value }) => [park, value])).toEqual([['P001', 1.25]]);
    expect(growth.notMeasured.find(({ park }) => park === 'P003')).toMatchObject({ reason: 'missing-prior' });
  });

  it('knows indicators and expert scores', () => {
    expect(values("indicator('4.1') * 2")).toContainEqual(['P003', 14]);
    expect(values('expert_score_innovation_climate')).toEqual([['P001', 80.5]]);
  });

  it('names what is no park input', () => {
    expect(() => parseRatio('revenues / employees + $limit')).toThrow(RatioError);
    expect(() => parseRatio('revenues / employees + $limit')).toThrow('revenues, $limit');
    expect(() => parseRatio('employees /')).toThrow(ExpressionError);
  });
});

describe('an indicator over the ranked parks', () => {
  it('has the values that were ranked, expert scores too', () => {
    expect(measureIndicator(snapshot, '4.1').parks.map(({ value }) => value)).toEqual([0, 0, 7, 0, 0]);
    const scores = measureIndicator(snapshot, '1.10');
    expect(scores.parks.map(({ park, value }) => [park, value])).toEqual([['P001', 80.5]]);
    expect(scores.notMeasured[0]).toEqual({ park: 'P002', reason: 'no-expert-score', because: ['1.10'] });
  });

  it('ranks by strict comparison: ties share the better rank', () => {
    const { parks } = measureIndicator(
      aSnapshot([3, 1, 3, 2].map((at, index) => ({ id: `P00${index}`, at }))),
      '4.1',
    );
    const rankIn = (direction: 'higher-is-better' | 'lower-is-better', text: string) =>
      rankOf(parks, parseDecimal(text) ?? { numerator: 0n, denominator: 1n }, direction);
    expect(['3', '2', '1', '0'].map((text) => rankIn('higher-is-better', text))).toEqual([1, 3, 4, 5]);
    expect(['3', '2', '1', '0'].map((text) => rankIn('lower-is-better', text))).toEqual([3, 2, 1, 1]);
  });
});
