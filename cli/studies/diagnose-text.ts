import type { RankingSnapshot } from '../../shared/domain/ranking/ranking.ts';
import type { Localised } from '../../shared/domain/returns/filed-return.ts';
import type { Terminal } from '../terminal/context.ts';
import { table } from '../terminal/table.ts';
import { markText } from '../verbs/ranking-labels.ts';
import { sayHeading } from '../verbs/ranking-text.ts';
import type { DiagnosisDocument } from './diagnose-answer.ts';
import { sayInputChanges } from './input-changes-text.ts';
import { sayInterval } from './rank-interval.ts';
import { listed, notComputableText, signed, toReach } from './study-labels.ts';
import { sayTactics } from './tactics-text.ts';

type Answer = DiagnosisDocument['indicators'][number];

const noTargetText: Readonly<Record<NonNullable<Answer['noTarget']>, Localised>> = {
  'in-top-decile': { zh: '已在最好的十分位', en: 'in the best decile' },
  'not-behind-peer': { zh: '不落后于目标园区', en: 'not behind the peer' },
  'peer-has-none': { zh: '目标园区无数值', en: 'the peer has no value' },
  'nobody-has-one': { zh: '无园区有数值', en: 'nobody has a value' },
  'out-for-all': { zh: '全体未计入', en: 'out for all' },
};

/** What would raise a park: targets with their gains, the inputs that it takes, and in dimension 4 the tactics. */
export function sayDiagnosis(
  snapshot: RankingSnapshot,
  document: DiagnosisDocument,
  limit: number,
  terminal: Terminal,
): void {
  const { say, text } = terminal;
  const { park, to, boundsMove, indicators, together, tactics } = document;
  const withGain = indicators.filter(({ gain }) => gain !== null);
  const shown = withGain.slice(0, limit);
  sayHeading(snapshot, terminal);
  say();
  say(
    `${park.park} ${park.name}  ${text({ zh: '位次', en: 'rank' })} ${park.rank}/${park.of}  ${text({ zh: '得分', en: 'score' })} ${park.score.toFixed(4)}${park.reopened ? `  ${text({ zh: '已退回，按原值', en: 'reopened, with its old values' })}` : ''}`,
  );
  sayInterval(document.interval, terminal);
  say(
    to === 'decile'
      ? text({
          zh: '目标：各指标的下一个更好的十分位（有数值园区的前 d/10 个整名次中最末一名的值，达到即可）。',
          en: 'Target: in each indicator the next better decile (the value of the last of the full places that are d/10 of the parks with a value; equal is enough).',
        })
      : text({ zh: `目标：${to} 的数值。`, en: `Target: the values of ${to}.` }),
  );
  say(
    boundsMove
      ? text({
          zh: '增益由逐项改值后重新排名得出；上下界取自本次参评园区，改值可能使界移动（标注“界变”）。',
          en: 'Gains come from ranking again with that one value changed; the bounds are this population’s and may move with it (marked).',
        })
      : text({
          zh: '增益由逐项改值后重新排名得出；上下界已冻结，不随之变动。',
          en: 'Gains come from ranking again with that one value changed; the bounds are frozen.',
        }),
  );
  say();
  sayTargets(shown, park.of, terminal);
  if (withGain.length > shown.length) {
    say(
      text({
        zh: `另有 ${withGain.length - shown.length} 项（--limit）。`,
        en: `${withGain.length - shown.length} more (--limit).`,
      }),
    );
  }
  const rising = document.mostPlaces.flatMap((code) => {
    const places = indicators.find((each) => each.code === code)?.gain?.places ?? 0;
    return places > 0 ? [`${code} +${places}`] : [];
  });
  if (rising.length > 0) {
    const most = listed(rising.slice(0, 5));
    say(text({ zh: `名次提升最多：${most.zh}`, en: `Most places: ${most.en}` }));
  } else if (withGain.length > 0) {
    say(text({ zh: '单独达到任一目标都不改变总位次。', en: 'No target alone moves the overall rank.' }));
  }
  if (together !== null && together.indicators.length > 1) {
    say(
      text({
        zh: `以上 ${together.indicators.length} 项同时达到：得分 ${signed(together.score)}，位次 ${together.rank.from} → ${together.rank.to}/${park.of}`,
        en: `All ${together.indicators.length} together: score ${signed(together.score)}, rank ${together.rank.from} → ${together.rank.to}/${park.of}`,
      }),
    );
  }
  sayWithoutTarget(indicators, terminal);
  sayInputChanges(shown, park.of, terminal);
  if (tactics !== null) sayTactics(tactics, terminal);
}

function sayTargets(shown: readonly Answer[], of: number, { say, text }: Terminal): void {
  say(
    table(
      text({
        zh: '指标||数值|目标|现位次|目标档|得分增益|总位次|一级位次|标注',
        en: 'indicator||value|target|rank now|target is|score gained|overall rank|in dimension|marks',
      }).split('|'),
      shown.map((each) => [
        each.code,
        text(each.name),
        'value' in each.value
          ? each.value.value.toFixed(4)
          : text(notComputableText[each.value.notComputable]),
        each.target === null ? '' : toReach(each.target.value, each.direction),
        `${each.place.rank}/${each.place.of}`,
        each.target?.kind === 'decile'
          ? text({
              zh: `前 ${each.target.decile * 10}%（${each.target.places} 名）`,
              en: `top ${each.target.decile * 10}% (${each.target.places})`,
            })
          : (each.target?.park ?? ''),
        signed(each.gain?.score ?? 0),
        `${each.gain?.rank.from} → ${each.gain?.rank.to}/${of}`,
        each.gain?.dimensionRank ? `${each.gain.dimensionRank.from} → ${each.gain.dimensionRank.to}` : '—',
        [
          ...each.marks.map((mark) => text(markText[mark])),
          ...(each.isBeyondBound ? [text({ zh: '目标超出界', en: 'target beyond the bound' })] : []),
          ...(each.movesBounds ? [text({ zh: '界变', en: 'moves the bounds' })] : []),
        ].join(text({ zh: '；', en: '; ' })),
      ]),
      'llrrrlrrrl',
    ),
  );
}

function sayWithoutTarget(indicators: readonly Answer[], { say, text }: Terminal): void {
  const without = indicators.flatMap(({ code, noTarget }) => (noTarget === null ? [] : [{ code, noTarget }]));
  for (const [reason, group] of Map.groupBy(without, ({ noTarget }) => noTarget)) {
    const codes = listed(group.map(({ code }) => code));
    const why = noTargetText[reason];
    say(text({ zh: `${why.zh}：${codes.zh}`, en: `${why.en}: ${codes.en}` }));
  }
}
