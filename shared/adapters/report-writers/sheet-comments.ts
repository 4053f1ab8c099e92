import { columnLetters } from '../readers/source-row.ts';
import type { CellMark } from './cell-marks.ts';
import type { CellsOf } from './mark-sheet.ts';
import { linesOf } from './text-lines.ts';
import {
  appendInside,
  applyEdits,
  attribute,
  childNamed,
  escapeSpreadsheetString,
  parseXml,
  prefixOf,
  type XmlEdit,
  type XmlElement,
} from './xml-elements.ts';

/** Begins every comment of ours, and ours within a user's own: what follows it is replaced by the next report. */
const MARK = '【审核 gaoxin】';
const AUTHOR = 'gaoxin';
/** A comment holds 32,767 characters. */
const COMMENT_CHARACTERS = 30_000;

const SPREADSHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

export const EMPTY_COMMENTS = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<comments xmlns="${SPREADSHEET}"><authors></authors><commentList></commentList></comments>`;

/** Boxes of comments are VML to this day; every spreadsheet program reads them. */
const NAMESPACES =
  'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"';

export const EMPTY_DRAWING = `<xml ${NAMESPACES}></xml>`;

// What is put into a drawing of another program brings its own namespaces: openpyxl has other prefixes for them.
const SHAPE_TYPE = `<v:shapetype ${NAMESPACES} id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>`;

/** Half-width characters that a line of the box holds, and pixels of a line and of a row of the sheet. */
const LINE = { characters: 46, pixels: 15, rowPixels: 20 };

const box = (row: number, column: number, text: string, number: number): string => {
  const height = Math.min(
    30,
    Math.ceil((linesOf(text, LINE.characters) * LINE.pixels + 12) / LINE.rowPixels),
  );
  const left = Math.min(column + 1, 16_380);
  const top = Math.max(0, row - 2);
  const anchor = [left, 12, top, 4, left + 5, 12, top + height, 4].join(', ');
  return `<v:shape ${NAMESPACES} id="_x0000_s${70_000 + number}" type="#_x0000_t202" style="position:absolute;visibility:hidden;z-index:${number}" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>${anchor}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>${row - 1}</x:Row><x:Column>${column}</x:Column></x:ClientData></v:shape>`;
};

const commentText = ({ notes }: CellMark): string => {
  const all = `${MARK}\n${notes.join('\n\n')}`;
  return all.length <= COMMENT_CHARACTERS ? all : `${all.slice(0, COMMENT_CHARACTERS)}…`;
};

const run = (text: string, prefix: string): string =>
  `<${prefix}r><${prefix}rPr><${prefix}sz val="9"/></${prefix}rPr><${prefix}t xml:space="preserve">${escapeSpreadsheetString(text)}</${prefix}t></${prefix}r>`;

/** What a user wrote in a comment, without what an earlier report put there; undefined where nothing was put there. */
const ownText = (xml: string, comment: XmlElement): string | undefined => {
  const text: string[] = [];
  const visit = (element: XmlElement): void => {
    if (element.name === 'rPh') return;
    if (element.name === 't') text.push(xml.slice(element.openEnd, element.contentEnd));
    for (const child of element.children) visit(child);
  };
  visit(comment);
  const whole = text.join('');
  const at = whole.indexOf(MARK);
  return at < 0 ? undefined : whole.slice(0, at).trimEnd();
};

export interface CommentTexts {
  readonly comments: string;
  readonly drawing: string;
}

/**
 * The comments of a sheet and their boxes with those of a report added: a user's own comment on a cell stays and ours
 * follows it; what an earlier report wrote is taken out first.
 */
export const addComments = (before: CommentTexts, marks: CellsOf<CellMark>): CommentTexts => {
  const root = parseXml(before.comments);
  const prefix = prefixOf(root.qualifiedName);
  const authors = childNamed(root, 'authors');
  const list = childNamed(root, 'commentList');
  if (authors === undefined || list === undefined)
    return addComments({ ...before, comments: EMPTY_COMMENTS }, marks);
  const author = authors.children.length;
  const due = new Map<string, { row: number; column: number; text: string }>();
  for (const [row, cells] of marks) {
    for (const [column, mark] of cells) {
      if (mark.notes.length > 0)
        due.set(`${columnLetters(column)}${row}`, { row, column, text: commentText(mark) });
    }
  }
  const edits: XmlEdit[] = [];
  const orphans = new Set<string>();
  const boxed = new Set<string>();
  for (const comment of list.children) {
    const a1 = attribute(comment, 'ref') ?? '';
    const own = ownText(before.comments, comment);
    const text = childNamed(comment, 'text');
    const ours = due.get(a1);
    if (text === undefined || (own === undefined && ours === undefined)) continue;
    if (own === '') {
      edits.push({ start: comment.start, end: comment.end, text: '' });
      orphans.add(a1);
      continue;
    }
    const added = ours === undefined ? '' : run(`\n\n${ours.text}`, prefix);
    if (own === undefined) edits.push(appendInside(before.comments, text, added));
    else {
      const kept = `<${prefix}r><${prefix}t xml:space="preserve">${own}</${prefix}t></${prefix}r>`;
      edits.push({
        start: text.start,
        end: text.end,
        text: `<${prefix}text>${kept}${added}</${prefix}text>`,
      });
    }
    boxed.add(a1);
  }
  const fresh = [...due].filter(([a1]) => !boxed.has(a1));
  const written = fresh
    .map(
      ([a1, { text }]) =>
        `<${prefix}comment ref="${a1}" authorId="${author}"><${prefix}text>${run(text, prefix)}</${prefix}text></${prefix}comment>`,
    )
    .join('');
  if (written !== '') {
    edits.push(appendInside(before.comments, authors, `<${prefix}author>${AUTHOR}</${prefix}author>`));
    edits.push(appendInside(before.comments, list, written));
  }
  return {
    comments: applyEdits(before.comments, edits),
    drawing: addBoxes(
      before.drawing,
      orphans,
      fresh.map(([, comment]) => comment),
    ),
  };
};

/** The drawing without the boxes of cells that have lost their comment and with those of new ones. */
const addBoxes = (
  drawing: string,
  orphans: ReadonlySet<string>,
  fresh: readonly { row: number; column: number; text: string }[],
): string => {
  const kept = drawing.replaceAll(/<v:shape\s[\s\S]*?<\/v:shape>/g, (shape) => {
    const row = /<x:Row>\s*(\d+)/.exec(shape)?.[1];
    const column = /<x:Column>\s*(\d+)/.exec(shape)?.[1];
    if (row === undefined || column === undefined) return shape;
    return orphans.has(`${columnLetters(Number(column))}${Number(row) + 1}`) ? '' : shape;
  });
  if (fresh.length === 0) return kept;
  const type = kept.includes('id="_x0000_t202"') ? '' : SHAPE_TYPE;
  const used = new Set([...kept.matchAll(/id="_x0000_s(\d+)"/g)].map(([, id]) => Number(id)));
  let number = 0;
  const boxes = fresh.map(({ row, column, text }) => {
    do number += 1;
    while (used.has(70_000 + number));
    return box(row, column, text, number);
  });
  const end = kept.lastIndexOf('</xml>');
  return end < 0
    ? EMPTY_DRAWING.replace('</xml>', `${type}${boxes.join('')}</xml>`)
    : kept.slice(0, end) + type + boxes.join('') + kept.slice(end);
};
