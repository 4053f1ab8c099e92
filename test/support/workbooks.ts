import { type Zippable, zipSync } from 'fflate';

/** A cell of a hand-made worksheet: text (inline), number, nothing, or the XML of a `c` element with `@` for its address. */
export type MadeCell = string | number | null | { readonly xml: string };

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const letters = (column: number): string =>
  column < 26
    ? String.fromCharCode(65 + column)
    : letters(Math.floor(column / 26) - 1) + String.fromCharCode(65 + (column % 26));

const cellXml = (cell: MadeCell, a1: string): string => {
  if (cell === null) return '';
  if (typeof cell === 'number') return `<c r="${a1}"><v>${cell}</v></c>`;
  if (typeof cell === 'string') return `<c r="${a1}" t="inlineStr"><is><t>${escapeXml(cell)}</t></is></c>`;
  return cell.xml.replaceAll('@', a1);
};

/** `sheetData` content of rows from row 1; an empty row stays out of the file. */
export const rowsXml = (rows: readonly (readonly MadeCell[])[]): string =>
  rows
    .map((row, index) => {
      const cells = row.map((cell, column) => cellXml(cell, `${letters(column)}${index + 1}`)).join('');
      return cells === '' ? '' : `<row r="${index + 1}">${cells}</row>`;
    })
    .join('');

const SPREADSHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

export interface MadeSheet {
  readonly name: string;
  readonly rows?: readonly (readonly MadeCell[])[];
  /** Instead of `rows`: the content of `sheetData`. */
  readonly data?: string;
  /** Instead of both: the whole part. */
  readonly part?: string;
  readonly state?: 'hidden' | 'veryHidden';
}

export interface MadeWorkbook {
  readonly sheets: readonly MadeSheet[];
  readonly sharedStrings?: string;
  /** Further parts, or replacements of the usual ones. */
  readonly parts?: Readonly<Record<string, string | Uint8Array>>;
  /** Further `Relationship` elements of the workbook. */
  readonly relationships?: string;
  readonly workbookContentType?: string;
}

export const worksheetXml = (data: string): string =>
  `${XML}<worksheet xmlns="${SPREADSHEET}"><dimension ref="A1:XFD1048576"/><sheetData>${data}</sheetData></worksheet>`;

/** The parts of a minimal workbook, by name. */
export const workbookParts = (made: MadeWorkbook): Map<string, Uint8Array> => {
  const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const parts: [string, string | Uint8Array][] = [
    [
      '[Content_Types].xml',
      `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${made.workbookContentType ?? `${sheetType}.sheet.main+xml`}"/></Types>`,
    ],
    [
      '_rels/.rels',
      `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `${XML}<workbook xmlns="${SPREADSHEET}" xmlns:r="${OFFICE}"><workbookPr date1904="1"/><sheets>${made.sheets
        .map(
          ({ name, state }, index) =>
            `<sheet name="${escapeXml(name)}" sheetId="${index + 1}"${state === undefined ? '' : ` state="${state}"`} r:id="rId${index + 1}"/>`,
        )
        .join('')}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${XML}<Relationships xmlns="${PACKAGE}/relationships">${made.sheets
        .map(
          (_, index) =>
            `<Relationship Id="rId${index + 1}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
        )
        .join('')}${
        made.sharedStrings === undefined
          ? ''
          : `<Relationship Id="rIdS" Type="${OFFICE}/sharedStrings" Target="/xl/sharedStrings.xml"/>`
      }${made.relationships ?? ''}</Relationships>`,
    ],
    ...made.sheets.map(
      (sheet, index) =>
        [
          `xl/worksheets/sheet${index + 1}.xml`,
          sheet.part ?? worksheetXml(sheet.data ?? rowsXml(sheet.rows ?? [])),
        ] as [string, string],
    ),
    ...(made.sharedStrings === undefined
      ? []
      : [
          [
            'xl/sharedStrings.xml',
            `${XML}<sst xmlns="${SPREADSHEET}" count="1" uniqueCount="999999999">${made.sharedStrings}</sst>`,
          ] as [string, string],
        ]),
    ...Object.entries(made.parts ?? {}),
  ];
  return new Map(parts.map(([name, part]) => [name, typeof part === 'string' ? utf8(part) : part]));
};

export const zipOf = (parts: Iterable<readonly [string, Uint8Array]>): Uint8Array =>
  zipSync(Object.fromEntries(parts) as Zippable, { mtime: '2000-01-01T00:00:00', level: 1 });

export const aWorkbook = (made: MadeWorkbook): Uint8Array => zipOf(workbookParts(made));

export const aCover = (rows: readonly (readonly MadeCell[])[] = []): MadeSheet => ({
  name: '封面',
  rows: [['国家高新区年报'], ['园区代码', 'P021'], ['评价年度', 2021], ['模板版本', 'gx46-2021@1'], ...rows],
});

export const INPUT_HEADER: readonly string[] = ['代码', '名称', '计量单位', '上年数', '本年数'];

/** The inputs sheet with the usual header over rows. */
export const anInputSheet = (rows: readonly (readonly MadeCell[])[]): MadeSheet => ({
  name: '园区填报项',
  rows: [INPUT_HEADER, ...rows],
});

/** A return of two inputs, and whatever else is given. */
export const aReturnWorkbook = (made: Partial<MadeWorkbook> = {}): Uint8Array =>
  aWorkbook({
    sheets: [
      aCover(),
      anInputSheet([
        ['employees', '从业人员期末人数', '人', 51435, 57460],
        ['revenue', '营业收入', '千元', null, { xml: '<c r="@"><v>60311452.29</v></c>' }],
      ]),
    ],
    ...made,
  });
