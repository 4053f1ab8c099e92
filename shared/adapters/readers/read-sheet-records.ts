import type { DirectRecords, RecordForm } from './record-form.ts';
import { CUT_OFF, NOT_PLAIN, readRowElement, type SharedTexts } from './sheet-columns.ts';
import { createSheetReader } from './sheet-rows.ts';
import type { ZipArchive } from './zip-archive.ts';
import type { ZipEntry } from './zip-directory.ts';

/** Bytes that a row may have to be read from its bytes; a longer one is read as a string. */
const WINDOW = 1 << 21;

/** Position of `<row` followed by a space or an end, from `from` on; −1 where there is none before `end`. */
const nextRow = (bytes: Uint8Array, from: number, end: number): number => {
  for (let at = from; at + 4 < end; at += 1) {
    at = bytes.indexOf(60, at);
    if (at < 0 || at + 4 >= end) return -1;
    if (bytes[at + 1] === 114 && bytes[at + 2] === 111 && bytes[at + 3] === 119) {
      const next = bytes[at + 4];
      if (next === 32 || next === 62 || next === 47) return at;
    }
  }
  return -1;
};

const sharedTexts = (strings: readonly string[], direct: DirectRecords): SharedTexts => ({
  count: strings.length,
  put: (column, index) => {
    const text = strings[index] as string;
    if (text !== '') direct.builder.putShared(column, index, text);
  },
  hasContent: (index) => (strings[index] as string).trim() !== '',
});

/**
 * Reads a worksheet of records into typed columns. Rows in the usual form are read from the inflated bytes; everything
 * else of the part (what is around the rows, the header, rows in any other form) goes to the general reader, which
 * sees the part without the rows that were taken. So whatever the general reader refuses stays refused.
 * @throws UnreadableContent
 */
export const readSheetRecords = async (
  archive: ZipArchive,
  entry: ZipEntry,
  strings: readonly string[],
  form: RecordForm,
): Promise<void> => {
  const general = createSheetReader(entry.name, strings, (row) => {
    form.row(row);
    return true;
  });
  let window = new Uint8Array(1 << 19);
  let filled = 0;
  let shared: SharedTexts | undefined;

  /** Reads what can be read of the window; answers how many bytes are done with. */
  const scan = (): number => {
    let at = 0;
    while (at < filled) {
      const row = nextRow(window, at, filled);
      if (row < 0) {
        // The last bytes may be the beginning of a row.
        const done = Math.max(at, filled - 4);
        if (done > at) general.push(window.subarray(at, done));
        return done;
      }
      if (row > at) general.push(window.subarray(at, row));
      const before = general.rowBefore();
      const direct = before < 0 ? null : form.direct();
      let end = NOT_PLAIN;
      if (direct !== null) {
        shared ??= sharedTexts(strings, direct);
        end = readRowElement(window, row, filled, before, direct, shared);
      }
      if (end === CUT_OFF) {
        if (row > 0 || filled < WINDOW) return row;
        end = NOT_PLAIN;
      }
      if (end === NOT_PLAIN) {
        general.push(window.subarray(row, row + 4));
        at = row + 4;
      } else {
        general.passRow(direct === null ? before : direct.lastRow());
        at = end;
      }
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
