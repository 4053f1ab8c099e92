import { dataYear } from '../../shared/domain/cycles/data-year.ts';
import { quantileMethod } from '../../shared/domain/distribution/quantiles.ts';
import { opennessMeasures, topStatement } from '../../shared/domain/openness/published-facts.ts';
import type { RankingSnapshot } from '../../shared/domain/ranking/ranking.ts';
import type { Terminal } from '../terminal/context.ts';
import { table } from '../terminal/table.ts';
import { sayHeading } from '../verbs/ranking-text.ts';
import { bars } from './bar-chart.ts';
import type { Answer, DistributionDocument } from './distribution-answer.ts';
import { sayGroups, sayNotMeasured } from './distribution-groups-text.ts';
import { bracketed, shown, toReach } from './study-labels.ts';

/** The distributions as tables and text charts; with the article's counts of 2019 where nothing else was asked. */
export function sayDistributions(
  snapshot: RankingSnapshot,
  { measures, published, forPark }: DistributionDocument,
  terminal: Terminal,
): void {
  sayHeading(snapshot, terminal);
  if (published !== null) sayPublished(snapshot, published, terminal);
  const names = new Map(snapshot.input.register.map((park) => [park.id, park.shortName]));
  for (const answer of measures) {
    sayMeasure(answer, terminal);
    sayThresholds(answer, terminal);
    sayShape(answer, terminal);
    sayTops(answer, terminal);
    sayGroups(answer, forPark, terminal);
    sayNotMeasured(answer, names, terminal);
  }
}

const percent = (share: number | null): string => (share === null ? '—' : `${share.toFixed(2)} %`);

function sayPublished(
  { cycle }: RankingSnapshot,
  published: NonNullable<DistributionDocument['published']>,
  { say, text }: Terminal,
): void {
  const names = new Map<string, { zh: string; en: string }>(
    opennessMeasures.map(({ id, name }) => [id, name]),
  );
  say();
  say(
    text({
      zh: '开放度分布：公布的 2019 年家数（文章 2022-02-28，GEI 据火炬统计测算）与本次排名的家数，比较均为严格大于、小于：',
      en: 'Openness: the counts published for 2019 (article of 2022-02-28, calculated by GEI from Torch statistics) beside this ranking’s, all comparisons strict:',
    }),
  );
  say(
    table(
      [
        text({ zh: '占从业人员比例', en: 'share of employees' }),
        '',
        text({ zh: '公布（2019 年）', en: 'published (2019)' }),
        text({ zh: `本次（${dataYear(cycle)} 年数据）`, en: `here (data of ${dataYear(cycle)})` }),
      ],
      published.map((fact) => [
        text(names.get(fact.measure) ?? { zh: fact.measure, en: fact.measure }),
        `${fact.operator} ${fact.threshold} %`,
        `${fact.published.parks}/${fact.published.of}`,
        `${fact.counted.parks}/${fact.counted.of}`,
      ]),
      'llrr',
    ),
  );
}

function sayMeasure({ measure, parks, ranked, mean, isSuppressed }: Answer, { say, text }: Terminal): void {
  const { kind, of, name, unit } = measure;
  const inUnit = text(unit) === '' ? '' : text(bracketed(unit));
  say();
  say(
    `── ${kind === 'indicator' ? `${of} ` : ''}${text(name)}${inUnit}${text(name) === of || kind === 'indicator' ? '' : `  ${of}`}`,
  );
  say(
    text({
      zh: `有数值 ${parks} / 参评 ${ranked} 家${mean === null ? '' : `，均值 ${shown(mean)}（各园等权）`}`,
      en: `${parks} parks with a value of ${ranked} ranked${mean === null ? '' : `, mean ${shown(mean)} (each park once)`}`,
    }),
  );
  if (isSuppressed) {
    say(
      text({
        zh: '有数值的园区不足五家，供园区查看时不显示其分布。',
        en: 'Fewer than five parks have a value: nothing of it is shown to a park.',
      }),
    );
  }
}

