import { deflateRawSync } from 'node:zlib';
import { afterEach, expect, it, vi } from 'vitest';
import { inflatedAtOnce } from '../../../shared/adapters/readers/inflated-at-once.ts';

const content = new TextEncoder().encode('高新区'.repeat(100));
const packed = deflateRawSync(content);

afterEach(() => vi.unstubAllGlobals());

it('inflates what fits', () => {
  expect(inflatedAtOnce(packed, content.length)).toEqual(Buffer.from(content));
});

it.each([
  ['longer than the limit', packed, content.length - 1],
  ['cut off', packed.subarray(0, -1), content.length],
  ['followed by other bytes', Buffer.concat([packed, Buffer.of(0)]), content.length],
  ['no deflate data', Buffer.of(7, 7, 7), content.length],
])('leaves to others what is %s', (_, data, limit) => {
  expect(inflatedAtOnce(data, limit)).toBeNull();
});

it('leaves everything to others where there is no Node', () => {
  vi.stubGlobal('process', undefined);
  expect(inflatedAtOnce(packed, content.length)).toBeNull();
});
