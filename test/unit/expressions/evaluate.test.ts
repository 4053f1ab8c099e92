import { describe, expect, it } from 'vitest';
import { withBindings } from '../../../shared/domain/expressions/bindings.ts';
import { parseDecimal } from '../../../shared/domain/expressions/decimal.ts';
import { type EnvironmentData, environmentOf } from '../../../shared/domain/expressions/environment.ts';
import { evaluate } from '../../../shared/domain/expressions/evaluate.ts';
import { parseExpression } from '../../../shared/domain/expressions/parse-expression.ts';
import { isExact, NOT_APPLICABLE, type Value } from '../../../shared/domain/expressions/value.ts';
import { valueOfJson } from '../../../shared/domain/expressions/value-of-json.ts';

const values = (record: Record<string, unknown>): Record<string, Value> =>
  Object.fromEntries<Value>(
    Object.entries(record).map(([name, json]) => [name, json === 'N/A' ? NOT_APPLICABLE : valueOfJson(json)]),
  );

/** Value as plain data: `p/q` for a number that is no integer. */
const plain = (value: Value): unknown => {
  if (!isExact(value)) return value === NOT_APPLICABLE ? 'N/A' : value;
  return value.denominator === 1n ? Number(value.numerator) : `${value.numerator}/${value.denominator}`;
};

const run = (
  source: string,
  record: Record<string, unknown> = {},
  data: Partial<EnvironmentData> = {},
): unknown =>
  plain(
    evaluate(
      parseExpression(source),
      environmentOf({ values: values(record), notApplicableAs: 'null', ...data }),
    ),
  );

describe('Kleene truth tables', () => {
  const T = true;
  const F = false;
  const N = null;
  const pairs = [T, F, N].flatMap((a) => [T, F, N].map((b) => [a, b] as const));
  it.each([
    ['a and b', [T, F, N, F, F, F, N, F, N]],
    ['a or b', [T, T, T, T, F, N, T, N, N]],
    ['a => b', [T, F, N, T, T, T, T, N, N]],
  ])('%s', (source, expected) => {
    expect(pairs.map(([a, b]) => run(source, { a, b }))).toEqual(expected);
  });
  it('not', () => {
    expect([T, F, N].map((a) => run('not a', { a }))).toEqual([F, T, N]);
  });
});

describe('values', () => {
  it.each([
    ['0.1 + 0.2 == 0.3', {}, true],
    ['1 / 3 * 3', {}, 1],
    ['2 / 6', {}, '1/3'],
    ['-a', { a: -2.5 }, '5/2'],
    ['a / 0', { a: 1 }, null],
    ['0 / 0', {}, null],
    ['a + 1', { a: null }, null],
    ['a + 1', {}, null],
    ['a == 1', { a: null }, null],
    ['a == a', { a: null }, null],
    ['a + 1', { a: '12' }, null],
    ["a == '01'", { a: '01' }, true],
    ["a != '01'", { a: '1' }, true],
    ['a == 1', { a: '1' }, false],
    ["a < 'b'", { a: 'a' }, null],
    ["a in ['1', '2']", { a: '2' }, true],
    ["a in ['1', '2']", { a: '3' }, false],
    ["a in ['1', '2']", { a: null }, null],
    ['a in list', { a: 1, list: [2, null] }, null],
    ['a in list', { a: 2, list: [2, null] }, true],
    ['a in b', { a: 1, b: null }, null],
    ['a and b', { a: 1, b: true }, null],
    ["matches(a, '1.*')", { a: '110' }, true],
    ["matches(a, '1.')", { a: '110' }, false],
    ["matches(a, 'a|b')", { a: 'ab' }, false],
    ["matches(a, '1.*')", { a: null }, null],
    ['coalesce(a, b, 3)', { a: null, b: null }, 3],
    ['coalesce(a, 0)', { a: 2 }, 2],
    ['blank(a)', { a: null }, true],
    ['blank(a)', { a: 'N/A' }, false],
    ['na(a)', { a: 'N/A' }, true],
    ['na(a)', { a: 0 }, false],
    ['num(a)', { a: '１，２３４' }, true],
    ['num(a)', { a: '约200' }, false],
    ['num(a)', { a: null }, null],
    ['int(a)', { a: 3 }, true],
    ['int(a)', { a: 3.5 }, false],
    ['int(a)', { a: '约200' }, null],
    ['len(a)', { a: ['x', 'y'] }, 2],
    ['len(a)', { a: '鄂𠮷' }, 2],
    ['len(a)', { a: null }, null],
    ['uscc_valid(a)', { a: '91990000MA0000007X' }, true],
    ['uscc_valid(a)', { a: '91990000MA0000070X' }, false],
    ['uscc_valid(a)', { a: '9199' }, false],
    ['uscc_valid(a)', { a: null }, null],
    ['near_any(a, [10, 0.1], 1.3)', { a: 13 }, true],
    ['near_any(a, [10, 0.1], 1.3)', { a: 13.0001 }, false],
    ['near_any(a, [10], 1.3)', { a: null }, null],
    ['abs(a)', { a: -1.5 }, '3/2'],
    ['min(a, 2, 3)', { a: 1 }, 1],
    ['max(a, 2)', { a: null }, null],
  ] as [string, Record<string, unknown>, unknown][])('%s %o', (source, record, expected) => {
    expect(run(source, record)).toEqual(expected);
  });

  it('never looks up what objects inherit', () => {
    expect(run('constructor')).toBeNull();
    expect(run('toString + 1')).toBeNull();
  });
});

