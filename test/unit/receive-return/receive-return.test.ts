import { describe, expect, it } from 'vitest';
import type { UploadedObject } from '../../../events/envelope.ts';
import { receiveReturn } from '../../../functions/receive-return/receive-return.ts';
import { ConflictError, ThrottledError } from '../../../shared/adapters/table-errors.ts';
import { aCycle, at, sha256 } from '../../support/returns.ts';
import { returnsWorld, type UploadedFile, uploadEvent } from '../../support/returns-world.ts';
import { checkToyMinistryFile, checkToyReturn } from '../../support/toy-checks.ts';

const aWorld = (options: Partial<Parameters<typeof returnsWorld>[0]> = {}) =>
  returnsWorld({
    parks: ['P001'],
    checkReturn: checkToyReturn,
    checkMinistryFile: checkToyMinistryFile,
    ...options,
  });

const file = (key: string, minute = 1, content = 'content'): UploadedFile => ({ key, content, minute });
const eventOf = (uploaded: UploadedFile, overrides: Partial<UploadedObject> = {}): UploadedObject => ({
  ...(uploadEvent(uploaded).detail as UploadedObject),
  ...overrides,
});

describe('receive-return', () => {
  it('writes the receipt of a file with an awkward name, and says so once however often it is told', async () => {
    const world = await aWorld();
    const uploaded = file('returns/2021/P001/年报 a+b%.xlsx');
    world.put(uploaded);
    const first = await receiveReturn(eventOf(uploaded), world.ports);
    expect(first).toMatchObject({
      outcome: 'receipt',
      submission: {
        status: 'received',
        filer: 'P001',
        fileName: '年报 a+b%.xlsx',
        bytes: 7,
        sha256: sha256('content'),
        uploadedAt: at(1),
        late: false,
      },
    });
    expect(world.drain()).toMatchObject([
      { detailType: 'ReturnReceived.v1', detail: { filing: 'return', park: 'P001', key: uploaded.key } },
    ]);
    const rows = world.memory.rows();
    expect(await receiveReturn(eventOf(uploaded), world.ports)).toMatchObject({ outcome: 'known' });
    expect(world.memory.rows()).toEqual(rows);
    expect(world.drain()).toEqual([]);
  });

  it('orders by upload time, key, padded sequencer and version, and names a version always the same', async () => {
    const world = await aWorld();
    const uploaded = file('returns/2021/P001/a.csv');
    world.put(uploaded);
    const event = eventOf(uploaded, { sequencer: '0a1f' });
    const { submission } = (await receiveReturn(event, world.ports)) as {
      submission: Record<string, unknown>;
    };
    expect(submission).toMatchObject({
      submissionId: `S-${sha256(`submissions|returns/2021/P001/a.csv|${event.versionId}`).slice(0, 24)}`,
      order: `${at(1)}|returns/2021/P001/a.csv|${'0'.repeat(28)}0A1F|${event.versionId}`,
    });
  });

  it('files expert scores for the ministry', async () => {
    const world = await aWorld();
    const uploaded = file('expert-scores/2021/评分.csv');
    world.put(uploaded);
    await receiveReturn(eventOf(uploaded), world.ports);
    expect(world.drain()).toMatchObject([{ detail: { filing: 'expert-scores', park: null } }]);
  });

  it.each([
    ['notes/readme.txt', 'unknown-prefix'],
    ['returns/2031/P001/a.csv', 'unknown-cycle'],
    ['returns/2021/P999/a.csv', 'unknown-park'],
    ['expert-scores/2031/a.csv', 'unknown-cycle'],
  ])('records %s as unrouted: %s', async (key, reason) => {
    const world = await aWorld();
    const uploaded = file(key);
    world.put(uploaded);
    expect(await receiveReturn(eventOf(uploaded), world.ports)).toEqual({ outcome: 'unrouted', reason });
    expect(await world.ports.readUnrouted()).toMatchObject([{ key, reason, uploadedAt: at(1) }]);
    expect(world.drain()).toEqual([]);
  });

  it('records a version that was deleted before it was looked at, and one that cannot be found', async () => {
    const world = await aWorld();
    const gone = file('returns/2021/P001/a.csv');
    expect(await receiveReturn(eventOf(gone), world.ports)).toEqual({
      outcome: 'unrouted',
      reason: 'version-gone',
    });
    expect(await receiveReturn(eventOf(gone, { versionId: null }), world.ports)).toMatchObject({
      reason: 'version-gone',
    });
    expect(await world.ports.readUnrouted()).toHaveLength(2);
  });

  it('takes the version that the ETag names where the event has no version id', async () => {
    const world = await aWorld();
    const uploaded = file('returns/2021/P001/a.csv');
    world.put(uploaded);
    const { versionId } = eventOf(uploaded);
    const ports = { ...world.ports, findVersion: async () => versionId };
    const result = await receiveReturn(eventOf(uploaded, { versionId: null }), ports);
    expect(result).toMatchObject({ outcome: 'receipt', submission: { versionId } });
  });

  it('passes over an empty object that stands for a folder', async () => {
    const world = await aWorld();
    expect(await receiveReturn(eventOf(file('returns/2021/P001/')), world.ports)).toEqual({
      outcome: 'folder',
    });
    expect(await world.ports.readUnrouted()).toEqual([]);
  });

  it('refuses what comes after publication, as a value with its event', async () => {
    const world = await aWorld({ cycle: aCycle({ status: 'published' }) });
    const uploaded = file('returns/2021/P001/a.csv');
    world.put(uploaded);
    await receiveReturn(eventOf(uploaded), world.ports);
    expect(world.drain()).toMatchObject([
      { detailType: 'ReturnRejected.v1', detail: { reason: 'cycle-published', report: null } },
    ]);
  });

  it('decides anew when it loses a race or is throttled, and gives up in the end', async () => {
    let failures = 0;
    let left = 3;
    const world = await aWorld({
      wrap: (table) => ({
        ...table,
        write: async (writes) => {
          if (left === 0) return table.write(writes);
          left -= 1;
          failures += 1;
          throw failures % 2 === 0 ? new ConflictError('lost') : new ThrottledError('busy');
        },
      }),
    });
    const uploaded = file('returns/2021/P001/a.csv');
    world.put(uploaded);
    expect(await receiveReturn(eventOf(uploaded), world.ports)).toMatchObject({ outcome: 'receipt' });
    expect(failures).toBe(3);
    left = Number.POSITIVE_INFINITY;
    const next = file('returns/2021/P001/b.csv', 2, 'other');
    world.put(next);
    await expect(receiveReturn(eventOf(next), world.ports)).rejects.toThrow(/lost|busy/);
  });
});
