import {
  aCover,
  aWorkbook,
  INPUT_HEADER,
  type MadeCell,
  type MadeSheet,
  rowsXml,
  worksheetXml,
} from '../support/workbooks.ts';
import { accepted, type CorpusFile, faulty, refused } from './corpus-file.ts';
import {
  codes,
  everyInput,
  INPUTS,
  inputRows,
  labelOf,
  mayNotApply,
  rowOf,
  wholeRowsXml,
  wholeSheets,
  wholeWorkbook,
  withInputs,
  workbook,
} from './whole-return.ts';

const SHEET = 'xl/worksheets/sheet2.xml';
const [cover = aCover(), inputs = { name: INPUTS }] = wholeSheets();
const withRows = (rows: readonly (readonly MadeCell[])[]): Uint8Array =>
  workbook(cover, { name: INPUTS, rows });
const withData = (data: string): Uint8Array => workbook(cover, { name: INPUTS, data });
const withPart = (part: string): Uint8Array => workbook(cover, { name: INPUTS, part });
const [firstRow = [], ...otherRows] = inputRows();
const whole = [INPUT_HEADER, ...inputRows()];
const text = (zh: string, en: string) => ({ zh, en });
const coverOf = (park: MadeCell, year: MadeCell): MadeSheet => ({
  name: '封面',
  rows: [
    ['园区代码', park],
    ['评价年度', year],
    ['模板版本', 'gx46-2021@1'],
  ],
});
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

/** Rows of the inputs sheet whose cells are without addresses, as some writers leave them out. */
const withoutAddresses = (): string =>
  rowsXml(whole.map((row) => row.map((cell) => cell ?? ''))).replaceAll(/ r="[A-Z]*\d+"/g, '');
/** The same with texts in the table of shared strings. */
const shared = (): { data: string; strings: string } => {
  const texts: string[] = [];
  const data = wholeRowsXml().replaceAll(/t="inlineStr"><is>(.*?)<\/is>/g, (_, is: string) => {
    texts.push(`<si>${is}</si>`);
    return `t="s"><v>${texts.length - 1}</v>`;
  });
  return { data, strings: texts.join('') };
};
/** Blank cells between those of the table, so that the addresses keep their order. */
const withBlankColumns = (row: readonly MadeCell[]): MadeCell[] => row.flatMap((cell) => [null, cell]);

