import { Inflate } from 'fflate';
import { CAPS } from './caps.ts';
import { crc32 } from './crc32.ts';
import { inflatedAside, releaseChunk } from './inflated-aside.ts';
import { inflatedAtOnce } from './inflated-at-once.ts';
import { damaged, placeOf, tooLarge, UnreadableContent } from './unreadable-content.ts';
import { readZipDirectory, type ZipEntry } from './zip-directory.ts';

/** Parts of an archive by name, inflated on demand and counted while inflating. */
export interface ZipArchive {
  readonly entries: readonly ZipEntry[];
  /** Entry by name; part names of a package are compared without case (ECMA-376 part 2, 6.2.2.3). */
  find(name: string): ZipEntry | undefined;
  /**
   * Inflates an entry chunk by chunk; `onChunk` returning false ends it early, unchecked.
   * @throws UnreadableContent for a damaged entry (length, CRC-32, method) or one that passes a cap.
   */
  inflate(entry: ZipEntry, onChunk: (bytes: Uint8Array) => boolean | undefined): void;
  /**
   * As `inflate`, with the decompression off the main thread where the platform can (Node, Lambda, browsers), so that the
   * bytes of the largest sheets are read while the next ones are inflated. A chunk is there until `onChunk` returns.
   */
  inflateAside(entry: ZipEntry, onChunk: (bytes: Uint8Array) => void): Promise<void>;
  /** A whole entry of at most `limit` inflated bytes. */
  bytesOf(entry: ZipEntry, limit: number): Uint8Array;
  /** As `bytesOf`, inflated aside. */
  bytesAside(entry: ZipEntry, limit: number): Promise<Uint8Array>;
}

const LOCAL = 0x04034b50;
/** Compressed bytes inflated at a time: at deflate's highest ratio one step then yields 16 MB at most. */
const STEP = 16 * 1024;
/** Bytes of a part that is inflated in one step. */
const SMALL = 1024 * 1024;

const megabytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MB`;

const compressedBytesOf = (bytes: Uint8Array, entry: ZipEntry): Uint8Array => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { offset } = entry;
  if (!(offset + 30 <= bytes.length) || view.getUint32(offset, true) !== LOCAL) {
    throw damaged(entry.name, '压缩包目录与内容不符', 'the archive’s directory does not match its content');
  }
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  const end = start + entry.compressedBytes;
  if (!(end <= bytes.length)) throw damaged(entry.name, '内容不完整', 'cut off');
  return bytes.subarray(start, end);
};

/** Entries that share bytes inflate far beyond the file's size (overlapping-files bomb). */
const refuseOverlaps = (entries: readonly ZipEntry[]): void => {
  const sorted = entries.toSorted((a, b) => a.offset - b.offset);
  for (const [index, entry] of sorted.entries()) {
    const next = sorted[index + 1];
    if (next !== undefined && entry.offset + 30 + entry.compressedBytes > next.offset) {
      throw damaged(next.name, '与压缩包内其他部分重叠', 'it overlaps another part of the archive');
    }
  }
};

export const openZip = (bytes: Uint8Array): ZipArchive => {
  const entries = readZipDirectory(bytes);
  refuseOverlaps(entries);
  const locked = entries.find((entry) => entry.encrypted);
  if (locked !== undefined) {
    throw new UnreadableContent(
      'encrypted',
      {
        zh: `加密（带密码）的部分“${locked.name}”`,
        en: `an encrypted (password-protected) part “${locked.name}”`,
      },
      placeOf(locked.name),
    );
  }
  const byName = new Map(entries.map((entry) => [entry.name.toLowerCase(), entry]));
  let inflatedOfAll = 0;

  /** Counts and sums what is inflated, against the caps and against what the directory says. */
  const meter = (entry: ZipEntry, packed: Uint8Array) => {
    let count = 0;
    let crc = 0;
    const take = (chunk: Uint8Array): void => {
      count += chunk.length;
      inflatedOfAll += chunk.length;
      if (inflatedOfAll > CAPS.inflatedBytes) {
        const limit = megabytes(CAPS.inflatedBytes);
        throw tooLarge(entry.name, `解压后超过 ${limit}`, `more than ${limit} when inflated`);
      }
      if (count > CAPS.ratioFreeBytes && count > packed.length * CAPS.ratio) {
        throw tooLarge(
          entry.name,
          `压缩比超过 ${CAPS.ratio}，疑似压缩炸弹`,
          `inflates more than ${CAPS.ratio}-fold, like a decompression bomb`,
        );
      }
      crc = crc32(chunk, crc);
    };
    const end = (): void => {
      if (count !== entry.inflatedBytes || crc !== entry.crc32) {
        throw damaged(entry.name, '长度或校验和不符', 'its length or checksum does not match');
      }
    };
    return { take, end };
  };

  const inflate: ZipArchive['inflate'] = (entry, onChunk) => {
    const packed = compressedBytesOf(bytes, entry);
    const counted = meter(entry, packed);
    let stopped = false;
    const take = (chunk: Uint8Array): void => {
      if (stopped) return;
      counted.take(chunk);
      if (onChunk(chunk) === false) stopped = true;
    };
    if (entry.method === 0) {
      for (let at = 0; at < packed.length && !stopped; at += STEP) take(packed.subarray(at, at + STEP));
    } else if (entry.method === 8) {
      const whole = entry.inflatedBytes <= SMALL ? inflatedAtOnce(packed, SMALL) : null;
      if (whole !== null) {
        take(whole);
        if (!stopped) counted.end();
        return;
      }
      const inflated: Uint8Array[] = [];
      const stream = new Inflate((chunk) => inflated.push(chunk));
      for (let at = 0, last = false; !stopped && !last; at += STEP) {
        last = at + STEP >= packed.length;
        try {
          stream.push(packed.subarray(at, at + STEP), last);
        } catch {
          // Whatever fflate throws here comes of the data: broken codes, distances or an early end.
          throw damaged(entry.name, '压缩数据损坏', 'broken compressed data');
        }
        for (const chunk of inflated.splice(0)) take(chunk);
      }
    } else {
      throw damaged(
        entry.name,
        `不支持的压缩方法 ${entry.method}`,
        `compression method ${entry.method} is not supported`,
      );
    }
    if (!stopped) counted.end();
  };

  const inflateAside: ZipArchive['inflateAside'] = async (entry, onChunk) => {
    if (entry.method !== 8) {
      inflate(entry, (chunk) => {
        onChunk(chunk);
        return true;
      });
      return;
    }
    const packed = compressedBytesOf(bytes, entry);
    const counted = meter(entry, packed);
    for await (const chunk of inflatedAside(packed, entry.name)) {
      counted.take(chunk);
      onChunk(chunk);
      releaseChunk(chunk);
    }
    counted.end();
  };

  return {
    entries,
    find: (name) => byName.get(name.toLowerCase()),
    inflate,
    inflateAside,
    bytesOf: (entry, limit) => {
      const collected = collector(entry, limit);
      inflate(entry, (chunk) => {
        collected.take(chunk);
        return true;
      });
      return collected.whole();
    },
    bytesAside: async (entry, limit) => {
      const collected = collector(entry, limit);
      await inflateAside(entry, collected.take);
      return collected.whole();
    },
  };
};

/** Collects the chunks of an entry of at most `limit` bytes; grows with what comes, not with what the archive says of itself. */
const collector = (entry: ZipEntry, limit: number) => {
  let collected = new Uint8Array(Math.min(limit, 1 << 16));
  let length = 0;
  return {
    take: (chunk: Uint8Array): void => {
      const needed = length + chunk.length;
      if (needed > limit) {
        throw tooLarge(
          entry.name,
          `解压后超过 ${megabytes(limit)}`,
          `more than ${megabytes(limit)} when inflated`,
        );
      }
      if (needed > collected.length) {
        const larger = new Uint8Array(Math.min(limit, Math.max(needed, collected.length * 2)));
        larger.set(collected.subarray(0, length));
        collected = larger;
      }
      collected.set(chunk, length);
      length = needed;
    },
    whole: (): Uint8Array => collected.subarray(0, length),
  };
};
