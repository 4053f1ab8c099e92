import { describe, expect, it } from 'vitest';
import { PARK_INPUTS } from '../../../shared/domain/methodology/shipped-editions.ts';
import { rank } from '../../../shared/domain/ranking/rank.ts';
import type { RankingSnapshot } from '../../../shared/domain/ranking/ranking.ts';
import { runScenario } from '../../../shared/domain/scenarios/run-scenario.ts';
import { emptyScenario, type Scenario, ScenarioError } from '../../../shared/domain/scenarios/scenario.ts';
import { hundred } from '../../support/a-move.ts';
import { aSnapshot } from '../../support/a-snapshot.ts';
import { anEdition } from '../../support/ranking-input.ts';

const edition = anEdition();
const run = (snapshot: RankingSnapshot, changes: Partial<Scenario>) =>
  runScenario({ snapshot, edition, inputs: PARK_INPUTS }, { ...emptyScenario, ...changes });
const ranks = (outcome: ReturnType<typeof run>) =>
  Object.fromEntries(outcome.parks.map(({ park, from, to }) => [park, [from, to]]));

// 4.7 is (10 + 20) ÷ 1000 × 100 = 3 for P001; everything else is 0 but 4.6 of P002.
const inputs = { employees: '1000', staff_foreign_resident: '10', staff_returnees: '20', rd_fte: '0' };
const snapshot = aSnapshot(
  [
    { id: 'P001', values: { '4.7': 3 }, inputs, priors: { employees: '900' } },
    { id: 'P002', values: { '4.6': 20 } },
  ],
  { frozenBounds: hundred() },
);
const valueOf = (outcome: ReturnType<typeof run>, park: string, code: string) =>
  outcome.input.returns.find((filed) => filed.park === park)?.values[code];

