import type { ZipArchive } from './zip-archive.ts';
import type { ZipEntry } from './zip-directory.ts';

/** The element was not in the usual form: the general reader must read it. Nothing was kept of it. */
export const NOT_PLAIN = -1;
/** The bytes end within the element. */
export const CUT_OFF = -2;

/** Bytes that an element may have to be read from its bytes; a longer one is read by the general reader. */
const WINDOW = 1 << 21;

const LT = 60;

export interface ElementReaders {
  /** Reads the element that begins at `from` from bytes that are there up to `end`: where it ends, NOT_PLAIN or CUT_OFF. */
  readonly take: (bytes: Uint8Array, from: number, end: number) => number;
  /** Reads everything else: it sees the part without the elements that were taken. */
  readonly general: { readonly push: (bytes: Uint8Array) => void; readonly end: () => void };
}

/** Position of `<name` followed by a space or an end, from `from` on; −1 where there is none before `end`. */
const nextElement = (bytes: Uint8Array, name: Uint8Array, from: number, end: number): number => {
  const length = name.length;
  for (let at = from; at + length + 1 < end; at += 1) {
    at = bytes.indexOf(LT, at);
    if (at < 0 || at + length + 1 >= end) return -1;
    let same = 0;
    while (same < length && bytes[at + 1 + same] === name[same]) same += 1;
    if (same < length) continue;
    const next = bytes[at + 1 + length];
    if (next === 32 || next === 62 || next === 47) return at;
  }
  return -1;
};

/**
 * Reads an XML part of which most are elements of one name, in the usual form: those are taken from the inflated bytes, the
 * rest goes to the general reader. So whatever the general reader refuses stays refused.
 * @throws UnreadableContent
 */
export const readElements = async (
  archive: ZipArchive,
  entry: ZipEntry,
  name: string,
  { take, general }: ElementReaders,
): Promise<void> => {
  const wanted = new TextEncoder().encode(name);
  const opening = wanted.length + 1;
  let window = new Uint8Array(1 << 19);
  let filled = 0;

  /** Reads what can be read of the window; answers how many bytes are done with. */
  const scan = (): number => {
    let at = 0;
    while (at < filled) {
      const from = nextElement(window, wanted, at, filled);
      if (from < 0) {
        // The last bytes may be the beginning of an element.
        const done = Math.max(at, filled - opening);
        if (done > at) general.push(window.subarray(at, done));
        return done;
      }
      if (from > at) general.push(window.subarray(at, from));
      let end = take(window, from, filled);
      if (end === CUT_OFF) {
        if (from > 0 || filled < WINDOW) return from;
        end = NOT_PLAIN;
      }
      if (end === NOT_PLAIN) {
        general.push(window.subarray(from, from + opening));
        at = from + opening;
      } else at = end;
    }
    return at;
  };

  await archive.inflateAside(entry, (chunk) => {
    if (filled + chunk.length > window.length) {
      const larger = new Uint8Array(Math.max(window.length * 2, filled + chunk.length));
      larger.set(window.subarray(0, filled));
      window = larger;
    }
    window.set(chunk, filled);
    filled += chunk.length;
    const done = scan();
    window.copyWithin(0, done, filled);
    filled -= done;
  });
  if (filled > 0) general.push(window.subarray(0, filled));
  general.end();
};
