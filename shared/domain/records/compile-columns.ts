import { parseDecimal } from '../expressions/decimal.ts';
import type { ExpressionNode } from '../expressions/expression.ts';
import { nearestDouble } from '../expressions/nearest-double.ts';
import { isUscc } from '../expressions/uscc.ts';
import { areEqual, isExact, isList, NOT_APPLICABLE, type Value } from '../expressions/value.ts';
import {
  absolutes,
  added,
  compared,
  divided,
  extremes,
  multiplied,
  type NumberVector,
  negated,
  numbers,
  TRUTH,
  UNIT,
  type Workspace,
} from './vectors.ts';

/** A name as blocks of numbers; `texts` says which rows hold text where a number is wanted. */
export interface NumberSource {
  readonly kind: 'number';
  readonly read: (block: number, rows: number) => NumberVector;
  /** Rows of the block that are blank (1), 不适用 (2) or text (3); null where the block has only numbers. */
  readonly marks: ((block: number, rows: number) => Uint8Array | null) | null;
}

/** A name as texts: `judge` asks a question once for each distinct text of a block. */
export interface TextSource {
  readonly kind: 'text';
  readonly judge: (
    block: number,
    rows: number,
    question: (value: Value) => number,
    into: Uint8Array,
  ) => Uint8Array;
}

export interface ConstantSource {
  readonly kind: 'constant';
  readonly value: Value;
}

export type Source = NumberSource | TextSource | ConstantSource;

/** What the names of an expression are, as columns. */
export interface ColumnNames {
  readonly workspace: Workspace;
  /** Null where the name cannot be had as a column. */
  readonly name: (name: string) => Source | null;
  readonly prior: (name: string) => Source | null;
  readonly parameter: (name: string) => Value;
  /** A node over a row set, as a column of the records at hand. */
  readonly rows: (node: Extract<ExpressionNode, { kind: 'rows' }>) => Source | null;
}

/** Truth of a condition for the rows of a block, by `TRUTH`. The array is used again for the next block. */
export type TruthOfBlock = (block: number, rows: number) => Uint8Array;

type Compiled =
  | { readonly kind: 'number'; readonly run: NumberSource['read']; readonly leaf: NumberSource | null }
  | { readonly kind: 'truth'; readonly run: TruthOfBlock }
  | { readonly kind: 'text'; readonly source: TextSource }
  | { readonly kind: 'constant'; readonly value: Value };

/** Thrown within the compiler where an expression has no form as loops over columns. */
class NotColumnar extends Error {
  override readonly name = 'NotColumnar';
}

/**
 * An expression compiled to loops over columns of doubles, or null where it has no such form and every row must be evaluated
 * exactly. Wherever it says true, false or unknown (null), the exact evaluator says the same; where doubles cannot tell,
 * it says uncertain.
 */
export const compileTruth = (root: ExpressionNode, names: ColumnNames): TruthOfBlock | null =>
  orNull(() => truth(compile(root, names), names));

/** As compileTruth, for a number. */
export const compileNumber = (root: ExpressionNode, names: ColumnNames): NumberSource['read'] | null =>
  orNull(() => number(compile(root, names), names).run);

const orNull = <T>(make: () => T): T | null => {
  try {
    return make();
  } catch (error) {
    if (error instanceof NotColumnar) return null;
    throw error;
  }
};

const ofSource = (source: Source | null): Compiled => {
  if (source === null) throw new NotColumnar();
  if (source.kind === 'number') return { kind: 'number', run: source.read, leaf: source };
  return source.kind === 'text' ? { kind: 'text', source } : { kind: 'constant', value: source.value };
};

const number = (
  of: Compiled,
  names: ColumnNames,
): { run: NumberSource['read']; leaf: NumberSource | null } => {
  if (of.kind === 'number') return of;
  if (of.kind !== 'constant') throw new NotColumnar();
  const { value } = of;
  if (value !== null && !isExact(value)) throw new NotColumnar();
  const scratch = names.workspace.scratch();
  const v = scratch.v.fill(value === null ? Number.NaN : nearestDouble(value));
  const said = value === null ? null : parseDecimal(String(v[0]));
  const isShort = said !== null && value !== null && areEqual(said, value);
  const isWhole = value !== null && value.denominator === 1n && isShort && Number.isSafeInteger(v[0]);
  const e = value === null || isWhole ? null : scratch.e.fill(Math.abs(v[0] ?? 0) * UNIT);
  const vector = numbers(v, e, isShort && String(v[0]).replace(/[^0-9]/g, '').length <= 15);
  return { run: () => vector, leaf: null };
};

