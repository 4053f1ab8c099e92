import { describe, expect, it } from 'vitest';
import { decimalText, parseDecimal } from '../../../shared/domain/expressions/decimal.ts';

describe('what a text says as a number', () => {
  it.each([
    ['12.30', '12.3'],
    ['1e-5', '0.00001'],
    ['1.5E+3', '1500'],
    ['-0.05', '-0.05'],
    ['+7', '7'],
    ['.5', '0.5'],
    ['-0', '0'],
    ['007', '7'],
    ['１２３', '123'],
    ['－１２．５', '-12.5'],
    ['\u22123', '-3'],
    ['1,234', '1234'],
    ['１，２３４', '1234'],
    ['12,345,678.90', '12345678.9'],
    ['\u3000 42\u00a0', '42'],
    ['1234567890123456.78', '1234567890123456.78'],
    ['1e400', `1${'0'.repeat(400)}`],
  ])('%s', (text, expected) => {
    const value = parseDecimal(text);
    expect(value && decimalText(value)).toBe(expected);
  });
});

describe('what says no number', () => {
  it.each([
    '',
    ' ',
    '.',
    '-',
    '1.',
    '1,23',
    '1,2345',
    '1234,567',
    ',123',
    '1 234',
    '12%',
    '１２％',
    '约200',
    '5万',
    '1e',
    '1e401',
    '1e999999999',
    '0x10',
    'NaN',
    'Infinity',
    '1.2.3',
    '1_000',
    '--1',
    '(5)',
    '9'.repeat(401),
  ])('%j', (text) => {
    expect(parseDecimal(text)).toBeNull();
  });
});

it('has no decimal text for a number whose decimals never end', () => {
  expect(decimalText({ numerator: 1n, denominator: 3n })).toBeNull();
  expect(decimalText({ numerator: -7n, denominator: 8n })).toBe('-0.875');
});
