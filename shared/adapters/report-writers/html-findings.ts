import type { Finding, FindingCell } from '../../domain/rules/finding.ts';
import { SEVERITIES } from '../../domain/rules/finding-order.ts';
import { placeText, type RuleGroup } from './finding-groups.ts';
import { escapeHtml, userText, type Voice } from './html-text.ts';
import { columnWords, severityWords } from './report-words.ts';

/** Findings of one rule beyond which its table is a compact one, in the reader's language alone. */
const FULL_ROWS = 1_000;

/** Findings of one rule that the page shows: with 600,000 on it, 170 MB, no browser could scroll or print it. */
const MOST_ROWS = 2_000;

const NO_CELL: FindingCell = { sheet: '', a1: '', header: '', raw: '' };

const number = (value: number): string => value.toLocaleString('en');

/** The number of findings in words: `12,431 处 · 12,431 in all`. */
const inAll = (total: number, { both }: Voice): string =>
  both({ zh: `共 ${number(total)} 处`, en: `${number(total)} in all` });

const anchorOf = ({ rule, severity }: RuleGroup): string =>
  `rule-${severity}-${rule.replaceAll(/[^\w-]/g, '_')}`;

const raw = (cell: FindingCell, { locale, one }: Voice): string =>
  cell.raw === ''
    ? `<span class="quiet">${one({ zh: '（空白）', en: '(blank)' })}</span>`
    : `<span class="raw">${userText(cell.raw, locale)}</span>`;

const cellColumns = (cell: FindingCell, finding: Finding, voice: Voice): string => {
  const place = cell === NO_CELL ? finding.entity : placeText(cell);
  const filed = cell === NO_CELL ? '' : raw(cell, voice);
  return `<th scope="row">${userText(place, voice.locale)}</th><td>${userText(cell.header, voice.locale)}</td><td>${filed}</td>`;
};

/** The rows of one finding: its first cell with message and fingerprint, its other cells below. */
const findingRows = (finding: Finding, group: RuleGroup, voice: Voice, isCompact: boolean): string => {
  const [first = NO_CELL, ...others] = finding.cells;
  const span = others.length === 0 ? '' : ` rowspan="${others.length + 1}"`;
  const message = group.messageOf(finding);
  const explained =
    finding.explained === true
      ? ` <span class="tag explained">${voice.both({ zh: '已说明', en: 'explained' })}</span>`
      : '';
  const said = `<td${span}>${isCompact ? voice.one(message) : voice.stacked(message)}${explained}</td>`;
  const fingerprint = `<td class="number"${span}><code>#${escapeHtml(finding.fingerprint)}</code></td>`;
  const more = others.map((cell) => `<tr class="more">${cellColumns(cell, finding, voice)}</tr>`).join('');
  return `<tbody class="finding"><tr>${cellColumns(first, finding, voice)}${said}${fingerprint}</tr>${more}</tbody>\n`;
};

function* ruleSection(group: RuleGroup, voice: Voice): Generator<string> {
  const { both, stacked } = voice;
  const isCompact = group.findings.length > FULL_ROWS;
  const anchor = anchorOf(group);
  const column = (name: keyof typeof columnWords, kind: string): string =>
    `<th scope="col" class="${kind}">${both(columnWords[name])}</th>`;
  yield `<section class="rule ${group.severity}" id="${anchor}">
<header><h4 id="${anchor}-name">${escapeHtml(group.rule)}</h4><span class="tag">${both(severityWords[group.severity])}</span><span>${inAll(group.findings.length, voice)}</span></header>
<div class="fix"><b>${both({ zh: '办法', en: 'What to do' })}</b>${stacked(group.fix)}</div>
<div class="scroll" role="group" tabindex="0" aria-labelledby="${anchor}-name"><table aria-labelledby="${anchor}-name"${isCompact ? ' class="compact"' : ''}>
<thead><tr>${column('cell', 'place')}${column('header', 'head')}${column('raw', 'filed')}${column('message', 'said')}${column('fingerprint', 'number')}</tr></thead>
`;
  for (const finding of Iterator.from(group.findings).take(MOST_ROWS)) {
    yield findingRows(finding, group, voice, isCompact);
  }
  yield `</table></div>\n${restOf(group, voice)}</section>\n`;
}

/** Says how many findings of a rule the page does not show, and where all are. */
const restOf = ({ findings }: RuleGroup, { stacked }: Voice): string =>
  findings.length <= MOST_ROWS
    ? ''
    : `<div class="notes">${stacked({
        zh: `以上为前 ${number(MOST_ROWS)} 处，其余 ${number(findings.length - MOST_ROWS)} 处从略；全部问题见 CSV 或 JSON 报告（gaoxin check --csv 或 --json）。`,
        en: `These are the first ${number(MOST_ROWS)}; ${number(findings.length - MOST_ROWS)} more are not shown here. The CSV and JSON reports have all of them (gaoxin check --csv or --json).`,
      })}</div>\n`;

/** One row a rule with its number of findings and a link to them. */
export const overviewTable = (groups: readonly RuleGroup[], { both }: Voice): string =>
  `<table class="overview"><thead><tr><th scope="col">${both(columnWords.rule)}</th><th scope="col">${both(columnWords.severity)}</th><th scope="col" class="n">${both({ zh: '处数', en: 'findings' })}</th></tr></thead><tbody>
${groups
  .map(
    (group) =>
      `<tr class="${group.severity}"><th scope="row"><a href="#${anchorOf(group)}">${escapeHtml(group.rule)}</a></th><td><span class="tag">${both(severityWords[group.severity])}</span></td><td class="n">${number(group.findings.length)}</td></tr>\n`,
  )
  .join('')}</tbody></table>`;

/** The findings by severity from the gravest, then by rule: all of them, up to 2,000 of each rule. */
export function* findingSections(groups: readonly RuleGroup[], voice: Voice): Generator<string> {
  for (const severity of SEVERITIES) {
    const ofSeverity = groups.filter((group) => group.severity === severity);
    if (ofSeverity.length === 0) continue;
    const total = ofSeverity.reduce((sum, group) => sum + group.findings.length, 0);
    yield `<section class="findings" aria-labelledby="severity-${severity}"><h3 id="severity-${severity}">${voice.both(severityWords[severity])} <span class="quiet">· ${inAll(total, voice)}</span></h3>\n`;
    for (const group of ofSeverity) yield* ruleSection(group, voice);
    yield '</section>\n';
  }
}
