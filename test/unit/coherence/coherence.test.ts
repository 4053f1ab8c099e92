import { describe, expect, it } from 'vitest';
import { auditMethodology } from '../../../shared/domain/coherence/audit-methodology.ts';
import { isSignificant, pearson, spearman } from '../../../shared/domain/coherence/correlation.ts';
import { influences } from '../../../shared/domain/coherence/influence.ts';
import { mainEffect } from '../../../shared/domain/coherence/main-effect.ts';
import { itemReliabilities, reliability } from '../../../shared/domain/coherence/reliability.ts';
import { hundredBounds, scoredParks } from '../../support/a-duel.ts';
import { aSnapshot } from '../../support/a-snapshot.ts';
import { anEdition } from '../../support/ranking-input.ts';

const column = (...values: number[]): Float64Array => Float64Array.from(values);
const none = Number.NaN;

describe('correlations', () => {
  it('Pearson by hand', () => {
    // Deviations −1.5, −0.5, 0.5, 1.5 and −1, 1, −1, 1: products 2 ÷ √(5 × 4).
    expect(pearson(column(1, 2, 3, 4), column(0, 2, 0, 2))).toEqual({ r: 2 / Math.sqrt(20), n: 4 });
  });

  it('Spearman by hand: equal values share their mean rank', () => {
    // Ranks 1, 2.5, 2.5, 4 and 1, 2, 3, 4: 4.5 ÷ √(4.5 × 5).
    expect(spearman(column(1, 5, 5, 900), column(1, 2, 3, 4)).r).toBeCloseTo(4.5 / Math.sqrt(22.5), 14);
  });

  it('only units that have both count, and ranks are taken among them', () => {
    expect(pearson(column(1, 2, 3, none), column(2, 4, 6, 8))).toEqual({ r: 1, n: 3 });
    expect(spearman(column(1, none, 2, 3), column(9, 0, 4, 5))).toEqual({ r: -0.5, n: 3 });
  });

  it('is not defined without a difference, nor for two units', () => {
    expect(pearson(column(0.1, 0.1, 0.1), column(1, 2, 3))).toEqual({ r: null, n: 3 });
    expect(pearson(column(1, 2), column(1, 2))).toEqual({ r: null, n: 2 });
  });

  it.each([
    // Critical values of |r| at 5 % by Fisher's z: tanh(1.96 ÷ √(n − 3)).
    [0.31, 40, false],
    [0.32, 40, true],
    [-0.32, 40, true],
    [0.15, 169, false],
    [0.16, 169, true],
  ])('r = %d over %d units differs from 0: %s', (r, n, answer) => {
    expect(isSignificant({ r, n })).toBe(answer);
  });
});

describe('reliability', () => {
  it('α by hand', () => {
    // Variances 1, 1; the sum 2, 4, 6 has 4: 2 × (1 − 2 ÷ 4) = 1. One pair, r = 1.
    expect(reliability([column(1, 2, 3), column(1, 2, 3)])).toEqual({
      items: 2,
      n: 3,
      alpha: 1,
      standardised: 1,
    });
    // Variances 1, 1; sum 3, 5, 4 has 1: 2 × (1 − 2) = −2. r = −0.5: −1 ÷ 0.5 = −2.
    const { alpha, standardised } = reliability([column(1, 2, 3), column(2, 3, 1)]);
    expect(alpha).toBeCloseTo(-2, 14);
    expect(standardised).toBeCloseTo(-2, 14);
  });

  it('is not defined for one item, or where nothing varies', () => {
    expect(reliability([column(1, 2, 3)]).alpha).toBeNull();
    expect(reliability([column(1, 1, 1), column(2, 2, 2)]).alpha).toBeNull();
    expect(reliability([column(1, none, 3), column(2, 3, none)])).toMatchObject({ n: 1, alpha: null });
    expect(itemReliabilities([column(1, 2, 3)])).toEqual([{ itemRest: null, alphaWithout: null }]);
  });
});

describe('main effects', () => {
  /** All 2³ corners: three factors without any correlation. */
  const corners = [0, 1, 2].map((bit) =>
    Float64Array.from([...Array(8).keys()], (n) => ((n >> bit) & 1) * 2 - 1),
  );
  const weights = [0.5, 0.3, 0.2];
  const scores = Float64Array.from([...Array(8).keys()], (n) =>
    weights.reduce((sum, weight, at) => sum + weight * ((corners[at] as Float64Array)[n] as number), 0),
  );

  it('of uncorrelated indicators of one variance are the squared weights', () => {
    const found = influences(
      corners.map((own, at) => ({ code: `${at}`, column: own, weight: weights[at] as number })),
      scores,
    );
    for (const [at, { linear, curved, share, ratio }] of found.entries()) {
      const wanted = (weights[at] as number) ** 2 / 0.38;
      expect(linear).toBeCloseTo(wanted, 12);
      // Two values of x: the mean at each is all that a curve can say.
      expect(curved).toBeCloseTo(wanted, 2);
      expect(share).toBeCloseTo(wanted, 12);
      expect(ratio).toBeCloseTo(wanted / (weights[at] as number), 12);
    }
  });

  it('a parabola has none on a line and all on a curve', () => {
    const x = Float64Array.from({ length: 101 }, (_, at) => at / 50 - 1);
    const { linear, curved, n } = mainEffect(
      x,
      x.map((value) => value * value),
    );
    expect(n).toBe(101);
    expect(linear).toBeCloseTo(0, 12);
    expect(curved).toBeGreaterThan(0.97);
  });

  it('a straight line has all on both', () => {
    const x = Float64Array.from({ length: 30 }, (_, at) => at ** 2);
    const { linear, curved } = mainEffect(
      x,
      x.map((value) => 3 - 2 * value),
    );
    expect(linear).toBeCloseTo(1, 12);
    expect(curved).toBeCloseTo(1, 6);
  });

  it('counts that stand on few values do not break the curve', () => {
    const x = column(0, 0, 0, 0, 1, 1, 1, 5);
    const { linear, curved } = mainEffect(x, column(1, 2, 1, 2, 4, 5, 4, 9));
    expect(linear).toBeGreaterThan(0.8);
    expect(curved).toBeGreaterThan(0.8);
    expect(mainEffect(column(3, 3, 3), column(1, 2, 3))).toEqual({ linear: null, curved: null, n: 3 });
  });
});

