import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { DraftCell } from './return-draft.ts';

/** A cell that the writer of workbooks has no word for. */
export type WorkbookEdit =
  | { readonly at: string; readonly content: Extract<DraftCell, { kind: 'error' | 'formula' }> }
  | { readonly withoutColumn: string };

const sheetPart = 'xl/worksheets/sheet2.xml';
const propertiesPart = 'docProps/core.xml';

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const cellOf = ({ at, content }: Extract<WorkbookEdit, { at: string }>): string =>
  content.kind === 'error'
    ? `<c r="${at}" t="e"><f>${escapeXml(content.formula)}</f><v>${escapeXml(content.text)}</v></c>`
    : `<c r="${at}"><f>${escapeXml(content.formula)}</f></c>`;

function edited(xml: string, edit: WorkbookEdit): string {
  if ('withoutColumn' in edit) {
    return xml.replace(new RegExp(`<c r="${edit.withoutColumn}\\d+"[^>]*?(?:/>|>.*?</c>)`, 'g'), '');
  }
  const cell = new RegExp(`<c r="${edit.at}"[^>]*?(?:/>|>.*?</c>)`);
  if (!cell.test(xml)) throw new Error(`there is no cell ${edit.at} to put a formula in`);
  return xml.replace(cell, () => cellOf(edit));
}

/**
 * Edits the sheet of inputs of a workbook that our writer has written, and takes the clock out of it: the same draft
 * gives the same bytes. A cell to be edited must exist; a column to be deleted must be the last one.
 */
export function finishWorkbook(bytes: Uint8Array, edits: readonly WorkbookEdit[]): Uint8Array {
  const parts = unzipSync(bytes);
  const change = (name: string, how: (xml: string) => string): void => {
    const part = parts[name];
    if (part) parts[name] = strToU8(how(strFromU8(part)));
  };
  change(sheetPart, (xml) => edits.reduce(edited, xml));
  change(propertiesPart, (xml) => xml.replace(/(<dcterms:modified[^>]*>)[^<]*/, '$12020-01-01T00:00:00Z'));
  return zipSync(parts, { mtime: '1980-01-01T00:00:00' });
}
