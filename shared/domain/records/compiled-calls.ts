import { parseDecimal } from '../expressions/decimal.ts';
import type { ScalarFunction } from '../expressions/expression.ts';
import { nearestDouble } from '../expressions/nearest-double.ts';
import { isUscc } from '../expressions/uscc.ts';
import { isExact, isList, NOT_APPLICABLE, type Value } from '../expressions/value.ts';
import {
  bit,
  type ColumnNames,
  type Compiled,
  constantOf,
  NotColumnar,
  number,
  question,
  truthOf,
} from './compiled.ts';
import { FLAG } from './record-table.ts';
import { absolutes, EVERYWHERE, extremes, numbers, TRUTH, UNIT } from './vectors.ts';

/** A call of a function of values, its arguments compiled. */
export const compileCall = (
  called: ScalarFunction,
  given: readonly Compiled[],
  names: ColumnNames,
): Compiled => {
  const [first] = given;
  if (called === 'uscc_valid' && first?.kind === 'text') {
    return question(names, first.source, (value) =>
      value === null ? TRUTH.unknown : bit(typeof value === 'string' && isUscc(value)),
    );
  }
  if (first === undefined) throw new NotColumnar();
  switch (called) {
    case 'blank':
    case 'na':
    case 'num':
      return ofCell(called, first, names);
    case 'int':
      return whole(first, names);
    case 'abs': {
      const { run } = number(first, names);
      const into = names.workspace.scratch();
      return { kind: 'number', leaf: null, run: (block, rows) => absolutes(run(block, rows), rows, into) };
    }
    case 'min':
    case 'max': {
      const sign = called === 'max' ? 1 : -1;
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
    const { facts } = of.source;
    const asks = question(names, of.source, (value) => {
      if (asked === 'blank') return bit(value === null);
      if (asked === 'na') return bit(value === NOT_APPLICABLE);
      return value === null ? TRUTH.unknown : bit(typeof value === 'string' && parseDecimal(value) !== null);
    });
    if (asks.kind !== 'truth' || asked === 'num') return asks;
    const flag = asked === 'blank' ? FLAG.blank : FLAG.notApplicable;
    return {
      kind: 'truth',
      run: (block, rows) =>
        (facts(block) & flag) === 0 ? (EVERYWHERE[TRUTH.false] as Uint8Array) : asks.run(block, rows),
    };
  }
  if (of.kind === 'constant' && of.value === null) {
    const answer = asked === 'blank' ? TRUTH.true : asked === 'na' ? TRUTH.false : TRUTH.unknown;
    return { kind: 'truth', run: () => EVERYWHERE[answer] as Uint8Array };
  }
  if (of.kind !== 'number' || of.leaf?.marks == null) throw new NotColumnar();
  const { marks } = of.leaf;
  const answers = asked === 'blank' ? [0, 1, 0, 0] : asked === 'na' ? [0, 0, 1, 0] : [1, TRUTH.unknown, 0, 0];
  return truthOf(names, (block, rows, into) => {
    const mark = marks(block, rows);
    if (mark === null) return EVERYWHERE[answers[0] as number] as Uint8Array;
    for (let i = 0; i < rows; i += 1) into[i] = answers[mark[i] as number] as number;
    return into;
  });
};

/** What a block must not have for all its cells to be whole numbers. */
const NOT_SURELY_WHOLE = FLAG.fraction | FLAG.blank | FLAG.text | FLAG.long;

const whole = (of: Compiled, names: ColumnNames): Compiled => {
  const { run, leaf } = number(of, names);
  return truthOf(names, (block, rows, into) => {
    if (leaf?.facts != null && (leaf.facts(block) & NOT_SURELY_WHOLE) === 0)
      return EVERYWHERE[TRUTH.true] as Uint8Array;
    const { v, e, isShort } = run(block, rows);
    for (let i = 0; i < rows; i += 1) {
      const x = v[i] as number;
      const isKnown = isShort || e === null || e[i] === 0;
      into[i] = Number.isNaN(x) ? TRUTH.unknown : isKnown ? bit(Number.isInteger(x)) : TRUTH.uncertain;
    }
    return into;
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
    return into;
  });
};
