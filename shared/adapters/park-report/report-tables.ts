import type { Edition } from '../../domain/methodology/edition.ts';
import type { PeerGroup } from '../../domain/openness/peer-groups.ts';
import type { IndicatorGap } from '../../domain/profiles/park-profile.ts';
import type { PastRank } from '../../domain/profiles/rank-history.ts';
import type { Localised } from '../../domain/returns/filed-return.ts';
import { escapeHtml, type Voice } from '../report-writers/html-text.ts';
import type { ParkReport } from './park-report.ts';

const cell = (content: string | number, numeric = false): string =>
  `<td${numeric ? ' class="n"' : ''}>${content}</td>`;

/** The cell that names its row. */
const rowHead = (content: string): string => `<th scope="row">${content}</th>`;

const plainTable = (
  head: readonly (readonly [Localised, boolean])[],
  rows: readonly string[],
  { both }: Voice,
): string =>
  rows.length === 0
    ? ''
    : `<table class="plain"><thead><tr>${head
        .map(([name, numeric]) => `<th scope="col"${numeric ? ' class="n"' : ''}>${both(name)}</th>`)
        .join('')}</tr></thead><tbody>${rows.map((row) => `<tr>${row}</tr>`).join('\n')}</tbody></table>`;

/** Rank with denominator and interval, score, places in province and region, and what is provisional. */
export const standingLine = ({ snapshot, park, intervals }: ParkReport, voice: Voice): string => {
  const { result, methodology, revision } = snapshot;
  const interval = intervals?.parks.get(park.park);
  const figures: (readonly [Localised, string])[] = [
    [{ zh: '全国位次', en: 'national rank' }, `${park.rank} / ${result.ranked}`],
    ...(interval
      ? [[{ zh: '90% 位次区间', en: '90 % interval' }, `${interval.low}–${interval.high}`] as const]
      : []),
    [{ zh: '得分', en: 'score' }, park.score.toFixed(4)],
    ...[park.province, park.region].flatMap(({ name, rank, of }) =>
      of < 5 ? [] : [[{ zh: `${name}位次`, en: `rank in ${name}` }, `${rank} / ${of}`] as const],
    ),
  ];
  const provisional: Localised = {
    zh: `第 ${revision} 次修订${snapshot.provisional ? '（过程稿）' : '（已发布）'}；名册 ${result.register} 家，免评 ${result.exempt} 家，覆盖率 ${(result.coverage * 100).toFixed(1)}%；指标 ${result.indicators.in}/${result.indicators.of}；${methodology.id}@${methodology.version}${methodology.weights === 'provisional' ? '，权重为暂定值，非官方' : ''}。`,
    en: `Revision ${revision}${snapshot.provisional ? ' (provisional)' : ' (published)'}; register of ${result.register}, ${result.exempt} exempt, coverage ${(result.coverage * 100).toFixed(1)} %; ${result.indicators.in} of ${result.indicators.of} indicators; ${methodology.id}@${methodology.version}${methodology.weights === 'provisional' ? ', provisional weights, not official' : ''}.`,
  };
  return `<dl class="standing">${figures.map(([name, value]) => `<div><dt>${voice.both(name)}</dt><dd>${escapeHtml(value)}</dd></div>`).join('')}</dl>
<div class="said">${voice.stacked(provisional)}</div>${intervals ? `<div class="said quiet">${voice.stacked(intervals.text)}</div>` : ''}`;
};

/** Indicators that set the park apart, with the points that they win or lose. */
export const gapTable = (gaps: readonly IndicatorGap[], edition: Edition, voice: Voice): string => {
  const names = new Map(edition.document.indicators.map(({ code, name }) => [code, name]));
  return plainTable(
    [
      [{ zh: '指标', en: 'indicator' }, false],
      [{ zh: '得分', en: 'score' }, true],
      [{ zh: '中位数', en: 'median' }, true],
      [{ zh: '总分差', en: 'points' }, true],
    ],
    gaps.map(({ code, score, median, points }) => {
      const name = names.get(code);
      return [
        rowHead(`${escapeHtml(code)} ${name ? voice.stacked(name) : ''}`),
        cell(score.toFixed(1), true),
        cell(median.toFixed(1), true),
        cell(`${points > 0 ? '+' : '−'}${Math.abs(points).toFixed(3)}`, true),
      ].join('');
    }),
    voice,
  );
};

const peerName = ({ kind, name }: PeerGroup): Localised =>
  ({
    region: { zh: `同地区（${name}）`, en: `same region (${name})` },
    batch: { zh: `同年批准（${name}）`, en: `approved in ${name}` },
    size: { zh: '从业人员规模最接近', en: 'nearest in employees' },
  })[kind];

export const peerTable = (groups: readonly PeerGroup[], voice: Voice): string =>
  plainTable(
    [
      [{ zh: '组别', en: 'group' }, false],
      [{ zh: '组内位次', en: 'rank in the group' }, true],
      [{ zh: '组内得分中位数', en: 'median score' }, true],
    ],
    groups.map((group) =>
      group.figures === null
        ? rowHead(voice.both(peerName(group))) +
          `<td class="n" colspan="2">${voice.both({ zh: '不足 5 家，不予显示', en: 'under five parks, not shown' })}</td>`
        : [
            rowHead(voice.both(peerName(group))),
            cell(`${group.figures.rank} / ${group.parks}`, true),
            cell(group.figures.median.toFixed(4), true),
          ].join(''),
    ),
    voice,
  );

export const historyTable = (history: readonly PastRank[], voice: Voice): string =>
  plainTable(
    [
      [{ zh: '年度', en: 'cycle' }, false],
      [{ zh: '位次', en: 'rank' }, true],
      [{ zh: '参评数', en: 'ranked' }, true],
      [{ zh: '来源', en: 'origin' }, false],
    ],
    history.map(({ cycle, rank, of, origin, source }) =>
      [
        rowHead(escapeHtml(cycle)),
        cell(rank, true),
        cell(of ?? '—', true),
        cell(
          origin === 'computed'
            ? voice.both({ zh: '本系统计算', en: 'computed here' })
            : `${voice.both({ zh: '导入（二手资料）', en: 'imported (secondary)' })} ${escapeHtml(source ?? '')}`,
        ),
      ].join(''),
    ),
    voice,
  );
