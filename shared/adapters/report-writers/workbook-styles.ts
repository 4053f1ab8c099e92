import type { Severity } from '../../domain/rules/finding.ts';
import {
  appendInside,
  applyEdits,
  attribute,
  childNamed,
  parseXml,
  prefixOf,
  withAttribute,
  type XmlEdit,
  type XmlElement,
} from './xml-elements.ts';

/** Fills of marked cells: the light one under dark text, the dark one under light text, so that both stay legible. */
const markColours: Readonly<Record<Severity, { light: string; dark: string }>> = {
  reject: { light: 'FFF28B82', dark: 'FF7A0C18' },
  mandatory: { light: 'FFF8B183', dark: 'FF8A2F06' },
  query: { light: 'FFFFD966', dark: 'FF5E4500' },
  notice: { light: 'FFA9CEF4', dark: 'FF1C4570' },
};

const colours: ReadonlySet<string> = new Set(
  Object.values(markColours).flatMap(({ light, dark }) => [light, dark]),
);

export const solidFill = (argb: string): string =>
  `<fill><patternFill patternType="solid"><fgColor rgb="${argb}"/><bgColor indexed="64"/></patternFill></fill>`;

export const lightColourOf = (severity: Severity): string => markColours[severity].light;

export interface NewStyle {
  /** A `font` or `fill` element as text; the workbook's first where it is absent. */
  readonly font?: string;
  readonly fill?: string;
  /** Attributes of `alignment`. */
  readonly alignment?: string;
  /** Stored as text whatever is typed over it (number format @). */
  readonly isText?: boolean;
}

/** The style sheet of a workbook, to which styles are added; those that are there keep their numbers. */
export interface WorkbookStyles {
  /** The style of a cell with the fill of a severity instead of its own; all else of it stays. */
  readonly marked: (style: number, severity: Severity) => number;
  /** Whether a style has the fill of a mark, from an earlier report on the same workbook. */
  readonly isMarked: (style: number) => boolean;
  /** The style with another fill, given as an element without prefixes. */
  readonly filled: (style: number, fill: string) => number;
  /** The fill of a style as an element without prefixes. */
  readonly fillOf: (style: number) => string;
  readonly add: (style: NewStyle) => number;
  readonly toXml: () => string;
}

const SPREADSHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
export const NO_FILL = '<fill><patternFill patternType="none"/></fill>';

