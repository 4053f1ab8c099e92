import type { PeerKind } from '../../shared/domain/openness/peer-groups.ts';
import type { RankingSnapshot } from '../../shared/domain/ranking/ranking.ts';
import type { Localised } from '../../shared/domain/returns/filed-return.ts';
import type { Terminal } from '../terminal/context.ts';
import { table } from '../terminal/table.ts';
import { markText } from '../verbs/ranking-labels.ts';
import { sayHeading } from '../verbs/ranking-text.ts';
import { sayFootprint } from './footprint-text.ts';
import type { OpennessDocument } from './openness-answer.ts';
import { sayInterval } from './rank-interval.ts';
import { bracketed, listed, natureText, notComputableText, placed, shown } from './study-labels.ts';

const peerText: Readonly<Record<PeerKind, Localised>> = {
  region: { zh: '同地区', en: 'same region' },
  batch: { zh: '同年批复', en: 'approved in the same year' },
  size: { zh: '从业人员最接近', en: 'nearest in employees' },
};

/** One park's openness: the article's groups, scale against intensity, what it has abroad, its peers. */
export function sayOpenness(snapshot: RankingSnapshot, document: OpennessDocument, terminal: Terminal): void {
  const { say, text } = terminal;
  const { park, dimension } = document;
  sayHeading(snapshot, terminal);
  say();
  say(
    `${park.park} ${park.name}  ${text({ zh: '总位次', en: 'overall' })} ${placed(park)}${dimension === null ? '' : `  ${text({ zh: '开放创新', en: 'openness' })} ${placed(dimension)}${text(bracketed({ zh: shown(dimension.score), en: shown(dimension.score) }))}`}${park.reopened ? `  ${text({ zh: '已退回，按原值', en: 'reopened, with its old values' })}` : ''}`,
  );
  sayInterval(document.interval, terminal);
  sayGroups(document, terminal);
  sayNatures(document, terminal);
  sayFootprint(document, terminal);
  sayPeers(snapshot, document, terminal);
}

/** The article's groups: score and rank, what could be gained, and the indicators of each. */
export function sayGroups({ groups }: Pick<OpennessDocument, 'groups'>, { say, text }: Terminal): void {
  for (const { name, weight, standing, headroom, atBound, indicators } of groups) {
    const codes = text(bracketed(listed(indicators.map(({ code }) => code))));
    say();
    say(`── ${text(name)}${codes}`);
    say(
      text({
        zh: `得分 ${shown(standing?.score ?? null)}，位次 ${placed(standing)}；有效权重 ${weight.toFixed(4)}；到最优界尚可提高本组 ${shown(headroom.group)} 分、总分 ${shown(headroom.overall)} 分，届时总位次 ${placed(atBound)}`,
        en: `score ${shown(standing?.score ?? null)}, rank ${placed(standing)}; effective weight ${weight.toFixed(4)}; headroom to the best bound ${shown(headroom.group)} points of the group, ${shown(headroom.overall)} overall, which would be rank ${placed(atBound)} overall`,
      }),
    );
    say(
      table(
        text({
          zh: '指标||性质|数值|最优界|位次|指标分|组内权重|可提高总分|标注',
          en: 'indicator||nature|value|best bound|rank|score|weight in group|headroom overall|marks',
        }).split('|'),
        indicators.map((each) => [
          each.code,
          text(each.name),
          text(natureText[each.nature]),
          'value' in each.value
            ? each.value.value.toFixed(4)
            : text(notComputableText[each.value.notComputable]),
          shown(each.bestBound),
          placed(each.place),
          shown(each.score),
          each.weightInGroup.toFixed(4),
          shown(each.headroom.overall),
          each.marks.map((mark) => text(markText[mark])).join(text({ zh: '；', en: '; ' })),
        ]),
        'lllrrrrrrl',
      ),
    );
  }
}

function sayNatures({ scaleAndQuality, park }: OpennessDocument, { say, text }: Terminal): void {
  say();
  say(
    text({
      zh: '── 规模与强度、质量（指标性质为本系统按文章“规模→质量”的读法所标，非官方）',
      en: '── Scale against intensity and quality (the tags follow the article’s reading, they are not official)',
    }),
  );
  const rows = scaleAndQuality.flatMap(({ dimension, standings, strength }) => {
    const scope =
      dimension === null
        ? text({ zh: '全部指标', en: 'all' })
        : `${text({ zh: '一级', en: 'dim ' })}${dimension}`;
    return [
      ...standings.map(({ nature, codes, standing }) => [
        scope,
        text(natureText[nature]),
        codes.length,
        shown(standing?.score ?? null),
        placed(standing),
      ]),
      [
        scope,
        text({ zh: '强度＋质量', en: 'intensity + quality' }),
        '',
        shown(strength?.score ?? null),
        placed(strength),
      ],
    ];
  });
  say(
    table(
      text({ zh: '范围|性质|指标数|得分|位次', en: 'scope|nature|indicators|score|rank' }).split('|'),
      rows,
      'llrrr',
    ),
  );
  for (const { dimension, placesBehindScale } of scaleAndQuality) {
    if (placesBehindScale === null || placesBehindScale === 0) continue;
    const scope =
      dimension === null
        ? { zh: '全部指标', en: 'Over all indicators' }
        : { zh: `一级指标 ${dimension}`, en: `In dimension ${dimension}` };
    const places = Math.abs(placesBehindScale);
    const isLower = placesBehindScale < 0;
    // A tenth of the parks: a smaller difference of two ranks says nothing about a park's character.
    const isTelling = places * 10 >= park.of;
    const reading = isLower
      ? { zh: '，规模大于实力', en: ': larger than it is strong' }
      : { zh: '，实力大于规模', en: ': stronger than it is large' };
    say(
      text({
        zh: `${scope.zh}：强度与质量的位次比规模${isLower ? '低' : '高'} ${places} 位${isTelling ? reading.zh : ''}。`,
        en: `${scope.en} it ranks ${places} places ${isLower ? 'lower' : 'higher'} in intensity and quality than in scale${isTelling ? reading.en : ''}.`,
      }),
    );
  }
}

function sayPeers(
  { input }: RankingSnapshot,
  { peers, park }: OpennessDocument,
  { say, text }: Terminal,
): void {
  const names = new Map(input.register.map(({ id, shortName }) => [id, shortName]));
  say();
  say(text({ zh: '── 同类园区（开放指标合计的得分）', en: '── Peers (score over the openness indicators)' }));
  say(
    table(
      text({ zh: '组|家|组内位次|组内中位数', en: 'group|parks|rank in it|its median' }).split('|'),
      peers.map(({ kind, name, parks, figures }) => [
        `${text(peerText[kind])}${name === null ? '' : ` ${name}`}`,
        parks,
        figures === null
          ? text({ zh: '不足五家，不显示', en: 'too few to show' })
          : `${figures.rank}/${parks}`,
        figures === null ? '' : shown(figures.median),
      ]),
      'lrrr',
    ),
  );
  const nearest = peers.find(({ kind }) => kind === 'size')?.members ?? [];
  if (nearest.length === 0) return;
  say(
    table(
      text({ zh: '规模最接近的园区|得分|全国位次', en: 'nearest in size|score|national rank' }).split('|'),
      nearest.map((peer) => [
        `${peer.park} ${names.get(peer.park) ?? ''}${peer.park === park.park ? ' ◀' : ''}`,
        shown(peer.score),
        peer.rank,
      ]),
      'lrr',
    ),
  );
}
