import type { FindingsReport } from '../../domain/rules/finding.ts';
import { readReturn } from '../readers/read-return.ts';
import { columnLetters } from '../readers/source-row.ts';
import { annotateWorkbook, type MadeSheet } from './annotate-workbook.ts';
import { type Locate, placeOfAddress } from './cell-marks.ts';
import { groupFindings } from './finding-groups.ts';
import { packArchive, packPart } from './pack-archive.ts';
import { filedCell } from './sheet-cells.ts';
import { tabulateReturn } from './tabulate-return.ts';
import type { FiledTable, Tabulated } from './tabulated.ts';
import { EMPTY_STYLE_SHEET, openStyles, solidFill } from './workbook-styles.ts';
import { escapeXml } from './xml-elements.ts';

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const SPREADSHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const CONTENT_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Names that Excel takes for sheets (31 characters, none of `[]:*?/\`, no apostrophe at the ends), no two alike. */
const sheetNames = (tables: readonly FiledTable[]): ReadonlyMap<string, string> => {
  const names = new Map<string, string>();
  const used = new Set<string>();
  for (const { name } of tables) {
    const base = name.replaceAll(/[[\]:*?/\\]|\p{C}/gu, '_').replaceAll(/^'|'$/g, '_') || '_';
    let unique = base.slice(0, 31);
    for (let number = 2; used.has(unique.toLowerCase()); number += 1) {
      unique = `${base.slice(0, 27)} ${number}`;
    }
    used.add(unique.toLowerCase());
    names.set(name, unique);
  }
  return names;
};

interface MadeWorkbook {
  /** The workbook with its sheets empty. */
  readonly bytes: Uint8Array;
  /** The content of each sheet by its name. */
  readonly sheets: ReadonlyMap<string, MadeSheet>;
}

/**
 * A plain workbook of tables, each on its sheet, the first row of each shaded. The sheets are written when they are marked:
 * 4.5 million cells are neither held in memory nor compressed twice.
 */
const workbookOf = (tables: readonly FiledTable[], names: ReadonlyMap<string, string>): MadeWorkbook => {
  const styles = openStyles(EMPTY_STYLE_SHEET);
  const text = styles.add({ alignment: 'vertical="top"', isText: true });
  const head = styles.add({ fill: solidFill('FFE4E8EC'), alignment: 'vertical="top"', isText: true });
  const madeSheet =
    ({ readRows }: FiledTable): MadeSheet =>
    (take, isMarked) => {
      take(
        `${XML}<worksheet xmlns="${SPREADSHEET}"><sheetFormatPr defaultColWidth="24" defaultRowHeight="15"/><cols><col min="1" max="1" width="42" customWidth="1"/></cols><sheetData>`,
      );
      let style = { text: head, number: head };
      const shortened = readRows((row, cells) => {
        let written = '';
        for (const [column, raw] of cells) written += filedCell(`${columnLetters(column)}${row}`, raw, style);
        take(`<row r="${row}">${written}</row>`);
        style = { text, number: 0 };
      }, isMarked);
      take('</sheetData></worksheet>');
      return shortened;
    };
  const part = (number: number): string => `xl/worksheets/sheet${number}.xml`;
  const override = (name: string, type: string): string =>
    `<Override PartName="/${name}" ContentType="${CONTENT_TYPE}.${type}+xml"/>`;
  const parts: [name: string, text: string][] = [
    [
      '[Content_Types].xml',
      `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${override('xl/workbook.xml', 'sheet.main')}${override('xl/styles.xml', 'styles')}${tables.map((_, index) => override(part(index + 1), 'worksheet')).join('')}</Types>`,
    ],
    [
      '_rels/.rels',
      `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `${XML}<workbook xmlns="${SPREADSHEET}" xmlns:r="${OFFICE}"><sheets>${tables.map(({ name }, index) => `<sheet name="${escapeXml(names.get(name) ?? name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`).join('')}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${XML}<Relationships xmlns="${PACKAGE}/relationships">${tables.map((_, index) => `<Relationship Id="rId${index + 1}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`).join('')}<Relationship Id="rId${tables.length + 1}" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    ],
    ['xl/styles.xml', styles.toXml()],
    ...tables.map((_, index): [string, string] => [part(index + 1), '']),
  ];
  return {
    bytes: packArchive(parts.map(([name, content]) => packPart(name, [content]))),
    sheets: new Map(tables.map((table) => [names.get(table.name) ?? table.name, madeSheet(table)])),
  };
};

const NOTHING: Tabulated = { tables: [], locate: () => undefined };

/** Whether the file could be read at all. One that was refused has no rows; to tell it from an empty one, it is read again. */
const wasRead = async (
  file: { readonly name: string; readonly bytes: Uint8Array },
  { rows }: FindingsReport,
): Promise<boolean> => rows.read > 0 || (await readReturn(file)).kind === 'read';

/**
 * The annotated workbook of a findings report. A workbook that was filed comes back with its content as it was, the cells
 * with findings marked; CSV and JSON come as tables with the same marks; a file that could not be read as the list of
 * findings alone. In all of them a last sheet lists the findings with links
 * to their cells.
 */
export const annotateReturn = async (
  file: { readonly name: string; readonly bytes: Uint8Array },
  report: FindingsReport,
): Promise<Uint8Array> => {
  const groups = groupFindings(report);
  const isReadable = await wasRead(file, report);
  if (isReadable && report.file.format === 'xlsx') {
    const locate: Locate = ({ sheet, a1 }) => placeOfAddress(sheet, a1);
    return annotateWorkbook(file.bytes, { report, groups, locate });
  }
  const { tables, locate } = isReadable ? tabulateReturn(file, report) : NOTHING;
  const names = sheetNames(tables);
  const made = workbookOf(tables, names);
  return annotateWorkbook(made.bytes, {
    report,
    groups,
    made: made.sheets,
    locate: (cell) => {
      const place = locate(cell);
      const sheet = place === undefined ? undefined : names.get(place.sheet);
      return place === undefined || sheet === undefined ? undefined : { ...place, sheet };
    },
  });
};