/** What a workbook without a style sheet gets; the two fills are those that every style sheet begins with. */
export const EMPTY_STYLE_SHEET = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="${SPREADSHEET}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2">${NO_FILL}<fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>`;

/** Children of `styleSheet` up to those that are added to, in the order of the schema (CT_Stylesheet). */
const ORDER = ['numFmts', 'fonts', 'fills', 'borders', 'cellStyleXfs', 'cellXfs'];

/** The items of a list such as `fills` as texts, to which more can be added. */
const createList = (xml: string, root: XmlElement, listName: string, first: string) => {
  const element = childNamed(root, listName);
  const items = (element?.children ?? []).map(({ start, end }) => xml.slice(start, end));
  const before = items.length;
  if (before === 0) items.push(first);
  const known = new Map(items.map((item, index) => [item, index]));
  const edits = (): readonly XmlEdit[] => {
    if (items.length === before) return [];
    const added = items.slice(before).join('');
    if (element !== undefined) {
      const opening = xml.slice(element.start, element.openEnd);
      const counted = withAttribute(opening, 'count', String(items.length));
      return element.openEnd === element.end
        ? [{ ...element, text: `${counted.slice(0, -2)}>${added}</${element.qualifiedName}>` }]
        : [{ start: element.start, end: element.openEnd, text: counted }, appendInside(xml, element, added)];
    }
    const name = `${prefixOf(root.qualifiedName)}${listName}`;
    const later = root.children.find((child) => {
      const place = ORDER.indexOf(child.name);
      return place < 0 || place > ORDER.indexOf(listName);
    });
    const at = later?.start ?? root.contentEnd;
    return [{ start: at, end: at, text: `<${name} count="${items.length}">${added}</${name}>` }];
  };
  return {
    at: (index: number): string => items[index] ?? items[0] ?? first,
    add: (item: string): number => {
      const index = known.get(item) ?? items.push(item) - 1;
      known.set(item, index);
      return index;
    },
    edits,
  };
};

const isLightColour = (color: XmlElement | undefined): boolean => {
  if (color === undefined) return false;
  const rgb = attribute(color, 'rgb')?.slice(-6);
  if (rgb !== undefined) {
    const [r = 0, g = 0, b = 0] = [0, 2, 4].map((at) => Number.parseInt(rgb.slice(at, at + 2), 16));
    return 0.299 * r + 0.587 * g + 0.114 * b > 150;
  }
  // Theme colours 0 and 2 are the light ones, indexed 1 and 9 are white (ECMA-376 part 1, 18.8.27 and 20.1.6.2).
  return (
    ['0', '2'].includes(attribute(color, 'theme') ?? '') ||
    ['1', '9'].includes(attribute(color, 'indexed') ?? '')
  );
};

export const openStyles = (xml: string): WorkbookStyles => {
  const root = parseXml(xml);
  const prefix = prefixOf(root.qualifiedName);
  const prefixed = (text: string): string =>
    prefix === '' ? text : text.replaceAll(/<(\/?)(?=[a-z])/gi, `<$1${prefix}`);
  const list = (name: string, first: string) => createList(xml, root, name, prefixed(first));
  const fonts = list('fonts', '<font><sz val="11"/><name val="Calibri"/></font>');
  const fills = list('fills', NO_FILL);
  const styles = list('cellXfs', '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>');
  const made = new Map<string, number>();
  const judged = new Map<number, boolean>();
  const fillsOf = new Map<number, string>();

  const numberIn = (style: number, name: string): number =>
    Number(attribute(parseXml(styles.at(style)), name) ?? 0);
  const fillOf = (style: number): string => {
    const known = fillsOf.get(style);
    if (known !== undefined) return known;
    const fill = fills.at(numberIn(style, 'fillId')).replaceAll(/<(\/?)[\w.-]+:/g, '<$1');
    fillsOf.set(style, fill);
    return fill;
  };
  const hasLightText = (style: number): boolean =>
    isLightColour(childNamed(parseXml(fonts.at(numberIn(style, 'fontId'))), 'color'));
  const filled = (style: number, fill: string): number => {
    const text = styles.at(style);
    const openEnd = parseXml(text).openEnd;
    const opening = withAttribute(
      withAttribute(text.slice(0, openEnd), 'fillId', String(fills.add(prefixed(fill)))),
      'applyFill',
      '1',
    );
    return styles.add(opening + text.slice(openEnd));
  };
  return {
    marked: (style, severity) => {
      const key = `${style} ${severity}`;
      const known = made.get(key);
      if (known !== undefined) return known;
      const colour = markColours[severity][hasLightText(style) ? 'dark' : 'light'];
      const index = filled(style, solidFill(colour));
      made.set(key, index);
      return index;
    },
    isMarked: (style) => {
      const known = judged.get(style);
      if (known !== undefined) return known;
      const rgb = /fgColor[^>]*\srgb="([\dA-Fa-f]{8})"/.exec(fillOf(style))?.[1];
      const isMark = rgb !== undefined && colours.has(rgb.toUpperCase());
      judged.set(style, isMark);
      return isMark;
    },
    filled,
    fillOf,
    add: ({ font, fill, alignment, isText }) =>
      styles.add(
        prefixed(
          `<xf numFmtId="${isText === true ? 49 : 0}" fontId="${font === undefined ? 0 : fonts.add(prefixed(font))}" fillId="${fill === undefined ? 0 : fills.add(prefixed(fill))}" borderId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyAlignment="1">${alignment === undefined ? '' : `<alignment ${alignment}/>`}</xf>`,
        ),
      ),
    toXml: () =>
      applyEdits(
        xml,
        [fonts, fills, styles].flatMap((each) => each.edits()),
      ),
  };
};
