import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate, evaluateTruth } from '../../shared/domain/expressions/evaluate.ts';
import {
  absolute,
  add,
  compare,
  type Exact,
  exactInteger,
  exactRatio,
  subtract,
  ZERO,
} from '../../shared/domain/expressions/exact.ts';
import { parseExpression } from '../../shared/domain/expressions/parse-expression.ts';
import { isExact, NOT_APPLICABLE } from '../../shared/domain/expressions/value.ts';
import { withTotals } from '../../shared/domain/records/record-totals.ts';
import { loadRulePack } from '../../shared/domain/rules/load-rule-pack.ts';
import { recordSets } from '../support/record-tables.ts';

const pack = loadRulePack('2021');

/** The totals of the pack, and others that mix whatever a formula may mix. */
const sources: readonly string[] = [
  ...[...pack.aggregations.values()].map(({ source }) => source),
  'sum(enterprises, -qc62 * 0.25 + coalesce(qc51 / qc61, 3))',
  'sum(enterprises, coalesce(qc51, qc61) - 1.5)',
  "sum(enterprises, count(projects, qh31 != '30') / 3)",
  'sum(enterprises, qc62 / 1000 * qc51)',
  'sum(enterprises, rd_share_e + rd_fte_e)',
  'sum(prior_enterprises, rd_internal_e)',
];

const places = (value: Exact, decimals: number): boolean =>
  (value.numerator * 10n ** BigInt(decimals)) % value.denominator === 0n;

describe('totals of records', () => {
  it('are the sums of what the exact evaluator says of each record', async () => {
    await fc.assert(
      fc.asyncProperty(recordSets(pack), async (made) => {
        const records = await made;
        for (const source of sources) {
          const { root } = parseExpression(source);
          if (root.kind !== 'rows') throw new Error(source);
          const isPrior = root.rows === 'prior_enterprises';
          const count = (isPrior ? records.prior : records.enterprises)?.rowCount ?? 0;
          const environments = Array.from({ length: count }, (_, row) =>
            isPrior ? records.priorEnvironment(row) : records.environment('enterprises', row),
          ).filter(
            (one) => root.condition === null || evaluateTruth({ source, root: root.condition }, one) === true,
          );
          const terms = environments.map((one) => {
            const said = root.of === null ? exactInteger(1) : evaluate({ source, root: root.of }, one);
            return said === NOT_APPLICABLE ? ZERO : said;
          });
          const total = Object.values(withTotals(root, records, {}).values)[0] ?? null;
          if (!terms.every(isExact)) {
            expect([source, total]).toEqual([source, null]);
            continue;
          }
          const sum = terms.reduce<Exact>(add, ZERO);
          if (!isExact(total)) throw new Error(`${source} has no total`);
          if (compare(total, sum) === 0) continue;
          // A term without end: nine decimals are kept, half a unit of the last, and each term loses what is beyond its 18th.
          const most = exactRatio(BigInt(count) + 500_000_000n, 10n ** 18n);
          const isNear = compare(absolute(subtract(total, sum)), most) <= 0;
          const hasEnd = terms.every((term) => places(term, 18));
          expect([source, isNear, places(total, 9), hasEnd]).toEqual([source, true, true, false]);
        }
      }),
      { numRuns: 60 },
    );
  });
});
