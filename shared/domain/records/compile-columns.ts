import type { ExpressionNode } from '../expressions/expression.ts';
import { areEqual, isExact, isList, NOT_APPLICABLE, type Value } from '../expressions/value.ts';
import {
  AND,
  bit,
  type ColumnNames,
  type Compiled,
  constantOf,
  fourByFour,
  IMPLIES,
  MARK,
  NOT,
  NotColumnar,
  number,
  OR,
  ofSource,
  question,
  type TruthOfBlock,
  truth,
  truthOf,
} from './compiled.ts';
import { compileCall } from './compiled-calls.ts';
import { FLAG } from './record-table.ts';
import {
  added,
  compared,
  divided,
  EVERYWHERE,
  multiplied,
  negated,
  TRUTH,
  truthEverywhere,
} from './vectors.ts';

/**
 * An expression compiled to loops over columns of doubles, or null where it has no such form and every row must be evaluated
 * exactly. Wherever it says true, false or unknown (null), the exact evaluator says the same; where doubles cannot tell,
 * it says uncertain.
 */
export const compileTruth = (root: ExpressionNode, names: ColumnNames): TruthOfBlock | null =>
  orNull(() => truth(compile(root, names)));

const orNull = <T>(make: () => T): T | null => {
  try {
    return make();
  } catch (error) {
    if (error instanceof NotColumnar) return null;
    throw error;
  }
};

const compile = (node: ExpressionNode, names: ColumnNames): Compiled => {
  switch (node.kind) {
    case 'number':
    case 'text':
      return { kind: 'constant', value: node.value };
    case 'list':
      return { kind: 'constant', value: node.items.map((item) => constantOf(compile(item, names))) };
    case 'name':
      return ofSource(names.name(node.name));
    case 'prior':
      return ofSource(names.prior(node.name));
    case 'parameter':
      return { kind: 'constant', value: names.parameter(node.name) };
    case 'rows':
      return ofSource(names.rows(node));
    case 'negate': {
      const { run } = number(compile(node.operand, names), names);
      const into = names.workspace.scratch();
      return { kind: 'number', leaf: null, run: (block, rows) => negated(run(block, rows), rows, into) };
    }
    case 'not': {
      const run = truth(compile(node.operand, names));
      return truthOf(names, (block, rows, into) => {
        const t = run(block, rows);
        const everywhere = truthEverywhere(t);
        if (everywhere !== undefined) return EVERYWHERE[NOT[everywhere] as number] as Uint8Array;
        for (let i = 0; i < rows; i += 1) into[i] = NOT[t[i] as number] as number;
        return into;
      });
    }
    case 'arithmetic':
      return arithmetic(node, names);
    case 'comparison':
      return comparison(node, names);
    case 'logic': {
      const left = truth(compile(node.left, names));
      const right = truth(compile(node.right, names));
      const table = node.operator === 'and' ? AND : node.operator === 'or' ? OR : IMPLIES;
      return byTable(left, right, table, names);
    }
    case 'matches': {
      const subject = compile(node.subject, names);
      if (subject.kind !== 'text') throw new NotColumnar();
      const { pattern } = node;
      return question(names, subject.source, (value) =>
        typeof value === 'string' ? bit(pattern.test(value)) : TRUTH.unknown,
      );
    }
    case 'call':
      return compileCall(
        node.function,
        node.arguments.map((argument) => compile(argument, names)),
        names,
      );
  }
};

const arithmetic = (node: Extract<ExpressionNode, { kind: 'arithmetic' }>, names: ColumnNames): Compiled => {
  const left = number(compile(node.left, names), names).run;
  const right = number(compile(node.right, names), names).run;
  const into = names.workspace.scratch();
  const { operator } = node;
  return {
    kind: 'number',
    leaf: null,
    run: (block, rows) => {
      const a = left(block, rows);
      const b = right(block, rows);
      if (operator === '+') return added(a, b, 1, rows, into);
      if (operator === '-') return added(a, b, -1, rows, into);
      return operator === '*' ? multiplied(a, b, rows, into) : divided(a, b, rows, into);
    },
  };
};

