import { columnLetters, columnOfAddress } from '../readers/source-row.ts';
import { attribute, markupEnd, prefixOf, readTag, withAttribute } from './xml-elements.ts';

/** What to give to single cells of a worksheet, by row from 1 and column from 0. */
export type CellsOf<T> = ReadonlyMap<number, ReadonlyMap<number, T>>;

export interface SheetChanges<T> {
  readonly marks: CellsOf<T>;
  /** The new style of a cell, marked or not; undefined leaves it. */
  readonly restyle: (style: number, mark: T | undefined, row: number, column: number) => number | undefined;
  /** Whether cells without a mark have to be looked at too. */
  readonly looksAtAll: boolean;
  /** Asked for the attributes of a `legacyDrawing` element where the sheet needs one and has none. */
  readonly drawing: (() => string) | undefined;
}

export interface SheetMarker {
  /** Takes the next piece of the sheet's XML and answers what can be written so far. */
  readonly push: (xml: string) => string;
  readonly end: () => string;
  /** Relationship id of the sheet's own `legacyDrawing`, once all has been pushed. */
  readonly ownDrawing: () => string | undefined;
}

/** What may only stand behind `legacyDrawing` in a worksheet (CT_Worksheet). */
const BEHIND_DRAWING: ReadonlySet<string> = new Set(
  'legacyDrawingHF drawingHF picture oleObjects controls webPublishItems tableParts extLst AlternateContent'.split(
    ' ',
  ),
);

