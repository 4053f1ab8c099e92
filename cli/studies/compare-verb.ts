import {
  type ComparedEditions,
  type ComparedPark,
  compareEditions,
} from '../../shared/domain/explanation/compare-editions.ts';
import { decimalOf } from '../../shared/domain/explanation/fraction.ts';
import type { Edition } from '../../shared/domain/methodology/edition.ts';
import type { EditionOutline } from '../../shared/domain/methodology/edition-outline.ts';
import { outlineIds, shippedOutline } from '../../shared/domain/methodology/shipped-outlines.ts';
import type { RankingSnapshot } from '../../shared/domain/ranking/ranking.ts';
import { intervalsOf, type RankIntervals } from '../../shared/domain/robustness/rank-intervals.ts';
import {
  isSameEdition,
  SnapshotLacksInputsError,
} from '../../shared/domain/scenarios/snapshot-under-edition.ts';
import { CannotDo } from '../terminal/context.ts';
import type { DefineVerb } from '../terminal/verb.ts';
import { requirePark } from '../verbs/common-options.ts';
import { sayComparedPark, sayComparison } from './compare-text.ts';
import { cannotRank, type FoundEdition, findEdition } from './find-edition.ts';
import { editionOf, loadSnapshot, type SnapshotOptions, snapshotOption } from './load-snapshot.ts';
import { saySystemChanges } from './methodology-text.ts';
import { rankingAbout, studiedPark } from './studied-park.ts';

interface Options extends SnapshotOptions {
  readonly with?: string;
  readonly from?: string;
  readonly park?: string;
}

/**
 * `gaoxin compare (--cycle C [--revision N] | --snapshot FILE) --with EDITION|FILE [--from EDITION|FILE] [--park P]`.
 *
 * With `--json`: `{ ranking, from, to: {id, version, weights, synthetic, indicators: {in, of, out}, bounds}, changes,
 * indicators: [{kind, from, to, by, reason, weight: {from, to}, isRedefined}], parks: [{park, name, interval, from, to, change,
 * score: {from, to}, parts: {change: {numerator, denominator, decimal}}}], moved, averageShift, rankCorrelation,
 * systemChanges }`; negative changes are upwards. An edition of which only a part is public cannot rank: exit status 1
 * with what is known of it.
 */
export const defineCompare: DefineVerb = (verb, terminal, finish) => {
  const { text } = terminal;
  snapshotOption(verb, terminal)
    .option(
      '--with <edition>',
      text({ zh: '另一套指标体系：ID、ID@版本或文件', en: 'the other edition: ID, ID@VERSION or a file' }),
    )
    .option(
      '--from <edition>',
      text({
        zh: '从哪一套起比（默认该次排名所用）',
        en: 'the edition to start from (default: that of the ranking)',
      }),
    )
    .option('--park <id>', text({ zh: '只看一个园区，如 P021', en: 'one park only, e.g. P021' }))
    .action(async (options: Options) => {
      if (options.with === undefined) {
        throw new CannotDo({
          zh: '请用 --with 指定另一套指标体系，如 --with most-2021-literal-product。',
          en: 'Name the other edition with --with, e.g. --with most-2021-literal-product.',
        });
      }
      const snapshot = await loadSnapshot(options);
      const own = editionOf(snapshot);
      const first: FoundEdition =
        options.from === undefined ? { kind: 'edition', edition: own } : await findEdition(options.from);
      const second = await findEdition(options.with);
      const park =
        options.park === undefined ? null : studiedPark(snapshot, requirePark(options.park)).ranked;
      if (first.kind === 'outline' || second.kind === 'outline') {
        const outlines = [first, second].flatMap((found) => (found.kind === 'outline' ? found.outline : []));
        for (const outline of outlines) {
          terminal.say(text(cannotRank(outline)));
          saySystemChanges(outline, terminal);
        }
        terminal.answer({ ranking: rankingAbout(snapshot), incomplete: outlines });
        finish(1);
        return;
      }
      const [from, to] = [first.edition, second.edition];
      const compared = compareOrSayWhyNot(snapshot, own, from, to);
      const outline = outlineOfChange(from, to);
      // Under another edition than its own this is no ranking, hence without intervals.
      const intervals = isSameEdition(from, own) ? intervalsOf(own, snapshot) : null;
      if (park === null) sayComparison(snapshot, from, to, compared, intervals, terminal);
      else sayComparedPark(snapshot, from, to, compared, park.park, intervals, terminal);
      if (outline !== null) {
        terminal.say();
        saySystemChanges(outline, terminal);
      }
      terminal.answer(documentOf(snapshot, from, to, compared, intervals, park?.park ?? null, outline));
    });
};

function compareOrSayWhyNot(
  snapshot: RankingSnapshot,
  own: Edition,
  from: Edition,
  to: Edition,
): ComparedEditions {
  if (isSameEdition(from, to)) {
    const { id, version } = from.document;
    throw new CannotDo({
      zh: `两套指标体系相同（${id}@${version}），无可比较。`,
      en: `Both editions are ${id}@${version}: there is nothing to compare.`,
    });
  }
  try {
    return compareEditions(snapshot, own, from, to);
  } catch (error) {
    if (!(error instanceof SnapshotLacksInputsError)) throw error;
    throw new CannotDo(
      {
        zh: `快照没有 ${error.parks.length} 个园区的填报项，无法按另一套指标体系计算。`,
        en: `The snapshot does not hold the inputs of ${error.parks.length} parks, so the other edition cannot be computed.`,
      },
      { cause: error },
    );
  }
}

/** Where a former system and its successor are compared: what is publicly said of the change. */
const outlineOfChange = (from: Edition, to: Edition): EditionOutline | null => {
  const successors = [from, to].flatMap(({ document }) => document.successor?.id ?? []);
  return (
    outlineIds()
      .flatMap((id) => shippedOutline(id) ?? [])
      .find(({ successor }) => successor !== null && successors.includes(successor.id)) ?? null
  );
};

const documentOf = (
  snapshot: RankingSnapshot,
  from: Edition,
  to: Edition,
  compared: ComparedEditions,
  intervals: RankIntervals | null,
  park: string | null,
  outline: EditionOutline | null,
) => {
  const names = new Map(snapshot.input.register.map(({ id, name }) => [id, name]));
  const { results, indicators, changes, parks, averageShift, rankCorrelation } = compared;
  const side = ({ document }: Edition, result: ComparedEditions['results']['from']) => ({
    id: document.id,
    version: document.version,
    weights: document.weights.status,
    synthetic: document.synthetic === true,
    indicators: { in: result.indicators.in, of: result.indicators.of, out: result.indicators.out },
    bounds: { source: result.bounds.source, fromPopulation: result.bounds.fromPopulation },
  });
  const answer = ({ parts, ...row }: ComparedPark) => ({
    name: names.get(row.park) ?? null,
    /** Of `from`, where that is the ranking's own edition. */
    interval: intervals?.parks.get(row.park) ?? null,
    ...row,
    parts: Object.fromEntries(
      Object.entries(parts).map(([change, part]) => [change, { ...part, decimal: decimalOf(part) }]),
    ),
  });
  return {
    ranking: rankingAbout(snapshot),
    from: side(from, results.from),
    to: side(to, results.to),
    changes,
    indicators,
    parks: parks.filter((row) => park === null || row.park === park).map(answer),
    moved: parks.filter(({ change }) => change !== 0).length,
    averageShift,
    rankCorrelation,
    systemChanges: outline?.successor ?? null,
  };
};
