import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { solveInput } from '../../shared/domain/diagnosis/solve-input.ts';
import { environmentOf } from '../../shared/domain/expressions/environment.ts';
import { evaluate } from '../../shared/domain/expressions/evaluate.ts';
import { exactInteger, exactRatio } from '../../shared/domain/expressions/exact.ts';
import type { Value } from '../../shared/domain/expressions/value.ts';
import { anEdition } from '../support/ranking-input.ts';

const formulas = [...anEdition().formulas.values()].filter(
  ({ indicator }) => indicator.kind === 'quantitative',
);

describe('solving a formula for one input', () => {
  it('every formula, for every input: the formula has the target there, exactly', () => {
    const amounts = fc.infiniteStream(fc.integer({ min: 1, max: 1_000_000 }));
    const target = fc.tuple(fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: 1, max: 100 }));
    fc.assert(
      fc.property(fc.constantFrom(...formulas), amounts, target, (formula, amount, [over, under]) => {
        const draw = (codes: readonly string[]): Record<string, Value> =>
          Object.fromEntries(codes.map((code) => [code, exactInteger(amount.next().value as number)]));
        const [values, prior] = [draw(formula.inputs), draw(formula.priorInputs)];
        const wanted = exactRatio(BigInt(over), BigInt(under));
        for (const input of formula.inputs) {
          const environment = environmentOf({ values, prior, notApplicableAs: 'null' });
          const root = solveInput(formula.expression, input, environment, wanted);
          expect(root).toBeTypeOf('object');
          if (typeof root === 'string') continue;
          const there = environmentOf({
            values: { ...values, [input]: root },
            prior,
            notApplicableAs: 'null',
          });
          expect(evaluate(formula.expression, there)).toEqual(wanted);
        }
      }),
      { numRuns: 300 },
    );
  });
});
