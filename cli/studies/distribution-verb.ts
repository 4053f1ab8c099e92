import { smallestShownGroup } from '../../shared/domain/distribution/group-summaries.ts';
import { opennessThresholds, publishedCounts } from '../../shared/domain/openness/published-facts.ts';
import { CannotDo } from '../terminal/context.ts';
import type { DefineVerb } from '../terminal/verb.ts';
import { parkOption, requirePark } from '../verbs/common-options.ts';
import { answerFor, ofArticle, ofIndicator, ofRatio } from './distribution-answer.ts';
import { binsOf, decimalsOf, groupingsOf, quantilesOf, ratioOf, topsOf } from './distribution-options.ts';
import { sayDistributions } from './distribution-text.ts';
import { loadSnapshot, type SnapshotOptions, snapshotOption } from './load-snapshot.ts';
import { rankingAbout, studiedPark } from './studied-park.ts';
import { distributionPicture } from './study-pictures.ts';
import { chartOption, chartPaths, writeCharts } from './write-chart.ts';

interface Options extends SnapshotOptions {
  readonly indicator?: string;
  readonly ratio?: string;
  readonly lowerIsBetter?: boolean;
  readonly at?: string;
  readonly top: string;
  readonly quantiles: string;
  readonly bins?: string;
  readonly by: string;
  readonly park?: string;
  readonly forPark?: boolean;
  readonly chart?: string;
}

/**
 * `gaoxin distribution (--cycle C [--revision N] | --snapshot FILE) [--indicator CODE | --ratio EXPRESSION]
 * [--chart OUT.svg]`.
 *
 * With `--json`: `{ ranking: {cycle, revision, provisional, methodology, register, exempt, ranked, coverage, …},
 * forPark, measures: [{ measure: {kind, of, name, unit, direction}, ranked, parks, isSuppressed, mean, quantileMethod,
 * quantiles: [{p, value}], thresholds: [{threshold, above, equal, below, of, shareAbove, shareEqual, shareBelow,
 * justPast: {rank, share}}], histogram: [{from, to, count}], tops: [{asked, places, of, share, value, rank, sharing}],
 * groups: [{by, rows: [{name, parks, figures: {median, mean, least, greatest, around} | null}]}],
 * notMeasured: {count, parks: [{park, reason, because}] | null}, values: [{park, value, rank}] | null,
 * own: {park, value, rank} | null }], published: [{id, measure, operator, threshold, published, counted}] | null }`.
 * Shares are percentages of the parks with a value. `published` only without a measure of one's own; with `--for-park`
 * nothing names another park, and small groups have `figures: null`.
 */
export const defineDistribution: DefineVerb = (verb, terminal) => {
  const { text } = terminal;
  snapshotOption(verb, terminal)
    .option('--indicator <code>', text({ zh: '一个指标，如 4.7', en: 'an indicator, e.g. 4.7' }))
    .option(
      '--ratio <expression>',
      text({
        zh: '填报项之比，如 "staff_foreign_resident / employees * 100"',
        en: 'a ratio of park inputs, e.g. "staff_foreign_resident / employees * 100"',
      }),
    )
    .option('--lower-is-better', text({ zh: '比值越低越好', en: 'of a ratio: the lower the better' }))
    .option(
      '--at <list>',
      text({ zh: '阈值（严格比较），如 1,0.5,0.1', en: 'thresholds (strict), e.g. 1,0.5,0.1' }),
    )
    .option(
      '--top <list>',
      text({ zh: '进入前 20% 或前 33 名所需的值', en: 'the value that enters the top 20% or 33' }),
      '20%',
    )
    .option('--quantiles <list>', text({ zh: '分位', en: 'quantiles' }), '0,0.1,0.25,0.5,0.75,0.9,1')
    .option('--bins <n>', text({ zh: '直方图大致的组数', en: 'about so many bins' }))
    .option(
      '--by <list>',
      text({ zh: '分组：province（省）、region（地区）', en: 'groups: province, region' }),
      'region',
    )
    .option(
      '--for-park',
      text({
        zh: '供园区查看：不列他园数值，少于五家的组不显示',
        en: 'for a park’s eyes: no other park’s value, no group under five parks',
      }),
    );
  chartOption(verb, terminal, {
    zh: '直方图，多个比值时为 名-1.svg、名-2.svg …',
    en: 'a histogram; of several measures NAME-1.svg, NAME-2.svg …',
  });
  parkOption(verb, terminal).action(async (options: Options) => {
    const questions = {
      tops: topsOf(options.top),
      quantiles: quantilesOf(options.quantiles),
      bins: binsOf(options.bins),
      by: groupingsOf(options.by),
      forPark: options.forPark === true,
    };
    const thresholds = options.at === undefined ? undefined : decimalsOf('--at', options.at);
    const ratio = options.ratio === undefined ? undefined : ratioOf(options.ratio);
    const park = options.park === undefined ? undefined : requirePark(options.park);
    if (options.indicator !== undefined && ratio !== undefined) {
      throw new CannotDo({
        zh: '--indicator 与 --ratio 只能选一个。',
        en: 'Name an indicator or a ratio, not both.',
      });
    }
    if (
      questions.forPark &&
      questions.tops.some(({ top }) => 'places' in top && top.places < smallestShownGroup)
    ) {
      throw new CannotDo({
        zh: `--for-park 时 --top 不得少于 ${smallestShownGroup} 个名次：否则等于公开个别园区的数值。`,
        en: `With --for-park --top takes at least ${smallestShownGroup} places: fewer would show single parks’ values.`,
      });
    }
    const snapshot = await loadSnapshot(options);
    if (park !== undefined) studiedPark(snapshot, park);
    const direction = options.lowerIsBetter === true ? 'lower-is-better' : 'higher-is-better';
    const measures =
      options.indicator !== undefined
        ? [ofIndicator(snapshot, options.indicator, thresholds)]
        : ratio !== undefined
          ? [ofRatio(snapshot, ratio, direction, thresholds ?? [])]
          : ofArticle(snapshot, thresholds ?? opennessThresholds);
    const charts = options.chart === undefined ? [] : await chartPaths(options.chart, measures.length);
    const answers = measures.map((measure) => answerFor(measure, questions, park));
    const isArticle = options.indicator === undefined && ratio === undefined;
    const document = {
      ranking: rankingAbout(snapshot),
      forPark: questions.forPark,
      measures: answers,
      published:
        isArticle && answers.every(({ isSuppressed }) => !isSuppressed) ? publishedCounts(snapshot) : null,
    };
    sayDistributions(snapshot, document, terminal);
    if (charts.length > 0) {
      const pictures = document.measures.map((answer) => distributionPicture(snapshot, answer, terminal));
      await writeCharts(charts, pictures, terminal);
    }
    terminal.answer(document);
  });
};
