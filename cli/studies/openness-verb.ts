import { opennessCodes } from '../../shared/domain/openness/openness-groups.ts';
import { overseasFootprint } from '../../shared/domain/openness/overseas-footprint.ts';
import { peerGroups } from '../../shared/domain/openness/peer-groups.ts';
import { scaleAndQuality } from '../../shared/domain/openness/scale-and-quality.ts';
import { CannotDo } from '../terminal/context.ts';
import type { DefineVerb } from '../terminal/verb.ts';
import { parkOption, requirePark } from '../verbs/common-options.ts';
import { editionOf, loadSnapshot, type SnapshotOptions, snapshotOption } from './load-snapshot.ts';
import { opennessDimension, opennessGroupAnswers } from './openness-answer.ts';
import { sayOpenness } from './openness-text.ts';
import { intervalOf } from './rank-interval.ts';
import { rankingAbout, studiedPark } from './studied-park.ts';
import { opennessPicture } from './study-pictures.ts';
import { chartOption, chartPaths, writeCharts } from './write-chart.ts';

interface Options extends SnapshotOptions {
  readonly park?: string;
  readonly forPark?: boolean;
  readonly chart?: string;
}

/**
 * `gaoxin openness (--cycle C [--revision N] | --snapshot FILE) --park P [--for-park] [--chart OUT.svg]`: one park's
 * openness as the article reads it.
 *
 * With `--json`: `{ ranking, forPark, park: {park, name, rank, of, score}, interval: {low, high, …} | null, dimension: {code, score, rank, of} | null,
 * groups: [{name, weight, standing: {score, rank, of} | null, headroom: {group, overall}, atBound: {rank, of, score},
 * indicators: [{code, name, unit, nature, value, place: {rank, of, decile}, score, weight, weightInGroup, marks,
 * bestBound, headroom}]}], scaleAndQuality: [{dimension, standings: [{nature, codes, standing}], strength,
 * placesBehindScale}], footprint: [{id, label, unit, inputs, fields, amount, before, growth, scale, intensity}],
 * peers: [{kind, name, parks, figures: {rank, median} | null, members: [{park, score, rank}]}] }`.
 * Headroom: points up to the best bound, of the group's score and of the overall one. Weights are effective weights.
 */
export const defineOpenness: DefineVerb = (verb, terminal) => {
  snapshotOption(verb, terminal).option(
    '--for-park',
    terminal.text({
      zh: '供园区查看：不列他园，少于五家的组不显示',
      en: 'for a park’s eyes: no other park, no group under five parks',
    }),
  );
  chartOption(verb, terminal, {
    zh: '文章三组开放指标的得分与提升空间',
    en: 'scores and headroom of the article’s three groups',
  });
  parkOption(verb, terminal).action(async (options: Options) => {
    const park = requirePark(options.park);
    const forPark = options.forPark === true;
    const snapshot = await loadSnapshot(options);
    const edition = editionOf(snapshot);
    const { ranked, registered } = studiedPark(snapshot, park);
    const groups = opennessGroupAnswers(edition, snapshot, park);
    if (groups.length === 0) {
      throw new CannotDo({
        zh: `指标体系 ${edition.document.id} 没有文章所说的开放指标（${opennessCodes.join('、')}）。`,
        en: `The methodology ${edition.document.id} has none of the article’s openness indicators (${opennessCodes.join(', ')}).`,
      });
    }
    const charts = options.chart === undefined ? [] : await chartPaths(options.chart, 1);
    const own = ranked.dimensions[opennessDimension];
    const document = {
      ranking: rankingAbout(snapshot),
      forPark,
      park: {
        park,
        name: registered.name,
        rank: ranked.rank,
        of: snapshot.result.ranked,
        score: ranked.score,
        reopened: ranked.reopened,
      },
      interval: intervalOf(edition, snapshot, park),
      dimension:
        own === undefined
          ? null
          : {
              code: opennessDimension,
              ...own,
              of: snapshot.result.parks.filter((each) => each.dimensions[opennessDimension] !== undefined)
                .length,
            },
      groups,
      scaleAndQuality: [opennessDimension, null].map((dimension) =>
        scaleAndQuality(edition, snapshot, park, dimension),
      ),
      footprint: overseasFootprint(snapshot, park),
      peers: peerGroups(edition, snapshot, park, opennessCodes, forPark),
    };
    sayOpenness(snapshot, document, terminal);
    if (charts.length > 0) {
      await writeCharts(charts, [opennessPicture(snapshot, document, terminal)], terminal);
    }
    terminal.answer(document);
  });
};
