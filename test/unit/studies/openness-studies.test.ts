import { describe, expect, it } from 'vitest';
import { population } from '../../../cli/sample/population.ts';
import { seededStreams } from '../../../cli/sample/random.ts';
import { defineDiagnose } from '../../../cli/studies/diagnose-verb.ts';
import { defineDistribution } from '../../../cli/studies/distribution-verb.ts';
import { defineOpenness } from '../../../cli/studies/openness-verb.ts';
import { computeIndicators } from '../../../shared/domain/indicators/compute-indicators.ts';
import type { RegisteredPark } from '../../../shared/domain/ranking/ranking.ts';
import { shippedRegister } from '../../../shared/domain/ranking/register.ts';
import { aSnapshot } from '../../support/a-snapshot.ts';
import { anEdition } from '../../support/ranking-input.ts';
import { runStudy } from '../../support/run-study.ts';

const register = shippedRegister();
const edition = anEdition();
/** The demo’s population with the values that its inputs give; P021 lies in both zones. */
const snapshotOf = (zones: Partial<RegisteredPark>) => {
  const { returns } = population({ register, parks: 169, cycle: '2021', randomOf: seededStreams('1') });
  return aSnapshot(
    returns.map(({ park, inputs, previous }) => ({
      id: park.id,
      inputs,
      priors: previous,
      registered: {
        ...register.find(({ id }) => id === park.id),
        ...(park.id === 'P021' ? zones : {}),
      },
      filed: {
        values: computeIndicators(edition, inputs, { source: 'previous-cycle', values: previous }),
      },
    })),
  );
};
const snapshot = snapshotOf({ innovationZone: true, freeTradeZone: true });
const provisional = { zh: '权重为暂定值，非官方', en: 'weights are provisional, not official' };

describe('gaoxin distribution', () => {
  it('without a measure shows the article’s two beside the published counts', async () => {
    const { text, document } = await runStudy(defineDistribution, snapshot, [], 'zh');
    expect(document).toMatchObject({
      ranking: { cycle: '2021', ranked: 169, register: 169, provisional: true },
      published: [
        { id: 'openness-above-1', published: { parks: 35, of: 169 }, counted: { parks: 35, of: 169 } },
        { id: 'openness-below-0.5', counted: { parks: 108, of: 169 } },
        { id: 'foreign-above-1', counted: { parks: 7, of: 169 } },
        { id: 'foreign-below-0.1', counted: { parks: 87, of: 169 } },
      ],
      measures: [
        {
          parks: 169,
          thresholds: [{ above: 35, below: 134 }, { below: 108 }, {}],
          tops: [{ asked: '20%', places: 33, of: 169, rank: 33 }],
        },
        { thresholds: [{ above: 7 }, {}, { below: 87 }] },
      ],
    });
    expect(text).toContain('公布的 2019 年');
    expect(text).toContain('35/169 = 20.71%');
    expect(text).toContain('刚过 1% 居第 36/169 名（21.30 %）');
    expect(text).toContain(provisional.zh);
    expect(text).toContain('█');
  });

  it('takes an indicator, thresholds and a top of one’s own, in English', async () => {
    const words = [
      '--indicator',
      '4.7',
      '--at',
      '2',
      '--top',
      '10%,5',
      '--by',
      'province,region',
      '--park',
      'P021',
    ];
    const { text, document } = await runStudy(defineDistribution, snapshot, words);
    expect(document).toMatchObject({
      measures: [
        {
          measure: { kind: 'indicator', of: '4.7', direction: 'higher-is-better' },
          thresholds: [{ threshold: 2 }],
          tops: [
            { asked: '10%', places: 16 },
            { asked: '5', places: 5 },
          ],
          groups: [{ by: 'province' }, { by: 'region' }],
          own: { park: 'P021' },
        },
      ],
      published: null,
    });
    expect(text).toContain(provisional.en);
    expect(text).not.toMatch(/[（）、：]/);
  });

  it('for a park shows no other park’s value and no small group', async () => {
    const words = ['--ratio', 'exports / revenue', '--for-park', '--by', 'province', '--top', '50%'];
    const { text, document } = await runStudy(defineDistribution, snapshot, words);
    expect(document).toMatchObject({ measures: [{ values: null, notMeasured: { count: 2, parks: null } }] });
    const { measures } = document as {
      measures: { groups: { rows: { parks: number; figures: unknown }[] }[]; quantiles: { p: number }[] }[];
    };
    const rows = measures[0]?.groups[0]?.rows ?? [];
    expect(rows.filter(({ parks }) => parks < 5).every(({ figures }) => figures === null)).toBe(true);
    expect(rows.some(({ figures }) => figures !== null)).toBe(true);
    expect(measures[0]?.quantiles.map(({ p }) => p)).not.toContain(1);
    expect(text).not.toMatch(/P\d{3}/);
  });

  it.each([
    [['--indicator', '9.9'], /no indicator 9\.9/],
    [['--indicator', '4.7', '--ratio', 'employees'], /not both/],
    [['--ratio', 'staff / employees'], /no park input: staff/],
    [['--ratio', 'employees /'], /no expression/],
    [['--at', 'many'], /“many” is none/],
    [['--top', '0%'], /found “0%”/],
    [['--top', '1.5'], /found “1\.5”/],
    [['--quantiles', '2'], /from 0 to 1/],
    [['--by', 'city'], /province, region/],
    [['--bins', '0'], /from 1 to 99/],
    [['--park', 'P999'], /not in the register/],
    [['--for-park', '--top', '4'], /at least 5 places/],
  ])('refuses %j in one sentence', async (words, said) => {
    await expect(runStudy(defineDistribution, snapshot, words)).rejects.toMatchObject({
      name: 'CannotDo',
      message: expect.stringMatching(said),
    });
  });
});