const truth = (of: Compiled, names: ColumnNames): TruthOfBlock => {
  if (of.kind === 'truth') return of.run;
  if (of.kind !== 'constant') throw new NotColumnar();
  const { value } = of;
  const fixed = names.workspace
    .truths()
    .fill(value === true ? TRUTH.true : value === false ? TRUTH.false : TRUTH.unknown);
  return () => fixed;
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
      const run = truth(compile(node.operand, names), names);
      return truthOf(names, (block, rows, into) => {
        const t = run(block, rows);
        for (let i = 0; i < rows; i += 1) into[i] = NOT[t[i] as number] as number;
      });
    }
    case 'arithmetic':
      return arithmetic(node, names);
    case 'comparison':
      return comparison(node, names);
    case 'logic': {
      const left = truth(compile(node.left, names), names);
      const right = truth(compile(node.right, names), names);
      const table = node.operator === 'and' ? AND : node.operator === 'or' ? OR : IMPLIES;
      const kept = names.workspace.truths();
      return truthOf(names, (block, rows, into) => {
        // The left side may stand in a buffer that the right side uses too (the same name twice).
        kept.set(left(block, rows));
        const t = right(block, rows);
        for (let i = 0; i < rows; i += 1)
          into[i] = table[(kept[i] as number) * 4 + (t[i] as number)] as number;
      });
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
      return call(node, names);
  }
};

const NOT = [1, 0, 2, 3];
const fourByFour = (of: (a: number, b: number) => number): Uint8Array =>
  Uint8Array.from({ length: 16 }, (_, index) => of(index >> 2, index & 3));
const AND = fourByFour((a, b) =>
  a === 0 || b === 0 ? 0 : a === 3 || b === 3 ? 3 : a === 2 || b === 2 ? 2 : 1,
);
const OR = fourByFour((a, b) => NOT[AND[(NOT[a] as number) * 4 + (NOT[b] as number)] as number] as number);
const IMPLIES = fourByFour((a, b) => OR[(NOT[a] as number) * 4 + b] as number);

const bit = (value: boolean): number => (value ? TRUTH.true : TRUTH.false);

const truthOf = (
  names: ColumnNames,
  fill: (block: number, rows: number, into: Uint8Array) => void,
): Compiled => {
  const into = names.workspace.truths();
  return {
    kind: 'truth',
    run: (block, rows) => {
      fill(block, rows, into);
      return into;
    },
  };
};

const question = (names: ColumnNames, source: TextSource, ask: (value: Value) => number): Compiled => {
  const into = names.workspace.truths();
  return { kind: 'truth', run: (block, rows) => source.judge(block, rows, ask, into) };
};

const constantOf = (of: Compiled): Value => {
  if (of.kind !== 'constant') throw new NotColumnar();
  return of.value;
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
    const table = operator === '==' ? SAME : DIFFERENT;
    const kept = names.workspace.truths();
    return truthOf(names, (block, rows, into) => {
      kept.set(left.run(block, rows));
      const t = right.run(block, rows);
      for (let i = 0; i < rows; i += 1) into[i] = table[(kept[i] as number) * 4 + (t[i] as number)] as number;
    });
  }
  const a = number(left, names);
  const b = number(right, names);
  const into = names.workspace.truths();
  // Text in a number column is unequal to every number and not below any: only the exact evaluator keeps them apart.
  const marked = operator === '==' || operator === '!=' ? [a.leaf?.marks, b.leaf?.marks] : [];
  return {
    kind: 'truth',
    run: (block, rows) => {
      compared(operator, a.run(block, rows), b.run(block, rows), rows, into);
      for (const marks of marked) {
        const mark = marks?.(block, rows);
        if (mark) for (let i = 0; i < rows; i += 1) if (mark[i] === MARK.text) into[i] = TRUTH.uncertain;
      }
      return into;
    },
  };
};

/** What a row of a number column is instead of a number. */
export const MARK = { blank: 1, notApplicable: 2, text: 3 } as const;

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

const call = (node: Extract<ExpressionNode, { kind: 'call' }>, names: ColumnNames): Compiled => {
  const given = node.arguments.map((argument) => compile(argument, names));
  const [first] = given;
  if (node.function === 'uscc_valid' && first?.kind === 'text') {
    return question(names, first.source, (value) =>
      value === null ? TRUTH.unknown : bit(typeof value === 'string' && isUscc(value)),
    );
  }
  if (first === undefined) throw new NotColumnar();
  switch (node.function) {
    case 'blank':
    case 'na':
    case 'num':
      return ofCell(node.function, first, names);
    case 'int':
      return whole(first, names);
    case 'abs': {
      const { run } = number(first, names);
      const into = names.workspace.scratch();
      return { kind: 'number', leaf: null, run: (block, rows) => absolutes(run(block, rows), rows, into) };
    }
    case 'min':
    case 'max': {
      const sign = node.function === 'max' ? 1 : -1;
      return given.reduce<Compiled>((one, other) => {
        const [a, b] = [number(one, names).run, number(other, names).run];
        const into = names.workspace.scratch();
        return {
          kind: 'number',
          leaf: null,
          run: (block, rows) => extremes(a(block, rows), b(block, rows), sign, rows, into),
        };
      }, first);
    }
    case 'coalesce':
      return coalesced(given, names);
    case 'near_any':
      return nearAny(first, constantOf(given[1] ?? { kind: 'constant', value: null }), given[2], names);
    case 'uscc_valid':
    case 'len':
    case 'indicator':
      throw new NotColumnar();
  }
};

