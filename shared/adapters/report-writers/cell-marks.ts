import type { Finding, FindingCell, Severity } from '../../domain/rules/finding.ts';
import { columnOfAddress } from '../readers/source-row.ts';
import type { RuleGroup } from './finding-groups.ts';
import { getOrAdd } from './get-or-add.ts';
import type { CellsOf } from './mark-sheet.ts';
import { severityWords } from './report-words.ts';

/** Cells of one rule that get a comment. */
export const NOTES_PER_RULE = 1_000;
/** Characters of a message in a comment; Excel ends a comment at 32,767. */
const NOTE_CHARACTERS = 1_500;

/** A cell of the workbook that is written: row from 1, column from 0. */
export interface SheetPlace {
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
}

/** Where a cell of a finding stands in the workbook that is written; undefined where it stands nowhere. */
export type Locate = (cell: FindingCell) => SheetPlace | undefined;

export interface CellMark {
  /** The gravest of its findings. */
  readonly severity: Severity;
  /** What a comment says of it, one text a finding; empty where all its rules have their thousand. */
  readonly notes: readonly string[];
}

/** The place of an A1 address; undefined where it is none. */
export const placeOfAddress = (sheet: string, a1: string): SheetPlace | undefined => {
  const row = /^[A-Z]{1,3}([1-9]\d{0,6})$/.exec(a1)?.[1];
  if (row === undefined || Number(row) > 1_048_576) return undefined;
  const column = columnOfAddress(a1);
  return column < 0 || column >= 16_384 ? undefined : { sheet, row: Number(row), column };
};

const cut = (text: string): string =>
  text.length <= NOTE_CHARACTERS ? text : `${text.slice(0, NOTE_CHARACTERS)}…`;

/** The marks of cells without a comment: one object each for most of 600,000 cells. */
const bare: Readonly<Record<Severity, CellMark>> = {
  reject: { severity: 'reject', notes: [] },
  mandatory: { severity: 'mandatory', notes: [] },
  query: { severity: 'query', notes: [] },
  notice: { severity: 'notice', notes: [] },
};

const noteOf = (finding: Finding, group: RuleGroup): string => {
  const { zh, en } = severityWords[group.severity];
  const message = group.messageOf(finding);
  return `${zh} ${en} · ${group.rule}\n${cut(message.zh)}\n办法：${group.fix.zh}\n${cut(message.en)}\nWhat to do: ${group.fix.en}\n#${finding.fingerprint}`;
};

/** Marks the cells of the findings of one rule. */
export interface RuleMarker {
  readonly mark: (finding: Finding, place: SheetPlace) => void;
  /** Whether cells of the rule have no comment because it has its thousand. */
  readonly leftOut: () => boolean;
}

export interface CellMarks {
  /** Rules come gravest first: the first finding of a cell sets its severity. */
  readonly ofRule: (group: RuleGroup) => RuleMarker;
  /** Every cell that was marked, by sheet. */
  readonly sheets: ReadonlyMap<string, CellsOf<CellMark>>;
}

export const createCellMarks = (): CellMarks => {
  const sheets = new Map<string, Map<number, Map<number, CellMark>>>();
  const cellsAt = ({ sheet, row }: SheetPlace): Map<number, CellMark> => {
    const rows = getOrAdd(sheets, sheet, () => new Map<number, Map<number, CellMark>>());
    return getOrAdd(rows, row, () => new Map<number, CellMark>());
  };
  const ofRule = (group: RuleGroup): RuleMarker => {
    const noted = new Set<CellMark>();
    let leftOut = false;
    return {
      leftOut: () => leftOut,
      mark: (finding, place) => {
        const cells = cellsAt(place);
        const known = cells.get(place.column) ?? bare[group.severity];
        if (!noted.has(known) && noted.size >= NOTES_PER_RULE) {
          leftOut = true;
          cells.set(place.column, known);
          return;
        }
        const note = noteOf(finding, group);
        // A finding may name a cell twice.
        if (known.notes.at(-1) === note) return;
        const mark = { severity: known.severity, notes: [...known.notes, note] };
        noted.delete(known);
        noted.add(mark);
        cells.set(place.column, mark);
      },
    };
  };
  return { ofRule, sheets };
};
