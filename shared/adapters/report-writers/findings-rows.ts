import type { Localised } from '../../domain/returns/filed-return.ts';
import type { FindingCell } from '../../domain/rules/finding.ts';
import { columnLetters } from '../readers/source-row.ts';
import { NOTES_PER_RULE, type SheetPlace } from './cell-marks.ts';
import { placeText } from './finding-groups.ts';
import { columnWords, severityWords } from './report-words.ts';
import { type ColumnTally, isShortened, type ListedCell, NO_CELL, type RuleListing } from './rule-listing.ts';
import { filedCell, heightOf, textCell } from './sheet-cells.ts';
import { linesOf } from './text-lines.ts';
import { escapeXml } from './xml-elements.ts';

/** The columns of the index with their widths. */
export const COLUMNS = [
  [columnWords.severity, 17],
  [columnWords.rule, 10],
  [columnWords.cell, 22],
  [columnWords.header, 26],
  [columnWords.raw, 22],
  [columnWords.message, 62],
  [columnWords.fix, 46],
  [columnWords.fingerprint, 21],
] as const;

const PLACE_COLUMN = 2;

/** Lines break between words and before punctuation: they hold less than they are wide. */
const FILLED_SHARE = 0.88;

export interface RowStyles {
  readonly severity: number;
  readonly text: number;
  readonly number: number;
  readonly link: number;
}

/** A row of the index before it has its number. */
interface IndexRow {
  readonly severity: string;
  readonly rule: string;
  readonly shown: string;
  readonly place: SheetPlace | undefined;
  readonly header: string;
  readonly raw: string;
  readonly message: string;
  readonly fix: string;
  readonly fingerprint: string;
}

const count = (value: number): string => value.toLocaleString('en');
const both = ({ zh, en }: Localised): string => `${zh}\n${en}`;
const shownOf = (cell: FindingCell, entity: string): string => (cell === NO_CELL ? entity : placeText(cell));

/** Says how much of a rule is listed and commented, where that is not all. */
const summaryOf = (listing: RuleListing): Localised => {
  const { total, listed } = listing;
  const notes = listing.isNotedInPart
    ? {
        zh: `前 ${count(NOTES_PER_RULE)} 个单元格带批注。`,
        en: ` The first ${count(NOTES_PER_RULE)} cells have comments.`,
      }
    : { zh: '', en: '' };
  return isShortened(listing)
    ? {
        zh: `本规则共 ${count(total)} 处，先按列计数，再列出前 ${count(listed.length)} 处，其余 ${count(total - listed.length)} 处不逐一列出；表中的单元格全部着色。${notes.zh}全部问题见 CSV 或 JSON 报告（gaoxin check --csv 或 --json）。`,
        en: `${count(total)} in all: counted by column, then the first ${count(listed.length)}; ${count(total - listed.length)} more are not listed. Every cell in the sheets is filled.${notes.en} The CSV and JSON reports have all of them (gaoxin check --csv or --json).`,
      }
    : {
        zh: `本规则共 ${count(total)} 处，全部列出并着色。${notes.zh}`,
        en: `${count(total)} in all, each listed and filled.${notes.en}`,
      };
};

/** How many rows a rule has in the index. */
export const rowCountOf = (listing: RuleListing): number =>
  listing.listed.length + (isShortened(listing) ? 1 + listing.columns.length : listing.isNotedInPart ? 1 : 0);

/** The rows of one rule: where it is shortened what it comes to, then its cells. */
export function* rowsOfRule(listing: RuleListing): Generator<IndexRow> {
  const { group, listed, columns } = listing;
  const { zh, en } = severityWords[group.severity];
  const same = { severity: `${zh} ${en}`, rule: group.rule, fix: both(group.fix) };
  const none = { shown: '', place: undefined, header: '', raw: '', fingerprint: '' };
  const columnRow = ({ first, count: cells }: ColumnTally): IndexRow => ({
    ...same,
    ...none,
    shown: shownOf(first.cell, first.finding.entity),
    place: first.place,
    header: first.cell.header,
    message: both({
      zh: `本列共 ${count(cells)} 处，此为第一处。`,
      en: `${count(cells)} in this column; this is the first.`,
    }),
  });
  const cellRow = ({ finding, cell, place }: ListedCell): IndexRow => ({
    ...same,
    severity: `${same.severity}${finding.explained === true ? '\n已说明 explained' : ''}`,
    shown: shownOf(cell, finding.entity),
    place,
    header: cell.header,
    raw: cell.raw,
    message: both(group.messageOf(finding)),
    fingerprint: finding.fingerprint,
  });
  if (isShortened(listing) || listing.isNotedInPart) {
    yield { ...same, ...none, message: both(summaryOf(listing)) };
  }
  if (isShortened(listing)) yield* columns.values().map(columnRow);
  yield* listed.values().map(cellRow);
}

export const indexRowXml = (row: IndexRow, number: number, style: RowStyles, isLinked: boolean): string => {
  const at = (column: number): string => `${columnLetters(column)}${number}`;
  const { severity, rule, shown, header, raw, message, fix, fingerprint } = row;
  const tallest = [shown, header, raw, message, fix].map((text, index) =>
    linesOf(text, FILLED_SHARE * (COLUMNS[PLACE_COLUMN + index]?.[1] ?? 20)),
  );
  return `<row r="${number}"${heightOf(Math.max(...tallest))}>${[
    textCell(at(0), severity, style.severity),
    textCell(at(1), rule, style.text),
    textCell(at(PLACE_COLUMN), shown, isLinked ? style.link : style.text),
    textCell(at(3), header, style.text),
    filedCell(at(4), raw, style),
    textCell(at(5), message, style.text),
    textCell(at(6), fix, style.text),
    textCell(at(7), fingerprint, style.text),
  ].join('')}</row>`;
};

export const linkXml = (number: number, { sheet, row, column }: SheetPlace): string =>
  `<hyperlink ref="${columnLetters(PLACE_COLUMN)}${number}" location="${escapeXml(`'${sheet.replaceAll("'", "''")}'!${columnLetters(column)}${row}`)}"/>`;
