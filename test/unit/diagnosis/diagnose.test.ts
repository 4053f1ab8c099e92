import { describe, expect, it } from 'vitest';
import { diagnose, gainTogether } from '../../../shared/domain/diagnosis/diagnose.ts';
import { inputChanges } from '../../../shared/domain/diagnosis/input-changes.ts';
import { aSnapshot } from '../../support/a-snapshot.ts';
import { anEdition, quantitativeCodes } from '../../support/ranking-input.ts';

const edition = anEdition();
/** Under these bounds a higher-is-better indicator’s score is its value. */
const frozenBounds = {
  source: 'previous-cycle' as const,
  bounds: Object.fromEntries(quantitativeCodes(edition).map((code) => [code, { min: 0, max: 100 }])),
};
/** Effective weight of each of dimension 4’s seven indicators. */
const weight = 0.15 / 7;
const all = { peer: null, dimension: null };

/** P01 … P10 with 10, 20 … 100 enterprises with overseas R&D, all else equal. */
const ladder = (over: Parameters<typeof aSnapshot>[1] = { frozenBounds }) =>
  aSnapshot(
    Array.from({ length: 10 }, (_, index) => ({
      id: `P${String(index + 1).padStart(2, '0')}`,
      values: { '4.1': 10 * (index + 1) },
      inputs: { domestic_enterprises_overseas_rd: String(10 * (index + 1)) },
    })),
    over,
  );

describe('a diagnosis', () => {
  it('says what the next decile buys, by re-ranking, and the input that it takes', () => {
    const [first, ...others] = diagnose(edition, ladder(), 'P03', all);
    // 30 is 8th of 10; the best 7 tenths are 7 places, the last of which has 40. 10 points × 0.15 ÷ 7; level with P04.
    expect(first).toMatchObject({
      indicator: { code: '4.1' },
      place: { rank: 8, of: 10, decile: 8 },
      target: { kind: 'decile', decile: 7, places: 7, of: 10, value: 40 },
      gain: {
        score: expect.closeTo(10 * weight, 10),
        places: 1,
        rank: { from: 8, to: 7 },
        dimensionRank: { from: 8, to: 7 },
      },
      movesBounds: false,
      isBeyondBound: false,
      noInputs: null,
    });
    expect(first?.inputs).toMatchObject([
      {
        input: 'domestic_enterprises_overseas_rd',
        solved: true,
        from: '30',
        to: '40',
        change: '10',
        percent: expect.closeTo(100 / 3, 10),
        alsoMoves: [],
        isBase: false,
        net: { places: 1, score: expect.closeTo(10 * weight, 10) },
      },
    ]);
    expect(others.every(({ gain }) => gain === null)).toBe(true);
    expect(new Set(others.map(({ noTarget }) => noTarget))).toEqual(
      new Set(['in-top-decile', 'out-for-all']),
    );
  });

  it('to a peer takes the peer’s value, and says where the park is ahead', () => {
    const snapshot = ladder();
    const diagnoses = diagnose(edition, snapshot, 'P03', { peer: 'P09', dimension: '4' });
    expect(diagnoses).toHaveLength(7);
    expect(diagnoses[0]).toMatchObject({
      target: { kind: 'peer', park: 'P09', value: 90 },
      gain: { places: 6, rank: { from: 8, to: 2 } },
    });
    expect(diagnoses[1]?.noTarget).toBe('not-behind-peer');
  });

  it('counts places one for one: nobody else is touched by frozen bounds', () => {
    const beyond = aSnapshot(
      [
        { id: 'P1', values: { '4.1': 150, '4.3': 10 } },
        { id: 'P2', values: { '4.1': 90, '4.3': 15 } },
      ],
      { frozenBounds },
    );
    const [first] = diagnose(edition, beyond, 'P2', { peer: 'P1', dimension: null });
    // 150 is beyond the bound of 100: only 10 of the 60 count.
    expect(first).toMatchObject({ isBeyondBound: true, gain: { score: expect.closeTo(10 * weight, 10) } });
  });

  it('says where the population’s bounds move with the value', () => {
    const snapshot = ladder({ frozenBounds: null });
    const [first] = diagnose(edition, snapshot, 'P01', { peer: 'P05', dimension: null });
    // The least of all goes from 10 to 20: bounds 20–100, and 50 scores 37.5 where it scored 44.4.
    expect(first).toMatchObject({ movesBounds: true, gain: { score: expect.closeTo(37.5 * weight, 10) } });
    expect(diagnose(edition, snapshot, 'P03', all)[0]?.movesBounds).toBe(false);
  });

  it('adds up several targets by ranking once with all of them', () => {
    const snapshot = aSnapshot(
      [
        { id: 'P1', values: { '4.1': 50, '4.7': 50 } },
        { id: 'P2', values: { '4.1': 10, '4.7': 20 } },
      ],
      { frozenBounds },
    );
    const diagnoses = diagnose(edition, snapshot, 'P2', { peer: 'P1', dimension: '4' });
    expect(diagnoses.slice(0, 2).map(({ indicator }) => indicator.code)).toEqual(['4.1', '4.7']);
    expect(gainTogether(edition, snapshot, 'P2', diagnoses)).toMatchObject({
      score: expect.closeTo(70 * weight, 10),
      places: 1,
      rank: { from: 2, to: 1 },
    });
  });

  it('of an expert score names no input, and changes the ministry’s score alone', () => {
    const snapshot = aSnapshot([{ id: 'P1' }, { id: 'P2' }], {
      frozenBounds,
      expertScores: { P1: { '1.10': 90 }, P2: { '1.10': 60 } },
    });
    const [first] = diagnose(edition, snapshot, 'P2', all);
    expect(first).toMatchObject({ indicator: { code: '1.10' }, noInputs: 'expert-score', inputs: [] });
    expect(first?.gain?.rank).toEqual({ from: 2, to: 1 });
    expect(snapshot.input.expertScores?.P2).toEqual({ '1.10': 60 });
  });

  it('gives no inputs where the recorded ones do not give the recorded value', () => {
    const snapshot = aSnapshot(
      [
        { id: 'P1', values: { '4.1': 9 } },
        { id: 'P2', values: { '4.1': 3 }, inputs: { domestic_enterprises_overseas_rd: '4' } },
      ],
      { frozenBounds },
    );
    expect(diagnose(edition, snapshot, 'P2', { peer: 'P1', dimension: '4' })[0]?.noInputs).toBe(
      'basis-differs',
    );
  });

  it('weighs an input by all that it moves, marks bases, and tells which rules it would meet', () => {
    const staff = (foreign: number, returnees: number, employees = 1000) => ({
      employees: String(employees),
      staff_foreign_resident: String(foreign),
      staff_returnees: String(returnees),
      rd_fte: '100',
    });
    const snapshot = aSnapshot(
      [
        { id: 'P1', values: { '4.7': 80, '1.2': 10 }, inputs: staff(500, 300) },
        { id: 'P2', values: { '4.7': 40, '1.2': 10 }, inputs: staff(100, 300) },
      ],
      { frozenBounds },
    );
    const [first] = diagnose(edition, snapshot, 'P2', { peer: 'P1', dimension: '4' });
    const inputs = new Map(first?.inputs.map((change) => [change.input, change]));
    expect(inputs.get('staff_foreign_resident')).toMatchObject({ to: '500', isBase: false, alsoMoves: [] });
    // 400 of 500 are 80 %; 1.2 goes with it from 10 to 20 %.
    const base = inputs.get('employees');
    expect(base).toMatchObject({ to: '500', change: '-500', isBase: true });
    expect(base?.alsoMoves).toContain('1.2');
    // Dimension 1 has nine indicators that are in, of multipliers 0.8, 1.2 and seven ones.
    const rdWeight = (0.2 * 1.2) / 9;
    expect(base?.net?.score).toBeCloseTo(40 * weight + 10 * rdWeight, 8);
  });
});