describe('the audit of a ranking', () => {
  const edition = anEdition();
  const parks = {
    P001: { '4.1': 10, '4.2': 20, '4.3': 40, '1.1': 10, '3.1': 90 },
    P002: { '4.1': 20, '4.2': 41, '4.3': 30, '1.1': 20, '3.1': 80 },
    P003: { '4.1': 30, '4.2': 59, '4.3': 20, '1.1': 31, '3.1': 70 },
    P004: { '4.1': 40, '4.2': 80, '4.3': 11, '1.1': 39, '3.1': 60 },
  };
  const audit = auditMethodology(edition, scoredParks(parks).input);
  const flag = (...codes: string[]) =>
    audit.flags.filter((pair) => pair.codes.join() === codes.join()).map((pair) => pair.flag);

  it('names redundant pairs anywhere and negative ones within a dimension', () => {
    expect(flag('4.1', '4.2')).toEqual(['redundant']);
    expect(flag('1.1', '4.1')).toEqual(['redundant']);
    expect(flag('4.1', '4.3')).toEqual(['redundant', 'negative']);
    expect(flag('1.1', '4.3')).toEqual(['redundant']);
    expect(audit.flags.map((pair) => pair.flag)).toEqual(
      audit.flags
        .map((pair) => pair.flag)
        .toSorted()
        .reverse(),
    );
  });

  it('takes the direction into account: less energy goes with more of the others', () => {
    const at = (code: string): number => audit.indicators.codes.indexOf(code);
    expect(audit.indicators.pearson[at('3.1')]?.[at('4.1')]).toBeCloseTo(1, 12);
    expect(audit.indicators.n[at('3.1')]?.[at('4.1')]).toBe(4);
  });

  it('names what is out, what is silent and what is quiet', () => {
    expect(audit.out).toEqual(['1.10', '2.10', '3.9', '5.9', '5.10']);
    expect(audit.silent).toHaveLength(41 - 5);
    expect(audit.silent).not.toContain('4.1');
    expect(audit.quiet).toEqual([]);
  });

  it('an indicator is quiet whose differences leave no trace in the score', () => {
    // 5.1 decides; 4.1 is high and low once on every level of it, and differs by little.
    const scores = [...Array(16).keys()].map((n) => ({
      id: `P${String(n + 1).padStart(3, '0')}`,
      values: { '5.1': Math.floor(n / 2) * 12, '4.1': (n % 2) * 5 },
    }));
    const { quiet } = auditMethodology(edition, aSnapshot(scores, { frozenBounds: hundredBounds() }).input);
    expect(quiet).toEqual(['4.1']);
  });

  it('dimensions carry their reliability, and influence adds up to the whole', () => {
    const four = audit.dimensions.find(({ code }) => code === '4');
    expect(four).toMatchObject({ items: 7, n: 4 });
    expect(four?.parts.map(({ code }) => code)).toEqual(['4.1', '4.2', '4.3', '4.4', '4.5', '4.6', '4.7']);
    const sum = (of: readonly { share: number | null; weight: number }[], key: 'share' | 'weight'): number =>
      of.reduce((total, part) => total + (part[key] ?? 0), 0);
    for (const parts of [audit.influence.indicators, audit.influence.dimensions]) {
      expect(sum(parts, 'share')).toBeCloseTo(1, 12);
      expect(sum(parts, 'weight')).toBeCloseTo(1, 12);
    }
  });

  it('what is not computable takes no part in correlations', () => {
    const missing = { notComputable: 'missing-input', because: ['x'] } as const;
    const { indicators } = auditMethodology(
      edition,
      aSnapshot(
        [
          { id: 'P001', values: { '4.1': 10, '4.2': missing } },
          { id: 'P002', values: { '4.1': 20, '4.2': 1 } },
          { id: 'P003', values: { '4.1': 30, '4.2': 2 } },
          { id: 'P004', values: { '4.1': 40, '4.2': 3 } },
        ],
        { frozenBounds: hundredBounds() },
      ).input,
    );
    const [one, two] = [indicators.codes.indexOf('4.1'), indicators.codes.indexOf('4.2')];
    expect(indicators.pearson[one]?.[two]).toBeCloseTo(1, 12);
    expect(indicators.n[one]?.[two]).toBe(3);
  });

  it('an empty ranking has nothing to say', () => {
    expect(auditMethodology(edition, scoredParks({}).input)).toMatchObject({
      parks: 0,
      flags: [],
      silent: [],
    });
  });
});
