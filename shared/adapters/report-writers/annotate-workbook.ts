import type { FindingsReport } from '../../domain/rules/finding.ts';
import { FINDINGS_SHEET } from '../readers/read-xlsx-return.ts';
import { columnLetters } from '../readers/source-row.ts';
import { findWorkbookPart } from '../readers/workbook.ts';
import { openZip, type ZipArchive } from '../readers/zip-archive.ts';
import type { ZipEntry } from '../readers/zip-directory.ts';
import { type CellMark, type Locate, markCells } from './cell-marks.ts';
import { commentPartsOf } from './comment-parts.ts';
import { fillsBeforeEarlier } from './earlier-marks.ts';
import { placeText, type RuleGroup } from './finding-groups.ts';
import { findingsSheetXml } from './findings-sheet.ts';
import { createSheetMarker, type SheetMarker } from './mark-sheet.ts';
import { openPackage } from './office-package.ts';
import { createPartPacker, type PackedPart, packArchive, packedEntry, packPart } from './pack-archive.ts';
import { addSheet, sheetsOf, stylesPartOf } from './workbook-sheets.ts';
import { NO_FILL, openStyles } from './workbook-styles.ts';

const addressOf = (sheet: string, row: number, column: number): string =>
  placeText({ sheet, a1: `${columnLetters(column)}${row}` });

/** Sends a sheet through a marker and packs what comes out, piece by piece. */
const packMarked = (archive: ZipArchive, entry: ZipEntry, marker: SheetMarker): PackedPart => {
  const packer = createPartPacker(entry.name);
  const decoder = new TextDecoder();
  archive.inflate(entry, (chunk) => {
    packer.push(marker.push(decoder.decode(chunk, { stream: true })));
    return true;
  });
  packer.push(marker.push(decoder.decode()) + marker.end());
  return packer.finish();
};

export interface Annotation {
  readonly report: FindingsReport;
  readonly groups: readonly RuleGroup[];
  /** Where the cells of findings stand in the workbook; a sheet that it does not have counts as nowhere. */
  readonly locate: Locate;
}

/**
 * A copy of a workbook with a fill and a comment at every cell that has a finding and a sheet that lists them all. Parts
 * that this does not touch are taken over byte for byte, and in those that it does only the places of the marks change.
 * Marks of an earlier report on the same workbook are taken out first. The same input gives the same bytes.
 *
 * The XML is edited in place and not read and written again by a library: on a workbook of LibreOffice such a round trip
 * lost cell styles, frozen panes, drawings, headers and footers.
 * @throws UnreadableContent for what the readers refuse.
 */
export const annotateWorkbook = async (
  bytes: Uint8Array,
  { report, groups, locate }: Annotation,
): Promise<Uint8Array> => {
  const archive = openZip(bytes);
  const workbookPart = findWorkbookPart(archive) ?? 'xl/workbook.xml';
  const office = openPackage(archive);
  const sheets = sheetsOf(office, workbookPart);
  const index = sheets.find(({ name }) => name === FINDINGS_SHEET);
  const earlier = index === undefined ? undefined : await fillsBeforeEarlier(archive, workbookPart);
  const filed = sheets.filter((sheet) => sheet !== index);
  const names = new Set(filed.map(({ name }) => name));
  const inWorkbook: Locate = (cell) => {
    const place = locate(cell);
    return place !== undefined && names.has(place.sheet) ? place : undefined;
  };
  const marks = markCells(groups, inWorkbook);
  const stylesPart = stylesPartOf(office, workbookPart);
  const styles = openStyles(office.text(stylesPart));
  const fills = new Map<string, string>();
  const packed = new Map<string, PackedPart>();

  for (const { name, part } of filed) {
    const cells = marks.get(name) ?? new Map<number, ReadonlyMap<number, CellMark>>();
    const entry = archive.find(part);
    if (entry === undefined || (cells.size === 0 && earlier === undefined)) continue;
    const comments = commentPartsOf(office, part, cells);
    const marker = createSheetMarker<CellMark>({
      marks: cells,
      looksAtAll: earlier !== undefined,
      drawing: comments.newDrawing,
      restyle: (style, mark, row, column) => {
        const isStale = earlier !== undefined && styles.isMarked(style);
        if (mark === undefined && !isStale) return undefined;
        const at = addressOf(name, row, column);
        const before = isStale ? (earlier.get(at) ?? NO_FILL) : styles.fillOf(style);
        if (mark === undefined) return styles.filled(style, before);
        fills.set(at, before);
        return styles.marked(style, mark.severity);
      },
    });
    packed.set(entry.name, packMarked(archive, entry, marker));
    comments.write(marker.ownDrawing());
  }

  const content = {
    report,
    groups,
    locate: inWorkbook,
    fillBefore: ({ sheet, row, column }: { sheet: string; row: number; column: number }) =>
      fills.get(addressOf(sheet, row, column)) ?? '',
  };
  const indexPart = index?.part ?? addSheet(office, workbookPart, FINDINGS_SHEET);
  packed.set(indexPart, packPart(indexPart, findingsSheetXml(content, styles).map(office.inNamespace)));
  office.write(stylesPart, styles.toXml());

  for (const [name, text] of office.written()) packed.set(name, packPart(name, [text]));
  const kept = archive.entries.map((entry) => packed.get(entry.name) ?? packedEntry(bytes, entry));
  const added = [...packed.values()].filter(({ name }) => archive.find(name) === undefined);
  return packArchive([...kept, ...added]);
};
