import type { RankingSnapshot } from '../../shared/domain/ranking/ranking.ts';
import { choicesOf } from '../../shared/domain/robustness/method-choice.ts';
import { COVERAGE } from '../../shared/domain/robustness/rank-intervals.ts';
import { uncertainRanking } from '../../shared/domain/robustness/uncertain-ranking.ts';
import { assumptionText, hasOpenWeights } from '../../shared/domain/robustness/weight-assumption.ts';
import { SnapshotLacksInputsError } from '../../shared/domain/scenarios/snapshot-under-edition.ts';
import { CannotDo, type Terminal } from '../terminal/context.ts';
import type { DefineVerb } from '../terminal/verb.ts';
import { parkOption, requirePark } from '../verbs/common-options.ts';
import { editionOf, loadSnapshot, type SnapshotOptions, snapshotOption } from './load-snapshot.ts';
import { answerRobustness } from './robustness-answer.ts';
import {
  type AssumptionFlags,
  assumptionOf,
  countOf,
  oneOf,
  pairOf,
  partsOf,
  robustnessParts,
  topsOf,
  variedOf,
} from './robustness-options.ts';
import { recordReplicate, replayFile } from './robustness-replay.ts';
import { sayReplay, sayReplicate } from './robustness-replay-text.ts';
import { sayRobustness } from './robustness-text.ts';
import { rankingAbout, studiedPark } from './studied-park.ts';
import { intervalsPicture } from './study-pictures.ts';
import { chartOption, chartPaths, writeCharts } from './write-chart.ts';

interface Options extends SnapshotOptions, AssumptionFlags {
  readonly parts: string;
  readonly replicates: string;
  readonly seed: string;
  readonly vary?: string;
  readonly top: string;
  readonly park?: string;
  readonly ahead?: string;
  readonly samples: string;
  readonly factors: string;
  readonly limit: string;
  readonly replicate?: string;
  readonly replay?: string;
  readonly chart?: string;
}

/**
 * `gaoxin robustness (--cycle C [--revision N] | --snapshot FILE) [--parts LIST] [--replicates N] [--seed S]
 * [--chart OUT.svg] …`.
 *
 * With `--json`: `{ ranking, assumption: {distribution, multipliers, dimensions, drawn, open: {multipliers, dimensions},
 * text: {zh, en}}, varied: [kind], replicates, seed,
 * intervals: {coverage, undecided, meanWidth, maxWidth, parks: [{park, name, rank, of, interval: {low, median, high, min, max}, mean,
 * within: [{top, share}], aheadOfNext: {of, ahead, tied, behind} | null}]} | null,
 * ahead: {park, of, ahead, tied, behind} | null,
 * rivals: {park, parks: [{park, rank, interval, ahead, tied, behind}]} | null (with `--park`),
 * methods: {alternatives: [{kind, choice, SHIFTS}], smallBaseGuard: [{code, parks, unguarded, guarded}]} | null,
 * withoutIndicator: [{indicator, SHIFTS}] | null, withoutPark: [{bounds, parks: [{park, SHIFTS}]}] | null,
 * sensitivity: {output, park, samples, runs, mean, variance, factors: [{kind, code, weights, first: {value, low, high},
 * total}]} | null }` with SHIFTS = `mean, max, furthest: [{park, from, to}], moved, correlation`. Parts that were not asked
 * for are null.
 *
 * With `--replicate N`: `{ ranking, assumption, recorded: {inputHash, replicate, seed, weights: {code: number}, method,
 * parks: [{park, rank}]} }`; such a file is what `--replay FILE` ranks again: `{ ranking, replay: {replicate, seed,
 * same, differences: [{park, recorded, replayed}]} }`, exit 1 when any rank differs.
 */
export const defineRobustness: DefineVerb = (verb, terminal, finish) => {
  defineOptions(verb, terminal);
  parkOption(verb, terminal).action(async (options: Options) => {
    const parts = partsOf(options.parts);
    const replicates = countOf('--replicates', options.replicates, 1, 1_000_000);
    const tops = topsOf(options.top);
    const samples = countOf('--samples', options.samples, 2, 100_000);
    const by = oneOf('--factors', options.factors, ['groups', 'each']);
    const limit = countOf('--limit', options.limit, 1, 100_000);
    const varied = variedOf(options.vary);
    const pair = pairOf(options.ahead);
    const wanted =
      options.replicate === undefined ? null : countOf('--replicate', options.replicate, 1, 1_000_000);
    const park = options.park === undefined ? null : requirePark(options.park);
    const snapshot = await loadSnapshot(options);
    const edition = editionOf(snapshot);
    const assumption = assumptionOf(options, hasOpenWeights(edition));
    for (const named of [...(park === null ? [] : [park]), ...(pair ?? [])]) studiedPark(snapshot, named);
    if (snapshot.result.ranked === 0) {
      throw new CannotDo({ zh: '这次排名中没有参评园区。', en: 'No park is ranked in this ranking.' });
    }
    const ranking = uncertainRanking(edition, snapshot, assumption, choicesOf(varied));
    const about = rankingAbout(snapshot);
    if (options.replay !== undefined) {
      const { recorded, differences } = await replayFile(options.replay, ranking, snapshot);
      sayReplay(snapshot, recorded, differences, terminal);
      const { replicate, seed } = recorded;
      terminal.answer({
        ranking: about,
        replay: { replicate, seed, same: differences.length === 0, differences },
      });
      finish(differences.length === 0 ? 0 : 1);
      return;
    }
    if (wanted !== null) {
      const recorded = orLacking(() => recordReplicate(ranking, snapshot.inputHash, options.seed, wanted));
      const text = assumptionText(assumption, ranking.open);
      sayReplicate(snapshot, recorded, text, limit, terminal);
      terminal.answer({ ranking: about, assumption: { ...assumption, open: ranking.open, text }, recorded });
      return;
    }
    const charts = await chartsOf(options, parts);
    const { seed } = options;
    const questions = { parts, assumption, varied, replicates, seed, tops, park, pair, samples, by };
    const answer = orLacking(() => answerRobustness(edition, snapshot, ranking, questions, terminal));
    sayRobustness(snapshot, answer, limit, terminal);
    if (charts.length > 0)
      await writeCharts(charts, [pictureOf(snapshot, answer, limit, terminal)], terminal);
    terminal.answer(answer);
  });
};

