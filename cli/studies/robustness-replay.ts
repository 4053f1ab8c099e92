import * as z from 'zod';
import type { RankingSnapshot } from '../../shared/domain/ranking/ranking.ts';
import { METHOD_CHOICES } from '../../shared/domain/robustness/method-choice.ts';
import { replicateOf } from '../../shared/domain/robustness/monte-carlo.ts';
import type { UncertainRanking } from '../../shared/domain/robustness/uncertain-ranking.ts';
import { CannotDo } from '../terminal/context.ts';
import { readJsonFile } from './known-editions.ts';

const RecordedReplicate = z.object({
  inputHash: z.string(),
  replicate: z.int().min(1),
  seed: z.string(),
  /** Indicator code → effective weight, every digit of it. */
  weights: z.record(z.string(), z.number()),
  method: z.object({
    normalisation: z.enum(METHOD_CHOICES.normalisation),
    aggregation: z.enum(METHOD_CHOICES.aggregation),
    missing: z.enum(METHOD_CHOICES.missing),
    bounds: z.enum(METHOD_CHOICES.bounds),
  }),
  parks: z.array(z.object({ park: z.string(), rank: z.int() })),
});

/** One replicate as it is written down: all that its ranks were made from, and the ranks. */
export type RecordedReplicate = z.infer<typeof RecordedReplicate>;

/** Replicate n of a seed, by rank. */
export function recordReplicate(
  ranking: UncertainRanking,
  inputHash: string,
  seed: string,
  n: number,
): RecordedReplicate {
  const replicate = replicateOf(ranking, seed, n);
  return {
    inputHash,
    replicate: n,
    seed,
    weights: Object.fromEntries(
      ranking.indicators.map((code, at) => [code, replicate.weights[at] as number]),
    ),
    method: replicate.method,
    parks: rankedBy(ranking, ranking.ranksOf(replicate)),
  };
}

const rankedBy = ({ parks }: UncertainRanking, ranks: Int32Array): RecordedReplicate['parks'] =>
  parks.map((park, unit) => ({ park, rank: ranks[unit] as number })).sort((a, b) => a.rank - b.rank);

/**
 * A replicate that `--replicate N --json` wrote, made again from its recorded weights and method.
 * @throws {CannotDo} when the file is none, or of another ranking.
 */
export async function replayFile(path: string, ranking: UncertainRanking, { inputHash }: RankingSnapshot) {
  const document = await readJsonFile(path);
  const inner = z.object({ recorded: RecordedReplicate }).safeParse(document);
  if (!inner.success) {
    throw new CannotDo({
      zh: `${path} 不是 robustness --replicate N --json 写出的文件。`,
      en: `${path} is not what robustness --replicate N --json writes.`,
    });
  }
  const { recorded } = inner.data;
  const weights = ranking.indicators.map((code) => recorded.weights[code]);
  const isSame = recorded.inputHash === inputHash && weights.every((weight) => weight !== undefined);
  if (!isSame) {
    throw new CannotDo({
      zh: `${path} 记录的是另一次排名的抽样。`,
      en: `${path} was drawn for another ranking.`,
    });
  }
  const replicate = {
    weights: Float64Array.from(weights, (weight) => weight ?? 0),
    method: recorded.method,
  };
  const again = new Map(rankedBy(ranking, ranking.ranksOf(replicate)).map(({ park, rank }) => [park, rank]));
  const before = new Map(recorded.parks.map(({ park, rank }) => [park, rank]));
  const differences = ranking.parks
    .map((park) => ({ park, recorded: before.get(park) ?? null, replayed: again.get(park) ?? null }))
    .filter((park) => park.recorded !== park.replayed);
  return { recorded, differences };
}