describe('不适用', () => {
  it('is null in park inputs and 0 in a record', () => {
    expect(run('a + 1', { a: 'N/A' })).toBeNull();
    expect(run('a + 1', { a: 'N/A' }, { notApplicableAs: 'zero' })).toBe(1);
    expect(run('a >= 0 and int(a)', { a: 'N/A' }, { notApplicableAs: 'zero' })).toBe(true);
    expect(run('max(a, -1)', { a: 'N/A' }, { notApplicableAs: 'zero' })).toBe(0);
    expect(run('coalesce(a, 5)', { a: 'N/A' })).toBe(5);
  });
});

describe('row sets', () => {
  const rows = {
    enterprises: [
      values({ x: 1.5, ok: true }),
      values({ x: 2, ok: false }),
      values({ x: 4, ok: null }),
      values({ x: 'N/A', ok: true }),
    ],
    holes: [values({ x: 1, ok: true }), values({ x: null, ok: false })],
  };
  it.each([
    ['sum(enterprises, x)', '15/2'],
    ['sum(enterprises, x, ok)', '3/2'],
    ['sum(enterprises, x * $factor, ok)', 15],
    ['sum(nothing, x)', 0],
    ['sum(holes, x)', null],
    ['sum(holes, x, ok)', 1],
    ['count(enterprises)', 4],
    ['count(enterprises, x > outside)', 2],
    ['all(enterprises, ok)', false],
    ['all(holes, x > 0)', true],
    ['unique(enterprises, x)', true],
    ['unique(enterprises, ok)', false],
    ['unique(holes, x)', true],
  ])('%s', (source, expected) => {
    expect(run(source, { outside: 1.75 }, { rows, parameters: values({ factor: 10 }) })).toEqual(expected);
  });
});

describe('names bound by `each`', () => {
  const environment = environmentOf({
    values: values({ a: 2, b: 3, value: 7 }),
    prior: values({ a: 1, b: 2 }),
    rows: { enterprises: [values({ a: 10, b: 1 }), values({ a: 0, b: 1 })] },
    notApplicableAs: 'null',
  });
  const bound = (source: string, bindings: Record<string, string>): unknown =>
    plain(
      evaluate(
        parseExpression(source),
        withBindings(
          environment,
          new Map(Object.entries(bindings).map(([name, text]) => [name, parseExpression(text)])),
        ),
      ),
    );
  it.each([
    ['part <= whole', { part: 'a + b', whole: '5' }, true],
    ['prior(x)', { x: 'b' }, 2],
    ['prior(x)', { x: 'a + b' }, 3],
    ['value', { value: 'value' }, 7],
    ['count(enterprises, near)', { near: 'a > b' }, 1],
    ['x + other', { x: 'a', other: 'missing' }, null],
  ])('%s with %o', (source, bindings, expected) => {
    expect(bound(source, bindings as Record<string, string>)).toEqual(expected);
  });
});

it('computes with more digits than a double holds', () => {
  const big = parseDecimal('90071992547409930000000001');
  expect(
    big &&
      plain(
        evaluate(
          parseExpression('a - b'),
          environmentOf({ values: { a: big, b: big }, notApplicableAs: 'null' }),
        ),
      ),
  ).toBe(0);
  expect(run('90071992547409930000000001 - 90071992547409930000000000')).toBe(1);
});

it('evaluates the longest chain that the parser takes', () => {
  const source = Array(1_990).fill('a').join('+');
  expect(run(source, { a: 1 })).toBe(1_990);
  expect(() => run('-'.repeat(200))).toThrow('nested deeper');
});
