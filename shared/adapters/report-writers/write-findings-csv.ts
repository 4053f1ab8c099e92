import type { FindingCell, FindingsReport } from '../../domain/rules/finding.ts';
import { groupFindings } from './finding-groups.ts';
import { inertText } from './formula-injection.ts';
import { columnWords, severityWords } from './report-words.ts';

const header = [
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

/**
 * All findings as CSV for spreadsheet programs, line by line: UTF-8 with BOM, CRLF, one row per cell of a finding (one
 * without a cell has a row too), the gravest first. No field can run as a formula; numbers stay numbers.
 */
export function* writeFindingsCsv(report: FindingsReport): Generator<string> {
  yield `\ufeff${header.join(',')}\r\n`;
  for (const group of groupFindings(report)) {
    const { zh, en } = severityWords[group.severity];
    for (const finding of group.findings) {
      const message = group.messageOf(finding);
      for (const cell of finding.cells.length === 0 ? [NO_CELL] : finding.cells) {
        const fields = [group.rule, zh, en, finding.entity, cell.sheet, cell.a1, cell.header, cell.raw];
        fields.push(message.zh, message.en, fingerprintText(finding.fingerprint));
        yield `${fields.map((field) => quoted(inertText(field))).join(',')}\r\n`;
      }
    }
  }
}
