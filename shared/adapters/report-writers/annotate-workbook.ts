import type { FindingsReport } from '../../domain/rules/finding.ts';
import { FINDINGS_SHEET } from '../readers/read-xlsx-return.ts';
import { findWorkbookPart } from '../readers/workbook.ts';
import { openZip, type ZipArchive } from '../readers/zip-archive.ts';
import type { ZipEntry } from '../readers/zip-directory.ts';
import type { CellMark, Locate } from './cell-marks.ts';
import { commentPartsOf } from './comment-parts.ts';
import { createFillRecord, earlierFills } from './earlier-fills.ts';
import type { RuleGroup } from './finding-groups.ts';
import { findingsSheetXml } from './findings-sheet.ts';
import { createSheetMarker, type SheetMarker } from './mark-sheet.ts';
import { openPackage } from './office-package.ts';
import { createPartPacker, type PackedPart, packArchive, packedEntry, packPart } from './pack-archive.ts';
import { surveyFindings } from './rule-listing.ts';
import type { ShortenedTable } from './tabulated.ts';
import { addSheet, sheetsOf, stylesPartOf } from './workbook-sheets.ts';
import { openStyles } from './workbook-styles.ts';

/** Writes the XML of a sheet piece by piece and answers what it left out of its table. */
export type MadeSheet = (
  take: (xml: string) => void,
  isMarked: (row: number) => boolean,
) => ShortenedTable | undefined;

/** Packs a sheet while it comes through a marker. */
const createMarkedPacker = (name: string, marker: SheetMarker) => {
  const packer = createPartPacker(name);
  return {
    take: (xml: string): void => packer.push(marker.push(xml)),
    finish: (): PackedPart => {
      packer.push(marker.end());
      return packer.finish();
    },
  };
};

const packMarked = async (archive: ZipArchive, entry: ZipEntry, marker: SheetMarker): Promise<PackedPart> => {
  const packer = createMarkedPacker(entry.name, marker);
  const decoder = new TextDecoder();
  await archive.inflateAside(entry, (chunk) => packer.take(decoder.decode(chunk, { stream: true })));
  packer.take(decoder.decode());
  return packer.finish();
};

export interface Annotation {
  readonly report: FindingsReport;
  readonly groups: readonly RuleGroup[];
  /** Where the cells of findings stand in the workbook; a sheet that it does not have counts as nowhere. */
  readonly locate: Locate;
  /** Sheets by name that are empty in the workbook and written here. */
  readonly made?: ReadonlyMap<string, MadeSheet>;
}

/**
 * A copy of a workbook with a fill at every cell that has a finding, comments at the first thousand of each rule, and a
 * sheet that lists them. Parts
 * that this does not touch are taken over byte for byte, and in those that it does only the places of the marks change.
 * Marks of an earlier report on the same workbook are taken out first. The same input gives the same bytes.
 *
 * The XML is edited in place and not read and written again by a library: on a workbook of LibreOffice such a round trip
 * lost cell styles, frozen panes, drawings, headers and footers.
 * @throws UnreadableContent for what the readers refuse.
 */
export const annotateWorkbook = async (
  bytes: Uint8Array,
  { report, groups, locate, made = new Map() }: Annotation,
): Promise<Uint8Array> => {
  const archive = openZip(bytes);
  const workbookPart = findWorkbookPart(archive) ?? 'xl/workbook.xml';
  const office = openPackage(archive);
  const sheets = sheetsOf(office, workbookPart);
  const index = sheets.find(({ name }) => name === FINDINGS_SHEET);
  const earlier = index === undefined ? undefined : await earlierFills(archive, workbookPart);
  const filed = sheets.filter((sheet) => sheet !== index);
  const names = new Set(filed.map(({ name }) => name));
  const inWorkbook: Locate = (cell) => {
    const place = locate(cell);
    return place !== undefined && names.has(place.sheet) ? place : undefined;
  };
  const { marks, listings } = surveyFindings(groups, inWorkbook);
  const stylesPart = stylesPartOf(office, workbookPart);
  const styles = openStyles(office.text(stylesPart));
  const fills = createFillRecord();
  const shortened: ShortenedTable[] = [];
  const packed = new Map<string, PackedPart>();

  for (const { name, part } of filed) {
    const cells = marks.get(name) ?? new Map<number, ReadonlyMap<number, CellMark>>();
    const entry = archive.find(part);
    const write = made.get(name);
    if (entry === undefined || (cells.size === 0 && earlier === undefined && write === undefined)) continue;
    const comments = commentPartsOf(office, part, cells);
    const marker = createSheetMarker<CellMark>({
      marks: cells,
      looksAtAll: earlier !== undefined,
      drawing: comments.newDrawing,
      restyle: (style, mark, row, column) => {
        const isStale = earlier !== undefined && styles.isMarked(style);
        if (mark === undefined && !isStale) return undefined;
        const place = { sheet: name, row, column };
        const before = isStale ? earlier(place) : styles.fillOf(style);
        if (mark === undefined) return styles.filled(style, before);
        fills.add(place, before);
        return styles.marked(style, mark.severity);
      },
    });
    if (write === undefined) packed.set(entry.name, await packMarked(archive, entry, marker));
    else {
      const packer = createMarkedPacker(entry.name, marker);
      const left = write(packer.take, (row) => cells.has(row));
      if (left !== undefined) shortened.push(left);
      packed.set(entry.name, packer.finish());
    }
    comments.write(marker.ownDrawing());
  }

  const content = { report, listings, shortened, fillsBefore: fills.records() };
  const indexPart = index?.part ?? addSheet(office, workbookPart, FINDINGS_SHEET);
  packed.set(indexPart, packPart(indexPart, findingsSheetXml(content, styles).map(office.inNamespace)));
  office.write(stylesPart, styles.toXml());

  for (const [name, text] of office.written()) packed.set(name, packPart(name, [text]));
  const kept = archive.entries.map((entry) => packed.get(entry.name) ?? packedEntry(bytes, entry));
  const added = [...packed.values()].filter(({ name }) => archive.find(name) === undefined);
  return packArchive([...kept, ...added]);
};
