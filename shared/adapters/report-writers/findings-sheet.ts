import type { FindingsReport } from '../../domain/rules/finding.ts';
import { SEVERITIES } from '../../domain/rules/finding-order.ts';
import { columnLetters } from '../readers/source-row.ts';
import { FILL_COLUMNS, type FilledCells } from './earlier-fills.ts';
import { COLUMNS, indexRowXml, linkXml, rowCountOf, rowsOfRule } from './findings-rows.ts';
import { nextSteps } from './next-steps.ts';
import { columnWords, severityWords, verdictWords } from './report-words.ts';
import { isShortened, type RuleListing } from './rule-listing.ts';
import { heightOf, textCell } from './sheet-cells.ts';
import type { ShortenedTable } from './tabulated.ts';
import { linesOf } from './text-lines.ts';
import { lightColourOf, solidFill, type WorkbookStyles } from './workbook-styles.ts';

const SPREADSHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

/** Links that a sheet may have; Excel repairs a file with more than 65,530. */
const LINKS = 60_000;

/** What a line across all columns in view holds. */
const LINE_CHARACTERS = 200;

/** Of the hidden columns behind those in view. */
const FILL_HEADERS = [{ zh: '原填充', en: 'fill before' }, columnWords.sheet, columnWords.cell];

const tabColours = { rejected: 'FFC00000', 'needs-explanation': 'FFE0A800', accepted: 'FF2E7D32' } as const;

const count = (value: number): string => value.toLocaleString('en');

/** What the workbook has less of than the report, said where people look first; each rule says the rest of itself. */
const shortenings = (
  listings: readonly RuleListing[],
  tables: readonly ShortenedTable[],
): readonly string[] => {
  const rows = listings.reduce((sum, listing) => sum + rowCountOf(listing), 0);
  const left = listings.reduce((sum, { total, listed }) => sum + total - listed.length, 0);
  return [
    ...(left > 0
      ? [
          `${listings.filter(isShortened).length} 条规则的问题较多，${count(left)} 处不逐一列出，处数见各规则首行，全部问题见 CSV 或 JSON 报告（gaoxin check --csv 或 --json） ${count(left)} cells are counted and filled but not listed; the CSV and JSON reports have all`,
        ]
      : []),
    ...tables.map(
      ({ name, rows: filed, shown }) =>
        `${name} 共 ${count(filed)} 行，表中为首行和有问题的行，共 ${count(shown)} 行 ${count(shown)} of ${count(filed)} rows of ${name}: the first and those with findings`,
    ),
    ...(rows > LINKS ? [`前 ${count(LINKS)} 行带链接 the first ${count(LINKS)} rows have links`] : []),
  ];
};

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
    severity: (severity: RuleListing['group']['severity']): number =>
      styles.add({ font: plain, fill: solidFill(lightColourOf(severity)), alignment: wrapped }),
  };
};

export interface FindingsSheetContent {
  readonly report: FindingsReport;
  readonly listings: readonly RuleListing[];
  /** Tables that stand in the workbook without some of their rows. */
  readonly shortened: readonly ShortenedTable[];
  /** The fills of cells before they were marked. */
  readonly fillsBefore: readonly FilledCells[];
}

/** Few lines, because all down to the header stay in view. */
const linesAbove = ({ report, listings, shortened }: FindingsSheetContent): readonly string[] => {
  const verdict = verdictWords[report.verdict];
  const { steps, notes } = nextSteps(report);
  const counts = SEVERITIES.map(
    (severity) =>
      `${severityWords[severity].zh} ${severityWords[severity].en} ${count(report.counts[severity])}`,
  );
  return [
    `审核结果：${verdict.zh} · Findings: ${verdict.en}`,
    [...counts, ...shortenings(listings, shortened)].join(' · '),
    `${report.file.name} · SHA-256 ${report.file.sha256} · ${report.rulePack}`,
    [...steps, ...notes].map(({ zh }) => zh).join(''),
    [...steps, ...notes].map(({ en }) => en).join(' '),
  ];
};

/**
 * The index of an annotated workbook as pieces of XML: verdict, what to do, then rule by rule a row for each cell of its
 * findings with a link to it, up to a number of rows, and for a rule with more the counts by column.
 */
export function* findingsSheetXml(content: FindingsSheetContent, styles: WorkbookStyles): Generator<string> {
  const style = addStyles(styles);
  const lines = linesAbove(content);
  const head = lines.length + 1;
  const widths = [
    ...COLUMNS.map(
      ([, width], column) =>
        `<col min="${column + 1}" max="${column + 1}" width="${width}" customWidth="1"/>`,
    ),
    `<col min="${FILL_COLUMNS.fill + 1}" max="${FILL_COLUMNS.cells + 1}" width="10" customWidth="1" hidden="1"/>`,
  ];
  yield `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="${SPREADSHEET}"><sheetPr><tabColor rgb="${tabColours[content.report.verdict]}"/><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"><pane ySplit="${head}" topLeftCell="A${head + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>${widths.join('')}</cols><sheetData>`;
  for (const [index, line] of lines.entries()) {
    const height = index === 0 ? 1.8 : linesOf(line, LINE_CHARACTERS) + 0.2;
    yield `<row r="${index + 1}"${heightOf(height)}>${textCell(`A${index + 1}`, line, index === 0 ? style.title : style.plain)}</row>`;
  }
  const headers = [...COLUMNS.map(([words]) => words), ...FILL_HEADERS].map((words, column) =>
    textCell(`${columnLetters(column)}${head}`, `${words.zh} ${words.en}`, style.head),
  );
  yield `<row r="${head}"${heightOf(1.4)}>${headers.join('')}</row>`;

  const links: string[] = [];
  let number = head;
  for (const listing of content.listings) {
    const severity = style.severity(listing.group.severity);
    for (const row of rowsOfRule(listing)) {
      number += 1;
      const isLinked = row.place !== undefined && links.length < LINKS;
      if (row.place !== undefined && isLinked) links.push(linkXml(number, row.place));
      yield indexRowXml(row, number, { ...style, severity }, isLinked);
    }
  }
  const last = number;
  for (const { fill, sheet, cells } of content.fillsBefore) {
    number += 1;
    const at = (column: number): string => `${columnLetters(column)}${number}`;
    yield `<row r="${number}" hidden="1">${textCell(at(FILL_COLUMNS.fill), fill, style.text)}${textCell(at(FILL_COLUMNS.sheet), sheet, style.text)}${textCell(at(FILL_COLUMNS.cells), cells, style.text)}</row>`;
  }
  const lastColumn = columnLetters(COLUMNS.length - 1);
  const merged = lines.map((_, index) => `<mergeCell ref="A${index + 1}:${lastColumn}${index + 1}"/>`);
  yield `</sheetData><autoFilter ref="A${head}:${lastColumn}${last}"/><mergeCells count="${merged.length}">${merged.join('')}</mergeCells>${links.length === 0 ? '' : `<hyperlinks>${links.join('')}</hyperlinks>`}<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>`;
}
