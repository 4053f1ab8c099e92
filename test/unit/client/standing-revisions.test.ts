import { describe, expect, it } from 'vitest';
import { standingRevisions } from '../../../cli/client/rankings.ts';
import { aSnapshot } from '../../support/a-snapshot.ts';

const referenceTo = (revision: number) => ({ key: `rankings/2021/${revision}`, sha256: 'a'.repeat(64) });

/** A cycle of so many revisions, all written as provisional ones, of which one may have been published. */
const aCycle = (revisions: number, published: number | null) =>
  standingRevisions({
    readRevisions: async () =>
      Array.from({ length: revisions }, (_, index) => ({
        revision: index + 1,
        snapshot: referenceTo(index + 1),
      })),
    readPublication: async () => (published === null ? null : { revision: published }),
    readSnapshot: async ({ key }) =>
      aSnapshot([{ id: 'P001' }], {}, { revision: Number(key.split('/').at(-1)), provisional: true }),
  });

describe('a revision of a deployment, as it stands', () => {
  it.each([
    [2, undefined, 2, false],
    [2, 2, 2, false],
    [2, 1, 1, true],
    [1, undefined, 2, true],
    [null, undefined, 2, true],
  ])(
    'published %s, asked for %s: revision %s, provisional %s',
    async (published, wanted, revision, provisional) => {
      const standing = await aCycle(2, published)('2021', wanted);
      expect(standing?.reference).toEqual(referenceTo(revision));
      expect(standing?.snapshot).toMatchObject({ revision, provisional });
    },
  );

  it('there may be none yet, or not this one', async () => {
    expect(await aCycle(0, null)('2021')).toBeNull();
    expect(await aCycle(0, null)('2021', 3)).toBeNull();
    await expect(aCycle(2, null)('2021', 3)).rejects.toThrow(
      'Cycle 2021 has no revision 3; the latest is 2.',
    );
  });
});
