import { aWorkbook, utf8, workbookParts } from '../support/workbooks.ts';
import { accepted, type CorpusFile, refused } from './corpus-file.ts';
import { joined, rawZip } from './raw-zip.ts';
import { csvLines, INPUTS, wholeCsv, wholeRowsXml, wholeSheets } from './whole-return.ts';

const SHEET = 'xl/worksheets/sheet2.xml';
const MEBI = 1024 * 1024;
const text = (zh: string, en: string) => ({ zh, en });

/** Letters without a pattern, from a fixed seed. */
const noise = (length: number): string => {
  let state = 7;
  let letters = '';
  while (letters.length < length) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    letters += state.toString(36);
  }
  return letters.slice(0, length);
};
const NOISE = noise(9_000);

/** A unit repeated: with one of about 9,000 letters deflate gains some 130-fold, which no cap on ratios stops. */
const repeated = (unit: string, bytes: number): Uint8Array => {
  const one = utf8(unit);
  const out = new Uint8Array(Math.floor(bytes / one.length) * one.length);
  for (let at = 0; at < out.length; at += one.length) out.set(one, at);
  return out;
};
/** The noise in pieces, each put into something. */
const inPieces = (letters: number, put: (piece: string) => string): string =>
  Array.from({ length: NOISE.length / letters }, (_, at) =>
    put(NOISE.slice(at * letters, (at + 1) * letters)),
  ).join('');

const workbookWith = (parts: Readonly<Record<string, string | Uint8Array>>): Uint8Array =>
  rawZip(
    [...workbookParts({ sheets: wholeSheets(), sharedStrings: '', parts })].map(([name, data]) => ({
      name,
      data,
    })),
  );
const withSheetData = (data: string): Uint8Array =>
  aWorkbook({ sheets: [...wholeSheets().slice(0, 1), { name: INPUTS, data }] });
const stringTable = (strings: Uint8Array): Uint8Array =>
  workbookWith({ 'xl/sharedStrings.xml': joined(utf8('<sst>'), strings, utf8('</sst>')) });
const csvOf = (lines: readonly string[]): Uint8Array => utf8(lines.join('\n'));
const numbered = (count: number, line: (at: number) => string): string[] =>
  Array.from({ length: count }, (_, at) => line(at));

