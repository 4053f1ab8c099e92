import type { CellMark } from './cell-marks.ts';
import type { CellsOf } from './mark-sheet.ts';
import type { OfficePackage } from './office-package.ts';
import { addComments, EMPTY_COMMENTS, EMPTY_DRAWING } from './sheet-comments.ts';

export interface CommentParts {
  /** For a sheet without a drawing for comments: makes one and answers the attributes of the element that leads to it. */
  readonly newDrawing: (() => string) | undefined;
  /** Writes the comments; `ownDrawing` is the relationship id of the drawing that the sheet had before. */
  readonly write: (ownDrawing: string | undefined) => void;
}

/** The parts that hold the comments of a sheet and their boxes, made where the sheet has none and marks need them. */
export const commentPartsOf = (
  office: OfficePackage,
  sheetPart: string,
  marks: CellsOf<CellMark>,
): CommentParts => {
  const relationships = office.relationshipsOf(sheetPart);
  const own = relationships.find(({ kind }) => kind === 'comments')?.part;
  const hasNotes = [...marks.values()].some((cells) =>
    [...cells.values()].some(({ notes }) => notes.length > 0),
  );
  let made: string | undefined;

  const newDrawing = (): string => {
    made = office.freeName('xl/drawings/vmlDrawing#.vml');
    office.write(made, EMPTY_DRAWING);
    office.declare(made, 'application/vnd.openxmlformats-officedocument.vmlDrawing');
    return `xmlns:r="${office.relationshipNamespace}" r:id="${office.relate(sheetPart, 'vmlDrawing', made)}"`;
  };

  const newComments = (): string => {
    const part = office.freeName('xl/comments#.xml');
    office.declare(part, 'application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml');
    office.relate(sheetPart, 'comments', part);
    return part;
  };

  return {
    newDrawing: hasNotes ? newDrawing : undefined,
    write: (ownDrawing) => {
      const drawing = made ?? relationships.find(({ id }) => id === ownDrawing)?.part;
      if (drawing === undefined || (own === undefined && !hasNotes)) return;
      const comments = own ?? newComments();
      const before = {
        comments: own === undefined ? office.inNamespace(EMPTY_COMMENTS) : office.text(own),
        drawing: office.text(drawing),
      };
      const after = addComments(before, marks);
      office.write(comments, after.comments);
      office.write(drawing, after.drawing);
    },
  };
};
