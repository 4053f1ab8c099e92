import { damaged } from './unreadable-content.ts';

const NAMED = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);

/**
 * Text of XML with its references resolved: the five predefined entities and character references, no others.
 * @throws UnreadableContent for any other entity: without a DTD there can be none.
 */
export const decodeXmlText = (raw: string, part: string): string => {
  // A literal CR or CRLF is one LF in XML (2.11); a carriage return that is meant comes as a reference.
  const text = raw.includes('\r') ? raw.replaceAll(/\r\n?/g, '\n') : raw;
  if (!text.includes('&')) return text;
  return text.replace(/&([^;&]{0,12});?/g, (reference, name: string) => {
    const number = /^#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}))$/.exec(name);
    const code = number === null ? -1 : Number.parseInt(number[1] ?? number[2] ?? '', number[1] ? 16 : 10);
    const named = NAMED.get(name);
    if (reference.endsWith(';') && named !== undefined) return named;
    if (reference.endsWith(';') && code > 0 && code <= 0x10ffff) return String.fromCodePoint(code);
    throw damaged(part, 'XML 实体引用不合规范', 'an XML entity reference that is not allowed');
  });
};

/** Resolves `_xHHHH_` of SpreadsheetML strings (ECMA-376 part 1, 22.9.2.19). */
export const decodeSpreadsheetString = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9a-fA-F]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;

const isSpace = (code: number): boolean => code === 32 || code === 10 || code === 13 || code === 9;

/** Raw value of an attribute by local name, from the text between a tag's name and its end; undefined if absent. */
export const attributeOf = (attributes: string, name: string): string | undefined => {
  let at = 0;
  while (at < attributes.length) {
    while (isSpace(attributes.charCodeAt(at))) at += 1;
    const equals = attributes.indexOf('=', at);
    if (equals < 0) return undefined;
    let open = equals + 1;
    while (isSpace(attributes.charCodeAt(open))) open += 1;
    const close = attributes.indexOf(attributes.charAt(open), open + 1);
    if (close < 0) return undefined;
    let nameEnd = equals;
    while (nameEnd > at && isSpace(attributes.charCodeAt(nameEnd - 1))) nameEnd -= 1;
    const nameStart = nameEnd - name.length;
    const before = attributes.charCodeAt(nameStart - 1);
    if (nameStart >= at && attributes.startsWith(name, nameStart) && (nameStart === at || before === 58)) {
      return attributes.slice(open + 1, close);
    }
    at = close + 1;
  }
  return undefined;
};