describe('gaoxin openness', () => {
  it('shows a park’s groups, natures, footprint and peers with their denominators', async () => {
    const { text, document } = await runStudy(defineOpenness, snapshot, ['--park', 'P021'], 'zh');
    const own = snapshot.result.parks.find(({ park }) => park === 'P021');
    expect(document).toMatchObject({
      park: { park: 'P021', rank: own?.rank, of: 169 },
      dimension: { code: '4', rank: own?.dimensions['4']?.rank, of: 169 },
      groups: [
        { indicators: [{ code: '4.1' }, { code: '4.3' }, { code: '4.4' }] },
        {},
        { standing: { of: 169 } },
      ],
      scaleAndQuality: [{ dimension: '4' }, { dimension: null }],
      peers: [{ kind: 'region' }, { kind: 'batch' }, { kind: 'size', parks: 11 }],
      interval: { coverage: 0.9 },
    });
    expect(text).toContain(provisional.zh);
    expect(text).toContain('90 % 区间');
    expect(text).toContain('规模与强度、质量');
  });

  it('for a park names no other park', async () => {
    const { text } = await runStudy(defineOpenness, snapshot, ['--park', 'P021', '--for-park']);
    expect(new Set(text.match(/P\d{3}/g))).toEqual(new Set(['P021']));
    expect(text).not.toMatch(/[（）：]/);
  });

  it('refuses a park that has no rank, and says why', async () => {
    await expect(runStudy(defineOpenness, snapshot, ['--park', 'P999'])).rejects.toThrow(
      /not in the register/,
    );
    const exempt = snapshotOf({ exempt: true });
    await expect(runStudy(defineOpenness, exempt, ['--park', 'P021'])).rejects.toThrow(/not ranked .*exempt/);
  });
});

describe('gaoxin diagnose', () => {
  const diagnosed = (document: unknown) =>
    document as {
      indicators: { code: string; gain: { score: number; places: number } | null; inputs: unknown[] }[];
      tactics: { offered: { order: number }[]; withheld: unknown[] } | null;
    };

  it('orders by score, maps dimension 4 to tactics, and offers 双自联动 to a park of both zones', async () => {
    const { text, document } = await runStudy(
      defineDiagnose,
      snapshot,
      ['--park', 'P021', '--dimension', '4'],
      'zh',
    );
    const { indicators, tactics } = diagnosed(document);
    expect(indicators.map(({ code }) => code).toSorted()).toEqual([
      '4.1',
      '4.2',
      '4.3',
      '4.4',
      '4.5',
      '4.6',
      '4.7',
    ]);
    const scores = indicators.map(({ gain }) => gain?.score ?? 0);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(tactics?.offered).toHaveLength(7);
    expect(text).toContain('双自联动');
    expect(text).toContain('（文章）');
    expect(text).toContain('（推断）');
    expect(text).toContain(provisional.zh);
  });

  it('withholds 双自联动 where the register does not say', async () => {
    const unknown = snapshotOf({ innovationZone: true, freeTradeZone: null });
    const { text, document } = await runStudy(defineDiagnose, unknown, [
      '--park',
      'P021',
      '--dimension',
      '4',
    ]);
    expect(diagnosed(document).tactics?.withheld).toMatchObject([{ order: 4, why: 'not-known' }]);
    expect(text).toContain('Not offered: 4.');
    expect(text).not.toMatch(/[（）、：]/);
  });

  it('of another dimension has no tactics', async () => {
    const { document } = await runStudy(defineDiagnose, snapshot, ['--park', 'P021', '--dimension', '1']);
    expect(diagnosed(document).tactics).toBeNull();
  });

  it.each([
    [['--park', 'P021', '--to', 'P001', '--for-park'], /not for a park to see/],
    [['--park', 'P021', '--to', 'P021'], /its own target/],
    [['--park', 'P021', '--to', 'P999'], /not in the register/],
    [['--park', 'P021', '--dimension', '6'], /only 1, 2, 3, 4, 5/],
    [['--park', 'P021', '--limit', '0'], /--limit/],
    [[], /Name the park/],
  ])('refuses %j in one sentence', async (words, said) => {
    await expect(runStudy(defineDiagnose, snapshot, words)).rejects.toMatchObject({
      name: 'CannotDo',
      message: expect.stringMatching(said),
    });
  });
});
