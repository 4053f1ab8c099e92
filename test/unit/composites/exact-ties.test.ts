import { describe, expect, it } from 'vitest';
import { aggregateNodes } from '../../../shared/domain/composites/aggregate-nodes.ts';
import { hierarchyOf } from '../../../shared/domain/composites/hierarchy.ts';
import { normaliseColumn } from '../../../shared/domain/composites/normalise-column.ts';
import { customaryTiePrecision, tiedRanks } from '../../../shared/domain/composites/tied-ranks.ts';
import { entriesOf, indicatorsOf } from '../../support/a-composite.ts';
import { goldenRows, goldenTable } from '../../support/golden-tables.ts';

/** In lowest terms, so that equal numbers look equal. */
interface Fraction {
  readonly over: bigint;
  readonly under: bigint;
}
const divisor = (a: bigint, b: bigint): bigint => (b === 0n ? a : divisor(b, a % b));
const fraction = (over: bigint, under: bigint): Fraction => {
  const common = divisor(over < 0n ? -over : over, under) || 1n;
  return { over: over / common, under: under / common };
};
const weighted = (terms: readonly { weight: bigint; value: Fraction }[]): Fraction | null => {
  const whole = terms.reduce((sum, { weight }) => sum + weight, 0n);
  if (whole === 0n) return null;
  const sum = terms.reduce(
    (total, { weight, value }) =>
      fraction(total.over * value.under + weight * value.over * total.under, total.under * value.under),
    { over: 0n, under: 1n },
  );
  return fraction(sum.over, sum.under * whole);
};

const meta = goldenRows('asem/iMeta.csv');
const indicators = indicatorsOf(meta);

/** Scores of every node in exact arithmetic: ranks are whole numbers, weights tenths. */
const exactScores = (
  hierarchy: ReturnType<typeof hierarchyOf>,
  ranks: ReadonlyMap<string, Float64Array>,
  unit: number,
  perRank: (rank: number, column: Float64Array) => Fraction,
): Map<string, Fraction | null> => {
  const scores = new Map<string, Fraction | null>();
  for (const [code, column] of ranks) {
    const rank = column[unit] as number;
    scores.set(code, Number.isNaN(rank) ? null : perRank(rank, column));
  }
  for (const { code, children } of hierarchy.nodes) {
    const terms = children.flatMap((child) => {
      const value = scores.get(child.code) ?? null;
      return value === null ? [] : [{ weight: BigInt(Math.round(child.weight * 10)), value }];
    });
    scores.set(code, weighted(terms));
  }
  return scores;
};

const perRank = {
  rank: (rank: number): Fraction => ({ over: BigInt(rank), under: 1n }),
  borda: (rank: number): Fraction => ({ over: BigInt(rank - 1), under: 1n }),
  'percentile-rank': (rank: number, column: Float64Array): Fraction =>
    fraction(BigInt(rank - 1), BigInt(column.filter((one) => !Number.isNaN(one)).length - 1)),
};

const cases = (['raw', 'screened', 'treated'] as const).flatMap((stage) =>
  (['rank', 'borda', 'percentile-rank'] as const).flatMap((method) =>
    (['equal', 'unequal'] as const).map((weights) => [stage, method, weights] as const),
  ),
);

describe('two units share a rank exactly when their scores are equal in exact arithmetic', () => {
  it.each(cases)('ASEM %s, %s, %s weights, every node', (stage, method, weights) => {
    const table = goldenTable(`asem/stage_${stage}.csv`);
    const own = new Map(
      goldenRows(`asem/weights_${weights}.csv`).map((row) => [row.iCode ?? '', Number(row.Weight)]),
    );
    const hierarchy = hierarchyOf(entriesOf(meta, own));
    const normalised = (as: keyof typeof perRank) =>
      new Map(
        indicators.map((indicator) => [
          indicator.code,
          normaliseColumn(table.column(indicator.code, table.units), indicator, { method: as, ties: 'min' }),
        ]),
      );
    const aggregated = aggregateNodes(hierarchy, normalised(method), {
      means: [{ kind: 'arithmetic' }],
      nodeMeans: new Map(),
      leastShare: 0,
    });
    if (!aggregated.ok) throw new Error('unfit');
    const ranks = normalised('rank');
    const exact = table.units.map((_, unit) => exactScores(hierarchy, ranks, unit, perRank[method]));
    for (const [node, scores] of aggregated.scores) {
      const ours = tiedRanks(scores, customaryTiePrecision).ranks;
      const texts = exact.map((of) => {
        const score = of.get(node) ?? null;
        return score === null ? '' : `${score.over}/${score.under}`;
      });
      const expected = texts.map((text, unit) => (text === '' ? unit : texts.indexOf(text)));
      const found = texts.map((_, unit) => (ours[unit] === 0 ? unit : ours.indexOf(ours[unit] as number)));
      expect(found, node).toEqual(expected);
    }
  });
});
