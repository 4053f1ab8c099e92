import { notAdditive } from '../../shared/domain/lists/additive-inputs.ts';
import { CannotDo } from '../terminal/context.ts';
import type { DefineVerb } from '../terminal/verb.ts';
import { sayHeading } from '../verbs/ranking-text.ts';
import { type Lists, listsOf } from './lists-answer.ts';
import { formatOf, writeLists } from './lists-files.ts';
import { sayLists } from './lists-text.ts';
import { loadSnapshot, type SnapshotOptions, snapshotOption } from './load-snapshot.ts';
import { rankingAbout } from './studied-park.ts';
import { intervalsPicture } from './study-pictures.ts';
import { chartOption, chartPaths, writeCharts } from './write-chart.ts';

interface Options extends SnapshotOptions {
  readonly earlier?: string;
  readonly out?: string;
  readonly format: string;
  readonly chart?: string;
}

/**
 * `gaoxin lists (--cycle C [--revision N] | --snapshot FILE) --out DIR [--earlier FILE] [--format xlsx|csv]
 * [--chart OUT.svg]`: totals of the park inputs that add up (nation, regions, provinces) with growth on the same parks,
 * the first 50, and the first 20 of each indicator.
 *
 * With `--json`: `{ ranking, before: {source: "last-year-as-ranked" | "earlier-ranking", cycle, asFiled},
 * totals: {nation, region, province: [{group, code, total, parks, notApplicable, blank, of, growth: {parks, now, before,
 * percent} | null}]}, notAdditive: [{code, name, why}], top: [{park, rank, of, interval, earlier}],
 * indicators: [{code, of, places: [{park, value, rank, marks}], isSilent, notComputable}], files }`. Totals are exact
 * decimal texts. The lists name parks, and groups of whatever size: they are the ministry's, not for a park's eyes.
 */
export const defineLists: DefineVerb = (verb, terminal) => {
  const { text } = terminal;
  snapshotOption(verb, terminal)
    .option(
      '--earlier <file>',
      text({
        zh: '以往年度的排名快照：增长与位次与之相比（默认用本次排名所用的上年数）',
        en: 'a ranking snapshot of an earlier cycle to compare with (default: last year’s values as this ranking used them)',
      }),
    )
    .option(
      '--out <dir>',
      text({
        zh: '输出文件夹；清单列出各园区与小组合计，供部门使用',
        en: 'the folder to write to; the lists name parks and small groups: for the ministry',
      }),
    )
    .option('--format <xlsx|csv>', text({ zh: '工作簿或 CSV', en: 'a workbook, or CSV files' }), 'xlsx');
  chartOption(verb, terminal, {
    zh: '前 50 名的位次及其区间',
    en: 'the first 50 ranks with their intervals',
  }).action(async (options: Options) => {
    const format = formatOf(options.format);
    const out = requireOut(options.out);
    const charts = options.chart === undefined ? [] : await chartPaths(options.chart, 1);
    const snapshot = await loadSnapshot(options);
    const earlier = options.earlier === undefined ? null : await loadSnapshot({ snapshot: options.earlier });
    if (earlier !== null && earlier.cycle >= snapshot.cycle) {
      throw new CannotDo({
        zh: `--earlier 应为 ${snapshot.cycle} 年度以前的排名；${options.earlier} 是 ${earlier.cycle} 年度。`,
        en: `--earlier takes a ranking before cycle ${snapshot.cycle}; ${options.earlier} is of ${earlier.cycle}.`,
      });
    }
    const lists = listsOf(snapshot, earlier);
    const { intervals } = lists;
    if (charts.length > 0 && intervals === null) {
      throw new CannotDo({
        zh: '权重全部官方，位次没有区间可画。',
        en: 'All weights are official: the ranks have no intervals to draw.',
      });
    }
    const files = await writeLists(out, format, snapshot, lists);
    sayHeading(snapshot, terminal);
    sayLists(lists, files, terminal);
    if (charts.length > 0 && intervals !== null) {
      const spans = lists.top.flatMap(({ registered, ranked: { park, rank } }) => {
        const own = intervals.parks.get(park);
        return own === undefined ? [] : [{ park, name: registered.shortName, rank, ...own }];
      });
      await writeCharts(charts, [intervalsPicture(snapshot, spans, intervals, terminal)], terminal);
    }
    const { ranked } = snapshot.result;
    terminal.answer({
      ranking: rankingAbout(snapshot),
      before: lists.before,
      totals: {
        nation: lists.nation.map(plain),
        region: lists.region.map(plain),
        province: lists.province.map(plain),
      },
      notAdditive,
      top: lists.top.map((park) => ({
        park: park.ranked.park,
        rank: park.ranked.rank,
        of: ranked,
        interval: intervals?.parks.get(park.ranked.park) ?? null,
        earlier: park.earlier,
      })),
      indicators: lists.indicators.map(({ indicator, ...rest }) => ({ code: indicator.code, ...rest })),
      files,
    });
  });
};

const plain = ({ input, ...total }: Lists['nation'][number]) => ({ code: input.code, ...total });

function requireOut(out: string | undefined): string {
  if (out !== undefined && out !== '') return out;
  throw new CannotDo({ zh: '请用 --out 指定输出文件夹。', en: 'Name the folder to write to with --out.' });
}
