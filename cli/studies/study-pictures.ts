import { gainsChart, gainsChartHeight } from '../../shared/adapters/charts/gains-chart.ts';
import { headroomChart } from '../../shared/adapters/charts/headroom-chart.ts';
import { histogramChart } from '../../shared/adapters/charts/histogram-chart.ts';
import { intervalChart } from '../../shared/adapters/charts/interval-chart.ts';
import { noteLines } from '../../shared/adapters/charts/render-chart.ts';
import type { RankingSnapshot } from '../../shared/domain/ranking/ranking.ts';
import type { RankIntervals } from '../../shared/domain/robustness/rank-intervals.ts';
import type { Terminal } from '../terminal/context.ts';
import type { DiagnosisDocument } from './diagnose-answer.ts';
import type { Answer } from './distribution-answer.ts';
import type { OpennessDocument } from './openness-answer.ts';
import { bracketed, listed, placed } from './study-labels.ts';
import { chartNote } from './write-chart.ts';

type Words = Pick<Terminal, 'text'>;

const WIDTH = 860;
/** Longest title that fits at the width, in half-width characters. */
const TITLE = 100;

const shortened = (text: string): string => (text.length > TITLE ? `${text.slice(0, TITLE - 1)}…` : text);

/** A distribution as a histogram with its thresholds. */
export function distributionPicture(snapshot: RankingSnapshot, answer: Answer, words: Words): string {
  const { text } = words;
  const { measure, parks, ranked, thresholds, histogram } = answer;
  const name = `${measure.kind === 'indicator' ? `${measure.of} ` : ''}${text(measure.name)}`;
  const unit = text(measure.unit);
  const inUnit = unit === '' ? '' : text(bracketed({ zh: unit, en: unit }));
  const around = thresholds.map(({ threshold, above, below, of }) =>
    text({
      zh: `>${threshold}：${above}/${of}，<${threshold}：${below}/${of}`,
      en: `>${threshold}: ${above}/${of}, <${threshold}: ${below}/${of}`,
    }),
  );
  const counted = text({
    zh: `有数值 ${parks} / 参评 ${ranked} 家`,
    en: `${parks} parks with a value of ${ranked} ranked`,
  });
  return histogramChart(
    {
      width: WIDTH,
      height: 460,
      title: shortened(name),
      note: [chartNote(snapshot, words), noteLines([counted, ...around].join('    '), WIDTH)].join('\n'),
    },
    histogram,
    {
      value: `${shortened(measure.kind === 'ratio' ? text(measure.name) : measure.of)}${inUnit}`,
      count: text({ zh: '园区数', en: 'parks' }),
    },
    thresholds.map(({ threshold }) => ({ at: threshold, label: String(threshold) })),
  );
}

/** The article's groups of openness indicators: score, rank, and what could be gained. */
export function opennessPicture(snapshot: RankingSnapshot, document: OpennessDocument, words: Words): string {
  const { text } = words;
  const { park, dimension, groups, interval } = document;
  const own = text({
    zh: `总位次 ${placed(park)}${interval === null ? '' : `（90 % 区间 ${interval.low}–${interval.high}）`}${dimension === null ? '' : `；开放创新 ${placed(dimension)}`}`,
    en: `overall rank ${placed(park)}${interval === null ? '' : ` (90 % interval ${interval.low}–${interval.high})`}${dimension === null ? '' : `; openness ${placed(dimension)}`}`,
  });
  return headroomChart(
    {
      width: WIDTH,
      height: 164 + groups.length * 74,
      title: text({ zh: `${park.park} ${park.name} 开放度`, en: `${park.park} ${park.name}: openness` }),
      note: [chartNote(snapshot, words), own].join('\n'),
    },
    groups.map(({ name, standing, headroom, indicators }) => ({
      label: `${text(name)}\n${text(bracketed(listed(indicators.map(({ code }) => code)))).trim()}`,
      score: standing?.score ?? null,
      headroom: headroom.group,
      scoreText:
        standing === null
          ? text({ zh: '无得分', en: 'no score' })
          : text({
              zh: `${standing.score.toFixed(1)}，位次 ${placed(standing)}`,
              en: `${standing.score.toFixed(1)}, rank ${placed(standing)}`,
            }),
      headroomText: text({
        zh: `+${headroom.group.toFixed(1)}（总分 +${headroom.overall.toFixed(2)}）`,
        en: `+${headroom.group.toFixed(1)} (overall +${headroom.overall.toFixed(2)})`,
      }),
    })),
    {
      score: text({ zh: '本组得分、位次', en: 'score and rank in the group' }),
      headroom: text({ zh: '到最优界的空间', en: 'headroom to the best bound' }),
      axis: text({ zh: '本组得分（0–100）', en: 'score of the group (0–100)' }),
    },
  );
}

