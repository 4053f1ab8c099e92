import { describe, expect, it } from 'vitest';
import { ExpressionError, type ExpressionNode } from '../../../shared/domain/expressions/expression.ts';
import { namesIn } from '../../../shared/domain/expressions/names-in.ts';
import { parseExpression } from '../../../shared/domain/expressions/parse-expression.ts';

/** Every operation in parentheses, so that the grouping can be read. */
const grouped = (node: ExpressionNode): string => {
  switch (node.kind) {
    case 'number':
      return String(Number(node.value.numerator) / Number(node.value.denominator));
    case 'text':
      return `'${node.value}'`;
    case 'name':
      return node.name;
    case 'parameter':
      return `$${node.name}`;
    case 'prior':
      return `prior(${node.name})`;
    case 'negate':
      return `(-${grouped(node.operand)})`;
    case 'not':
      return `(not ${grouped(node.operand)})`;
    case 'list':
      return `[${node.items.map(grouped).join(' ')}]`;
    case 'arithmetic':
    case 'comparison':
    case 'logic':
      return `(${grouped(node.left)} ${node.operator} ${grouped(node.right)})`;
    case 'matches':
      return `matches(${grouped(node.subject)} ${node.pattern.source})`;
    case 'rows':
      return `${node.function}(${[node.rows, ...[node.of, node.condition].map((x) => (x ? grouped(x) : '-'))].join(' ')})`;
    case 'call':
      return `${node.function}(${node.arguments.map(grouped).join(' ')})`;
  }
};

describe('grouping, tightest first: -x, * /, + -, comparisons, not, and, or, =>', () => {
  it.each([
    ['a + b * c', '(a + (b * c))'],
    ['a - b - c', '((a - b) - c)'],
    ['a / b / c * d', '(((a / b) / c) * d)'],
    ['-a * b', '((-a) * b)'],
    ['a - -b', '(a - (-b))'],
    ['not a == b', '(not (a == b))'],
    ['not a and b', '((not a) and b)'],
    ['not not a', '(not (not a))'],
    ['a or b and c', '(a or (b and c))'],
    ['a and not b or c', '((a and (not b)) or c)'],
    ['a => b => c', '(a => (b => c))'],
    ['a or b => c and d', '((a or b) => (c and d))'],
    ['a + 1 <= b and c', '(((a + 1) <= b) and c)'],
    ["x in ['1', '2'] and y", "((x in ['1' '2']) and y)"],
    ['(left > 0) == (right > 0)', '((left > 0) == (right > 0))'],
    ['1e-5 * 0.25', '(0.00001 * 0.25)'],
    ['sum(projects, qh51, rd_project) / 12', '(sum(projects qh51 rd_project) / 12)'],
    ['count(enterprises)', 'count(enterprises - -)'],
    ['file.year == task.year', '(file.year == task.year)'],
    ['abs(value / prior(value) - 1) * 100 <= $max', '((abs(((value / prior(value)) - 1)) * 100) <= $max)'],
    ['constructor', 'constructor'],
    ['[]', '[]'],
  ])('%s', (source, expected) => {
    expect(grouped(parseExpression(source).root)).toBe(expected);
  });
});

describe('a wrong source is refused at its place', () => {
  it.each([
    ['', 0, 'empty'],
    ['a +', 3, 'ends too early'],
    ['a b', 2, 'expected an operator, found “b”'],
    ['a constructor', 2, 'expected an operator'],
    ['(a', 2, 'expected “)”'],
    ['a)', 1, 'expected an operator'],
    ["qb11 == '1", 8, 'never closed'],
    ['a = b', 2, 'equality is “==”'],
    ['a < b < c', 6, 'do not chain'],
    ['a == b == c', 7, 'do not chain'],
    ['a == not b', 5, 'in parentheses'],
    ['and a', 0, 'nothing on its left'],
    ['a # b', 2, 'unexpected character “#”'],
    ['$ a', 0, 'unexpected character'],
    ['fourth(a)', 0, 'no function “fourth”'],
    ['toString(a)', 0, 'no function'],
    ['prior(a + b)', 8, 'expected “)”'],
    ["prior('a')", 6, 'expected a name'],
    ['sum(rows)', 8, 'expected “,”'],
    ['all(rows)', 8, 'expected “,”'],
    ['blank(a, b)', 0, 'takes 1 argument(s), not 2'],
    ['coalesce(a)', 0, 'at least 2'],
    ['indicator(a)', 0, 'code in quotes'],
    ["matches(a, '(')", 11, 'is not a pattern'],
    ['matches(a, b)', 11, 'pattern in quotes'],
    ['12abc', 2, 'expected an operator'],
    ['[1, 2', 5, 'expected “]”'],
    [`${'('.repeat(200)}a${')'.repeat(200)}`, 100, 'nested deeper'],
    ['a'.repeat(9000), 0, 'longer than'],
  ])('%s', (source, column, problem) => {
    const attempt = (): unknown => parseExpression(source);
    expect(attempt).toThrow(ExpressionError);
    expect(attempt).toThrow(problem);
    expect(attempt).toThrow(`column ${column + 1}:`);
  });
});

it('names everything an expression refers to, row conditions included', () => {
  const used = namesIn(
    parseExpression(
      "sum(projects, qh51, rd_project) <= (qj20 + prior(qj250)) * (1 + $rel) and indicator('1.2') > 0 and qj20 > 0",
    ),
  );
  expect(used).toEqual({
    names: ['qh51', 'rd_project', 'qj20'],
    priors: ['qj250'],
    parameters: ['rel'],
    functions: ['sum', 'prior', 'indicator'],
    rows: ['projects'],
    indicators: ['1.2'],
  });
});