function sayThresholds({ thresholds, measure }: Answer, { say, text }: Terminal): void {
  if (thresholds.length === 0) return;
  const isHigher = measure.direction === 'higher-is-better';
  say(
    table(
      [
        text({ zh: '阈值', en: 'threshold' }),
        text({ zh: '高于', en: 'above' }),
        '',
        text({ zh: '等于', en: 'equal' }),
        text({ zh: '低于', en: 'below' }),
        '',
        isHigher
          ? text({ zh: '刚超过者的位次', en: 'rank of one just above' })
          : text({ zh: '刚低于者的位次', en: 'rank of one just below' }),
      ],
      thresholds.map((at) => [
        String(at.threshold),
        `${at.above}/${at.of}`,
        percent(at.shareAbove),
        at.equal,
        `${at.below}/${at.of}`,
        percent(at.shareBelow),
        at.justPast === null
          ? '—'
          : `${at.justPast.rank}/${at.of}${text(bracketed({ zh: percent(at.justPast.share), en: percent(at.justPast.share) }))}`,
      ]),
      'rrrrrrr',
    ),
  );
}

function sayShape({ quantiles, histogram }: Answer, { say, text }: Terminal): void {
  if (quantiles.length > 0) {
    say(text({ zh: `分位（${quantileMethod.zh}）`, en: `Quantiles (${quantileMethod.en})` }));
    say(
      table(
        quantiles.map(({ p }) => String(p)),
        [quantiles.map(({ value }) => shown(value))],
        'r'.repeat(quantiles.length),
      ),
    );
  }
  if (histogram.length === 0) return;
  const drawn = bars(histogram.map(({ count }) => count));
  const last = histogram.length - 1;
  say(
    table(
      [text({ zh: '区间', en: 'from, to' }), text({ zh: '家', en: 'parks' }), ''],
      histogram.map(({ from, to, count }, index) => [
        `[${Number(from.toPrecision(10))}, ${Number(to.toPrecision(10))}${index === last ? ']' : ')'}`,
        count,
        drawn[index] ?? '',
      ]),
      'rrl',
    ),
  );
}

function sayTops({ tops, measure, own, thresholds }: Answer, { say, text }: Terminal): void {
  const isHigher = measure.direction === 'higher-is-better';
  for (const { asked, places, of, value, rank, sharing } of tops) {
    say(
      value === null || rank === null
        ? text(
            places === 0
              ? {
                  zh: `前 ${asked}：${of} 家中不足一个整名次。`,
                  en: `Top ${asked}: not one full place of ${of}.`,
                }
              : {
                  zh: `前 ${asked}：${of} 家中只有 ${places} 个整名次，不显示。`,
                  en: `Top ${asked}: only ${places} full places of ${of}, not shown.`,
                },
          )
        : text({
            zh: `进入前 ${asked}（${of} 家中 ${places} 个整名次）：需${isHigher ? '达到' : '降到'} ${toReach(value, measure.direction)}，位次 ${rank}/${of}（${percent((rank * 100) / of)}），现有 ${sharing} 家恰为该值`,
            en: `To enter the top ${asked} (${places} full places of ${of}): ${isHigher ? 'reach' : 'fall to'} ${toReach(value, measure.direction)}, rank ${rank}/${of} (${percent((rank * 100) / of)}); ${sharing} now have exactly that`,
          }),
    );
  }
  const isTalent = measure.of === '4.7' || measure.of === opennessMeasures[0].expression;
  const here = thresholds.find(({ threshold }) => threshold === topStatement.thresholdPercent);
  if (isTalent && here !== undefined && here.justPast !== null) {
    const { parksAbove, population, shareOfParks, top20PercentIsParks } = topStatement;
    say(
      text({
        zh: `文章称占比超过 1% 即进入全国前 20%：2019 年超过者 ${parksAbove}/${population} = ${shareOfParks}%，而 20% 是 ${top20PercentIsParks} 个整名次，刚过 1% 约居第 ${parksAbove + 1} 名，近似成立。本次刚过 1% 居第 ${here.justPast.rank}/${here.of} 名（${percent(here.justPast.share)}）。`,
        en: `The article says that more than 1% is the national top 20%: in 2019 ${parksAbove}/${population} = ${shareOfParks}% had more, 20% are ${top20PercentIsParks} full places, one just above 1% would be about ${parksAbove + 1}th: approximately true. Here one just above 1% is ${here.justPast.rank}/${here.of} (${percent(here.justPast.share)}).`,
      }),
    );
  }
  if (own !== null) {
    const of = tops[0]?.of ?? 0;
    say(
      text({
        zh: `${own.park}：${shown(own.value)}，位次 ${own.rank}/${of}`,
        en: `${own.park}: ${shown(own.value)}, rank ${own.rank}/${of}`,
      }),
    );
  }
}
