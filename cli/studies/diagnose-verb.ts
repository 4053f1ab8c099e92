import { diagnose } from '../../shared/domain/diagnosis/diagnose.ts';
import { tacticsFor } from '../../shared/domain/diagnosis/tactics.ts';
import type { Edition } from '../../shared/domain/methodology/edition.ts';
import { CannotDo } from '../terminal/context.ts';
import type { DefineVerb } from '../terminal/verb.ts';
import { parkOption, requirePark } from '../verbs/common-options.ts';
import { answerFor, byPlaces, togetherOf } from './diagnose-answer.ts';
import { sayDiagnosis } from './diagnose-text.ts';
import { editionOf, loadSnapshot, type SnapshotOptions, snapshotOption } from './load-snapshot.ts';
import { opennessDimension } from './openness-answer.ts';
import { intervalOf } from './rank-interval.ts';
import { rankingAbout, studiedPark } from './studied-park.ts';
import { gainsPicture } from './study-pictures.ts';
import { chartOption, chartPaths, writeCharts } from './write-chart.ts';

interface Options extends SnapshotOptions {
  readonly park?: string;
  readonly to: string;
  readonly dimension?: string;
  readonly limit: string;
  readonly forPark?: boolean;
  readonly chart?: string;
}

/**
 * `gaoxin diagnose (--cycle C [--revision N] | --snapshot FILE) --park P [--to decile|PEER] [--dimension D]
 * [--limit N] [--for-park] [--chart OUT.svg]`.
 *
 * With `--json`: `{ ranking, park: {park, name, rank, of, score}, interval: {low, high, coverage,
 * replicates, seed, assumption} | null, to, dimension, boundsMove,
 * indicators: [{code, dimension, name, unit, direction, nature, kind, value, score, weight, marks,
 * place: {rank, of, decile}, target: {kind: "decile", decile, places, of, value} | {kind: "peer", park, value} | null,
 * noTarget, gain: {score, places, rank: {from, to}, dimensionRank: {from, to} | null} | null, movesBounds,
 * isBeyondBound, noInputs, inputs: [{input, label, unit, fields, solved, from, to, change, percent, why, alsoMoves,
 * isBase, breaks: {blocking, query} | null, net: gain | null}]}], mostPlaces: [code], together: {indicators, score, places, rank} | null,
 * tactics: {offered: [{order, articleNumber, label, strengthens: [{indicator, strength, origin, gain}], directScore,
 * cases}], withheld: [{order, articleNumber, label, why}]} | null }`. Indicators stand by falling gain of score, all of
 * them whatever `--limit` says; `mostPlaces` orders their codes by places. `gain`: that one value changed and all ranked
 * again. `net`: the input changed alone and every indicator that reads it computed again. `tactics` where dimension 4 is
 * asked for.
 */
export const defineDiagnose: DefineVerb = (verb, terminal) => {
  const { text } = terminal;
  snapshotOption(verb, terminal)
    .option(
      '--to <decile|park>',
      text({
        zh: '目标：下一个十分位（decile），或某个园区的数值',
        en: 'the next decile, or a park’s values',
      }),
      'decile',
    )
    .option('--dimension <code>', text({ zh: '只看一个一级指标，如 4', en: 'one dimension only, e.g. 4' }))
    .option('--limit <n>', text({ zh: '显示前几项', en: 'how many to show' }), '10')
    .option(
      '--for-park',
      text({ zh: '供园区查看：不得以他园为目标', en: 'for a park’s eyes: no other park as the target' }),
    );
  chartOption(verb, terminal, {
    zh: '各项目标带来的得分与名次',
    en: 'points and places that each target buys',
  });
  parkOption(verb, terminal).action(async (options: Options) => {
    const park = requirePark(options.park);
    const peer = options.to === 'decile' ? null : requirePark(options.to);
    const limit = limitOf(options.limit);
    if (peer !== null && options.forPark === true) {
      throw new CannotDo({
        zh: '--for-park 时不能以其他园区为目标：园区不得看到他园的数值。',
        en: 'With --for-park no other park can be the target: its values are not for a park to see.',
      });
    }
    const snapshot = await loadSnapshot(options);
    const edition = editionOf(snapshot);
    const dimension = dimensionOf(edition, options.dimension);
    const { registered, ranked } = studiedPark(snapshot, park);
    if (peer !== null) studiedPark(snapshot, peer);
    if (peer === park) {
      throw new CannotDo({ zh: `${park} 不能以自身为目标。`, en: `${park} cannot be its own target.` });
    }
    const charts = options.chart === undefined ? [] : await chartPaths(options.chart, 1);
    const diagnoses = diagnose(edition, snapshot, park, { peer, dimension });
    const shown = diagnoses.filter(({ gain }) => gain !== null).slice(0, limit);
    const isOpenness = dimension === null || dimension === opennessDimension;
    const document = {
      ranking: rankingAbout(snapshot),
      park: {
        park,
        name: registered.name,
        rank: ranked.rank,
        of: snapshot.result.ranked,
        score: ranked.score,
        reopened: ranked.reopened,
      },
      interval: intervalOf(edition, snapshot, park),
      to: peer ?? 'decile',
      dimension,
      boundsMove: snapshot.result.bounds.source === 'population',
      indicators: diagnoses.map(answerFor),
      mostPlaces: byPlaces(diagnoses),
      together: shown.length === 0 ? null : togetherOf(edition, snapshot, park, shown),
      tactics: isOpenness ? tacticsFor(registered, diagnoses) : null,
    };
    sayDiagnosis(snapshot, document, limit, terminal);
    if (charts.length > 0) {
      await writeCharts(charts, [gainsPicture(snapshot, document, limit, terminal)], terminal);
    }
    terminal.answer(document);
  });
};

const dimensionOf = ({ document }: Edition, wanted: string | undefined): string | null => {
  if (wanted === undefined) return null;
  const codes = document.dimensions.map(({ code }) => code);
  if (codes.includes(wanted)) return wanted;
  throw new CannotDo({
    zh: `指标体系 ${document.id} 没有一级指标“${wanted}”，只有 ${codes.join('、')}。`,
    en: `The methodology ${document.id} has no dimension “${wanted}”, only ${codes.join(', ')}.`,
  });
};

const limitOf = (text: string): number => {
  if (/^[1-9]\d{0,2}$/.test(text)) return Number(text);
  throw new CannotDo({
    zh: `--limit 应为正整数；当前为“${text}”。`,
    en: `--limit takes a whole number from 1; found “${text}”.`,
  });
};