describe('the change of an input', () => {
  const formula = edition.formulas.get('4.7');
  if (formula === undefined) throw new Error('4.7 is gone');
  const changes = (inputs: Record<string, string>, target: number) =>
    new Map(
      inputChanges(formula, { inputs, priors: {} }, target, 'higher-is-better').map((change) => [
        change.input,
        change,
      ]),
    );
  const staff = { employees: '300', staff_foreign_resident: '0', staff_returnees: '10' };

  it('is the least whole step that reaches a rounded value', () => {
    // 100 ÷ 300 × 100 = 33.3… is the target as a double, slightly off the third: 100 people reach it, not 101.
    expect(changes(staff, (100 / 300) * 100).get('staff_returnees')).toMatchObject({
      to: '100',
      change: '90',
    });
    expect(changes(staff, 33.4).get('staff_returnees')).toMatchObject({ to: '101' });
    // 10 ÷ e ≥ 4 % → e ≤ 250.
    expect(changes(staff, 4).get('employees')).toMatchObject({ to: '250', change: '-50' });
  });

  it('fills a blank where the rest is known, and says where it cannot', () => {
    const { staff_foreign_resident: _, ...blank } = staff;
    expect(changes(blank, 10)).toEqual(
      new Map([
        ['staff_foreign_resident', expect.objectContaining({ from: null, to: '20', change: null })],
        ['staff_returnees', { input: 'staff_returnees', solved: false, from: '10', why: 'others-missing' }],
        ['employees', expect.objectContaining({ why: 'others-missing' })],
      ]),
    );
    const nobody = changes({ ...staff, staff_returnees: '0' }, 5).get('employees');
    expect(nobody).toMatchObject({ solved: false });
  });
});
