import { peerGroups } from '../../domain/openness/peer-groups.ts';
import { parkProfile } from '../../domain/profiles/park-profile.ts';
import type { Localised } from '../../domain/returns/filed-return.ts';
import type { Locale } from '../../domain/rules/render-message.ts';
import { pageStyle } from '../report-writers/html-style.ts';
import { escapeHtml, voiceOf } from '../report-writers/html-text.ts';
import type { ParkReport } from './park-report.ts';
import { historyPicture, profilePicture } from './report-charts.ts';
import { gapTable, historyTable, peerTable, standingLine } from './report-tables.ts';

const heading: Localised = { zh: '园区评价报告', en: 'Report of a park' };

/**
 * The report of one park on one page: where it stands with denominator and interval, its profile by dimension, what wins
 * and loses points against the median, its peers, its ranks over the cycles. Self-contained HTML for a screen and for
 * one sheet of A4; the same report gives the same bytes. Peer groups under five parks are suppressed: the page is for the park.
 */
export const writeParkReport = (report: ParkReport, locale: Locale): string => {
  const { snapshot, edition, registered, park, history } = report;
  const voice = voiceOf(locale);
  const profile = parkProfile(snapshot.result.parks, park);
  const codes = edition.document.indicators.map(({ code }) => code);
  const peers = peerGroups(edition, snapshot, park.park, codes, true);
  const name = `${registered.name} ${park.park}`;
  const section = (id: string, title: Localised, body: string): string =>
    body === ''
      ? ''
      : `<section aria-labelledby="${id}"><h2 id="${id}">${voice.both(title)}</h2>${body}</section>`;
  // On a telephone a picture scrolls, which the keyboard must reach.
  const picture = (id: string, svg: string): string =>
    `<figure tabindex="0" aria-labelledby="${id}">${svg}</figure>`;
  return `<!doctype html>
<html lang="${voice.language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(`${heading[locale]} ${name} ${snapshot.cycle}`)}</title><style>${pageStyle}${reportStyle}</style></head>
<body><main class="page">
<p class="eyebrow">${voice.both(heading)} · ${escapeHtml(snapshot.cycle)}</p>
<h1>${escapeHtml(name)}</h1>
${standingLine(report, voice)}
${section(
  'dimensions',
  { zh: '一级指标', en: 'By dimension' },
  picture('dimensions', profilePicture(profile, report, locale)),
)}
<div class="two">
${section('strengths', { zh: '长项', en: 'Strengths' }, gapTable(profile.strengths, edition, voice))}
${section('weaknesses', { zh: '短板', en: 'Weaknesses' }, gapTable(profile.weaknesses, edition, voice))}
</div>
<div class="pair">
${section('peers', { zh: '同类园区', en: 'Among its peers' }, peerTable(peers, voice))}
${section(
  'history',
  { zh: '历年位次', en: 'Ranks over the cycles' },
  history.length > 1
    ? `${picture('history', historyPicture(history, report, locale))}${historyTable(history, voice)}`
    : historyTable(history, voice),
)}
</div>
</main></body></html>
`;
};

const reportStyle = `
figure { margin: 0 0 1rem; overflow-x: auto; } figure svg { max-width: 100%; height: auto; }
.two { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(26rem, 100%), 1fr)); gap: 0 2.5rem; }
.standing { display: flex; flex-wrap: wrap; gap: .5rem 2.5rem; margin: 1rem 0; padding: 1rem 1.4rem; border: 1px solid var(--line); border-left: .5rem solid var(--link); border-radius: .3rem; }
.standing div { display: flex; flex-direction: column-reverse; } .standing dt { color: var(--quiet); font-size: .9rem; }
.standing dd { margin: 0; font-size: 1.6rem; font-weight: 700; font-variant-numeric: tabular-nums; line-height: 1.25; }
.said { margin: 0 0 .6rem; max-width: 60rem; }
.plain { border-collapse: collapse; width: 100%; font-size: .92rem; }
.plain th, .plain td { text-align: left; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
.plain th, .plain td { overflow-wrap: break-word; } .plain thead th { color: var(--quiet); font-weight: 400; } .plain tbody th { font-weight: 400; } .plain .n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
@media (max-width: 44rem) { figure svg { max-width: none; } .plain .n { white-space: normal; } }
@page { margin: 10mm 12mm; }
/* One sheet: the reader's language alone, charts and margins smaller. */
@media print {
  body { font-size: 8pt; line-height: 1.35; } .page { max-width: none; padding: 0; } .second { display: none; } p, .said { margin-bottom: 1mm; max-width: none; }
  h1 { font-size: 13pt; margin: 0 0 1mm; } h2 { font-size: 10pt; margin: 3mm 0 1mm; padding-bottom: .5mm; border-bottom-width: .4mm; }
  section { break-inside: avoid; } .two, .pair { display: grid; grid-template-columns: 1fr 1fr; gap: 0 8mm; } figure { margin: 0; } figure svg { max-width: 100%; width: 115mm; } .pair figure svg { width: 100%; }
  .standing { flex-wrap: nowrap; gap: 8mm; margin: 2mm 0; padding: 2mm 4mm; border-left-width: 1.5mm; } .standing dt { font-size: 7.5pt; } .standing dd { font-size: 12pt; }
  .plain, .plain thead th { font-size: 7.6pt; } .plain tbody th > div:not(.second) { display: inline; } .pair .plain td { overflow-wrap: normal; } .plain th, .plain td { padding: .5mm 1.5mm .5mm 0; }
}
`;
