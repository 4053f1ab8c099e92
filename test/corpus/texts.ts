import { VALID_PREVIOUS } from '../support/a-filed-return.ts';
import { utf8 } from '../support/workbooks.ts';
import { accepted, type CorpusFile, faulty, refused } from './corpus-file.ts';
import { joined } from './raw-zip.ts';
import { codes, csvLines, lineOf, wholeCsv } from './whole-return.ts';

/** `从业人员期末人数` in GB18030, by an encoder that is not ours (iconv). */
const EMPLOYEES_GB18030 = '\xb4\xd3\xd2\xb5\xc8\xcb\xd4\xb1\xc6\xda\xc4\xa9\xc8\xcb\xca\xfd';
const latin1 = (content: string): Uint8Array => Uint8Array.from(content, (letter) => letter.charCodeAt(0));
const withLabel = (label: string, end = '\r\n'): string =>
  csvLines()
    .map((line) => line.replace(/^employees,/, `${label},`))
    .join(end);
const utf16 = (content: string, isBigEndian: boolean): Uint8Array =>
  Uint8Array.from(
    [...`\ufeff${content}`].flatMap((letter) => {
      const code = letter.charCodeAt(0);
      return isBigEndian ? [code >> 8, code & 255] : [code & 255, code >> 8];
    }),
  );
const text = (zh: string, en: string) => ({ zh, en });
const csv = { encoding: 'utf-8' } as const;
const made = (file: string, what: string, bytes: () => Uint8Array) => ({ file, what, bytes });
const lines = csvLines();
const mixedEnds = (): string => lines.map((line, i) => line + ['\n', '\r\n', '\r'][i % 3]).join('');

