import { describe, expect, it } from 'vitest';
import { dayOf, scopeOf } from '../../../cli/verbs/return-options.ts';
import { timeOf } from '../../../cli/verbs/time-option.ts';

describe('what a flag takes', () => {
  it.each([
    ['2021-03-31T23:59:59+08:00', '2021-03-31T15:59:59.000Z'],
    ['2021-03-31T23:59+0800', '2021-03-31T15:59:00.000Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
  ])('is a time with its zone: %s', (value, time) => {
    expect(timeOf('--deadline', value)).toBe(time);
  });

  it.each(['2021-02-31T00:00:00Z', '2021-04-31T12:00:00+08:00', '2021-03-31', '2021-03-31T23:59:59', 'soon'])(
    'is no time that the calendar does not have, or that could be anywhere: %s',
    (value) => {
      expect(() => timeOf('--deadline', value)).toThrow('--deadline');
    },
  );

  it('is a day of the calendar', () => {
    expect(dayOf('--effective', '2021-05-10')).toBe('2021-05-10');
    expect(() => dayOf('--effective', '2021-02-31')).toThrow('--effective');
  });

  it('is a list of codes with at least one', () => {
    expect(scopeOf(undefined)).toBeNull();
    expect(scopeOf('hospitals, rd_expenditure，city_gdp')).toEqual([
      'hospitals',
      'rd_expenditure',
      'city_gdp',
    ]);
    for (const none of ['', ' ', ',,', '、']) expect(() => scopeOf(none)).toThrow('--scope');
  });
});