/** Files that are small and unfold, or are as large as a file may be. */
export const largeFiles: readonly CorpusFile[] = [
  refused(
    {
      file: 'a bomb by absolute size.xlsx',
      what: '410 MB of sheet in 3 MB, at a ratio that is no bomb’s',
      bytes: () =>
        workbookWith({
          [SHEET]: joined(
            utf8('<worksheet><sheetData>'),
            repeated(
              inPieces(200, (piece) => `<ext v="${piece}"/>`),
              410 * MEBI,
            ),
          ),
        }),
    },
    'xlsx',
    text('解压后超过 400 MB', 'more than 400 MB when inflated'),
    { place: SHEET },
  ),
  refused(
    {
      file: 'a bomb of blanks.xlsx',
      what: '16 MB of blanks in a sheet of 16 KB',
      bytes: () => withSheetData(' '.repeat(16 * MEBI)),
    },
    'xlsx',
    text('压缩比超过 200，疑似压缩炸弹', 'inflates more than 200-fold, like a decompression bomb'),
    { place: SHEET },
  ),
  refused(
    {
      file: 'a bomb in the string table.xlsx',
      what: '390 MB of texts in 2 MB, which all would have to be kept',
      bytes: () => stringTable(repeated(`<si><t>${NOISE.slice(0, 3_000)}</t></si>`, 390 * MEBI)),
    },
    'xlsx',
    text('文本超过 5000000 条或 64 MB', 'more than 5000000 texts or 64 MB of them'),
    { place: 'xl/sharedStrings.xml' },
  ),
  accepted(
    {
      file: 'millions of texts.xlsx',
      what: 'a string table of 3 million entries of which none is used',
      bytes: () => stringTable(utf8(numbered(3_000_000, (at) => `<si><t>${at}</t></si>`).join(''))),
    },
    'xlsx',
  ),
  refused(
    {
      file: 'tags without end.xlsx',
      what: 'tags of 390,000 letters, each inside the one before',
      bytes: () =>
        workbookWith({
          [SHEET]: joined(utf8('<worksheet>'), repeated(`<a ${NOISE.repeat(43)}>`, 100 * MEBI)),
        }),
    },
    'xlsx',
    text('XML 嵌套过深', 'XML nested too deeply'),
    { place: SHEET },
  ),
  accepted(
    {
      file: 'a million blank formatted rows.xlsx',
      what: 'the whole sheet formatted, nothing in it but the table',
      bytes: () =>
        withSheetData(
          wholeRowsXml() +
            numbered(
              1_048_576 - 59,
              (at) => `<row r="${at + 60}" s="1" customFormat="1"><c r="A${at + 60}" s="1"/></row>`,
            ).join(''),
        ),
    },
    'xlsx',
  ),
  accepted(
    {
      file: '16,384 blank formatted columns.xlsx',
      what: 'every cell of a hundred rows formatted, to the last column',
      bytes: () => {
        const letters = (at: number): string =>
          (at < 26 ? '' : letters(Math.floor(at / 26) - 1)) + String.fromCharCode(65 + (at % 26));
        const columns = numbered(16_384, letters);
        return withSheetData(
          wholeRowsXml() +
            numbered(
              100,
              (at) =>
                `<row r="${at + 60}">${columns.map((column) => `<c r="${column}${at + 60}" s="1"/>`).join('')}</row>`,
            ).join(''),
        );
      },
    },
    'xlsx',
  ),
  refused(
    {
      file: 'inputs of 99 MB.zip',
      what: 'a CSV of inputs that is as long as a file may be, in 800 KB',
      bytes: () =>
        rawZip([
          { name: 'inputs.csv', data: repeated(`${inPieces(1_000, (piece) => `x${piece},1\n`)}`, 99 * MEBI) },
        ]),
    },
    'zip',
    text('解压后超过 16 MB', 'more than 16 MB when inflated'),
    { place: 'inputs.csv' },
  ),
  refused(
    {
      file: 'rows of something else.csv',
      what: 'a whole return over 29,000 rows that no return has, 15 MB',
      bytes: () => csvOf([...csvLines(), ...numbered(29_000, (at) => `x${at} ${NOISE.slice(0, 500)},1,2`)]),
    },
    'csv',
    text('超过 1000 处模板中没有的行、列或成员', 'more than 1000 rows, columns or members'),
    { place: 'rows of something else.csv!A1062' },
  ),
  refused(
    {
      file: 'members of something else.json',
      what: '900,000 inputs that no return has',
      bytes: () =>
        utf8(
          `{"format":"gaoxin-return@1","cycle":"2021","park":"P021","inputs":{${numbered(900_000, (at) => `"x${at}":{"value":1}`).join(',')}}}`,
        ),
    },
    'json',
    text('超过 1000 处模板中没有的行、列或成员', 'more than 1000 rows, columns or members'),
    { place: 'inputs!/inputs/x1000=', encoding: 'utf-8' },
  ),
  refused(
    {
      file: 'one line of 15 MB.csv',
      what: 'no delimiter and no line end',
      bytes: () => new Uint8Array(15 * MEBI).fill(120),
    },
    'csv',
    text('第 1 行有超过 32767 个字符的单元格', 'line 1 has a cell of more than 32767 characters'),
    { place: 'one line of 15 MB.csv!A1' },
  ),
  refused(
    {
      file: '17 MB of inputs.csv',
      what: '58 inputs take no 16 MB',
      bytes: () => new Uint8Array(17 * MEBI).fill(120),
    },
    'csv',
    text('超过 16 MB 的内容', 'more than 16 MB'),
  ),
  refused(
    {
      file: 'records of 65 MB.zip',
      what: 'a CSV of enterprises beyond its limit, in 500 KB',
      bytes: () =>
        rawZip([
          { name: 'inputs.csv', data: wholeCsv() },
          {
            name: 'enterprises.csv',
            data: repeated(
              inPieces(1_000, (piece) => `x${piece},1\n`),
              65 * MEBI,
            ),
          },
        ]),
    },
    'zip',
    text('解压后超过 64 MB', 'more than 64 MB when inflated'),
    { place: 'enterprises.csv' },
  ),
  refused(
    {
      file: 'more than a file may be.csv',
      what: '101 MB',
      bytes: () => new Uint8Array(101 * MEBI).fill(120),
    },
    null,
    text('超过 100 MB 的内容', 'more than 100 MB'),
  ),
  accepted(
    {
      file: 'explanations of nothing.csv.zip',
      what: '99,000 explanations of findings that there are not',
      bytes: () =>
        rawZip([
          { name: 'inputs.csv', data: wholeCsv() },
          {
            name: 'explanations.csv',
            data: csvOf(['finding,reason,text', ...numbered(99_000, (at) => `${at},a,${at}`)]),
          },
        ]),
    },
    'zip',
    { encoding: 'utf-8' },
  ),
];