/** CSV and what calls itself so. */
export const texts: readonly CorpusFile[] = [
  accepted(
    made('plain.csv', 'UTF-8, commas', () => wholeCsv()),
    'csv',
    csv,
  ),
  accepted(
    made('with a BOM.csv', 'UTF-8 as Excel saves it', () => joined(utf8('\ufeff'), wholeCsv())),
    'csv',
    { encoding: 'utf-8-bom' },
  ),
  accepted(
    made('GB18030.csv', 'a Chinese Windows program’s CSV', () => latin1(withLabel(EMPLOYEES_GB18030))),
    'csv',
    { encoding: 'gb18030' },
  ),
  accepted(
    made('semicolons;.csv', 'semicolons', () => utf8(csvLines(';').join('\n'))),
    'csv',
    csv,
  ),
  accepted(
    made('tabs.txt', 'tabs', () => utf8(csvLines('\t').join('\r\n'))),
    'csv',
    csv,
  ),
  accepted(
    made('sep line.csv', 'a first line that names the delimiter', () =>
      utf8(`sep=;\r\n${csvLines(';').join('\r\n')}`),
    ),
    'csv',
    csv,
  ),
  accepted(
    made('mixed newlines.csv', 'LF, CR LF and CR in turn', () => utf8(mixedEnds())),
    'csv',
    csv,
  ),
  accepted(
    made('quoted.csv', 'every field quoted, doubled quotes and a line end inside one', () =>
      utf8(
        lines
          .map((line) =>
            line
              .split(',')
              .map((field) => `"${field}"`)
              .join(','),
          )
          .map((line, i) => (i === 0 ? `${line},"备注"` : `${line},"a ""b""\nc"`))
          .join('\n'),
      ),
    ),
    'csv',
    csv,
  ),
  accepted(
    made('thousands separators.csv', 'quoted numbers with commas', () => wholeCsv({ employees: '"57,460"' })),
    'csv',
    csv,
  ),
  accepted(
    made('blank lines.csv', 'blank lines everywhere, trailing delimiters', () =>
      utf8(`\n\n${lines.join(',,\n\n')},,\n\n,,,\n`),
    ),
    'csv',
    csv,
  ),
  accepted(
    made('__proto__.csv', 'headers and codes that are names of JavaScript’s own', () =>
      utf8([`${lines[0]},__proto__`, ...lines.slice(1), '__proto__,6,', 'constructor,7,'].join('\n')),
    ),
    'csv',
    {
      ...csv,
      notices: [
        'R-F-101 __proto__.csv!D1=__proto__',
        'R-F-101 __proto__.csv!A62=__proto__',
        'R-F-101 __proto__.csv!A63=constructor',
      ],
    },
  ),
  accepted(
    made('end of file of DOS.csv', 'Ctrl-Z at the end', () => joined(wholeCsv(), utf8('\r\n\u001a'))),
    'csv',
    csv,
  ),
  accepted(
    made('a workbook by name only.xlsx', 'a CSV called .xlsx: told by its content', () => wholeCsv()),
    'csv',
    csv,
  ),
  faulty(
    made('stray quotes.csv', 'a quote inside a field is a character', () =>
      wholeCsv({ employees: '57460"' }),
    ),
    'csv',
    [`R-T-009 stray quotes.csv!B${lineOf('employees')}=57460"`],
    'utf-8',
  ),
  faulty(
    made('formulas.csv', 'what a spreadsheet would calculate is text here', () =>
      wholeCsv({ hospitals: '=3+4', schools: '@SUM(A1)' }),
    ),
    'csv',
    [
      `R-T-009 formulas.csv!B${lineOf('hospitals')}==3+4`,
      `R-T-009 formulas.csv!B${lineOf('schools')}=@SUM(A1)`,
    ],
    'utf-8',
  ),
  faulty(
    made('rejected words.csv', 'N/A, 无, 空, NULL', () =>
      wholeCsv({ house_price: 'N/A', hospitals: '无', schools: 'NULL', employees: '#N/A' }),
    ),
    'csv',
    [
      `R-F-005 rejected words.csv!B${lineOf('employees')}=#N/A`,
      `R-T-009 rejected words.csv!B${lineOf('employees')}=#N/A`,
      `R-T-009 rejected words.csv!B${lineOf('hospitals')}=无`,
      `R-T-009 rejected words.csv!B${lineOf('schools')}=NULL`,
    ],
    'utf-8',
  ),
  faulty(
    made('a text file.xlsx', 'prose', () => utf8('这是一个文本文件。\n没有表格。\n')),
    'csv',
    ['R-F-004 a text file.xlsx!A1=这是一个文本文件。'],
    'utf-8',
  ),
  faulty(
    made('identity alone.csv', 'cycle and park, and no input', () => utf8(lines.slice(0, 3).join('\n'))),
    'csv',
    [
      ...codes.map(() => 'R-T-010 identity alone.csv!A1=code'),
      // Last year's values of what grows are missing too.
      ...Object.keys(VALID_PREVIOUS).map(() => 'R-P-001 identity alone.csv!A1=code'),
    ],
    'utf-8',
  ),
  faulty(
    made('pipes.csv', 'a delimiter that is not read', () => utf8(csvLines('|').join('\n'))),
    'csv',
    ['R-F-004 pipes.csv!A1=code|value|previous'],
    'utf-8',
  ),
  refused(
    made('UTF-16.csv', '“Unicode text” of Excel', () => utf16(lines.join('\r\n'), false)),
    'csv',
    text(
      '无法识别的文字编码（UTF-16.csv：UTF-16；请存为 UTF-8 或 GB18030）',
      'UTF-16; save it as UTF-8 or GB18030',
    ),
    { place: 'UTF-16.csv' },
  ),
  refused(
    made('UTF-16 big-endian.csv', 'the same from another machine', () => utf16(lines.join('\n'), true)),
    'csv',
    text('UTF-16', 'UTF-16'),
    { place: 'UTF-16 big-endian.csv' },
  ),
  refused(
    made('NUL.csv', 'a NUL character', () => wholeCsv({ employees: '5\u0000' })),
    'csv',
    text(`第 ${lineOf('employees')} 行有空字符 NUL`, `a NUL character on line ${lineOf('employees')}`),
    { place: `NUL.csv!A${lineOf('employees')}` },
  ),
  refused(
    made('neither encoding.csv', 'bytes that are neither UTF-8 nor GB18030', () =>
      joined(wholeCsv(), Uint8Array.from([0x0a, 0xff, 0xff, 0x0a])),
    ),
    'csv',
    text('既不是 UTF-8 也不是 GB18030，或已损坏', 'neither UTF-8 nor GB18030, or damaged'),
    { place: 'neither encoding.csv' },
  ),
  refused(
    made(
      'a damaged character.csv',
      'UTF-8 with one byte changed, which GB18030 would turn into others',
      () => {
        const bytes = utf8(withLabel('从业人员期末人数'));
        bytes[bytes.indexOf(0xe4) + 1] = 0x41;
        return bytes;
      },
    ),
    'csv',
    text('既不是 UTF-8 也不是 GB18030，或已损坏', 'neither UTF-8 nor GB18030, or damaged'),
    { place: 'a damaged character.csv' },
  ),
  refused(
    made('lost characters.csv', 'the trace of an earlier conversion', () =>
      utf8(withLabel('从业\ufffd人员', '\n')),
    ),
    'csv',
    text('的文字已丢失', 'characters were lost on line'),
    { place: `lost characters.csv!A${lineOf('employees')}` },
  ),
  refused(
    made('锟斤拷.csv', 'GBK read as UTF-8 and saved again', () => utf8(withLabel('锟斤拷锟斤拷', '\n'))),
    'csv',
    text('的文字已丢失', 'characters were lost on line'),
    { place: `锟斤拷.csv!A${lineOf('employees')}` },
  ),
  refused(
    made('a quote without an end.csv', 'everything behind it would be one field', () =>
      wholeCsv({ employees: '"57460' }),
    ),
    'csv',
    text('没有配对的引号', 'an opening quote without an end'),
    { place: `a quote without an end.csv!A${lineOf('employees')}` },
  ),
  refused(
    made('commas in numbers.csv', '57,460 without quotes: the columns no longer fit', () =>
      wholeCsv({ employees: '57,460' }),
    ),
    'csv',
    text('引号', 'quotes'),
    { place: `commas in numbers.csv!D${lineOf('employees')}=51435` },
  ),
  refused(
    made('a cell too long.csv', 'a million digits', () => wholeCsv({ employees: '9'.repeat(1_000_000) })),
    'csv',
    text('超过 32767 个字符', 'more than 32767 characters'),
    { place: `a cell too long.csv!B${lineOf('employees')}` },
  ),
  refused(
    made('a million columns.csv', 'a header of a million fields', () => utf8('1,'.repeat(1_000_000))),
    'csv',
    text('第 1 行超过 1024 列', 'line 1 has more than 1024 columns'),
    { place: 'a million columns.csv!AMK1' },
  ),
];
