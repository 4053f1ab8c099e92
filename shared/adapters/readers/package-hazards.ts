import { CAPS } from './caps.ts';
import { damaged, placeOf, UnreadableContent } from './unreadable-content.ts';
import { createXmlScanner } from './xml-scanner.ts';
import { attributeOf, decodeXmlText } from './xml-text.ts';
import type { ZipArchive } from './zip-archive.ts';

/**
 * Parts that a return must not have. `jdeData.bin` and `jsaProject.bin` are the JavaScript macros of WPS;
 * `connections.xml` and query tables pull data from elsewhere when the file is opened.
 */
const FORBIDDEN_PARTS = [
  [/(^|\/)(vbaproject[^/]*\.bin|vbadata\.xml|jdedata\.bin|jsaproject\.bin)$/i, 'has_macros', '宏', 'macros'],
  [/(^|\/)(macrosheets|dialogsheets)\//i, 'has_macros', '宏表', 'macro sheets'],
  [/(^|\/)(externallinks|querytables)\//i, 'has_external_links', '外部链接', 'external links'],
  [/(^|\/)connections\.xml$/i, 'has_external_links', '外部数据连接', 'external data connections'],
  [/(^|\/)(activex|embeddings)\//i, 'has_embedded_objects', '嵌入对象', 'embedded objects'],
  [/(^|\/)oleobject[^/]*\.bin$/i, 'has_embedded_objects', '嵌入对象', 'embedded objects'],
] as const;

const forbidden = (
  fact: 'has_macros' | 'has_external_links' | 'has_embedded_objects',
  zh: string,
  en: string,
  part: string,
  raw = '',
) => new UnreadableContent(fact, { zh: `${zh}（${part}）`, en: `${en} (${part})` }, placeOf(part, '', raw));

/** Visits each element of a small part that is read whole. */
export const visitElements = (
  archive: ZipArchive,
  part: string,
  visit: (name: string, attribute: (name: string) => string | undefined) => void,
): void => {
  const entry = archive.find(part);
  if (entry === undefined) throw damaged(part, '缺失', 'it is missing');
  const scanner = createXmlScanner(part, {
    open: (name, attributes) =>
      visit(name, (wanted) => {
        const raw = attributeOf(attributes, wanted);
        return raw === undefined ? undefined : decodeXmlText(raw, part);
      }),
    close: () => undefined,
  });
  scanner.push(archive.bytesOf(entry, CAPS.indexPartBytes));
  scanner.end();
};

/** Links that point outside the package; those behind a clickable cell fetch nothing by themselves and pass. */
const refuseExternalRelationships = (archive: ZipArchive, part: string): void =>
  visitElements(archive, part, (name, attribute) => {
    if (name !== 'Relationship') return;
    const type = attribute('Type') ?? '';
    if (attribute('TargetMode')?.toLowerCase() === 'external' && !type.endsWith('/hyperlink')) {
      throw forbidden('has_external_links', '外部链接', 'external links', part, attribute('Target') ?? '');
    }
    if (/\/(vbaProject|xlMacrosheet|xlIntlMacrosheet)$/i.test(type)) {
      throw forbidden('has_macros', '宏', 'macros', part);
    }
  });

/** Enough for an XML declaration, comments and the beginning of the root element. */
const PROLOG_BYTES = 4096;

/** A document type may only stand before the root element: the first inflated bytes of the parts not read otherwise. */
const refuseDocumentType = (archive: ZipArchive, part: string): void => {
  const entry = archive.find(part);
  if (entry === undefined) return;
  let prolog = '';
  archive.inflate(entry, (chunk) => {
    prolog += new TextDecoder('latin1').decode(chunk.subarray(0, PROLOG_BYTES)).replaceAll('\u0000', '');
    return prolog.length < PROLOG_BYTES;
  });
  if (/<!(DOCTYPE|ENTITY)/i.test(prolog)) {
    throw damaged(part, '含有 DOCTYPE 或 ENTITY 声明', 'it has a DOCTYPE or ENTITY declaration');
  }
};

/**
 * Refuses a package with macros, external links, embedded objects or document types, naming the part.
 * @throws UnreadableContent
 */
export const refuseHazards = (archive: ZipArchive): void => {
  for (const { name } of archive.entries) {
    for (const [pattern, fact, zh, en] of FORBIDDEN_PARTS) {
      if (pattern.test(name)) throw forbidden(fact, zh, en, name);
    }
  }
  visitElements(archive, '[Content_Types].xml', (name, attribute) => {
    const type = attribute('ContentType') ?? '';
    if (!/macroEnabled|vbaProject|macrosheet/i.test(type)) return;
    if (name === 'Override') {
      throw forbidden('has_macros', '宏', 'macros', attribute('PartName') ?? '[Content_Types].xml');
    }
    // Some writers declare the type of an extension that no part has (excelize: `bin`).
    const ending = `.${attribute('Extension') ?? ''}`.toLowerCase();
    const part = archive.entries.find((entry) => entry.name.toLowerCase().endsWith(ending));
    if (name === 'Default' && part !== undefined) throw forbidden('has_macros', '宏', 'macros', part.name);
  });
  for (const { name } of archive.entries) {
    if (/\.rels$/i.test(name)) refuseExternalRelationships(archive, name);
    else if (/\.(xml|vml)$/i.test(name)) refuseDocumentType(archive, name);
  }
};