describe('a scenario', () => {
  it('that changes nothing gives the frozen ranking, and leaves it as it was', () => {
    const before = structuredClone(snapshot);
    const outcome = run(snapshot, {});
    expect(outcome.result).toEqual(snapshot.result);
    expect(outcome.parks.every(({ change }) => change === 0)).toBe(true);
    run(snapshot, {
      inputs: [{ park: 'P001', input: 'employees', prior: false, value: '1' }],
      indicators: [{ park: 'P001', indicator: '1.10', value: 5 }],
    });
    expect(snapshot).toEqual(before);
  });

  it('changes an input and every indicator that reads it, and no other', () => {
    const outcome = run(snapshot, {
      inputs: [{ park: 'P001', input: 'employees', prior: false, value: '100' }],
    });
    // 30 ÷ 100 × 100, and (100 − 900) × 0.0001.
    expect(valueOf(outcome, 'P001', '4.7')).toEqual({ value: 30 });
    expect(valueOf(outcome, 'P001', '3.5')).toEqual({ value: -0.08 });
    expect(valueOf(outcome, 'P001', '3.8')).toEqual({ value: 0 });
    expect(valueOf(outcome, 'P002', '4.7')).toEqual({ value: 0 });
    expect(outcome.parks.find(({ park }) => park === 'P001')?.score.from).toBe(
      snapshot.result.parks.find(({ park }) => park === 'P001')?.score,
    );
  });

  it('changes last year’s value of an input', () => {
    const outcome = run(snapshot, {
      inputs: [{ park: 'P001', input: 'employees', prior: true, value: '400' }],
    });
    expect(valueOf(outcome, 'P001', '3.5')).toEqual({ value: 0.06 });
    expect(valueOf(outcome, 'P001', '4.7')).toEqual({ value: 3 });
  });

  it('makes an input blank or not applicable, and says what follows', () => {
    const outcome = run(snapshot, {
      inputs: [{ park: 'P001', input: 'staff_returnees', prior: false, value: '' }],
    });
    expect(valueOf(outcome, 'P001', '4.7')).toEqual({
      notComputable: 'missing-input',
      because: ['staff_returnees'],
    });
    const declared = run(snapshot, {
      inputs: [{ park: 'P001', input: 'staff_returnees', prior: false, value: 'N/A' }],
    });
    expect(valueOf(declared, 'P001', '4.7')).toMatchObject({ notComputable: 'not-applicable' });
  });

  it('changes an indicator value whatever the inputs say, and takes one away', () => {
    const outcome = run(snapshot, { indicators: [{ park: 'P001', indicator: '4.7', value: 21 }] });
    // 4.6 and 4.7 weigh the same: 21 against 20.
    expect(ranks(outcome)).toEqual({ P001: [2, 1], P002: [1, 2] });
    const without = run(snapshot, { indicators: [{ park: 'P002', indicator: '4.6', value: null }] });
    expect(ranks(without)).toEqual({ P001: [2, 1], P002: [1, 2] });
  });

  it('gives an expert score', () => {
    const outcome = run(snapshot, {
      indicators: [{ park: 'P001', indicator: '1.10', value: 100 }],
      bounds: [{ indicator: '1.10', min: 0, max: 100 }],
    });
    expect(outcome.input.expertScores).toEqual({ P001: { '1.10': 100 } });
    expect(ranks(outcome)).toEqual({ P001: [2, 1], P002: [1, 2] });
  });

  it('changes a multiplier: 7 × 3 beats 1 × 20', () => {
    const outcome = run(snapshot, { multipliers: [{ indicator: '4.7', multiplier: 7 }] });
    expect(ranks(outcome)).toEqual({ P001: [2, 1], P002: [1, 2] });
    expect(outcome.edition.document.weights.status).toBe('provisional');
    // 0.15 × 7 ÷ (6 + 7).
    const own = outcome.result.parks.find(({ park }) => park === 'P001');
    expect(own?.indicators.find(({ code }) => code === '4.7')?.weight).toBeCloseTo((0.15 * 7) / 13, 12);
  });

  it('changes a dimension’s weight; the others share the rest in proportion', () => {
    const { edition: changed } = run(snapshot, { dimensionWeights: [{ dimension: '4', weight: 0.32 }] });
    const weights = changed.document.dimensions.map(({ weight }) => weight);
    // 0.68 ÷ 0.85 = 0.8 of what they were.
    for (const [index, expected] of [0.16, 0.16, 0.12, 0.32, 0.24].entries()) {
      expect(weights[index]).toBeCloseTo(expected, 12);
    }
  });

  it('changes bounds, or takes the population’s', () => {
    const narrow = run(snapshot, { bounds: [{ indicator: '4.7', min: 0, max: 3 }] });
    expect(ranks(narrow)).toEqual({ P001: [2, 1], P002: [1, 2] });
    const own = run(snapshot, { populationBounds: true });
    expect(own.result.bounds.source).toBe('population');
    expect(own.result.bounds.values['4.7']).toEqual({ min: 0, max: 3 });
  });

  it('brings another edition', () => {
    const literal = anEdition('most-2021-literal-product');
    const outcome = run(snapshot, { edition: literal.document });
    expect(outcome.result).toEqual(
      rank(literal, {
        ...snapshot.input,
        methodology: { id: 'most-2021-literal-product', version: '1.0.0' },
      }),
    );
  });

  it('is refused with everything that it names and that is not there', () => {
    const wrong = () =>
      run(snapshot, {
        inputs: [
          { park: 'P009', input: 'employees', prior: false, value: '1' },
          { park: 'P001', input: 'empoyees', prior: false, value: '1' },
          { park: 'P001', input: 'expert_score_compliance', prior: false, value: '1' },
        ],
        indicators: [
          { park: 'P001', indicator: '9.9', value: 1 },
          { park: 'P001', indicator: '1.10', value: 101 },
          { park: 'P001', indicator: '1.10', value: 1 },
        ],
        multipliers: [{ indicator: '4.8', multiplier: 1 }],
        dimensionWeights: [
          { dimension: '4', weight: 0.6 },
          { dimension: '5', weight: 0.4 },
          { dimension: '7', weight: 0.1 },
        ],
        bounds: [{ indicator: '4.7', min: 3, max: 3 }],
      });
    expect(wrong).toThrow(ScenarioError);
    let places: string[] = [];
    try {
      wrong();
    } catch (error) {
      places = error instanceof ScenarioError ? error.problems.map(({ place }) => place) : [];
    }
    expect(places).toEqual([
      'inputs[0]',
      'inputs[1]',
      'inputs[2]',
      'indicators[0]',
      'indicators[1]',
      'multipliers[0]',
      'bounds[0]',
      'dimensionWeights[2]',
      'dimensionWeights',
      'indicators[2]',
    ]);
  });
});
