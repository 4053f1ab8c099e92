import { describe, expect, it } from 'vitest';
import { aggregateNodes } from '../../../shared/domain/composites/aggregate-nodes.ts';
import type { CompositeData, IndicatorMeta } from '../../../shared/domain/composites/composite-data.ts';
import { prepareData } from '../../../shared/domain/composites/compute-index.ts';
import {
  effectiveNodeWeights,
  hierarchyOf,
  hierarchyProblems,
} from '../../../shared/domain/composites/hierarchy.ts';
import type { Normalisation } from '../../../shared/domain/composites/normalisation.ts';
import { normaliseColumn } from '../../../shared/domain/composites/normalise-column.ts';
import { customaryTiePrecision, tiedRanks } from '../../../shared/domain/composites/tied-ranks.ts';
import { customaryOutlierRule } from '../../../shared/domain/composites/treat-outliers.ts';
import type { Mean } from '../../../shared/domain/composites/weighted-mean.ts';
import { aMethod, entriesOf, indicatorsOf } from '../../support/a-composite.ts';
import { expectColumns, expectTreatmentDetails, TOLERANCE } from '../../support/golden-parity.ts';
import {
  goldenFiles,
  goldenRows,
  goldenTable,
  goldenText,
  worstRelative,
} from '../../support/golden-tables.ts';

// COINr's results on its ASEM data; provenance in test/golden/README.md.
const meta = goldenRows('asem/iMeta.csv');
const posts = new Map(goldenRows('asem/goalposts.csv').map((row) => [row.iCode, row]));
const indicators = indicatorsOf(meta);
const codes = indicators.map(({ code }) => code);
const raw = goldenTable('asem/iData_raw.csv');

const rawData: CompositeData = {
  units: raw.units,
  indicators,
  columns: codes.map((code) => raw.column(code, raw.units)),
  denominators: new Map(
    ['Area', 'Energy', 'GDP', 'Population'].map((code) => [code, raw.column(code, raw.units)]),
  ),
  groups: new Map([['EurAsia_group', raw.texts('EurAsia_group', raw.units)]]),
};

const stages = {
  raw: { data: rawData, imputed: [], screened: [], treatment: [] },
  denominated: prepareData(rawData, aMethod({ denominate: true })),
  imputed: prepareData(rawData, aMethod({ denominate: true, imputeBy: 'EurAsia_group' })),
  screened: prepareData(rawData, aMethod({ denominate: true, imputeBy: 'EurAsia_group', leastData: 0.9 })),
  treated: prepareData(
    rawData,
    aMethod({
      denominate: true,
      imputeBy: 'EurAsia_group',
      leastData: 0.9,
      outliers: customaryOutlierRule,
    }),
  ),
};
const stageOf = (name: string) => {
  const stage = Object.entries(stages).find(([key]) => key === name)?.[1];
  if (stage === undefined) throw new Error(`no stage ${name}`);
  return stage;
};

const normalisations: Readonly<Record<string, Normalisation>> = {
  minmax_0_100: { method: 'min-max', lower: 0, upper: 100 },
  minmax_1_100: { method: 'min-max', lower: 1, upper: 100 },
  zscore_0_1: { method: 'z-score', mean: 0, deviation: 1 },
  zscore_50_10: { method: 'z-score', mean: 50, deviation: 10 },
  rank_min: { method: 'rank', ties: 'min' },
  rank_average: { method: 'rank', ties: 'average' },
  borda_min: { method: 'borda', ties: 'min' },
  prank_min: { method: 'percentile-rank', ties: 'min' },
  prank_average: { method: 'percentile-rank', ties: 'average' },
  dist2max: { method: 'distance-to-max' },
  dist2ref_DEU: { method: 'distance-to-reference', unit: 'DEU', cap: false },
  dist2ref_DEU_cap: { method: 'distance-to-reference', unit: 'DEU', cap: true },
  dist2targ_cap: { method: 'distance-to-target', cap: true },
  dist2targ_nocap: { method: 'distance-to-target', cap: false },
  fracmax: { method: 'fraction-of-max' },
  goalposts_trunc_100: { method: 'goalposts' },
  goalposts_notrunc_100: { method: 'goalposts' },
};

