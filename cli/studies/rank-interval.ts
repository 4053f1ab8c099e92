import type { Edition } from '../../shared/domain/methodology/edition.ts';
import type { RankingSnapshot } from '../../shared/domain/ranking/ranking.ts';
import type { Localised } from '../../shared/domain/returns/filed-return.ts';
import { intervalsOf, type RankIntervals } from '../../shared/domain/robustness/rank-intervals.ts';
import type { Terminal } from '../terminal/context.ts';

/** What stands beside a park's rank where official weights are not known. */
export interface ParkInterval {
  readonly low: number;
  readonly high: number;
  /** Share of the replicates, 0–1. */
  readonly coverage: number;
  readonly replicates: number;
  readonly seed: string;
  readonly assumption: Localised;
}

/** The interval of a park's overall rank; null where all weights are official. */
export const intervalOf = (
  edition: Edition,
  snapshot: RankingSnapshot,
  park: string,
): ParkInterval | null => {
  const intervals = intervalsOf(edition, snapshot);
  const own = intervals?.parks.get(park);
  if (!intervals || own === undefined) return null;
  const { coverage, replicates, seed, text } = intervals;
  return { low: own.low, high: own.high, coverage, replicates, seed, assumption: text };
};

/** The interval and its assumption in one line. */
export const sayInterval = (interval: ParkInterval | null, { say, text }: Terminal): void => {
  if (interval === null) return;
  const { low, high, coverage, replicates, assumption } = interval;
  const share = `${Math.round(coverage * 100)} %`;
  say(
    text({
      zh: `权重暂定，总位次的 ${share} 区间为 ${low}–${high}（${replicates} 次抽样；${assumption.zh}）`,
      en: `Provisional weights: the ${share} interval of the overall rank is ${low}–${high} (${replicates} draws; ${assumption.en})`,
    }),
  );
};

/** ` [51–64]`, to stand behind a park's rank; empty where there is no interval. */
export const bracketedInterval = (intervals: RankIntervals | null, park: string): string => {
  const own = intervals?.parks.get(park);
  return own === undefined ? '' : ` [${own.low}–${own.high}]`;
};

/** What the brackets behind ranks are. */
export const sayBrackets = (
  intervals: RankIntervals | null,
  { say, text }: Pick<Terminal, 'say' | 'text'>,
): void => {
  if (intervals === null) return;
  const share = `${Math.round(intervals.coverage * 100)} %`;
  say(
    text({
      zh: `方括号为位次的 ${share} 区间。${intervals.text.zh}`,
      en: `In brackets the ${share} interval of the rank. ${intervals.text.en}`,
    }),
  );
};
