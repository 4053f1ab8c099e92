import { writeXlsx } from 'hucre/xlsx';
import { utf8, worksheetXml, zipOf } from '../support/workbooks.ts';
import { accepted, type CorpusFile, refused } from './corpus-file.ts';
import { INPUTS, wholeSheets, wholeWorkbook, workbook } from './whole-return.ts';

const SHEET = 'xl/worksheets/sheet2.xml';
const LAUGHS =
  '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY a "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;">]>';
const EXTERNAL = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY xxe SYSTEM "file:///etc/passwd">]>';
const cover = wholeSheets()[0] ?? { name: '' };
const withSheet = (part: string): Uint8Array => workbook(cover, { name: INPUTS, part });
const withParts = (parts: Readonly<Record<string, string | Uint8Array>>): Uint8Array =>
  wholeWorkbook({ parts });
const withRelationship = (element: string): Uint8Array => wholeWorkbook({ relationships: element });
const ole2 = (content = ''): Uint8Array =>
  Uint8Array.from([
    ...[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1],
    ...new Uint8Array(504),
    ...[...content].flatMap((letter) => [letter.charCodeAt(0), 0]),
    ...new Uint8Array(512),
  ]);
const text = (zh: string, en: string) => ({ zh, en });
const DOCTYPE = text('含有 DOCTYPE 或 ENTITY 声明', 'it has a DOCTYPE or ENTITY declaration');

