import { describe, expect, it } from 'vitest';
import { aboutOf, coverage } from '../../../shared/domain/returns/explanation-band.ts';

const at = (values: Record<string, string>, sides = 't') => ({ values, sides });

describe('given an explained value', () => {
  it.each([
    ['100', '95', true],
    ['100', '105', true],
    ['100', '94.99', false],
    ['100', '105.01', false],
    ['-100', '-105', true],
    ['-100', '-94.9', false],
    ['-100', '100', false],
    ['0', '0', true],
    ['0', '0.0', true],
    ['0', '0.001', false],
    ['1e2', '100', true],
    // 1/3 ± 5 % is 0.31667 to 0.35.
    ['1/3', '0.35', true],
    ['1/3', '0.3501', false],
    ['1/3', '2/6', true],
    ['12345678901234567.89', '12962962846296296.2845', true],
    ['12345678901234567.89', '12962962846296296.2846', false],
    ['N/A', 'N/A', true],
    ['N/A', '0', false],
    ['多个', '多个', true],
    ['多个', '多', false],
  ])('%s, when it is %s now, then covered is %s', (explained, now, covered) => {
    expect(coverage(at({ v: explained }), at({ v: now })).covered).toBe(covered);
  });

  it('when it is blank now, or was, then it is asked again', () => {
    expect(coverage(at({ v: '1' }), at({}))).toMatchObject({ value: 'v', explained: '1', now: null });
    expect(coverage(at({}), at({ v: '1' }))).toMatchObject({ value: 'v', explained: null, now: '1' });
    expect(coverage(at({}), at({}))).toEqual({ covered: true });
  });
});

describe('given several values', () => {
  it('when one leaves its band, then that one is named', () => {
    expect(coverage(at({ a: '100', b: '100' }), at({ a: '104', b: '106' }))).toEqual({
      covered: false,
      because: 'outside-band',
      value: 'b',
      explained: '100',
      now: '106',
    });
  });

  it('when all stay but a threshold is crossed, then it is asked again', () => {
    const explained = at({ a: '100' }, 'f,t');
    expect(coverage(explained, at({ a: '101' }, 't,f'))).toEqual({ covered: false, because: 'other-side' });
    expect(coverage(explained, at({ a: '101' }, 'f,t'))).toEqual({ covered: true });
  });
});

it('a finding that does not say what it is about is bound by the numbers of its message', () => {
  const parameters = { field: { zh: '收入', en: 'revenue' }, v: 12.5, max: 60, raw: '7', p: null };
  expect(aboutOf({ parameters })).toEqual({ values: { v: '12.5', max: '60' }, sides: '' });
  expect(aboutOf({ parameters, about: at({ x: '1' }) })).toEqual(at({ x: '1' }));
});
