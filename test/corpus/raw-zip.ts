import { crc32, deflateRawSync } from 'node:zlib';
import { utf8 } from '../support/workbooks.ts';

/** An entry of an archive in which anything may be wrong; what is not given is as it should be. */
export interface RawEntry {
  readonly name: string | Uint8Array;
  readonly data: Uint8Array | string;
  /** 8 = deflate, 0 = stored; another number is written as it is over deflated bytes. */
  readonly method?: number;
  readonly flags?: number;
  readonly crc32?: number;
  /** Name in front of the content, where it differs from the one in the directory. */
  readonly localName?: string;
  /** Sizes behind the content and not in front of it, as programs write that cannot seek. */
  readonly descriptor?: boolean;
  /** Sizes and place in 64 bits. */
  readonly zip64?: boolean;
  /** Inflated size in the directory. */
  readonly declaredBytes?: number;
}

const le = (...numbers: readonly (readonly [value: number, bytes: 2 | 4 | 8])[]): Uint8Array => {
  const out = new Uint8Array(numbers.reduce((sum, [, bytes]) => sum + bytes, 0));
  const view = new DataView(out.buffer);
  let at = 0;
  for (const [value, bytes] of numbers) {
    if (bytes === 2) view.setUint16(at, value, true);
    else if (bytes === 4) view.setUint32(at, value, true);
    else view.setBigUint64(at, BigInt(value), true);
    at += bytes;
  }
  return out;
};

export const joined = (...pieces: readonly Uint8Array[]): Uint8Array => {
  const out = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    out.set(piece, at);
    at += piece.length;
  }
  return out;
};

const MARKED = 0xffffffff;

/** Writes an archive by the letter of APPNOTE.TXT 6.3.10, wrong only where an entry says so. */
export const rawZip = (entries: readonly RawEntry[], comment = ''): Uint8Array => {
  const locals: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const entry of entries) {
    const data = typeof entry.data === 'string' ? utf8(entry.data) : entry.data;
    const name = typeof entry.name === 'string' ? utf8(entry.name) : entry.name;
    const { method = 8, descriptor = false, zip64 = false } = entry;
    const flags = (entry.flags ?? 0) | (descriptor ? 8 : 0) | (typeof entry.name === 'string' ? 0x800 : 0);
    const packed = method === 0 ? data : deflateRawSync(data, { level: 9 });
    const crc = entry.crc32 ?? crc32(data);
    const inflated = entry.declaredBytes ?? data.length;
    const localName = entry.localName === undefined ? name : utf8(entry.localName);
    const sizes = descriptor ? [0, 0, 0] : [crc, packed.length, inflated];
    const local = joined(
      le([0x04034b50, 4], [20, 2], [flags, 2], [method, 2], [0, 4]),
      le([sizes[0] ?? 0, 4], [sizes[1] ?? 0, 4], [sizes[2] ?? 0, 4], [localName.length, 2], [0, 2]),
      localName,
      packed,
      descriptor ? le([0x08074b50, 4], [crc, 4], [packed.length, 4], [inflated, 4]) : new Uint8Array(),
    );
    locals.push(local);
    const extra = zip64
      ? le([1, 2], [24, 2], [inflated, 8], [packed.length, 8], [offset, 8])
      : new Uint8Array();
    directory.push(
      le([0x02014b50, 4], [45, 2], [20, 2], [flags, 2], [method, 2], [0, 4], [crc, 4]),
      le([zip64 ? MARKED : packed.length, 4], [zip64 ? MARKED : inflated, 4]),
      le([name.length, 2], [extra.length, 2], [0, 2], [0, 2], [0, 2], [0, 4]),
      le([zip64 ? MARKED : offset, 4]),
      name,
      extra,
    );
    offset += local.length;
  }
  const listed = joined(...directory);
  const count = entries.length;
  const note = utf8(comment);
  return joined(
    ...locals,
    listed,
    le([0x06054b50, 4], [0, 4], [count, 2], [count, 2], [listed.length, 4], [offset, 4], [note.length, 2]),
    note,
  );
};
