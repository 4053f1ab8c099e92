import { damaged } from '../readers/unreadable-content.ts';
import { attributeOf, decodeXmlText } from '../readers/xml-text.ts';

/** An element of a small XML part and where it stands in the text, so that single places can be replaced. */
export interface XmlElement {
  /** Local name. */
  readonly name: string;
  /** Name as written, with its prefix. */
  readonly qualifiedName: string;
  /** Text between the name and the end of the opening tag. */
  readonly attributes: string;
  readonly start: number;
  /** End of the opening tag; equal to `end` where the element is one empty tag. */
  readonly openEnd: number;
  /** Where the closing tag begins. */
  readonly contentEnd: number;
  readonly end: number;
  readonly children: readonly XmlElement[];
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

const SLASH = 47;

/** Where the tag, comment, CDATA section or instruction that begins at `at` ends; -1 if it does not end in this text. */
export const markupEnd = (xml: string, at: number): number => {
  const after = (wanted: string, from: number): number => {
    const found = xml.indexOf(wanted, from);
    return found < 0 ? -1 : found + wanted.length;
  };
  if (xml.startsWith('<!--', at)) return after('-->', at + 4);
  if (xml.startsWith('<![CDATA[', at)) return after(']]>', at + 9);
  if (xml.startsWith('<?', at)) return after('?>', at + 2);
  for (let end = at + 1; end < xml.length; end += 1) {
    const character = xml.charAt(end);
    if (character === '>') return end + 1;
    if (character === '"' || character === "'") {
      end = xml.indexOf(character, end + 1);
      if (end < 0) return -1;
    }
  }
  return -1;
};

/** An opening or empty tag in its parts; undefined for any other markup. */
export const readTag = (
  markup: string,
): { name: string; qualifiedName: string; attributes: string; isEmpty: boolean } | undefined => {
  if (/^<[/!?]/.test(markup)) return undefined;
  const isEmpty = markup.endsWith('/>');
  const qualifiedName = /^<([^\s/>]*)/.exec(markup)?.[1] ?? '';
  const attributes = markup.slice(1 + qualifiedName.length, isEmpty ? -2 : -1);
  return { name: localName(qualifiedName), qualifiedName, attributes, isEmpty };
};

/**
 * The root element of a part of an office package. Parts have passed the readers (UTF-8, no document type); one that is
 * not well-formed is taken as far as it goes.
 * @throws UnreadableContent where there is no element at all.
 */
export const parseXml = (xml: string): XmlElement => {
  type Open = { -readonly [K in keyof XmlElement]: XmlElement[K] } & { children: XmlElement[] };
  const document: Open = {
    name: '',
    qualifiedName: '',
    attributes: '',
    start: 0,
    openEnd: 0,
    contentEnd: xml.length,
    end: xml.length,
    children: [],
  };
  const stack: Open[] = [document];
  for (let at = xml.indexOf('<'); at >= 0; ) {
    const end = markupEnd(xml, at);
    if (end < 0) break;
    const tag = readTag(xml.slice(at, end));
    if (tag !== undefined) {
      const { isEmpty, ...named } = tag;
      const element: Open = { ...named, start: at, openEnd: end, contentEnd: end, end, children: [] };
      stack.at(-1)?.children.push(element);
      if (!isEmpty) stack.push(element);
    } else if (xml.charCodeAt(at + 1) === SLASH && stack.length > 1) {
      const closed = stack.pop();
      if (closed !== undefined) Object.assign(closed, { contentEnd: at, end });
    }
    at = xml.indexOf('<', end);
  }
  const [root] = document.children;
  if (root === undefined) throw damaged('xml', '没有内容', 'it is empty');
  return root;
};

export const childNamed = (element: XmlElement, name: string): XmlElement | undefined =>
  element.children.find((child) => child.name === name);

/** The value of an attribute by local name, decoded; undefined where it is absent. */
export const attribute = (element: Pick<XmlElement, 'attributes'>, name: string): string | undefined => {
  const raw = attributeOf(element.attributes, name);
  return raw === undefined ? undefined : decodeXmlText(raw, 'xml');
};

/** The prefix of a name with its colon, or nothing: what new elements beside it have to carry. */
export const prefixOf = (qualifiedName: string): string =>
  qualifiedName.slice(0, qualifiedName.indexOf(':') + 1);

export interface XmlEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The text with non-overlapping places replaced; edits at the same place are kept in their order. */
export const applyEdits = (xml: string, edits: readonly XmlEdit[]): string => {
  let result = '';
  let at = 0;
  for (const { start, end, text } of edits.toSorted((a, b) => a.start - b.start)) {
    result += xml.slice(at, start) + text;
    at = end;
  }
  return result + xml.slice(at);
};

/** An edit that puts text in front of the closing tag of an element, opening an empty tag first. */
export const appendInside = (xml: string, element: XmlElement, text: string): XmlEdit => {
  const isEmptyTag = element.openEnd === element.end && xml.slice(element.start, element.end).endsWith('/>');
  if (!isEmptyTag) return { start: element.contentEnd, end: element.contentEnd, text };
  return {
    start: element.end - 2,
    end: element.end,
    text: `>${text}</${element.qualifiedName}>`,
  };
};

/** An opening tag with an attribute set to a value that needs no escaping. */
export const withAttribute = (tag: string, name: string, value: string): string => {
  const found = new RegExp(`(\\s${name}\\s*=\\s*)(?:"[^"]*"|'[^']*')`);
  return found.test(tag)
    ? tag.replace(found, `$1"${value}"`)
    : tag.replace(/\s*(\/?>)$/, ` ${name}="${value}"$1`);
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 has no way to write these characters.
const NOT_IN_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

/** Text for XML content and attribute values; characters that XML cannot hold become U+FFFD. */
export const escapeXml = (text: string): string =>
  text
    .replace(NOT_IN_XML, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#13;');

/**
 * Text for a string of SpreadsheetML: control characters as `_xHHHH_`, and what looks like such an escape escaped itself
 * (ECMA-376 part 1, 22.9.2.19).
 */
export const escapeSpreadsheetString = (text: string): string =>
  escapeXml(
    text.replaceAll(/_(?=x[\da-fA-F]{4}_)/g, '_x005F_').replace(
      // biome-ignore lint/suspicious/noControlCharactersInRegex: see NOT_IN_XML.
      /[\u0000-\u0008\u000b-\u001f]/g,
      (character) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
    ),
  );
