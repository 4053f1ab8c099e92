import type { FindingCell, FindingsReport } from '../../domain/rules/finding.ts';
import { SEVERITIES } from '../../domain/rules/finding-order.ts';
import { columnLetters } from '../readers/source-row.ts';
import type { Locate, SheetPlace } from './cell-marks.ts';
import { placeText, type RuleGroup } from './finding-groups.ts';
import { exactNumber } from './formula-injection.ts';
import { nextSteps } from './next-steps.ts';
import { columnWords, severityWords, verdictWords } from './report-words.ts';
import { linesOf } from './text-lines.ts';
import { lightColourOf, solidFill, type WorkbookStyles } from './workbook-styles.ts';
import { escapeSpreadsheetString, escapeXml } from './xml-elements.ts';

const SPREADSHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

/** Links that a sheet may have; Excel repairs a file with more than 65,530. */
const LINKS = 60_000;
/** Rows of findings on the sheet; a worksheet ends at 1,048,576. */
const ROWS = 1_000_000;

const NO_CELL: FindingCell = { sheet: '', a1: '', header: '', raw: '' };

const COLUMNS = [
  [columnWords.severity, 17],
  [columnWords.rule, 10],
  [columnWords.cell, 22],
  [columnWords.header, 26],
  [columnWords.raw, 22],
  [columnWords.message, 62],
  [columnWords.fix, 46],
  [columnWords.fingerprint, 21],
  [{ zh: '原填充', en: 'fill before' }, 10],
] as const;

/** Lines break between words and before punctuation: they hold less than they are wide. */
const FILLED_SHARE = 0.88;

/** What a line across all columns in view holds. */
const LINE_CHARACTERS = 200;

/** Column of the fill that a cell had before it was marked; hidden, read by the next report on the same workbook. */
export const FILL_COLUMN = COLUMNS.length - 1;
export const PLACE_COLUMN = 2;

/** A cell of text, never a formula whatever it begins with. */
export const textCell = (a1: string, text: string, style: number): string =>
  text === ''
    ? `<c r="${a1}" s="${style}"/>`
    : `<c r="${a1}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeSpreadsheetString(text.slice(0, 32_767))}</t></is></c>`;

/** A value as filed: a number where a number cell shows the same, otherwise text. */
export const filedCell = (a1: string, raw: string, style: { text: number; number: number }): string => {
  const number = exactNumber(raw);
  return number === null
    ? textCell(a1, raw, style.text)
    : `<c r="${a1}" s="${style.number}"><v>${number}</v></c>`;
};