/** Things in a workbook that run, fetch or unfold when it is opened, and files that are no return at all. */
export const hazards: readonly CorpusFile[] = [
  refused(
    {
      file: 'a billion laughs.xlsx',
      what: 'entities that unfold without end, in a sheet',
      bytes: () =>
        withSheet(
          `${LAUGHS}<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>&e;</v></c></row></sheetData></worksheet>`,
        ),
    },
    'xlsx',
    DOCTYPE,
    { place: SHEET },
  ),
  refused(
    {
      file: 'an external entity.xlsx',
      what: 'an entity that reads a file of the machine (XXE)',
      bytes: () =>
        withSheet(
          `${EXTERNAL}<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>&xxe;</v></c></row></sheetData></worksheet>`,
        ),
    },
    'xlsx',
    DOCTYPE,
    { place: SHEET },
  ),
  refused(
    {
      file: 'laughs in the string table.xlsx',
      what: 'the same in the shared strings',
      bytes: () =>
        wholeWorkbook({
          sharedStrings: '<si/>',
          parts: { 'xl/sharedStrings.xml': `${LAUGHS}<sst><si><t>&e;</t></si></sst>` },
        }),
    },
    'xlsx',
    DOCTYPE,
    { place: 'xl/sharedStrings.xml' },
  ),
  refused(
    {
      file: 'a document type in a part that nobody reads.xlsx',
      what: 'a DTD in the document properties',
      bytes: () => withParts({ 'docProps/core.xml': `${EXTERNAL}<x/>` }),
    },
    'xlsx',
    DOCTYPE,
    { place: 'docProps/core.xml' },
  ),
  refused(
    {
      file: 'an entity without a declaration.xlsx',
      what: 'a reference to an entity that nobody declared',
      bytes: () =>
        withSheet(worksheetXml('<row r="1"><c r="A1" t="inlineStr"><is><t>&xxe;</t></is></c></row>')),
    },
    'xlsx',
    text('XML 实体引用不合规范', 'an XML entity reference that is not allowed'),
    { place: SHEET },
  ),
  refused(
    {
      file: 'macros.xlsm',
      what: 'a VBA project',
      bytes: () => withParts({ 'xl/vbaProject.bin': Uint8Array.from([1]) }),
    },
    'xlsx',
    text('宏（xl/vbaProject.bin）', 'macros (xl/vbaProject.bin)'),
    { place: 'xl/vbaProject.bin' },
  ),
  refused(
    {
      file: 'macros of WPS.xlsx',
      what: 'a JavaScript macro of WPS',
      bytes: () => withParts({ 'xl/JDEData.bin': Uint8Array.from([1]) }),
    },
    'xlsx',
    text('宏（xl/JDEData.bin）', 'macros (xl/JDEData.bin)'),
    { place: 'xl/JDEData.bin' },
  ),
  refused(
    {
      file: 'a macro-enabled type.xlsx',
      what: 'the content type of a macro-enabled workbook',
      bytes: () =>
        wholeWorkbook({ workbookContentType: 'application/vnd.ms-excel.sheet.macroEnabled.main+xml' }),
    },
    'xlsx',
    text('宏（/xl/workbook.xml）', 'macros (/xl/workbook.xml)'),
    { place: '/xl/workbook.xml' },
  ),
  refused(
    {
      file: 'a macro by its extension.xlsx',
      what: 'a part whose extension is declared as that of macros',
      bytes: () =>
        withParts({
          '[Content_Types].xml':
            '<Types><Default Extension="xml" ContentType="application/xml"/><Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>',
          'xl/anything.bin': Uint8Array.from([1]),
        }),
    },
    'xlsx',
    text('宏（xl/anything.bin）', 'macros (xl/anything.bin)'),
    { place: 'xl/anything.bin' },
  ),
  refused(
    {
      file: 'a macro under another name.xlsx',
      what: 'a macro part that only its relationship gives away',
      bytes: () =>
        wholeWorkbook({
          relationships:
            '<Relationship Id="m" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="data.bin"/>',
          parts: { 'xl/data.bin': Uint8Array.from([1]) },
        }),
    },
    'xlsx',
    text('宏', 'macros'),
    { place: 'xl/_rels/workbook.xml.rels' },
  ),
  refused(
    {
      file: 'a macro sheet.xlsx',
      what: 'an Excel 4 macro sheet',
      bytes: () => withParts({ 'xl/macrosheets/sheet1.xml': '<x/>' }),
    },
    'xlsx',
    text('宏表', 'macro sheets'),
    { place: 'xl/macrosheets/sheet1.xml' },
  ),
  refused(
    {
      file: 'a link to another workbook.xlsx',
      what: 'values fetched from another file',
      bytes: () => withParts({ 'xl/externalLinks/externalLink1.xml': '<externalLink/>' }),
    },
    'xlsx',
    text('外部链接（xl/externalLinks', 'external links (xl/externalLinks'),
    { place: 'xl/externalLinks/externalLink1.xml' },
  ),
  refused(
    {
      file: 'a picture from the web.xlsx',
      what: 'a relationship that fetches from outside',
      bytes: () =>
        withRelationship(
          '<Relationship Id="e" Type="http://x/image" Target="http://x/y.png" TargetMode="External"/>',
        ),
    },
    'xlsx',
    text('外部链接', 'external links'),
    { place: 'xl/_rels/workbook.xml.rels!=http://x/y.png' },
  ),
  refused(
    {
      file: 'a data connection.xlsx',
      what: 'a connection to a database',
      bytes: () => withParts({ 'xl/connections.xml': '<connections/>' }),
    },
    'xlsx',
    text('外部数据连接', 'external data connections'),
    { place: 'xl/connections.xml' },
  ),
  refused(
    {
      file: 'an embedded object.xlsx',
      what: 'an OLE object',
      bytes: () => withParts({ 'xl/embeddings/oleObject1.bin': Uint8Array.from([1]) }),
    },
    'xlsx',
    text('嵌入对象', 'embedded objects'),
    { place: 'xl/embeddings/oleObject1.bin' },
  ),
  refused(
    {
      file: 'an ActiveX control.xlsx',
      what: 'a control with code behind it',
      bytes: () => withParts({ 'xl/activeX/activeX1.xml': '<x/>' }),
    },
    'xlsx',
    text('嵌入对象', 'embedded objects'),
    { place: 'xl/activeX/activeX1.xml' },
  ),
  accepted(
    {
      file: 'a link to click.xlsx',
      what: 'a hyperlink, which fetches nothing by itself',
      bytes: () =>
        withRelationship(
          '<Relationship Id="h" Type="x/hyperlink" Target="mailto:a@b.cn" TargetMode="External"/>',
        ),
    },
    'xlsx',
  ),
  refused(
    {
      file: 'a password for opening.xlsx',
      what: 'an encrypted workbook',
      bytes: () =>
        writeXlsx({ sheets: [{ name: 'a', rows: [['b']] }], encryption: { password: 'p', spinCount: 10 } }),
    },
    null,
    text('打开密码（请在 Excel 或 WPS 中取消密码后另存为 .xlsx）', 'a password for opening'),
  ),
  refused(
    { file: '年报.xls', what: 'an old binary workbook', bytes: () => ole2('Workbook') },
    null,
    text(
      '旧版二进制工作簿（.xls 或 .et，请用 Excel 或 WPS 另存为 .xlsx）',
      'save it as .xlsx with Excel or WPS',
    ),
  ),
  refused(
    { file: '年报.et', what: 'an old binary workbook of WPS', bytes: () => ole2('ETExtData') },
    null,
    text('旧版二进制工作簿', 'an old binary workbook'),
  ),
  refused(
    {
      file: 'a binary workbook.xlsb',
      what: 'an .xlsb',
      bytes: () =>
        withParts({
          '_rels/.rels':
            '<Relationships><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.bin"/></Relationships>',
          'xl/workbook.bin': Uint8Array.from([1]),
        }),
    },
    'xlsx',
    text('二进制工作簿（.xlsb', 'a binary workbook (.xlsb'),
  ),
  refused(
    {
      file: 'an OpenDocument workbook.ods',
      what: 'an .ods',
      bytes: () =>
        zipOf([
          ['mimetype', utf8('application/vnd.oasis.opendocument.spreadsheet')],
          ['content.xml', utf8('<x/>')],
        ]),
    },
    'zip',
    text('OpenDocument 文档（.ods', 'an OpenDocument file (.ods'),
  ),
  refused(
    {
      file: 'a Word document.docx',
      what: 'another Office document',
      bytes: () =>
        zipOf([
          ['[Content_Types].xml', utf8('<Types/>')],
          ['_rels/.rels', utf8('<R><Relationship Type="x/officeDocument" Target="word/document.xml"/></R>')],
        ]),
    },
    'zip',
    text('不是工作簿的 Office 文档', 'an Office document that is no workbook'),
  ),
  refused(
    { file: '年报.pdf', what: 'a PDF', bytes: () => utf8('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n') },
    null,
    text('PDF 文档', 'a PDF document'),
  ),
  refused(
    {
      file: 'a picture.xlsx',
      what: 'a PNG',
      bytes: () => Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0]),
    },
    null,
    text('图片', 'a picture'),
  ),
  refused(
    {
      file: 'another archive.xlsx',
      what: 'a RAR archive',
      bytes: () => utf8('Rar!\u001a\u0007\u0001\u0000'),
    },
    null,
    text('RAR 压缩包', 'a RAR archive'),
  ),
  refused(
    {
      file: 'compressed.csv',
      what: 'a gzip file',
      bytes: () => Uint8Array.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0]),
    },
    null,
    text('gzip 压缩包', 'a gzip archive'),
  ),
  refused(
    {
      file: 'a page that calls itself a workbook.xls',
      what: 'the HTML that reporting systems export as .xls',
      bytes: () => utf8('<html><table><tr><td>1'),
    },
    null,
    text('网页或 XML 格式的表格', 'a table as a web page or XML'),
  ),
  refused(
    {
      file: 'a sheet as XML.xml',
      what: 'XML Spreadsheet 2003',
      bytes: () =>
        utf8('<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'),
    },
    null,
    text('网页或 XML 格式的表格', 'a table as a web page or XML'),
  ),
  refused(
    { file: 'an empty file.xlsx', what: 'no byte at all', bytes: () => new Uint8Array() },
    null,
    text('零内容（空文件）', 'nothing (an empty file)'),
  ),
  refused(
    { file: 'blanks.csv', what: 'white space only', bytes: () => utf8('\ufeff \r\n\t') },
    null,
    text('零内容（空文件）', 'nothing (an empty file)'),
  ),
  refused(
    {
      file: 'unknown content.xlsx',
      what: 'binary content of no known kind',
      bytes: () => Uint8Array.from({ length: 500 }, (_, i) => i % 7),
    },
    null,
    text('无法识别的内容', 'unrecognised content'),
  ),
];
