import type { RankedPark, RankingSnapshot, RegisteredPark } from '../../shared/domain/ranking/ranking.ts';
import { CannotDo } from '../terminal/context.ts';
import { unrankedText } from '../verbs/ranking-labels.ts';

/** A park that a study is about: its row of the register and of the ranking. */
export interface StudiedPark {
  readonly registered: RegisteredPark;
  readonly ranked: RankedPark;
}

/** @throws {CannotDo} when the park is not in the register, or is but has no rank (and why). */
export function studiedPark({ cycle, revision, input, result }: RankingSnapshot, park: string): StudiedPark {
  const registered = input.register.find(({ id }) => id === park);
  if (registered === undefined) {
    throw new CannotDo({
      zh: `${park} 不在 ${cycle} 年度的园区名册中。`,
      en: `${park} is not in the register of cycle ${cycle}.`,
    });
  }
  const ranked = result.parks.find((each) => each.park === park);
  if (ranked === undefined) {
    const reason = result.unranked.find((each) => each.park === park)?.reason ?? 'not-filed';
    throw new CannotDo({
      zh: `${park} 未参与第 ${revision} 次排名（${unrankedText[reason].zh}）。`,
      en: `${park} is not ranked in revision ${revision} (${unrankedText[reason].en}).`,
    });
  }
  return { registered, ranked };
}

/**
 * What every study's JSON says of the ranking that it is about: whose it is, how provisional, and its denominators.
 */
export function rankingAbout({
  cycle,
  revision,
  provisional,
  methodology,
  inputHash,
  result,
}: RankingSnapshot) {
  const { register, exempt, ranked, coverage, indicative, indicators, bounds } = result;
  return {
    cycle,
    revision,
    provisional,
    methodology,
    inputHash,
    register,
    exempt,
    ranked,
    coverage,
    indicative,
    indicators: { in: indicators.in, of: indicators.of },
    bounds: bounds.source,
  };
}
