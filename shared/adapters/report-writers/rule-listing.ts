import type { Finding, FindingCell } from '../../domain/rules/finding.ts';
import { type CellMark, createCellMarks, type Locate, type SheetPlace } from './cell-marks.ts';
import type { RuleGroup } from './finding-groups.ts';
import type { CellsOf } from './mark-sheet.ts';

/**
 * Cells of one rule that the index lists, as many as the HTML report has findings: with a row for each of 600,000 the
 * workbook took 40 MB more, and programs that open it minutes.
 */
const LISTED_PER_RULE = 2_000;

export const NO_CELL: FindingCell = { sheet: '', a1: '', header: '', raw: '' };

export interface ListedCell {
  readonly finding: Finding;
  /** `NO_CELL` for a finding on no cell. */
  readonly cell: FindingCell;
  readonly place: SheetPlace | undefined;
}

/** The cells of a rule in one column of a sheet, or all those of a part that stand nowhere in the workbook. */
export interface ColumnTally {
  readonly first: ListedCell;
  readonly count: number;
}

/** What the index says of a rule. */
export interface RuleListing {
  readonly group: RuleGroup;
  /** Cells of its findings; a finding on no cell counts as one. */
  readonly total: number;
  /** The first of them: all, or as many as are listed. */
  readonly listed: readonly ListedCell[];
  /** All of them counted, in the order of the columns' first findings. */
  readonly columns: readonly ColumnTally[];
  /** Whether some cells have no comment. */
  readonly isNotedInPart: boolean;
}

export interface Survey {
  readonly marks: ReadonlyMap<string, CellsOf<CellMark>>;
  readonly listings: readonly RuleListing[];
}

/** Stands for the column of cells that stand nowhere. */
const NOWHERE = -1;

const createTally = () => {
  const sheets = new Map<string, Map<number, { first: ListedCell; count: number }>>();
  return {
    add: (listed: ListedCell): void => {
      const { place, cell } = listed;
      const sheet = place?.sheet ?? cell.sheet;
      const columns = sheets.get(sheet) ?? new Map<number, { first: ListedCell; count: number }>();
      sheets.set(sheet, columns);
      const column = place?.column ?? NOWHERE;
      const known = columns.get(column);
      if (known === undefined) columns.set(column, { first: listed, count: 1 });
      else known.count += 1;
    },
    columns: (): readonly ColumnTally[] => [...sheets.values()].flatMap((columns) => [...columns.values()]),
  };
};

/**
 * Passes over all findings once, for each pass makes them anew: which cells are marked, which are listed, and how many there
 * are in each column.
 */
export const surveyFindings = (groups: readonly RuleGroup[], locate: Locate): Survey => {
  const marks = createCellMarks();
  const listings = groups.map((group): RuleListing => {
    const marker = marks.ofRule(group);
    const tally = createTally();
    const listed: ListedCell[] = [];
    let total = 0;
    for (const finding of group.findings) {
      for (const cell of finding.cells.length === 0 ? [NO_CELL] : finding.cells) {
        const one = { finding, cell, place: cell === NO_CELL ? undefined : locate(cell) };
        total += 1;
        tally.add(one);
        if (one.place !== undefined) marker.mark(finding, one.place);
        if (listed.length < LISTED_PER_RULE) listed.push(one);
      }
    }
    return { group, total, listed, columns: tally.columns(), isNotedInPart: marker.leftOut() };
  });
  return { marks: marks.sheets, listings };
};

/** Whether the index has less than one row for each cell. */
export const isShortened = ({ total, listed }: RuleListing): boolean => total > listed.length;
