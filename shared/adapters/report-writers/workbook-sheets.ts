import type { OfficePackage } from './office-package.ts';
import { EMPTY_STYLE_SHEET } from './workbook-styles.ts';
import {
  appendInside,
  applyEdits,
  attribute,
  childNamed,
  escapeXml,
  parseXml,
  prefixOf,
} from './xml-elements.ts';

const CONTENT_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

export interface Sheet {
  readonly name: string;
  readonly part: string;
}

/** The worksheets of a workbook in their order; chart and dialogue sheets are left out. */
export const sheetsOf = (office: OfficePackage, workbookPart: string): readonly Sheet[] => {
  const worksheets = office.relationshipsOf(workbookPart).filter(({ kind }) => kind === 'worksheet');
  const list = childNamed(parseXml(office.text(workbookPart)), 'sheets');
  return (list?.children ?? []).flatMap((element) => {
    const target = worksheets.find(({ id }) => id === attribute(element, 'id'));
    return target === undefined ? [] : [{ name: attribute(element, 'name') ?? '', part: target.part }];
  });
};

/**
 * Adds a worksheet behind the others and answers its part, still to be written. In front it would shift the sheets that
 * print areas, filters and the active tab are numbered by.
 */
export const addSheet = (office: OfficePackage, workbookPart: string, sheetName: string): string => {
  const part = office.freeName('xl/worksheets/findings#.xml');
  office.declare(part, `${CONTENT_TYPE}.worksheet+xml`);
  const id = office.relate(workbookPart, 'worksheet', part);
  const xml = office.text(workbookPart);
  const root = parseXml(xml);
  const list = childNamed(root, 'sheets');
  const numbers = (list?.children ?? []).map((sheet) => Number(attribute(sheet, 'sheetId') ?? 0));
  const added = `<${prefixOf(root.qualifiedName)}sheet xmlns:r="${office.relationshipNamespace}" name="${escapeXml(sheetName)}" sheetId="${Math.max(0, ...numbers) + 1}" r:id="${id}"/>`;
  office.write(workbookPart, applyEdits(xml, list === undefined ? [] : [appendInside(xml, list, added)]));
  return part;
};

/** The style sheet of a workbook; a workbook without one gets an empty one. */
export const stylesPartOf = (office: OfficePackage, workbookPart: string): string => {
  const part = office.relationshipsOf(workbookPart).find(({ kind }) => kind === 'styles')?.part;
  if (part !== undefined && office.has(part)) return part;
  const made = office.freeName('xl/styles#.xml');
  office.write(made, office.inNamespace(EMPTY_STYLE_SHEET));
  office.declare(made, `${CONTENT_TYPE}.styles+xml`);
  office.relate(workbookPart, 'styles', made);
  return made;
};
