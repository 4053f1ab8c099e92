import { describe, expect, it } from 'vitest';
import { tableKeys } from '../../../shared/adapters/table-keys.ts';
import { submissionIdOf, submissionOrder } from '../../../shared/domain/returns/submission-order.ts';
import { at, sha256 } from '../../support/returns.ts';

const upload = {
  uploadedAt: at(1),
  key: 'returns/2021/P001/b.csv',
  sequencer: '0062E99A88DC407460',
  versionId: 'v1',
};
const order = (overrides: Partial<typeof upload> = {}) =>
  submissionOrder({ ...upload, ...overrides }, sha256);

describe('the order of submissions', () => {
  it.each([
    ['the time of the completed upload', order({ key: 'z' }), order({ uploadedAt: at(2), key: 'a' })],
    ['the key', order({ key: 'a', sequencer: 'FF' }), order({ key: 'b', sequencer: '1' })],
    ['the sequencer as a number', order({ sequencer: 'FF' }), order({ sequencer: '100' })],
    ['the sequencer in any spelling', order({ sequencer: 'a0' }), order({ sequencer: 'B0' })],
    ['the version', order({ versionId: 'v1' }), order({ versionId: 'v2' })],
  ])('goes by %s', (_, earlier, later) => {
    expect(earlier < later).toBe(true);
  });

  it('fits a sort key of 1,024 bytes for the longest key that S3 takes', () => {
    // 341 characters of three bytes each.
    const key = `returns/2021/P001/${'报'.repeat(335)}`;
    expect(Buffer.byteLength(key)).toBeLessThanOrEqual(1024);
    const { sk } = tableKeys.submission('2021', 'P001', order({ key, versionId: 'v'.repeat(100) }));
    expect(Buffer.byteLength(sk)).toBeLessThanOrEqual(1024);
    expect(order({ key })).not.toBe(order({ key: `${key}x` }));
  });
});

describe('the id of a submission', () => {
  it('is the same for the same version, and another for another', () => {
    const version = { bucket: 'b', key: 'k', versionId: 'v' };
    expect(submissionIdOf(version, sha256)).toBe(`S-${sha256('b|k|v').slice(0, 24)}`);
    expect(submissionIdOf({ ...version, versionId: 'w' }, sha256)).not.toBe(submissionIdOf(version, sha256));
  });
});
