import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PARK_INPUTS } from '../../shared/domain/methodology/shipped-editions.ts';
import { canonicalJson } from '../../shared/domain/ranking/input-hash.ts';
import { rank } from '../../shared/domain/ranking/rank.ts';
import { runScenario } from '../../shared/domain/scenarios/run-scenario.ts';
import { emptyScenario, Scenario } from '../../shared/domain/scenarios/scenario.ts';
import { hundred } from '../support/a-move.ts';
import { aSnapshot } from '../support/a-snapshot.ts';
import { anEdition } from '../support/ranking-input.ts';

const edition = anEdition();
const ids = ['P001', 'P002', 'P003', 'P004'];
const inputs = { employees: '1000', staff_foreign_resident: '10', staff_returnees: '20', revenue: '5000' };
const snapshot = aSnapshot(
  ids.map((id, index) => ({
    id,
    values: { '4.7': 3, '3.8': (index * 7) % 5, '1.1': index },
    inputs,
    priors: inputs,
  })),
  { frozenBounds: hundred() },
);

const once = <T>(items: fc.Arbitrary<T>, keyOf: (item: T) => string) =>
  fc.uniqueArray(items, { selector: keyOf, maxLength: 4 });
const scenario = fc.record({
  inputs: once(
    fc.record({
      park: fc.constantFrom(...ids),
      input: fc.constantFrom('employees', 'revenue', 'staff_returnees'),
      prior: fc.boolean(),
      value: fc.oneof(fc.nat(9999).map(String), fc.constantFrom('', 'N/A', '12.5', '-3')),
    }),
    ({ park, input, prior }) => `${park} ${input} ${prior}`,
  ),
  indicators: once(
    fc.record({
      park: fc.constantFrom(...ids),
      indicator: fc.constantFrom('4.7', '3.8', '1.10'),
      value: fc.option(fc.integer({ min: 0, max: 100 })),
    }),
    ({ park, indicator }) => `${park} ${indicator}`,
  ),
  multipliers: once(
    fc.record({
      indicator: fc.constantFrom('4.7', '3.8', '1.1'),
      multiplier: fc.double({ min: 0.1, max: 9, noNaN: true }),
    }),
    ({ indicator }) => indicator,
  ),
  dimensionWeights: once(
    fc.record({
      dimension: fc.constantFrom('1', '4'),
      weight: fc.double({ min: 0.05, max: 0.4, noNaN: true }),
    }),
    ({ dimension }) => dimension,
  ),
  bounds: once(
    fc.record({
      indicator: fc.constantFrom('4.7', '3.8'),
      min: fc.integer({ min: -5, max: 0 }),
      max: fc.integer({ min: 1, max: 9 }),
    }),
    ({ indicator }) => indicator,
  ),
  populationBounds: fc.boolean(),
});

describe('a scenario', () => {
  it('that was saved and read again gives the same outcome to the last bit, and is what `rank` gives', () => {
    fc.assert(
      fc.property(scenario, (drawn) => {
        const made: Scenario = { ...emptyScenario, ...drawn };
        const base = { snapshot, edition, inputs: PARK_INPUTS };
        const before = canonicalJson(snapshot);
        const outcome = runScenario(base, made);
        const again = runScenario(base, Scenario.parse(JSON.parse(JSON.stringify(made))));
        expect(canonicalJson(again.result)).toBe(canonicalJson(outcome.result));
        expect(again.parks).toEqual(outcome.parks);
        expect(rank(outcome.edition, outcome.input)).toEqual(outcome.result);
        expect(canonicalJson(snapshot)).toBe(before);
        const total = outcome.edition.document.dimensions.reduce((sum, { weight }) => sum + weight, 0);
        expect(total).toBeCloseTo(1, 9);
      }),
      { numRuns: 100 },
    );
  });
});
