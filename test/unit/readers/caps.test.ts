import { describe, expect, it } from 'vitest';
import { CAPS } from '../../../shared/adapters/readers/caps.ts';
import { readReturn } from '../../../shared/adapters/readers/read-return.ts';
import { openZip } from '../../../shared/adapters/readers/zip-archive.ts';
import { refusalOf } from '../../support/read-outcomes.ts';
import { utf8, zipOf } from '../../support/workbooks.ts';

describe('caps', () => {
  it('count the inflated bytes of all parts together', () => {
    // Below the size from which the ratio is judged, so that only the sum can stop it.
    const archive = openZip(zipOf([['a', new Uint8Array(CAPS.ratioFreeBytes)]]));
    const [entry] = archive.entries;
    if (entry === undefined) throw new Error('no entry');
    const times = CAPS.inflatedBytes / CAPS.ratioFreeBytes;
    for (let i = 0; i < times; i += 1) archive.inflate(entry, () => true);
    expect(() => archive.inflate(entry, () => true)).toThrow('more than 400 MB when inflated');
  });

  it('refuse entries that share their bytes', () => {
    const bytes = zipOf([
      ['a.csv', utf8('code,value\n'.repeat(9))],
      ['b.csv', utf8('code,value\n'.repeat(9))],
    ]);
    const view = new DataView(bytes.buffer);
    const directory = view.getUint32(bytes.length - 22 + 16, true);
    const second = directory + 46 + 'a.csv'.length;
    view.setUint32(second + 42, 0, true);
    expect(() => openZip(bytes)).toThrow('overlaps');
  });

  it('take no size from a header: a huge declared size is only a mismatch', () => {
    const bytes = zipOf([['a', utf8('abc')]]);
    const view = new DataView(bytes.buffer);
    view.setUint32(view.getUint32(bytes.length - 22 + 16, true) + 24, 0xfffffff0, true);
    const archive = openZip(bytes);
    const [entry] = archive.entries;
    if (entry === undefined) throw new Error('no entry');
    expect(() => archive.bytesOf(entry, 100)).toThrow('length or checksum');
  });

  it.each([
    ['the file', new Uint8Array(CAPS.fileBytes + 1).fill(32), /more than 100 MB/],
    ['rows', utf8(`code,value\n${'a,\n'.repeat(CAPS.rows + 1)}`), /more than 100000 rows/],
    ['columns', utf8('1,'.repeat(CAPS.columns + 1)), /more than 1024 columns/],
    [
      'a cell',
      utf8(`code,value\nemployees,${'9'.repeat(CAPS.cellCharacters + 1)}`),
      /more than 32767 characters/,
    ],
    [
      'a quoted cell',
      utf8(`code,value\nemployees,"${'""'.repeat(CAPS.cellCharacters + 1)}"`),
      /more than 32767/,
    ],
    ['a JSON text', utf8(`{"cycle":"${'9'.repeat(CAPS.cellCharacters + 1)}"}`), /more than 32767 characters/],
    ['a JSON number', utf8(`{"cycle":${'9'.repeat(CAPS.cellCharacters + 1)}}`), /more than 32767 characters/],
  ])('refuse too much: %s', async (_, bytes, words) => {
    expect(refusalOf(await readReturn({ name: 'f', bytes })).what.en).toMatch(words);
  });
});
