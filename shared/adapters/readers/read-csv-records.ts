import type { RecordTableName } from '../../domain/records/record-table.ts';
import { readCsvColumns } from './csv-columns.ts';
import { detectDelimiter, readCsvRecords } from './csv-records.ts';
import { createRecordForm, type RecordForm } from './record-form.ts';
import { textEncodingOf } from './text-encoding.ts';

const QUOTE = 34;
const CR = 13;
const LF = 10;
/** Bytes in which the delimiter is looked for: 65,536 characters of any encoding. */
const DELIMITER_BYTES = 4 * 65_536;

/** End of the record that begins at `at`, behind its line end; the end of the bytes where a quote is never closed. */
const recordEnd = (bytes: Uint8Array, from: number, split: number): number => {
  let at = from;
  const end = bytes.length;
  for (;;) {
    if (bytes[at] === QUOTE) {
      do {
        const close = bytes.indexOf(QUOTE, at + 1);
        if (close < 0) return end;
        at = close + 1;
      } while (bytes[at] === QUOTE);
    }
    while (at < end && bytes[at] !== split && bytes[at] !== LF && bytes[at] !== CR) at += 1;
    if (at >= end) return end;
    if (bytes[at] !== split) return at + (bytes[at] === CR && bytes[at + 1] === LF ? 2 : 1);
    at += 1;
  }
};

const linesIn = (bytes: Uint8Array, from: number, to: number): number => {
  let lines = 0;
  for (let at = from; at < to; at += 1) {
    if (bytes[at] === LF || (bytes[at] === CR && bytes[at + 1] !== LF)) lines += 1;
  }
  return lines;
};

/**
 * Reads a CSV part of records into typed columns. The header, and every record that is not plain, goes through the splitter of
 * texts; the rest is read from the bytes.
 * @throws UnreadableContent
 */
export const readCsvRecordTable = (
  part: { readonly name: string; readonly bytes: Uint8Array },
  table: RecordTableName,
): ReturnType<RecordForm['finish']> => {
  const encoding = textEncodingOf(part.bytes, part.name);
  const decoder = new TextDecoder(encoding === 'gb18030' ? 'gb18030' : 'utf-8', { ignoreBOM: true });
  const delimiter = detectDelimiter(
    decoder.decode(part.bytes.subarray(encoding === 'utf-8-bom' ? 3 : 0, DELIMITER_BYTES)),
  );
  const split = delimiter.charCodeAt(0);
  const bytes = withLineEnd(part.bytes);
  const form = createRecordForm(part.name, table, { encoding });
  let at = encoding === 'utf-8-bom' ? 3 : 0;
  let row = 1;
  let line = 1;
  while (at < bytes.length) {
    const direct = form.direct();
    if (direct !== null) {
      const reached = readCsvColumns(bytes, { at, row }, split, direct, direct.builder);
      // What is read from bytes has one line a row.
      line += reached.row - row;
      ({ at, row } = reached);
      if (at >= bytes.length) break;
    }
    const end = recordEnd(bytes, at, split);
    const text = decoder.decode(bytes.subarray(at, end));
    readCsvRecords(
      text,
      part.name,
      delimiter,
      (record) => {
        form.row(record);
        return true;
      },
      { row, line },
    );
    row += 1;
    line += linesIn(bytes, at, end);
    at = end;
  }
  return form.finish();
};

/** The scanner looks for a line end without asking where the bytes end. */
const withLineEnd = (bytes: Uint8Array): Uint8Array => {
  const last = bytes[bytes.length - 1];
  if (last === LF || last === CR || last === undefined) return bytes;
  const ended = new Uint8Array(bytes.length + 1);
  ended.set(bytes);
  ended[bytes.length] = LF;
  return ended;
};