const ROWS = /<(?:!--|!\[CDATA\[|(?:[\w.-]+:)?row(?=[\s/>])|\/(?:[\w.-]+:)?sheetData(?=[\s>]))/g;
const CELLS =
  /<(?:!--|!\[CDATA\[|(?:[\w.-]+:)?(?:c|row)(?=[\s/>])|\/(?:[\w.-]+:)?(?:row|sheetData)(?=[\s>]))/g;
const ANY = /</g;

const isTrue = (value: string | undefined): boolean => value === '1' || value === 'true';

/**
 * Gives cells of a worksheet other styles while its XML streams by; every other byte of it stays as it is. Cells and rows
 * that the sheet does not have yet are put in where they belong.
 */
export const createSheetMarker = <T>({
  marks,
  restyle,
  looksAtAll,
  drawing,
}: SheetChanges<T>): SheetMarker => {
  const pendingRows = [...marks.keys()].sort((a, b) => a - b);
  const columnStyles: { min: number; max: number; style: number }[] = [];
  let phase: 'head' | 'data' | 'tail' = 'head';
  let prefix = '';
  let carry = '';
  let row = 0;
  let rowStyle: number | undefined;
  let column = -1;
  let pending: [column: number, mark: T][] = [];
  let depth = 0;
  let drawingIsDue = drawing !== undefined;
  let ownDrawing: string | undefined;

  const newCells = (before: number): string => {
    let cells = '';
    for (let next = pending[0]; next !== undefined && next[0] < before; next = pending[0]) {
      const [at, mark] = next;
      pending.shift();
      const base = rowStyle ?? columnStyles.find(({ min, max }) => min <= at && at <= max)?.style ?? 0;
      cells += `<${prefix}c r="${columnLetters(at)}${row}" s="${restyle(base, mark, row, at) ?? base}"/>`;
    }
    return cells;
  };

  const beginRow = (number: number, style: number | undefined): void => {
    row = number;
    rowStyle = style;
    column = -1;
    pending = [...(marks.get(number) ?? [])].sort(([a], [b]) => a - b);
    if (pendingRows[0] === number) pendingRows.shift();
  };

  const newRows = (before: number): string => {
    let rows = '';
    for (let next = pendingRows[0]; next !== undefined && next < before; next = pendingRows[0]) {
      beginRow(next, undefined);
      rows += `<${prefix}row r="${next}">${newCells(Number.POSITIVE_INFINITY)}</${prefix}row>`;
    }
    return rows;
  };

  const inHead = (tag: NonNullable<ReturnType<typeof readTag>>): string | undefined => {
    if (tag.name === 'worksheet') prefix = prefixOf(tag.qualifiedName);
    if (tag.name === 'col' && attribute(tag, 'style') !== undefined) {
      const [min, max, style] = ['min', 'max', 'style'].map((name) => Number(attribute(tag, name) ?? 0));
      columnStyles.push({ min: (min ?? 0) - 1, max: (max ?? 0) - 1, style: style ?? 0 });
    }
    if (tag.name !== 'sheetData') return undefined;
    phase = tag.isEmpty ? 'tail' : 'data';
    if (!tag.isEmpty || pendingRows.length === 0) return undefined;
    return `<${tag.qualifiedName}>${newRows(Number.POSITIVE_INFINITY)}</${tag.qualifiedName}>`;
  };

  const inData = (
    markup: string,
    tag: NonNullable<ReturnType<typeof readTag>> | undefined,
  ): string | undefined => {
    if (tag === undefined) {
      if (!markup.startsWith('</')) return undefined;
      if (/sheetData\s*>$/.test(markup)) {
        phase = 'tail';
        return newRows(Number.POSITIVE_INFINITY) + markup;
      }
      return pending.length === 0 ? undefined : newCells(Number.POSITIVE_INFINITY) + markup;
    }
    if (tag.name === 'row') {
      const number = Number(attribute(tag, 'r') ?? row + 1);
      const missing = newRows(number);
      beginRow(number, isTrue(attribute(tag, 'customFormat')) ? Number(attribute(tag, 's') ?? 0) : undefined);
      // The spans of a row may leave out its new cells; they are no more than a hint.
      const opening = pending.length === 0 ? markup : markup.replace(/\sspans\s*=\s*(?:"[^"]*"|'[^']*')/, '');
      if (!tag.isEmpty || pending.length === 0) return missing + opening;
      const cells = newCells(Number.POSITIVE_INFINITY);
      return `${missing}${opening.replace(/\s*\/>$/, '>')}${cells}</${tag.qualifiedName}>`;
    }
    const address = attribute(tag, 'r');
    column = address === undefined ? column + 1 : columnOfAddress(address);
    const missing = newCells(column);
    const mark = pending[0]?.[0] === column ? pending.shift()?.[1] : undefined;
    if (mark === undefined && !looksAtAll) return missing === '' ? undefined : missing + markup;
    const style = restyle(Number(attribute(tag, 's') ?? 0), mark, row, column);
    return missing + (style === undefined ? markup : withAttribute(markup, 's', String(style)));
  };

  const inTail = (
    markup: string,
    tag: NonNullable<ReturnType<typeof readTag>> | undefined,
  ): string | undefined => {
    const isClosing = markup.startsWith('</');
    if (tag?.name === 'legacyDrawing' && depth === 0) {
      ownDrawing = attribute(tag, 'id');
      drawingIsDue = false;
    }
    const isBehind = depth === 0 && (isClosing || (tag !== undefined && BEHIND_DRAWING.has(tag.name)));
    if (isClosing) depth -= 1;
    else if (tag !== undefined && !tag.isEmpty) depth += 1;
    if (!drawingIsDue || !isBehind) return undefined;
    drawingIsDue = false;
    return `<${prefix}legacyDrawing ${drawing?.() ?? ''}/>${markup}`;
  };

  const handle = (markup: string): string | undefined => {
    const tag = readTag(markup);
    if (phase === 'data') return inData(markup, tag);
    if (phase === 'tail') return inTail(markup, tag);
    return tag === undefined ? undefined : inHead(tag);
  };

  const pattern = (): RegExp => {
    if (phase !== 'data') return ANY;
    return looksAtAll || pending.length > 0 ? CELLS : ROWS;
  };

  /** Where the piece that cannot be told yet begins: markup whose end has not come. */
  const openEnd = (xml: string, from: number): number => {
    const last = xml.lastIndexOf('<');
    return last >= from && markupEnd(xml, last) < 0 ? last : xml.length;
  };

  const scan = (xml: string): string => {
    let written = '';
    let copied = 0;
    let from = 0;
    let keep: number | undefined;
    while (keep === undefined) {
      const wanted = pattern();
      wanted.lastIndex = from;
      const at = wanted.exec(xml)?.index;
      const end = at === undefined ? -1 : markupEnd(xml, at);
      if (at === undefined || end < 0) keep = at ?? openEnd(xml, from);
      else {
        const replacement = handle(xml.slice(at, end));
        if (replacement !== undefined) {
          written += xml.slice(copied, at) + replacement;
          copied = end;
        }
        from = end;
      }
    }
    carry = xml.slice(keep);
    return written + xml.slice(copied, keep);
  };

  return {
    push: (xml) => scan(carry + xml),
    end: () => carry,
    ownDrawing: () => ownDrawing,
  };
};