const link = (a1: string, { sheet, row, column }: SheetPlace): string =>
  `<hyperlink ref="${a1}" location="${escapeXml(`'${sheet.replaceAll("'", "''")}'!${columnLetters(column)}${row}`)}"/>`;

const tabColours = { rejected: 'FFC00000', 'needs-explanation': 'FFE0A800', accepted: 'FF2E7D32' } as const;

const count = (value: number): string => value.toLocaleString('en');

/** Rows that the findings of a rule take. */
const cellsOf = ({ findings }: RuleGroup): number => {
  let sum = 0;
  for (const { cells } of findings) sum += Math.max(1, cells.length);
  return sum;
};

/** What a sheet cannot hold, said where it happens. */
const limits = (total: number): readonly string[] => [
  ...(total > ROWS
    ? [
        `本表列前 ${count(ROWS)} 行，其余见 CSV 或 JSON 报告 the first ${count(ROWS)} rows; the CSV and JSON reports have all`,
      ]
    : []),
  ...(total > LINKS ? [`前 ${count(LINKS)} 行带链接 the first ${count(LINKS)} rows have links`] : []),
];

const addStyles = (styles: WorkbookStyles) => {
  const top = 'vertical="top"';
  const wrapped = 'vertical="top" wrapText="1"';
  const font = (inner: string): string => `<font>${inner}<name val="Calibri"/></font>`;
  const linked = font('<u/><sz val="11"/><color rgb="FF0B4FA8"/>');
  const plain = font('<sz val="11"/>');
  return {
    title: styles.add({ font: font('<b/><sz val="16"/>'), alignment: 'vertical="center"' }),
    plain: styles.add({ font: plain, alignment: wrapped }),
    head: styles.add({ font: font('<b/><sz val="11"/>'), fill: solidFill('FFE4E8EC'), alignment: wrapped }),
    text: styles.add({ font: plain, alignment: wrapped, isText: true }),
    number: styles.add({ font: plain, alignment: `horizontal="left" ${top}` }),
    link: styles.add({ font: linked, alignment: wrapped, isText: true }),
    severity: (severity: RuleGroup['severity']): number =>
      styles.add({ font: plain, fill: solidFill(lightColourOf(severity)), alignment: wrapped }),
  };
};

export interface FindingsSheetContent {
  readonly report: FindingsReport;
  readonly groups: readonly RuleGroup[];
  readonly locate: Locate;
  /** The fill of a place before it was marked. */
  readonly fillBefore: (place: SheetPlace) => string;
}

/** Height of a row in points, for the program that shows it may not work it out itself; 409 is the highest there is. */
const heightOf = (lines: number): string => ` ht="${Math.min(409, lines * 15)}" customHeight="1"`;

/**
 * The index of an annotated workbook as pieces of XML: verdict, what to do, then a row for each cell of each finding with
 * a link to it.
 */
export function* findingsSheetXml(
  { report, groups, locate, fillBefore }: FindingsSheetContent,
  styles: WorkbookStyles,
): Generator<string> {
  const style = addStyles(styles);
  const links: string[] = [];
  const verdict = verdictWords[report.verdict];
  const { steps, notes } = nextSteps(report);
  const total = groups.reduce((sum, group) => sum + cellsOf(group), 0);
  const counts = SEVERITIES.map(
    (severity) =>
      `${severityWords[severity].zh} ${severityWords[severity].en} ${count(report.counts[severity])}`,
  );
  // Few lines, because all down to the header stay in view.
  const lines = [
    `审核结果：${verdict.zh} · Findings: ${verdict.en}`,
    [...counts, ...limits(total)].join(' · '),
    `${report.file.name} · SHA-256 ${report.file.sha256} · ${report.rulePack}`,
    [...steps, ...notes].map(({ zh }) => zh).join(''),
    [...steps, ...notes].map(({ en }) => en).join(' '),
  ];
  const head = lines.length + 1;
  const widths = COLUMNS.map(
    ([, width], column) =>
      `<col min="${column + 1}" max="${column + 1}" width="${width}" customWidth="1"${column === FILL_COLUMN ? ' hidden="1"' : ''}/>`,
  );
  yield `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="${SPREADSHEET}"><sheetPr><tabColor rgb="${tabColours[report.verdict]}"/><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"><pane ySplit="${head}" topLeftCell="A${head + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>${widths.join('')}</cols><sheetData>`;
  for (const [index, line] of lines.entries()) {
    const row = index + 1;
    const height = index === 0 ? 1.8 : linesOf(line, LINE_CHARACTERS) + 0.2;
    yield `<row r="${row}"${heightOf(height)}>${textCell(`A${row}`, line, index === 0 ? style.title : style.plain)}</row>`;
  }
  const headers = COLUMNS.map(([words], column) =>
    textCell(`${columnLetters(column)}${head}`, `${words.zh} ${words.en}`, style.head),
  );
  yield `<row r="${head}"${heightOf(1.4)}>${headers.join('')}</row>`;

  let row = head;
  for (const group of groups) {
    const { zh, en } = severityWords[group.severity];
    const severityStyle = style.severity(group.severity);
    const fix = `${group.fix.zh}\n${group.fix.en}`;
    for (const finding of group.findings) {
      const both = group.messageOf(finding);
      const message = `${both.zh}\n${both.en}`;
      const severity = `${zh} ${en}${finding.explained === true ? '\n已说明 explained' : ''}`;
      for (const cell of finding.cells.length === 0 ? [NO_CELL] : finding.cells) {
        if (row - head >= ROWS) break;
        row += 1;
        const place = locate(cell);
        const at = (column: number): string => `${columnLetters(column)}${row}`;
        const isLinked = place !== undefined && links.length < LINKS;
        if (isLinked) links.push(link(at(PLACE_COLUMN), place));
        const shown = cell === NO_CELL ? finding.entity : placeText(cell);
        const texts = [shown, cell.header, cell.raw, message, fix];
        const tallest = texts.map((text, index) =>
          linesOf(text, FILLED_SHARE * (COLUMNS[PLACE_COLUMN + index]?.[1] ?? 20)),
        );
        yield `<row r="${row}"${heightOf(Math.max(...tallest))}>${[
          textCell(at(0), severity, severityStyle),
          textCell(at(1), group.rule, style.text),
          textCell(at(PLACE_COLUMN), shown, isLinked ? style.link : style.text),
          textCell(at(3), cell.header, style.text),
          filedCell(at(4), cell.raw, style),
          textCell(at(5), message, style.text),
          textCell(at(6), fix, style.text),
          textCell(at(7), finding.fingerprint, style.text),
          textCell(at(FILL_COLUMN), place === undefined ? '' : fillBefore(place), style.text),
        ].join('')}</row>`;
      }
    }
  }
  const merged = lines.map(
    (_, index) => `<mergeCell ref="A${index + 1}:${columnLetters(FILL_COLUMN - 1)}${index + 1}"/>`,
  );
  yield `</sheetData><autoFilter ref="A${head}:${columnLetters(FILL_COLUMN)}${row}"/><mergeCells count="${merged.length}">${merged.join('')}</mergeCells>${links.length === 0 ? '' : `<hyperlinks>${links.join('')}</hyperlinks>`}<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>`;
}