const withGoalposts = (indicator: IndicatorMeta, truncate: boolean): IndicatorMeta => {
  const row = posts.get(indicator.code);
  return {
    ...indicator,
    goalposts: { lower: Number(row?.lower), upper: Number(row?.upper), scale: 100, truncate },
  };
};

const normalised = (stage: string, method: string): Map<string, Float64Array> => {
  const normalisation = normalisations[method];
  if (normalisation === undefined) throw new Error(`no method ${method}`);
  const { units, columns } = stageOf(stage).data;
  return new Map(
    indicators.map((indicator, index) => [
      indicator.code,
      normaliseColumn(
        columns[index] as Float64Array,
        withGoalposts(indicator, !method.includes('notrunc')),
        normalisation,
        units.indexOf('DEU'),
      ),
    ]),
  );
};

const weightsOf = (name: string): Map<string, number> =>
  new Map(goldenRows(`asem/weights_${name}.csv`).map((row) => [row.iCode ?? '', Number(row.Weight)]));
const hierarchyWith = (weights: string) => hierarchyOf(entriesOf(meta, weightsOf(weights)));

const means: Readonly<Record<string, Mean>> = {
  amean: { kind: 'arithmetic' },
  gmean: { kind: 'geometric' },
};
const aggregated = (name: string): ReadonlyMap<string, Float64Array> => {
  const [stage = '', method = '', mean = '', weights = ''] = name.split('__');
  const result = aggregateNodes(hierarchyWith(weights), normalised(stage, method), {
    means: [means[mean] as Mean],
    nodeMeans: new Map(),
    leastShare: 0,
  });
  if (!result.ok) throw new Error(`${name}: ${result.unfit.child} is unfit`);
  return result.scores;
};

/** Groups that are exactly tied and that COINr tells apart by noise, by table and node. */
const tieSplits = goldenText('asem/exact_tie_splits.txt')
  .split('\n')
  .flatMap((line) => {
    const found = /^\('(.+?)', '(.+?)'\) (.+)$/.exec(line);
    if (found === null) return [];
    const [, table = '', node = '', rest = ''] = found;
    return [...rest.matchAll(/\('[^']+', \[(.+?)\]\)/g)].map(([, group = '']) => ({
      table,
      node,
      members: [...group.matchAll(/\('(\w+)', '(\d+)'\)/g)].map(([, unit = '', rank]) => ({
        unit,
        rank: Number(rank),
      })),
    }));
  });

/** COINr's ranks, with the better rank for all of an exactly tied group. */
const ranksUpToNoise = (
  table: string,
  node: string,
  units: readonly string[],
  ranks: Float64Array,
): Float64Array => {
  const corrected = ranks.slice();
  for (const split of tieSplits.filter((group) => group.table === table && group.node === node)) {
    const best = Math.min(...split.members.map(({ rank }) => rank));
    for (const { unit } of split.members) corrected[units.indexOf(unit)] = best;
  }
  return corrected;
};

