import { describe, expect, test } from 'vitest';
import { NOT_APPLICABLE } from '../../../shared/domain/expressions/value.ts';
import { filedValue, inputText } from '../../../shared/domain/rules/filed-value.ts';

const textOf = (raw: string, stored: 'number' | 'text' | 'blank' | 'boolean' | 'error' = 'text') =>
  inputText(filedValue({ raw, stored }));

describe('a number in a cell', () => {
  test.each([
    ['57460', '57460'],
    ['５７，４６０', '57460'],
    ['６０，３１１，４５２．２９', '60311452.29'],
    ['1,234,567.80', '1234567.8'],
    ['　12 ', '12'],
    ['－５', '-5'],
    ['−5', '-5'],
    ['+7', '7'],
    ['1.5E3', '1500'],
    ['0.10', '0.1'],
    ['12345678901234567890.5', '12345678901234567890.5'],
  ])('%s says %s', (raw, expected) => expect(textOf(raw)).toBe(expected));

  test.each([
    '约5万',
    '1,23',
    '12,34,567',
    '5%',
    '12 人',
    '0x10',
    'Infinity',
    'NaN',
    '1/2',
    '#DIV/0!',
    '--5',
  ])('%s is left as text, not guessed at', (raw) => {
    expect(filedValue({ raw, stored: 'text' })).toBe(raw);
    expect(textOf(raw)).toBeNull();
  });
});

describe('a stored number stands for the shortest decimal of its double', () => {
  test.each([
    ['60311452.289999999', '60311452.29'],
    ['0.10000000000000001', '0.1'],
    ['5.7460279999999999E4', '57460.28'],
    ['0.30000000000000004', '0.30000000000000004'],
    ['1232134.4557', '1232134.4557'],
    ['1234567890123456', '1234567890123456'],
    ['12345678901234.56', '12345678901234.56'],
    ['9007199254740993', '9007199254740993'],
  ])('%s → %s', (raw, expected) => expect(textOf(raw, 'number')).toBe(expected));

  test('the same digits typed as text are kept', () => {
    expect(textOf('60311452.289999999')).toBe('60311452.289999999');
  });
});

test.each(['不适用', 'N/A', 'n/a', ' Ｎ／Ａ ', '不适用　'])('%j is 不适用', (raw) => {
  expect(filedValue({ raw, stored: 'text' })).toBe(NOT_APPLICABLE);
  expect(textOf(raw)).toBe('N/A');
});

test.each([
  ['', 'blank'],
  ['   ', 'text'],
  ['　', 'text'],
  ['12', 'blank'],
] as const)('%j stored as %s is blank', (raw, stored) => expect(filedValue({ raw, stored })).toBeNull());

test('#N/A is a broken formula, not 不适用', () => {
  expect(filedValue({ raw: '#N/A', stored: 'error' })).toBe('#N/A');
});
