import { describe, expect, it } from 'vitest';
import { entryBytes } from '../../../events/entry-size.ts';
import { inRequests } from '../../../events/outgoing-entry.ts';

describe('the size of an entry', () => {
  it('counts UTF-8 bytes of source, detail type and detail', () => {
    // 6 + 3 + (2 quotation marks + 2 characters of 3 bytes)
    expect(entryBytes({ source: 'gaoxin', detailType: 'A.1', detail: '"高新"' })).toBe(6 + 3 + 8);
  });

  it('counts 14 bytes for a time', () => {
    const entry = { source: '', detailType: '', detail: '' };
    expect(entryBytes({ ...entry, time: new Date(0) })).toBe(14);
  });
});

describe('requests', () => {
  const sizeOf = (size: number): number => size;
  it.each([
    ['nothing for nothing', [], []],
    [
      'by number',
      [1, 1, 1, 1, 1],
      [
        [1, 1, 1],
        [1, 1],
      ],
    ],
    ['by size', [6, 4, 5, 6], [[6, 4], [5], [6]]],
    ['one that is too large by itself', [11, 1], [[11], [1]]],
  ])('are cut in order: %s', (_, items, expected) => {
    expect(inRequests(items, sizeOf, { most: 3, mostBytes: 10 })).toEqual(expected);
  });
});
