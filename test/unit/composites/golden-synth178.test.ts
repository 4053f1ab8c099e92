import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { CompositeData } from '../../../shared/domain/composites/composite-data.ts';
import type { CompositeMethod } from '../../../shared/domain/composites/composite-method.ts';
import { type CompositeIndex, computeIndex } from '../../../shared/domain/composites/compute-index.ts';
import { hierarchyOf, hierarchyProblems } from '../../../shared/domain/composites/hierarchy.ts';
import { customaryOutlierRule } from '../../../shared/domain/composites/treat-outliers.ts';
import { aMethod, entriesOf, indicatorsOf } from '../../support/a-composite.ts';
import { expectColumns, expectTreatmentDetails, TOLERANCE } from '../../support/golden-parity.ts';
import {
  goldenFiles,
  goldenRows,
  goldenTable,
  goldenText,
  worstRelative,
} from '../../support/golden-tables.ts';

// COINr's results on synthetic data; provenance in test/golden/README.md.
const meta = goldenRows('synth178/iMeta.csv');
const entries = entriesOf(meta);
const table = goldenTable('synth178/data_178.csv');
const { units } = table;
const indicators = indicatorsOf(meta);
const codes = indicators.map(({ code }) => code);
const data: CompositeData = {
  units,
  indicators,
  columns: codes.map((code) => table.column(code, units)),
  denominators: new Map(),
  groups: new Map(),
};

const indexBy = (changes: Partial<CompositeMethod>): CompositeIndex => {
  const outcome = computeIndex(data, hierarchyOf(entries), aMethod(changes));
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  return outcome.index;
};
const indices: Readonly<Record<string, CompositeIndex>> = {
  minmax: indexBy({}),
  treated_minmax: indexBy({ outliers: customaryOutlierRule }),
  zscore: indexBy({ normalisation: { method: 'z-score', mean: 0, deviation: 1 } }),
  prank: indexBy({ normalisation: { method: 'percentile-rank', ties: 'min' } }),
};
const indexOf = (name: string): CompositeIndex => {
  const index = indices[name];
  if (index === undefined) throw new Error(`no index ${name}`);
  return index;
};

const checks: readonly (readonly [RegExp, (path: string, name: string) => void])[] = [
  [/^iMeta\.csv$/, () => expect(hierarchyProblems(entries)).toEqual([])],
  [
    /^generate\.mjs$/,
    () => {
      const script = fileURLToPath(new URL('../../golden/synth178/generate.mjs', import.meta.url));
      const made = execFileSync(process.execPath, [script, '178'], { encoding: 'utf8' });
      expect(made).toBe(goldenText('synth178/data_178.csv'));
    },
  ],
  [/^data_178\.csv$/, () => expect([units.length, table.codes.length]).toEqual([178, codes.length])],
  [
    /^eff_weights_178\.csv$/,
    (path) => {
      const golden = goldenRows(`synth178/${path}`);
      const shares = indexOf('minmax').effectiveWeights;
      expect(golden).toHaveLength(shares.size);
      for (const { iCode = '', EffWeight } of golden) {
        expect(
          worstRelative([shares.get(iCode) ?? Number.NaN], [Number(EffWeight)]),
          iCode,
        ).toBeLessThanOrEqual(TOLERANCE);
      }
    },
  ],
  [
    /^treated_178\.csv$/,
    (path) => {
      const { columns } = indexOf('treated_minmax').prepared.data;
      expectColumns(`synth178/${path}`, units, (code) => columns[codes.indexOf(code)]);
    },
  ],
  [
    /^treat_details_178\.csv$/,
    (path) => expectTreatmentDetails(`synth178/${path}`, codes, indexOf('treated_minmax').prepared.treatment),
  ],
  [
    /^normalised_(\w+)_178\.csv$/,
    (path, name) => {
      expectColumns(`synth178/${path}`, units, (code) => indexOf(name).normalised.get(code));
    },
  ],
  [
    /^agg_(\w+)_amean_178\.csv$/,
    (path, name) => {
      expect(goldenTable(`synth178/${path}`).codes.toSorted()).toEqual(
        [...indexOf(name).scores.keys()].toSorted(),
      );
      expectColumns(`synth178/${path}`, units, (code) => indexOf(name).scores.get(code));
    },
  ],
  [
    /^rank_(\w+)_amean_178\.csv$/,
    (path, name) => {
      const golden = goldenTable(`synth178/${path}`);
      for (const [node, { ranks }] of indexOf(name).ranks) {
        expect(Array.from(ranks), node).toEqual(Array.from(golden.column(node, units)));
      }
    },
  ],
];

describe('synthetic 178 × 46, every file of COINr, to 1e-12', () => {
  const files = goldenFiles('synth178');

  it('there are as many files as were made', () => {
    expect(files).toHaveLength(14);
  });

  it.each(files)('%s', (path) => {
    const [check] = checks.flatMap(([pattern, run]) => {
      const found = pattern.exec(path);
      return found === null ? [] : [() => run(path, found[1] ?? '')];
    });
    expect(check, `${path} is nobody's`).toBeDefined();
    check?.();
  });
});
