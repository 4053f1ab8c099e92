import type { FindingCell, FindingsReport } from '../../domain/rules/finding.ts';
import { groupFindings } from './finding-groups.ts';
import { inertText } from './formula-injection.ts';
import { columnWords, severityWords } from './report-words.ts';

const columns = [
  `${columnWords.rule.zh} rule`,
  `${columnWords.severity.zh} severity_zh`,
  `${columnWords.severity.zh} severity_en`,
  `${columnWords.entity.zh} entity`,
  `${columnWords.sheet.zh} sheet`,
  `${columnWords.cell.zh} cell`,
  `${columnWords.header.zh} header`,
  `${columnWords.raw.zh} raw`,
  `${columnWords.message.zh} message_zh`,
  `${columnWords.message.zh} message_en`,
  `${columnWords.fingerprint.zh} fingerprint`,
];

const NO_CELL: FindingCell = { sheet: '', a1: '', header: '', raw: '' };

/** Sixteen hex digits may read as a number (`5919e12…`); the # that people may copy along keeps them text. */
const fingerprintText = (fingerprint: string): string =>
  /^\d+(e\d+)?$/.test(fingerprint) ? `#${fingerprint}` : fingerprint;

const quoted = (text: string): string =>
  /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

/** Fields with what separates them. */
const joined = (fields: readonly string[]): string =>
  fields.map((field) => quoted(inertText(field))).join(',');

/**
 * All findings as CSV for spreadsheet programs, line by line: UTF-8 with BOM, CRLF, one row per cell of a finding (one
 * without a cell has a row too), the gravest first. No field can run as a formula; numbers stay numbers.
 */
export function* writeFindingsCsv(report: FindingsReport): Generator<string> {
  yield `\ufeff${columns.join(',')}\r\n`;
  for (const group of groupFindings(report)) {
    const { zh, en } = severityWords[group.severity];
    const same = joined([group.rule, zh, en]);
    for (const finding of group.findings) {
      const message = group.messageOf(finding);
      const said = joined([message.zh, message.en, fingerprintText(finding.fingerprint)]);
      for (const { sheet, a1, header, raw } of finding.cells.length === 0 ? [NO_CELL] : finding.cells) {
        yield `${same},${joined([finding.entity, sheet, a1, header, raw])},${said}\r\n`;
      }
    }
  }
}
