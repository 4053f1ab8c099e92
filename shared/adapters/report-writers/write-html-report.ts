import type { Localised } from '../../domain/returns/filed-return.ts';
import type { FindingsReport } from '../../domain/rules/finding.ts';
import { SEVERITIES } from '../../domain/rules/finding-order.ts';
import type { Locale } from '../../domain/rules/render-message.ts';
import { groupFindings } from './finding-groups.ts';
import { findingSections, overviewTable } from './html-findings.ts';
import { pageStyle } from './html-style.ts';
import { escapeHtml, userText, type Voice, voiceOf } from './html-text.ts';
import { nextSteps } from './next-steps.ts';
import { severityWords, verdictWords } from './report-words.ts';

const title: Localised = { zh: '国家高新区年报审核报告', en: 'Findings on an annual return' };

const beginSection = (id: string, name: Localised, { both }: Voice): string =>
  `<section aria-labelledby="${id}"><h2 id="${id}">${both(name)}</h2>`;

const verdictBox = ({ verdict, counts }: FindingsReport, { both }: Voice): string => `
<section class="verdict ${verdict}" aria-labelledby="verdict"><p class="says" id="verdict"><span class="quiet" style="font-size:1rem">${both({ zh: '审核结论', en: 'Verdict' })}</span><br>${both(verdictWords[verdict])}</p>
<dl class="counts">${SEVERITIES.map(
  (severity) =>
    `<div${counts[severity] === 0 ? ' class="none"' : ''}><dt>${both(severityWords[severity])}</dt><dd>${counts[severity].toLocaleString('en')}</dd></div>`,
).join('')}</dl></section>
`;

const fileFacts = ({ file, rulePack, rows }: FindingsReport, { both, locale }: Voice): string => {
  const format = [file.format, file.encoding].filter((part) => part !== null).join(', ');
  const read = both({
    zh: `${rows.read.toLocaleString('en')} 行，另有空行 ${rows.blank.toLocaleString('en')} 行`,
    en: `${rows.read.toLocaleString('en')} rows, ${rows.blank.toLocaleString('en')} blank ones`,
  });
  const facts: readonly (readonly [Localised, string])[] = [
    [{ zh: '文件名', en: 'File' }, userText(file.name, locale)],
    [
      { zh: '大小与格式', en: 'Size and format' },
      `${file.bytes.toLocaleString('en')} B${format === '' ? '' : ` · ${format}`}`,
    ],
    [{ zh: 'SHA-256', en: 'SHA-256' }, `<code>${escapeHtml(file.sha256)}</code>`],
    [{ zh: '规则包', en: 'Rule pack' }, `<code>${escapeHtml(rulePack)}</code>`],
    [{ zh: '读取行数', en: 'Rows read' }, read],
  ];
  return `<dl class="facts">${facts
    .map(([name, value]) => `<dt>${name.zh === name.en ? name.zh : both(name)}</dt><dd>${value}</dd>\n`)
    .join('')}</dl>`;
};

/** Rules that did not run, one row a reason: most have the same one. */
const skippedTable = ({ skippedRules }: FindingsReport, { both, stacked }: Voice): string => {
  const byReason = new Map<string, { reason: Localised; rules: string[] }>();
  for (const { rule, reason } of skippedRules) {
    const known = byReason.get(JSON.stringify(reason));
    if (known === undefined) byReason.set(JSON.stringify(reason), { reason, rules: [rule] });
    else known.rules.push(rule);
  }
  return `<table class="skipped"><thead><tr><th scope="col">${both({ zh: '原因', en: 'reason' })}</th><th scope="col">${both({ zh: '规则', en: 'rules' })}</th></tr></thead><tbody>
${[...byReason.values()]
  .map(
    ({ reason, rules }) =>
      `<tr><td>${stacked(reason)}</td><td>${rules.map((rule) => `<span class="id">${escapeHtml(rule)}</span>`).join(' ')}</td></tr>\n`,
  )
  .join('')}</tbody></table>`;
};

/**
 * The findings report as one HTML page, piece by piece: nothing is loaded, no scripts, for screens and A4. All findings
 * are on it, up to 2,000 of each rule, and it says how many there are. Both languages stand on it, that of `locale` first.
 */
export function* writeHtmlReport(report: FindingsReport, locale: Locale = 'zh'): Generator<string> {
  const voice = voiceOf(locale);
  const { both, stacked } = voice;
  const groups = groupFindings(report);
  const { steps, notes } = nextSteps(report);
  const total = report.findings.length.toLocaleString('en');
  const skipped = report.skippedRules.length;
  yield `<!doctype html>
<html lang="${voice.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(`${verdictWords[report.verdict][locale]} · ${report.file.name} · ${title[locale]}`)}</title>
<style>${pageStyle}</style>
</head>
<body>
<a class="skip" href="#findings">${voice.one({ zh: '跳到问题清单', en: 'Skip to the findings' })}</a>
<div class="page">
<header><p class="eyebrow">${both(title)}</p><h1>${userText(report.file.name, locale)}</h1></header>
<main>
${verdictBox(report, voice)}
${beginSection('next', { zh: '下一步', en: 'What to do next' }, voice)}
<ol class="steps">${steps.map((step) => `<li>${stacked(step)}</li>\n`).join('')}</ol>
${notes.map((note) => `<div class="notes">${stacked(note)}</div>\n`).join('')}</section>
${beginSection('file', { zh: '文件', en: 'File' }, voice)}
${fileFacts(report, voice)}</section>
${beginSection('findings', { zh: `问题清单（共 ${total} 处）`, en: `Findings (${total})` }, voice)}
`;
  if (groups.length === 0) yield `<p>${both({ zh: '没有查出问题。', en: 'Nothing was found.' })}</p>`;
  else {
    const name = voice.one({ zh: '各规则一览', en: 'Findings by rule' });
    yield `<nav aria-label="${name}">${overviewTable(groups, voice)}</nav>\n`;
    yield* findingSections(groups, voice);
  }
  yield '</section>\n';
  if (skipped > 0) {
    const heading = { zh: `未适用的规则 ${skipped} 条`, en: `${skipped} rules that did not apply` };
    yield `${beginSection('skipped', heading, voice)}\n${skippedTable(report, voice)}</section>\n`;
  }
  yield `</main>
<footer>gaoxin · ${escapeHtml(report.rulePack)} · <code>${escapeHtml(report.file.sha256.slice(0, 12))}</code></footer>
</div>
</body>
</html>
`;
}
