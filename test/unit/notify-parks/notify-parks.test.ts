import { describe, expect, it } from 'vitest';
import { RankingPublished } from '../../../events/ranking-published.v1.ts';
import publishedSample from '../../../events/samples/ranking-published.v1.json' with { type: 'json' };
import { notifyParks } from '../../../functions/notify-parks/notify-parks.ts';
import { type ParkRank, parkRankOf } from '../../../functions/notify-parks/park-rank.ts';
import { shippedIntervals } from '../../../functions/notify-parks/shipped-intervals.ts';
import type { RankedPark, RankingSnapshot } from '../../../shared/domain/ranking/ranking.ts';
import { aSnapshot } from '../../support/a-snapshot.ts';

const published = RankingPublished.parse(publishedSample);

const aPark = (changes: Partial<RankedPark> = {}): RankedPark => ({
  park: 'P021',
  submissionId: 'S-1',
  sha256: 'a'.repeat(64),
  reopened: false,
  score: 61.25,
  rank: 21,
  dimensions: { '4': { score: 40.5, rank: 23 } },
  province: { name: '江苏省', rank: 3, of: 17 },
  region: { name: '东部', rank: 15, of: 70 },
  indicators: [],
  ...changes,
});

const snapshotOf = (parks: readonly RankedPark[]): RankingSnapshot =>
  ({ cycle: '2021', revision: 42, result: { parks } }) as unknown as RankingSnapshot;

describe("a park's own ranks", () => {
  it('carry denominator, coverage, methodology and the mark of provisional weights', () => {
    expect(parkRankOf(aPark(), published, null)).toEqual({
      format: 'gaoxin-rank@1',
      cycle: '2021',
      park: 'P021',
      revision: 42,
      publishedAt: '2021-07-01T00:00:05.411Z',
      provisional: false,
      methodology: { id: 'most-2021', version: '1.0.0', weights: 'provisional' },
      ranked: 168,
      register: 169,
      exempt: 0,
      coverage: 0.994,
      indicators: { in: 46, of: 46 },
      reopened: false,
      score: 61.25,
      rank: 21,
      interval: null,
      dimensions: { '4': { score: 40.5, rank: 23 } },
      province: { name: '江苏省', rank: 3, of: 17 },
      region: { name: '东部', rank: 15, of: 70 },
      notes: [
        {
          zh: '排名所用权重为暂定，并非全部官方权重。',
          en: 'The ranks rest on provisional weights; the official ones are not all known.',
        },
      ],
      snapshotSha256: published.snapshot.sha256,
    });
  });

  it('hide places in groups of fewer than five parks', () => {
    const small = aPark({
      province: { name: '青海省', rank: 1, of: 1 },
      region: { name: '西部', rank: 2, of: 5 },
    });
    expect(parkRankOf(small, published, null)).toMatchObject({ province: null, region: { rank: 2, of: 5 } });
  });

  it('say what else must be said beside them', () => {
    const lowest = {
      code: '3.2',
      value: { notComputable: 'zero-denominator', because: ['x'] },
      score: 0,
      weight: 1,
      contribution: 0,
      marks: ['not-computable-scored-lowest'],
    } as const;
    const official = {
      ...published,
      methodology: { ...published.methodology, weights: 'official' },
      indicators: { in: 41, of: 46 },
    } as const;
    const { notes } = parkRankOf(aPark({ reopened: true, indicators: [lowest] }), official, null);
    expect(notes.map(({ en }) => en)).toEqual([
      '41 of 46 indicators count.',
      'The return was open for correction; it is ranked with its old values.',
      'Not computable, scored lowest: 3.2.',
    ]);
  });
});

describe('a rank under provisional weights', () => {
  const snapshot = aSnapshot([
    { id: 'P001', at: 3 },
    { id: 'P002', at: 2, values: { '4.7': 5 } },
    { id: 'P003', at: 1 },
  ]);
  const written = async (of: RankingSnapshot) => {
    const ranks: ParkRank[] = [];
    await notifyParks(published, {
      readSnapshot: async () => of,
      intervalsOf: shippedIntervals,
      putParkRank: async (_, rank) => void ranks.push(rank),
    });
    return ranks;
  };

  it('has its interval, the same whenever it is told, and what it rests on', async () => {
    const ranks = await written(snapshot);
    expect(ranks.map(({ park }) => park)).toEqual(['P001', 'P002', 'P003']);
    for (const { rank, interval } of ranks) {
      expect(interval).toMatchObject({ coverage: 0.9, replicates: 1000 });
      expect(interval?.low).toBeLessThanOrEqual(rank);
      expect(interval?.high).toBeGreaterThanOrEqual(rank);
      expect(interval?.assumption.zh).toContain('赋权');
    }
    // Behind in every indicator: no weights bring it up.
    expect(ranks[2]?.interval).toMatchObject({ low: 3, high: 3 });
    expect(await written(snapshot)).toEqual(ranks);
  });

  it('has none where the edition is not one that comes with the program', async () => {
    const methodology = { id: 'loaded', version: '1.0.0', weights: 'provisional' } as const;
    const ranks = await written({ ...snapshot, methodology });
    expect(ranks.map(({ interval }) => interval)).toEqual([null, null, null]);
  });
});

describe('notifying', () => {
  const parks = Array.from({ length: 40 }, (_, index) => aPark({ park: `P${index}`, rank: index + 1 }));

  it('writes to each ranked park its own object under its own prefix, and nothing else', async () => {
    const written = new Map<string, ParkRank>();
    const told = await notifyParks(published, {
      readSnapshot: async (reference) => {
        expect(reference).toEqual(published.snapshot);
        return snapshotOf(parks);
      },
      intervalsOf: () => null,
      putParkRank: async (key, rank) => {
        expect(written.has(key)).toBe(false);
        written.set(key, rank);
      },
    });
    expect(told).toBe(40);
    expect([...written.keys()].sort()).toEqual(
      parks.map(({ park }) => `reports/2021/${park}/rank.json`).sort(),
    );
    for (const [key, { park, rank }] of written) {
      expect(key).toBe(`reports/2021/${park}/rank.json`);
      expect(rank).toBe(Number(park.slice(1)) + 1);
    }
  });

  it('fails when one write fails, so that the event is delivered again', async () => {
    const notifying = notifyParks(published, {
      readSnapshot: async () => snapshotOf(parks),
      intervalsOf: () => null,
      putParkRank: async (key) => {
        if (key.includes('/P7/')) throw new Error('SlowDown');
      },
    });
    await expect(notifying).rejects.toThrow('SlowDown');
  });
});