/** What each file is checked by; every file must be somebody's. */
const checks: readonly (readonly [RegExp, (path: string, ...parts: string[]) => void])[] = [
  [/^iMeta\.csv$/, () => expect(hierarchyProblems(entriesOf(meta))).toEqual([])],
  [/^iData_raw\.csv$/, () => expect(raw.codes).toEqual(expect.arrayContaining(codes))],
  [/^goalposts\.csv$/, () => expect([...posts.keys()].toSorted()).toEqual(codes.toSorted())],
  [
    /^weights_(equal|unequal)\.csv$/,
    (_, name) =>
      expect([...weightsOf(name).keys()].toSorted()).toEqual(
        entriesOf(meta)
          .map(({ code }) => code)
          .toSorted(),
      ),
  ],
  [
    /^stage_(\w+)\.csv$/,
    (path, name) => {
      const { data } = stageOf(name);
      expectColumns(`asem/${path}`, data.units, (code) => data.columns[codes.indexOf(code)]);
    },
  ],
  [
    /^eff_weights_(\w+)\.csv$/,
    (path, name) => {
      const golden = goldenRows(`asem/${path}`);
      const shares = effectiveNodeWeights(hierarchyWith(name));
      expect(shares.size).toBe(golden.length);
      expect(
        worstRelative(
          golden.map((row) => shares.get(row.iCode ?? '') ?? Number.NaN),
          golden.map((row) => Number(row.EffWeight)),
        ),
      ).toBeLessThanOrEqual(TOLERANCE);
    },
  ],
  [/^treat_details\.csv$/, (path) => expectTreatmentDetails(`asem/${path}`, codes, stages.treated.treatment)],
  [
    /^treat_points\.csv$/,
    (path) => {
      const golden = goldenTable(`asem/${path}`);
      const { data, treatment } = stages.treated;
      const mark = { 'winsorised-high': 'winhi', 'winsorised-low': 'winlo', logged: 'log_CT' };
      for (const [index, { cells }] of treatment.entries()) {
        const marks = data.units.map(() => '');
        for (const { unit, how } of cells) marks[unit] = mark[how];
        expect(marks).toEqual(golden.texts(codes[index] ?? '', data.units));
      }
    },
  ],
  [
    /^norm\/(.+)\.csv$/,
    (path, name) => {
      const [stage = '', method = ''] = name.split('__');
      const columns = normalised(stage, method);
      expectColumns(`asem/${path}`, stageOf(stage).data.units, (code) => columns.get(code));
    },
  ],
  [
    /^agg\/(.+)\.csv$/,
    (path, name) => {
      const columns = aggregated(name);
      expect(goldenTable(`asem/${path}`).codes.toSorted()).toEqual([...columns.keys()].toSorted());
      expectColumns(`asem/${path}`, stageOf(name.split('__')[0] ?? '').data.units, (code) =>
        columns.get(code),
      );
    },
  ],
  [
    /^rank\/(.+)\.csv$/,
    (path, name) => {
      const { units } = stageOf(name.split('__')[0] ?? '').data;
      const golden = goldenTable(`asem/${path}`);
      for (const [node, scores] of aggregated(name)) {
        const { ranks } = tiedRanks(scores, customaryTiePrecision);
        const expected = ranksUpToNoise(name, node, units, golden.column(node, units));
        expect(Array.from(ranks), node).toEqual(
          Array.from(expected, (rank) => (Number.isNaN(rank) ? 0 : rank)),
        );
      }
    },
  ],
  [
    /^exact_tie_splits\.txt$/,
    () => {
      expect(tieSplits).toHaveLength(67);
      for (const { table, node, members } of tieSplits) {
        const { units } = stageOf(table.split('__')[0] ?? '').data;
        const { ranks } = tiedRanks(aggregated(table).get(node) as Float64Array, customaryTiePrecision);
        const ours = new Set(members.map(({ unit }) => ranks[units.indexOf(unit)]));
        expect([...ours], `${table} ${node}`).toEqual([Math.min(...members.map(({ rank }) => rank))]);
      }
    },
  ],
];

describe('ASEM, every file of COINr, to 1e-12', () => {
  const files = goldenFiles('asem');

  it('there are as many files as were made', () => {
    expect(files).toHaveLength(78);
  });

  it.each(files)('%s', (path) => {
    const [check] = checks.flatMap(([pattern, run]) => {
      const found = pattern.exec(path);
      return found === null ? [] : [() => run(path, ...found.slice(1))];
    });
    expect(check, `${path} is nobody's`).toBeDefined();
    check?.();
  });
});