/** Workbooks that are sound packages: what is odd lies in their sheets. */
export const worksheets: readonly CorpusFile[] = [
  accepted(
    {
      file: 'as the template has it.xlsx',
      what: 'nothing: the return that the others are made of',
      bytes: () => withRows(whole),
    },
    'xlsx',
  ),
  accepted(
    {
      file: 'no addresses.xlsx',
      what: 'rows and cells without the attribute r',
      bytes: () => withData(withoutAddresses()),
    },
    'xlsx',
  ),
  accepted(
    {
      file: 'shared strings with wrong counts.xlsx',
      what: 'count 1 and uniqueCount 999,999,999 over a table of about sixty',
      bytes: () => {
        const { data, strings } = shared();
        return wholeWorkbook({ sheets: [cover, { name: INPUTS, data }], sharedStrings: strings });
      },
    },
    'xlsx',
  ),
  accepted(
    {
      file: 'dates from 1904.xlsx',
      what: 'the date system of old Macs; numbers are not touched by it',
      bytes: () => wholeWorkbook(),
    },
    'xlsx',
  ),
  accepted(
    {
      file: 'prefixes of its own.xlsx',
      what: 'x: in front of every element, as some libraries write',
      bytes: () =>
        withPart(
          `<?xml version="1.0"?><x:worksheet xmlns:x="${MAIN}"><x:sheetData>${wholeRowsXml().replaceAll(/<(\/?)/g, '<$1x:')}</x:sheetData></x:worksheet>`,
        ),
    },
    'xlsx',
  ),
  accepted(
    {
      file: 'comments and instructions in the XML.xlsx',
      what: 'comments, CDATA, processing instructions and single quotes between the cells',
      bytes: () =>
        withPart(
          `\ufeff<?xml version='1.0'?><!-- a > b --><worksheet xmlns='${MAIN}'><?hint x?><sheetData>${wholeRowsXml()
            .replaceAll('<t>employees</t>', '<t><![CDATA[employees]]></t>')
            .replaceAll('</row>', '<!-- <row> --></row>')}</sheetData></worksheet>`,
        ),
    },
    'xlsx',
  ),
  accepted(
    {
      file: 'edited by hand.xlsx',
      what: 'a merged title, blank rows and columns, notes beside and below the table',
      bytes: () =>
        withRows([
          ['二〇二一年度年报（定稿）'],
          [],
          withBlankColumns(INPUT_HEADER),
          [],
          ...inputRows().map((row, index) => [
            ...withBlankColumns(row),
            null,
            index === 3 ? '张工：已核对' : null,
          ]),
          [],
          ['注：数据来自统计台账'],
        ]),
    },
    'xlsx',
  ),
  accepted(
    {
      file: 'columns in another order.xlsx',
      what: 'value first, code last, English names',
      bytes: () =>
        withRows(
          [['value', 'previous', 'unit', 'name', 'code'], ...inputRows().map((row) => row.toReversed())].map(
            (row, i) =>
              i === 0
                ? row
                : [row[0] ?? null, row[1] ?? null, row[2] ?? null, row[3] ?? null, row[4] ?? null],
          ),
        ),
    },
    'xlsx',
  ),
  accepted(
    {
      file: 'labels for codes.xlsx',
      what: 'rows found by their Chinese names alone',
      bytes: () =>
        withRows([
          ['名称', '上年数', '本年数'],
          ...inputRows().map(([code, , , previous = null, value = null]) => [
            labelOf(String(code)),
            previous,
            value,
          ]),
        ]),
    },
    'xlsx',
  ),
  accepted(
    {
      file: 'a hidden sheet and an empty one.xlsx',
      what: 'lists of a program in a very hidden sheet, an empty Sheet3',
      bytes: () =>
        workbook(
          cover,
          inputs,
          { name: 'lists', rows: [['a']], state: 'veryHidden' },
          { name: 'Sheet3', rows: [] },
        ),
    },
    'xlsx',
  ),
  accepted(
    {
      file: 'two sheets of inputs.xlsx',
      what: 'a second sheet of the same meaning: the first counts, the other is named',
      bytes: () =>
        workbook(cover, inputs, { name: 'Park inputs', rows: [INPUT_HEADER, ['employees', '', '', 1, 2]] }),
    },
    'xlsx',
    { notices: ['R-F-101 Park inputs!A1=Park inputs'] },
  ),
  accepted(
    {
      file: '__proto__ as a header.xlsx',
      what: 'headers and codes that are names of JavaScript’s own',
      bytes: () =>
        withRows([
          [...INPUT_HEADER, '__proto__', 'constructor'],
          ...inputRows(),
          ['__proto__', '', '', 1, 2],
          ['toString', '', '', 1, 2],
        ]),
    },
    'xlsx',
    {
      notices: [
        `R-F-101 ${INPUTS}!F1=__proto__`,
        `R-F-101 ${INPUTS}!G1=constructor`,
        `R-F-101 ${INPUTS}!A60=__proto__`,
        `R-F-101 ${INPUTS}!A61=toString`,
      ],
    },
  ),
  faulty({ file: 'no sheet of inputs.xlsx', what: 'a cover alone', bytes: () => workbook(cover) }, 'xlsx', [
    'R-F-004',
  ]),
  faulty(
    {
      file: 'header below the first row.xlsx',
      what: 'the header sorted into the data',
      bytes: () => withRows([firstRow, INPUT_HEADER, ...otherRows]),
    },
    'xlsx',
    [`R-F-004 ${INPUTS}!A2=代码`],
  ),
  faulty(
    {
      file: 'a column twice.xlsx',
      what: 'two columns of this year’s values: nobody can know which counts',
      bytes: () => withRows([[...INPUT_HEADER, '本年数'], ...inputRows().map((row) => [...row, 1])]),
    },
    'xlsx',
    [`R-F-004 ${INPUTS}!E1=本年数 ${INPUTS}!F1=本年数`],
  ),
  faulty(
    {
      file: 'an input twice.xlsx',
      what: 'the same row pasted twice with another value',
      bytes: () => withRows([...whole, ['employees', '', '', 51435, 1]]),
    },
    'xlsx',
    [`R-F-004 ${INPUTS}!E2=${whole[1]?.[4]} ${INPUTS}!E60=1`],
  ),
  faulty(
    {
      file: 'another park.xlsx',
      what: 'the return of another park',
      bytes: () => workbook(coverOf('P022', 2021), inputs),
    },
    'xlsx',
    ['R-F-003 封面!B1=P022 封面!B2=2021'],
  ),
  faulty(
    {
      file: 'another year.xlsx',
      what: 'last year’s return',
      bytes: () => workbook(coverOf('P021', 2020), inputs),
    },
    'xlsx',
    ['R-F-003 封面!B1=P021 封面!B2=2020'],
  ),
  faulty(
    {
      file: 'all blank.xlsx',
      what: 'the template as it was handed out',
      bytes: () => withInputs(everyInput(null)),
    },
    'xlsx',
    codes.map((_, index) => `R-T-010 ${INPUTS}!E${index + 2}=`),
  ),
  faulty(
    {
      file: 'all 不适用.xlsx',
      what: 'not applicable everywhere',
      bytes: () => withInputs(everyInput('不适用')),
    },
    'xlsx',
    codes.filter((code) => !mayNotApply.has(code)).map((code) => `R-T-010 ${INPUTS}!E${rowOf(code)}=不适用`),
  ),
  refused(
    {
      file: 'a shared string that is not there.xlsx',
      what: 'an index behind the end of the table',
      bytes: () =>
        wholeWorkbook({
          sheets: [cover, { name: INPUTS, rows: [...whole, [{ xml: '<c r="@" t="s"><v>7</v></c>' }]] }],
          sharedStrings: '<si><t>a</t></si>',
        }),
    },
    'xlsx',
    text('单元格 A60 的文本不在字符串表中', 'the text of cell A60 is missing'),
    { place: `${SHEET}!A60` },
  ),
  refused(
    {
      file: 'a string table that is not there.xlsx',
      what: 'a part that is named but missing',
      bytes: () =>
        wholeWorkbook({
          relationships: '<Relationship Id="s" Type="x/sharedStrings" Target="strings.xml"/>',
        }),
    },
    'xlsx',
    text('缺失', 'it is missing'),
    { place: 'xl/strings.xml' },
  ),
  refused(
    {
      file: 'rows out of order.xlsx',
      what: 'row 1 behind row 2',
      bytes: () => withPart(worksheetXml('<row r="2"/><row r="1"/>')),
    },
    'xlsx',
    text('第 2 行之后的行号有误', 'a wrong row number after row 2'),
    { place: SHEET },
  ),
  refused(
    {
      file: 'a cell twice.xlsx',
      what: 'two contents at one address: programs differ in which they show',
      bytes: () => withPart(worksheetXml('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>')),
    },
    'xlsx',
    text('第 1 行的单元格地址有误', 'a wrong cell address in row 1'),
    { place: SHEET },
  ),
  refused(
    {
      file: 'a cell outside the sheet.xlsx',
      what: 'column XFE',
      bytes: () => withPart(worksheetXml('<row r="1"><c r="XFE1"><v>1</v></c></row>')),
    },
    'xlsx',
    text('第 1 行的单元格地址有误', 'a wrong cell address in row 1'),
    { place: SHEET },
  ),
  refused(
    {
      file: 'a million characters in a cell.xlsx',
      what: 'far more than a cell holds in any program',
      bytes: () =>
        withPart(
          worksheetXml(
            `<row r="1"><c r="A1" t="inlineStr"><is><t>${'汉'.repeat(1_000_000)}</t></is></c></row>`,
          ),
        ),
    },
    'xlsx',
    text('单元格 A1 超过 32767 个字符', 'a cell A1 of more than 32767 characters'),
    { place: `${SHEET}!A1` },
  ),
  refused(
    {
      file: '16,384 columns.xlsx',
      what: 'a row with content to the last column',
      bytes: () => withRows([Array.from({ length: 16_384 }, (_, i) => i)]),
    },
    'xlsx',
    text('第 1 行超过 1024 个有内容的列', 'row 1 has more than 1024 columns with content'),
    { place: `${SHEET}!AMK1` },
  ),
  refused(
    {
      file: 'nested without end.xlsx',
      what: '100,000 elements one inside the other',
      bytes: () => withPart(`<worksheet>${'<a>'.repeat(100_000)}`),
    },
    'xlsx',
    text('XML 嵌套过深', 'XML nested too deeply'),
    { place: SHEET },
  ),
  refused(
    {
      file: 'XML that breaks off.xlsx',
      what: 'a sheet without its end, in a sound archive',
      bytes: () => withPart('<worksheet><sheetData><row r="1">'),
    },
    'xlsx',
    text('XML 不完整', 'incomplete XML'),
    { place: SHEET },
  ),
  refused(
    {
      file: 'XML in GBK.xlsx',
      what: 'a sheet in another encoding than the UTF-8 of office packages',
      bytes: () => withPart('<?xml version="1.0" encoding="GBK"?><worksheet><sheetData/></worksheet>'),
    },
    'xlsx',
    text('XML 编码 GBK，应为 UTF-8', 'XML in GBK instead of UTF-8'),
    { place: SHEET },
  ),
  refused(
    {
      file: 'no sheets.xlsx',
      what: 'a workbook without worksheets',
      bytes: () => aWorkbook({ sheets: [] }),
    },
    'xlsx',
    text('没有工作表', 'it has no worksheets'),
    { place: 'xl/workbook.xml' },
  ),
];
