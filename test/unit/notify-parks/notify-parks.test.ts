import { describe, expect, it } from 'vitest';
import { RankingPublished } from '../../../events/ranking-published.v1.ts';
import publishedSample from '../../../events/samples/ranking-published.v1.json' with { type: 'json' };
import { notifyParks } from '../../../functions/notify-parks/notify-parks.ts';
import { type ParkRank, parkRankOf } from '../../../functions/notify-parks/park-rank.ts';
import type { RankedPark, RankingSnapshot } from '../../../shared/domain/ranking/ranking.ts';

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
    expect(parkRankOf(aPark(), published)).toEqual({
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
    expect(parkRankOf(small, published)).toMatchObject({ province: null, region: { rank: 2, of: 5 } });
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
    const { notes } = parkRankOf(aPark({ reopened: true, indicators: [lowest] }), official);
    expect(notes.map(({ en }) => en)).toEqual([
      '41 of 46 indicators count.',
      'The return was open for correction; it is ranked with its old values.',
      'Not computable, scored lowest: 3.2.',
    ]);
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
      putParkRank: async (key) => {
        if (key.includes('/P7/')) throw new Error('SlowDown');
      },
    });
    await expect(notifying).rejects.toThrow('SlowDown');
  });
});
