import type { ParkProfile } from '../../domain/profiles/park-profile.ts';
import type { PastRank } from '../../domain/profiles/rank-history.ts';
import type { Locale } from '../../domain/rules/render-message.ts';
import { historyChart } from '../charts/history-chart.ts';
import { profileChart } from '../charts/profile-chart.ts';
import type { ParkReport } from './park-report.ts';

const WIDTH = 760;

/** Denominator and the provisional mark, which stand with every picture of a rank or score. */
const noteOf = ({ snapshot }: ParkReport, locale: Locale): string => {
  const { cycle, revision, result, methodology } = snapshot;
  const provisional = methodology.weights === 'provisional';
  return locale === 'zh'
    ? `${cycle} 年度第 ${revision} 次修订，参评 ${result.ranked}/${result.register}${provisional ? '；权重为暂定值' : ''}`
    : `cycle ${cycle}, revision ${revision}, ${result.ranked} ranked of ${result.register}${provisional ? '; provisional weights' : ''}`;
};

export const profilePicture = (profile: ParkProfile, report: ParkReport, locale: Locale): string => {
  const names = new Map(report.edition.document.dimensions.map(({ code, name }) => [code, name[locale]]));
  const zh = locale === 'zh';
  return profileChart(
    {
      width: WIDTH,
      height: 360,
      title: zh ? '一级指标得分' : 'Scores by dimension',
      note: noteOf(report, locale),
    },
    profile.dimensions.map(({ code, score, median, best, rank }) => ({
      label: `${code} ${names.get(code) ?? ''}\n${rank}/${report.snapshot.result.ranked}`,
      score,
      median,
      best,
    })),
    zh
      ? { park: '本园区', median: '中位数', best: '最高', score: '得分（0–100）' }
      : { park: 'this park', median: 'median', best: 'best', score: 'score (0–100)' },
  );
};

export const historyPicture = (history: readonly PastRank[], report: ParkReport, locale: Locale): string =>
  historyChart(
    {
      width: WIDTH,
      height: 280,
      title: locale === 'zh' ? '历年位次（位次/参评数）' : 'Ranks over the cycles (rank/parks ranked)',
      note: noteOf(report, locale),
    },
    history,
    { rank: locale === 'zh' ? '位次' : 'rank' },
  );