const comparison = (node: Extract<ExpressionNode, { kind: 'comparison' }>, names: ColumnNames): Compiled => {
  const left = compile(node.left, names);
  const right = compile(node.right, names);
  const { operator } = node;
  if (left.kind === 'text') {
    const other = constantOf(right);
    if (operator !== '==' && operator !== '!=' && operator !== 'in') throw new NotColumnar();
    return question(names, left.source, (value) => textComparison(operator, value, other));
  }
  if (operator === 'in') throw new NotColumnar();
  if (left.kind === 'truth' && right.kind === 'truth') {
    if (operator !== '==' && operator !== '!=') throw new NotColumnar();
    return byTable(left.run, right.run, operator === '==' ? SAME : DIFFERENT, names);
  }
  const a = number(left, names);
  const b = number(right, names);
  const into = names.workspace.truths();
  const isAtLeastZero = operator === '>=' && right.kind === 'constant' && isZero(right.value);
  // Text in a number column is unequal to every number and not below any: only the exact evaluator keeps them apart.
  const marked = operator === '==' || operator === '!=' ? [a.leaf?.marks, b.leaf?.marks] : [];
  return {
    kind: 'truth',
    run: (block, rows) => {
      if (isAtLeastZero && a.leaf?.facts != null && (a.leaf.facts(block) & NOT_SURELY_POSITIVE) === 0)
        return EVERYWHERE[TRUTH.true] as Uint8Array;
      compared(operator, a.run(block, rows), b.run(block, rows), rows, into);
      for (const marks of marked) {
        const mark = marks?.(block, rows);
        if (mark) for (let i = 0; i < rows; i += 1) if (mark[i] === MARK.text) into[i] = TRUTH.uncertain;
      }
      return into;
    },
  };
};

/** What a block must not have for all its cells to be 0 or more. */
const NOT_SURELY_POSITIVE = FLAG.negative | FLAG.blank | FLAG.text | FLAG.long;

const isZero = (value: Value): boolean => isExact(value) && value.numerator === 0n;

/** Two truths joined by a table of their pairs; the right one is not asked for where the left one decides. */
const byTable = (
  left: TruthOfBlock,
  right: TruthOfBlock,
  table: Uint8Array,
  names: ColumnNames,
): Compiled => {
  const kept = names.workspace.truths();
  return truthOf(names, (block, rows, into) => {
    const l = left(block, rows);
    const everywhere = truthEverywhere(l);
    if (everywhere !== undefined) {
      const first = table[everywhere * 4] as number;
      if ([1, 2, 3].every((other) => table[everywhere * 4 + other] === first))
        return EVERYWHERE[first] as Uint8Array;
    }
    // The left side may stand in a buffer that the right side uses too (the same name twice).
    kept.set(l);
    const t = right(block, rows);
    const rightEverywhere = truthEverywhere(t);
    if (everywhere !== undefined && rightEverywhere !== undefined)
      return EVERYWHERE[table[everywhere * 4 + rightEverywhere] as number] as Uint8Array;
    for (let i = 0; i < rows; i += 1) into[i] = table[(kept[i] as number) * 4 + (t[i] as number)] as number;
    return into;
  });
};

const SAME = fourByFour((a, b) =>
  a === 3 || b === 3 ? (a === 2 || b === 2 ? 2 : 3) : a === 2 || b === 2 ? 2 : bit(a === b),
);
const DIFFERENT = fourByFour((a, b) => NOT[SAME[a * 4 + b] as number] as number);

/** Null, or an answer for a present text; 不适用 counts as 0 in a record and is never equal to a text. */
const textComparison = (operator: '==' | '!=' | 'in', value: Value, other: Value): number => {
  if (value === null || other === null) return TRUTH.unknown;
  if (operator !== 'in')
    return bit(areEqual(value === NOT_APPLICABLE ? ZERO : value, other) === (operator === '=='));
  if (!isList(other)) return TRUTH.unknown;
  const said = value === NOT_APPLICABLE ? ZERO : value;
  if (other.some((item) => item !== null && areEqual(said, item))) return TRUTH.true;
  return other.includes(null) ? TRUTH.unknown : TRUTH.false;
};

const ZERO: Value = { numerator: 0n, denominator: 1n };