/** Where the picture of the intervals goes; none where none was asked for. @throws {CannotDo} without intervals to draw */
const chartsOf = async ({ chart }: Options, parts: ReadonlySet<string>): Promise<string[]> => {
  if (chart === undefined) return [];
  if (parts.has('intervals')) return await chartPaths(chart, 1);
  throw new CannotDo({
    zh: '--chart 画的是区间：请在 --parts 中加上 intervals。',
    en: '--chart draws the intervals: add intervals to --parts.',
  });
};

const pictureOf = (
  snapshot: RankingSnapshot,
  { intervals, assumption, replicates }: ReturnType<typeof answerRobustness>,
  limit: number,
  terminal: Terminal,
): string => {
  const parks = (intervals?.parks ?? []).slice(0, limit);
  return intervalsPicture(
    snapshot,
    parks.map(({ park, name, rank, interval }) => ({ park, name: name ?? '', rank, ...interval })),
    { coverage: intervals?.coverage ?? COVERAGE, replicates, text: assumption.text },
    terminal,
  );
};

/** @throws {CannotDo} when the small-base guard finds no denominators in the snapshot. */
const orLacking = <T>(study: () => T): T => {
  try {
    return study();
  } catch (error) {
    if (!(error instanceof SnapshotLacksInputsError)) throw error;
    throw new CannotDo(
      {
        zh: `快照没有 ${error.parks.length} 个园区的填报项，无法看小基数保护；请用 --parts 去掉 methods，且不要 --vary bounds。`,
        en: `The snapshot does not hold the inputs of ${error.parks.length} parks, which the small-base guard looks at; leave out --parts methods and --vary bounds.`,
      },
      { cause: error },
    );
  }
};

const defineOptions = (verb: Parameters<DefineVerb>[0], terminal: Terminal): void => {
  const { text } = terminal;
  snapshotOption(verb, terminal)
    .option(
      '--parts <list>',
      text({
        zh: `研究内容：${robustnessParts.join(',')}（sobol 较慢）`,
        en: `what to study: ${robustnessParts.join(',')} (sobol is slow)`,
      }),
      'intervals,methods,indicators,parks',
    )
    .option('--replicates <n>', text({ zh: '抽样次数', en: 'draws' }), '1000')
    .option('--seed <text>', text({ zh: '随机种子', en: 'seed of the draws' }), '1')
    .option(
      '--distribution <name>',
      text({
        zh: '赋权的分布：uniform（名义值上下均匀）或 dirichlet（一级指标内任意分配）',
        en: 'of the multipliers: uniform (around the nominal value) or dirichlet (any division in the dimension)',
      }),
      'uniform',
    )
    .option(
      '--multipliers <percent>',
      text({ zh: '赋权上下浮动的百分数（uniform）', en: 'spread of multipliers in percent (uniform)' }),
      '50',
    )
    .option(
      '--dimensions <percent>',
      text({ zh: '一级指标权重上下浮动的百分数', en: 'spread of dimension weights in percent' }),
      '25',
    )
    .option(
      '--drawn <which>',
      text({
        zh: '抽取哪些权重：unofficial（非官方的；有此类权重时默认）或 all（全部）',
        en: 'which weights are drawn: unofficial (default where there are any) or all',
      }),
    )
    .option(
      '--vary <list>',
      text({
        zh: '同时抽取的方法：normalisation,aggregation,missing,bounds 或 all',
        en: 'methods that are drawn too: normalisation,aggregation,missing,bounds or all',
      }),
    )
    .option('--top <list>', text({ zh: '进入前 k 名的概率', en: 'probability of the top k' }), '10,20,50')
    .option(
      '--ahead <parks>',
      text({ zh: '前者先于后者的概率，如 P021,P035', en: 'probability that one is ahead, e.g. P021,P035' }),
    )
    .option('--samples <n>', text({ zh: 'sobol 的样本数', en: 'samples of sobol' }), '512')
    .option(
      '--factors <how>',
      text({
        zh: 'sobol 的因素：groups（成组）或 each（逐个权重）；--park 则看该园区的位次',
        en: 'of sobol: groups or each weight; with --park of that park’s rank',
      }),
      'groups',
    )
    .option('--limit <n>', text({ zh: '每张表显示的行数', en: 'rows of each table' }), '20')
    .option(
      '--replicate <n>',
      text({ zh: '写出第 n 次抽样的权重与位次', en: 'the weights and ranks of draw n' }),
    )
    .option(
      '--replay <file>',
      text({ zh: '按记录的权重重排并核对', en: 'rank a recorded draw again and compare' }),
    );
  chartOption(verb, terminal, {
    zh: '前若干名（--limit）的位次及其区间',
    en: 'the first ranks (--limit) with their intervals',
  });
};
