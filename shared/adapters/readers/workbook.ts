import type { TextStore } from '../../domain/records/text-store.ts';
import { refuseHazards, visitElements } from './package-hazards.ts';
import { readSheetRecords } from './read-sheet-records.ts';
import type { RecordForm } from './record-form.ts';
import { readSharedStrings, SharedStrings } from './shared-strings.ts';
import { readSheetRows } from './sheet-rows.ts';
import type { SourceRow } from './source-row.ts';
import { damaged, UnreadableContent } from './unreadable-content.ts';
import type { ZipArchive } from './zip-archive.ts';

export interface Worksheet {
  readonly name: string;
  /** Not hidden by the user or by the program that wrote it. */
  readonly isVisible: boolean;
  /** Passes the rows on in order until the end or until `onRow` returns false. */
  readonly readRows: (onRow: (row: SourceRow) => boolean | undefined) => void;
  /** Reads the rows into a record table. */
  readonly readRecords: (form: RecordForm) => Promise<void>;
  /** Texts of the workbook, which records that are read from it share. */
  readonly texts: TextStore;
}

const resolveTarget = (base: string, target: string): string => {
  const folders = target.startsWith('/') ? [] : base.split('/').slice(0, -1);
  for (const step of target.split('/')) {
    if (step === '..') folders.pop();
    else if (step !== '' && step !== '.') folders.push(step);
  }
  return folders.join('/');
};

const relationshipsOf = (archive: ZipArchive, part: string) => {
  const slash = part.lastIndexOf('/') + 1;
  const found: { id: string; kind: string; target: string }[] = [];
  visitElements(archive, `${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`, (name, attribute) => {
    if (name !== 'Relationship') return;
    const type = attribute('Type') ?? '';
    found.push({
      id: attribute('Id') ?? '',
      kind: type.slice(type.lastIndexOf('/') + 1),
      target: resolveTarget(part, attribute('Target') ?? ''),
    });
  });
  return found;
};

/** The main part of an office package, or undefined where it is no workbook. */
export const findWorkbookPart = (archive: ZipArchive): string | undefined => {
  if (archive.find('[Content_Types].xml') === undefined) return undefined;
  if (archive.find('_rels/.rels') === undefined) return archive.find('xl/workbook.xml')?.name;
  const main = relationshipsOf(archive, '').find(({ kind }) => kind === 'officeDocument')?.target;
  return main !== undefined && /(^|\/)(workbook[^/]*|xl\/[^/]+)\.(xml|bin)$/i.test(main) ? main : undefined;
};

/**
 * The worksheets of a workbook in their order; chart and dialogue sheets are left out.
 * @throws UnreadableContent for macros, external links, embedded objects, missing or malformed parts.
 */
export const openWorkbook = async (
  archive: ZipArchive,
  workbookPart: string,
): Promise<readonly Worksheet[]> => {
  refuseHazards(archive);
  if (/\.bin$/i.test(workbookPart)) {
    throw new UnreadableContent('readable', {
      zh: '二进制工作簿（.xlsb，请用 Excel 或 WPS 另存为 .xlsx）的内容',
      en: 'a binary workbook (.xlsb: save it as .xlsx with Excel or WPS)',
    });
  }
  const relationships = relationshipsOf(archive, workbookPart);
  const stringsPart = relationships.find(({ kind }) => kind === 'sharedStrings')?.target;
  const stringsEntry = stringsPart === undefined ? undefined : archive.find(stringsPart);
  if (stringsPart !== undefined && stringsEntry === undefined)
    throw damaged(stringsPart, '缺失', 'it is missing');
  const strings =
    stringsEntry === undefined ? new SharedStrings() : await readSharedStrings(archive, stringsEntry);
  const sheets: Worksheet[] = [];
  visitElements(archive, workbookPart, (element, attribute) => {
    if (element !== 'sheet') return;
    const name = attribute('name') ?? '';
    const id = attribute('id');
    const relationship = relationships.find((candidate) => candidate.id === id);
    if (relationship === undefined)
      throw damaged(workbookPart, `工作表“${name}”缺失`, `sheet “${name}” is missing`);
    if (relationship.kind !== 'worksheet') return;
    const entry = archive.find(relationship.target);
    if (entry === undefined) throw damaged(relationship.target, '缺失', 'it is missing');
    sheets.push({
      name,
      isVisible: !/hidden/i.test(attribute('state') ?? ''),
      readRows: (onRow) => readSheetRows(archive, entry, strings, onRow),
      texts: strings.texts,
      readRecords: (form) => readSheetRecords(archive, entry, strings, form),
    });
  });
  if (sheets.length === 0) throw damaged(workbookPart, '没有工作表', 'it has no worksheets');
  return sheets;
};
