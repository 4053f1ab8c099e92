import type { Origin, Tactics, WithheldTactic } from '../../shared/domain/diagnosis/tactics.ts';
import type { Localised } from '../../shared/domain/returns/filed-return.ts';
import type { Terminal } from '../terminal/context.ts';
import { bracketed, listed } from './study-labels.ts';

const originText: Readonly<Record<Origin, Localised>> = {
  article: { zh: '文章', en: 'article' },
  inference: { zh: '推断', en: 'inference' },
};

const withheldText: Readonly<Record<WithheldTactic['why'], Localised>> = {
  'not-both': {
    zh: '名册载明不同时属于国家自主创新示范区和自贸试验区',
    en: 'the register says that it does not lie in both an innovation demonstration zone and a free-trade zone',
  },
  'not-known': {
    zh: '名册未载明是否同属国家自主创新示范区和自贸试验区',
    en: 'the register does not say whether it lies in both an innovation demonstration zone and a free-trade zone',
  },
};

/** The article's tactics, most direct gain first, each mapping with whose word it is. */
export function sayTactics({ offered, withheld }: Tactics, { say, text }: Terminal): void {
  say();
  say(
    text({
      zh: '── 开放对策（文章的新打法；括注“文章”者为文章明言的对应，“推断”者为本系统据其措辞的推断；增益为各指标单独达到目标时的总分）',
      en: '── Tactics of openness (the article’s; “article” marks a mapping that it states, “inference” one that we read from its wording; gains are of each target alone, in overall score)',
    }),
  );
  for (const { order, articleNumber, label, strengthens, directScore, cases } of offered) {
    say(
      `${order}. ${text(label)}  ${text({ zh: `（文章第 ${articleNumber} 条）`, en: `(no. ${articleNumber} of the article)` })}  ${text({ zh: '直接增益', en: 'direct gain' })} ${directScore.toFixed(4)}`,
    );
    for (const strength of ['direct', 'indirect'] as const) {
      const named = strengthens
        .filter((each) => each.strength === strength)
        .map(({ indicator, origin, gain }) => {
          const bought = gain === null ? '' : ` +${gain.score.toFixed(4)}`;
          return `${indicator}${bought}${text(bracketed(originText[origin]))}`;
        });
      if (named.length === 0) continue;
      say(
        `   ${strength === 'direct' ? text({ zh: '直接', en: 'direct' }) : text({ zh: '间接', en: 'indirect' })}  ${text(listed(named))}`,
      );
    }
    for (const { park, parkName, date, fact, attachedBy } of cases) {
      say(
        `   ${text({ zh: '案例', en: 'case' })}  ${park} ${parkName}${text({ zh: `（${date}）：`, en: ` (${date}): ` })}${text(fact)}${attachedBy === 'inference' ? text({ zh: '〔案例为文章所述，归于此条为推断〕', en: ' [told by the article; put here by inference]' }) : ''}`,
      );
    }
  }
  for (const { order, label, why } of withheld) {
    say(
      text({
        zh: `未列入：${order}. ${label.zh}，${withheldText[why].zh}。`,
        en: `Not offered: ${order}. ${label.en}: ${withheldText[why].en}.`,
      }),
    );
  }
}
