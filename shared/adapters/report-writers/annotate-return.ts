import type { FindingsReport } from '../../domain/rules/finding.ts';
import { readReturn } from '../readers/read-return.ts';
import { columnLetters } from '../readers/source-row.ts';
import { annotateWorkbook } from './annotate-workbook.ts';
import { type Locate, placeOfAddress } from './cell-marks.ts';
import { groupFindings } from './finding-groups.ts';
import { filedCell } from './findings-sheet.ts';
import { packArchive, packPart } from './pack-archive.ts';
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

/** A plain workbook of tables, each on its sheet, the first row of each shaded. */
const workbookOf = (tables: readonly FiledTable[], names: ReadonlyMap<string, string>): Uint8Array => {
  const styles = openStyles(EMPTY_STYLE_SHEET);
  const text = styles.add({ alignment: 'vertical="top"', isText: true });
  const head = styles.add({ fill: solidFill('FFE4E8EC'), alignment: 'vertical="top"', isText: true });
  const sheetXml = ({ rows }: FiledTable): string => {
    const first = Math.min(...rows.keys());
    const xml = [...rows]
      .toSorted(([a], [b]) => a - b)
      .map(([row, cells]) => {
        const style = row === first ? { text: head, number: head } : { text, number: 0 };
        const written = [...cells]
          .toSorted(([a], [b]) => a - b)
          .map(([column, raw]) => filedCell(`${columnLetters(column)}${row}`, raw, style));
        return `<row r="${row}">${written.join('')}</row>`;
      });
    return `${XML}<worksheet xmlns="${SPREADSHEET}"><sheetFormatPr defaultColWidth="24" defaultRowHeight="15"/><cols><col min="1" max="1" width="42" customWidth="1"/></cols><sheetData>${xml.join('')}</sheetData></worksheet>`;
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
    ...tables.map((table, index): [string, string] => [part(index + 1), sheetXml(table)]),
  ];
  return packArchive(parts.map(([name, content]) => packPart(name, [content])));
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
 * findings alone. In all of them a last sheet lists every finding with links to its cells.
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
  return annotateWorkbook(workbookOf(tables, names), {
    report,
    groups,
    locate: (cell) => {
      const place = locate(cell);
      const sheet = place === undefined ? undefined : names.get(place.sheet);
      return place === undefined || sheet === undefined ? undefined : { ...place, sheet };
    },
  });
};