/** blank, na and num ask for what a cell is; of anything calculated only blanks are known. */
const ofCell = (asked: 'blank' | 'na' | 'num', of: Compiled, names: ColumnNames): Compiled => {
  if (of.kind === 'text') {
    return question(names, of.source, (value) => {
      if (asked === 'blank') return bit(value === null);
      if (asked === 'na') return bit(value === NOT_APPLICABLE);
      return value === null ? TRUTH.unknown : bit(typeof value === 'string' && parseDecimal(value) !== null);
    });
  }
  if (of.kind === 'constant' && of.value === null) {
    const answer = asked === 'blank' ? TRUTH.true : asked === 'na' ? TRUTH.false : TRUTH.unknown;
    return truthOf(names, (_, rows, into) => {
      into.fill(answer, 0, rows);
    });
  }
  if (of.kind !== 'number' || of.leaf?.marks == null) throw new NotColumnar();
  const { marks } = of.leaf;
  const answers = asked === 'blank' ? [0, 1, 0, 0] : asked === 'na' ? [0, 0, 1, 0] : [1, TRUTH.unknown, 0, 0];
  return truthOf(names, (block, rows, into) => {
    const mark = marks(block, rows);
    if (mark === null) into.fill(answers[0] as number, 0, rows);
    else for (let i = 0; i < rows; i += 1) into[i] = answers[mark[i] as number] as number;
  });
};

const whole = (of: Compiled, names: ColumnNames): Compiled => {
  const { run } = number(of, names);
  return truthOf(names, (block, rows, into) => {
    const { v, e, isShort } = run(block, rows);
    for (let i = 0; i < rows; i += 1) {
      const x = v[i] as number;
      const isKnown = isShort || e === null || e[i] === 0;
      into[i] = Number.isNaN(x) ? TRUTH.unknown : isKnown ? bit(Number.isInteger(x)) : TRUTH.uncertain;
    }
  });
};

const coalesced = (given: readonly Compiled[], names: ColumnNames): Compiled => {
  const parts = given.map((of) => {
    // Text is not blank: it would be taken, and then be no number.
    if (of.kind === 'number' && of.leaf?.marks) throw new NotColumnar();
    return number(of, names).run;
  });
  const into = names.workspace.scratch();
  return {
    kind: 'number',
    leaf: null,
    run: (block, rows) => {
      const vectors = parts.map((run) => run(block, rows));
      for (let i = 0; i < rows; i += 1) {
        const taken = vectors.find(({ v }) => !Number.isNaN(v[i]));
        into.v[i] = taken?.v[i] ?? Number.NaN;
        into.e[i] = taken?.e?.[i] ?? 0;
      }
      return numbers(into.v, into.e);
    },
  };
};

const nearAny = (of: Compiled, list: Value, bandOf: Compiled | undefined, names: ColumnNames): Compiled => {
  const band = bandOf === undefined ? null : constantOf(bandOf);
  if (!isList(list) || !isExact(band)) throw new NotColumnar();
  const { run } = number(of, names);
  const b = nearestDouble(band);
  const ranges = list.map((factor) => {
    if (!isExact(factor)) throw new NotColumnar();
    const f = nearestDouble(factor);
    return { low: f / b, high: f * b };
  });
  return truthOf(names, (block, rows, into) => {
    const { v, e } = run(block, rows);
    for (let i = 0; i < rows; i += 1) {
      const x = v[i] as number;
      if (Number.isNaN(x)) {
        into[i] = TRUTH.unknown;
        continue;
      }
      const error = e === null ? 0 : (e[i] as number);
      let answer: number = TRUTH.false;
      for (const { low, high } of ranges) {
        const nearLow = (error + Math.abs(low) * 8 * UNIT) * 1.01;
        const nearHigh = (error + Math.abs(high) * 8 * UNIT) * 1.01;
        if (!(Math.abs(x - low) > nearLow) || !(Math.abs(x - high) > nearHigh)) answer = TRUTH.uncertain;
        else if (x > low && x < high) {
          answer = TRUTH.true;
          break;
        }
      }
      into[i] = answer;
    }
  });
};
