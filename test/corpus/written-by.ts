import { readFileSync } from 'node:fs';
import { writeXlsx } from 'hucre/xlsx';
import { VALID_INPUTS, VALID_PREVIOUS } from '../support/a-filed-return.ts';
import { accepted, type CorpusFile, refused } from './corpus-file.ts';
import { codes, INPUTS } from './whole-return.ts';

/** Committed files of other programs; their README says which version made them and how. */
const fixture = (name: string): Uint8Array => readFileSync(new URL(`written-by/${name}`, import.meta.url));
const made = (name: string, what: string) => ({ file: `by ${name}`, what, bytes: () => fixture(name) });

/** One and the same return, as other programs write it. */
export const writtenBy: readonly CorpusFile[] = [
  accepted(
    made(
      'openpyxl.xlsx',
      'a merged title, a hidden column, frozen panes, a filter, a comment, validations, a note beside the table, a hidden sheet',
    ),
    'xlsx',
  ),
  accepted(
    made('xlsxwriter.xlsx', 'shared strings, formatted blanks, a table object, data bars, a chart, a link'),
    'xlsx',
  ),
  accepted(made('xlsxwriter-constant-memory.xlsx', 'inline strings'), 'xlsx'),
  accepted(made('pyexcelerate.xlsx', 'a writer that takes short cuts'), 'xlsx'),
  accepted(made('excelize.xlsx', 'a stream writer, names for codes'), 'xlsx'),
  accepted(made('libreoffice.xlsx', 'the file of openpyxl saved again'), 'xlsx'),
  accepted(made('gnumeric.xlsx', 'the same saved by Gnumeric, which shows the hidden sheet'), 'xlsx', {
    notices: ['R-F-101 lists!A1=lists'],
  }),
  accepted(made('libreoffice-gb18030.csv', 'a sheet exported in GB18030'), 'csv', { encoding: 'gb18030' }),
  accepted(
    {
      file: 'by hucre.xlsx',
      what: 'the library that writes our own workbooks, without any of our writers',
      bytes: () =>
        writeXlsx({
          sheets: [
            {
              name: '封面',
              rows: [
                ['园区代码', 'P021'],
                ['评价年度', 2021],
                ['模板版本', 'gx46-2021@1'],
              ],
            },
            {
              name: INPUTS,
              rows: [
                ['code', 'value', 'previous'],
                ...codes.map((code) => [code, VALID_INPUTS[code] ?? null, VALID_PREVIOUS[code] ?? null]),
              ],
            },
          ],
        }),
    },
    'xlsx',
  ),
  refused(made('libreoffice.ods', 'saved as OpenDocument'), 'zip', {
    zh: 'OpenDocument 文档（.ods，请另存为 .xlsx）',
    en: 'an OpenDocument file (.ods: save it as .xlsx)',
  }),
];
