import type { RankingAnnouncement } from '../../events/announce-ranking.ts';

/** An announcement with that many movements, the later ones larger, and parks that entered and left. */
export const aRankingAnnouncement = (options: {
  readonly revision?: number;
  readonly movements?: number;
  readonly entered?: number;
}): RankingAnnouncement => {
  const { revision = 17, movements = 3, entered = 1 } = options;
  return {
    cycle: '2021',
    occurredAt: '2021-04-12T02:31:10.006Z',
    revision,
    previousRevision: revision - 1,
    provisional: true,
    methodology: { id: 'most-2021', version: '1.0.0', weights: 'provisional' },
    register: 169,
    exempt: 0,
    ranked: 141,
    coverage: 0.834,
    indicative: false,
    indicators: { in: 41, of: 46 },
    cause: { kind: 'returns-accepted', submissions: ['S-1'] },
    movements: Array.from({ length: movements }, (_, index) => ({
      park: `P${String(index).padStart(6, '0')}`,
      from: 1,
      to: index + 2,
      dimensions: { '4': { from: 25, to: 23 } },
    })),
    entered: Array.from({ length: entered }, (_, index) => `E${index}`),
    left: ['L0'],
    snapshot: { key: 'rankings/2021/000017-3f9a0c6e51b2.json', sha256: 'b'.repeat(64) },
  };
};