/** What reaching each target buys: points and places, most points first. */
export function gainsPicture(
  snapshot: RankingSnapshot,
  { park, to, indicators, interval }: DiagnosisDocument,
  limit: number,
  words: Words,
): string {
  const { text } = words;
  const bars = indicators
    .flatMap(({ code, name, gain }) =>
      gain === null ? [] : [{ label: `${code} ${text(name)}`, points: gain.score, places: gain.places }],
    )
    .slice(0, limit);
  const target =
    to === 'decile'
      ? { zh: '每项单独到下一个十分位', en: 'each indicator alone to its next decile' }
      : { zh: `每项单独到 ${to} 的数值`, en: `each indicator alone to the value of ${to}` };
  const own = text({
    zh: `位次 ${placed(park)}${interval === null ? '' : `（90 % 区间 ${interval.low}–${interval.high}）`}，得分 ${park.score.toFixed(4)}；${target.zh}，其余不变，重新排名`,
    en: `Rank ${placed(park)}${interval === null ? '' : ` (90 % interval ${interval.low}–${interval.high})`}, score ${park.score.toFixed(4)}; ${target.en}, all else equal, ranked again`,
  });
  return gainsChart(
    {
      width: WIDTH,
      height: gainsChartHeight(bars.length),
      title: text({
        zh: `${park.park} ${park.name} 提升空间`,
        en: `${park.park} ${park.name}: what would raise it`,
      }),
      note: [chartNote(snapshot, words), own].join('\n'),
    },
    bars,
    {
      points: text({ zh: '总分增益（分）', en: 'points of the overall score' }),
      places: text({ zh: '总位次提升（位）', en: 'places gained overall' }),
    },
  );
}

/** A park's rank and what it spans, with the name to be shown. */
export interface SpannedRank {
  readonly park: string;
  readonly name: string;
  readonly rank: number;
  readonly low: number;
  readonly high: number;
}

/** Ranks with their intervals, for the parks given; `made` says from what. */
export function intervalsPicture(
  snapshot: RankingSnapshot,
  parks: readonly SpannedRank[],
  made: Pick<RankIntervals, 'coverage' | 'replicates' | 'text'>,
  words: Words,
): string {
  const { text } = words;
  const share = `${Math.round(made.coverage * 100)} %`;
  const assumed = text({
    zh: `点为位次，条为区间：${made.replicates} 次抽样；${made.text.zh}`,
    en: `Dot: rank; bar: interval over ${made.replicates} draws. ${made.text.en}`,
  });
  const note = [chartNote(snapshot, words), noteLines(assumed, WIDTH)].join('\n');
  return intervalChart(
    {
      width: WIDTH,
      height: 100 + note.split('\n').length * 17 + parks.length * 20,
      title: text({ zh: `位次及其 ${share} 区间`, en: `Ranks with their ${share} intervals` }),
      note,
    },
    parks.map(({ park, name, rank, low, high }) => ({ label: `${park} ${name}`, rank, low, high })),
    {
      rank: text({ zh: `位次（共 ${snapshot.result.ranked} 家）`, en: `rank of ${snapshot.result.ranked}` }),
    },
  );
}
