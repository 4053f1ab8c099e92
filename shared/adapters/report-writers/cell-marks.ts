import type { Finding, FindingCell, Severity } from '../../domain/rules/finding.ts';
import { columnOfAddress } from '../readers/source-row.ts';
import type { RuleGroup } from './finding-groups.ts';
import type { CellsOf } from './mark-sheet.ts';
import { severityWords } from './report-words.ts';

/** Cells of one rule that get a comment. */
const NOTES_PER_RULE = 1_000;
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

/** One list for all cells without a comment: most of 600,000. */
const NO_NOTES: readonly string[] = [];

const noteOf = (finding: Finding, group: RuleGroup): string => {
  const { zh, en } = severityWords[group.severity];
  const message = group.messageOf(finding);
  return `${zh} ${en} · ${group.rule}\n${cut(message.zh)}\n办法：${group.fix.zh}\n${cut(message.en)}\nWhat to do: ${group.fix.en}\n#${finding.fingerprint}`;
};

/** Every cell with a finding, by sheet. */
export const markCells = (
  groups: readonly RuleGroup[],
  locate: Locate,
): ReadonlyMap<string, CellsOf<CellMark>> => {
  type Growing = { severity: Severity; notes: readonly string[] };
  const sheets = new Map<string, Map<number, Map<number, Growing>>>();
  for (const group of groups) {
    const noted = new Set<string>();
    for (const finding of group.findings) {
      let note: string | undefined;
      const told = new Set<string>();
      for (const cell of finding.cells) {
        const place = locate(cell);
        if (place === undefined) continue;
        const rows = getOrAdd(sheets, place.sheet, () => new Map<number, Map<number, Growing>>());
        const cells = getOrAdd(rows, place.row, () => new Map<number, Growing>());
        // Groups come gravest first: the first finding of a cell sets its severity.
        const mark = getOrAdd(
          cells,
          place.column,
          (): Growing => ({ severity: group.severity, notes: NO_NOTES }),
        );
        const key = `${place.sheet} ${place.row} ${place.column}`;
        if (told.has(key) || (!noted.has(key) && noted.size >= NOTES_PER_RULE)) continue;
        told.add(key);
        noted.add(key);
        note ??= noteOf(finding, group);
        mark.notes = [...mark.notes, note];
      }
    }
  }
  return sheets;
};

const getOrAdd = <K, V>(map: Map<K, V>, key: K, make: () => V): V => {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
};
