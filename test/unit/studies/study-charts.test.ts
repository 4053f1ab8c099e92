import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { defineDiagnose } from '../../../cli/studies/diagnose-verb.ts';
import { defineDistribution } from '../../../cli/studies/distribution-verb.ts';
import { defineLists } from '../../../cli/studies/lists-verb.ts';
import { defineOpenness } from '../../../cli/studies/openness-verb.ts';
import { defineRobustness } from '../../../cli/studies/robustness-verb.ts';
import { parseXml } from '../../../shared/adapters/report-writers/xml-elements.ts';
import { aSnapshot } from '../../support/a-snapshot.ts';
import { runStudy } from '../../support/run-study.ts';

const folder = await mkdtemp(join(tmpdir(), 'gaoxin-charts-'));
afterAll(() => rm(folder, { recursive: true }));
const at = (name: string): string => join(folder, name);

const snapshot = aSnapshot([
  { id: 'P001', at: 1, registered: { name: '甲 <b>&"高新区"' }, inputs: { employees: '100' } },
  { id: 'P002', at: 2, inputs: { employees: '200' }, priors: { employees: '160' } },
  { id: 'P003', at: 3, inputs: { employees: '300' } },
]);

const drawn = async (name: string): Promise<string> => {
  const svg = await readFile(at(name), 'utf8');
  // Well-formed on its own, else no program opens it.
  expect(parseXml(svg).name).toBe('svg');
  return svg;
};

describe('--chart', () => {
  it('draws a histogram, with its denominators and the provisional mark', async () => {
    await runStudy(defineDistribution, snapshot, ['--indicator', '4.7', '--chart', at('d.svg')], 'zh');
    const svg = await drawn('d.svg');
    expect(svg).toContain('有数值 3 / 参评 3 家');
    expect(svg).toContain('过程稿');
    expect(svg).toContain('权重为暂定值');
  });

  it('draws several measures as numbered files', async () => {
    const { text } = await runStudy(defineDistribution, snapshot, ['--chart', at('two.svg')]);
    expect(text).toContain('two-1.svg');
    expect((await readdir(folder)).filter((name) => name.startsWith('two'))).toEqual([
      'two-1.svg',
      'two-2.svg',
    ]);
  });

  it('draws groups and gains of a park, its name being no markup, the same each time', async () => {
    for (const define of [defineOpenness, defineDiagnose]) {
      await runStudy(define, snapshot, ['--park', 'P001', '--chart', at('park.svg')]);
      const svg = await drawn('park.svg');
      expect(svg).toContain('&lt;b&gt;');
      expect(svg).not.toContain('<b>');
      expect(svg).toContain('3 ranked of 3');
      await runStudy(define, snapshot, ['--park', 'P001', '--chart', at('park.svg')]);
      expect(await drawn('park.svg')).toBe(svg);
    }
  });

  it('draws the intervals of a robustness study, of as many parks as its table has', async () => {
    const words = ['--parts', 'intervals', '--replicates', '50', '--limit', '2', '--chart', at('r.svg')];
    await runStudy(defineRobustness, snapshot, words);
    const svg = await drawn('r.svg');
    expect(svg).toContain('interval over 50 draws');
    expect([...new Set(svg.match(/P00\d/g))]).toEqual(['P003', 'P002']);
    await expect(
      runStudy(defineRobustness, snapshot, ['--parts', 'methods', '--chart', at('m.svg')]),
    ).rejects.toThrow('add intervals');
  });

  it('leaves a file alone that is no SVG, and says what it cannot do', async () => {
    await writeFile(at('notes.svg'), 'my notes');
    const draw = (path: string) =>
      runStudy(defineDistribution, snapshot, ['--indicator', '4.7', '--chart', path]);
    await expect(draw(at('notes.svg'))).rejects.toThrow('is no SVG');
    expect(await readFile(at('notes.svg'), 'utf8')).toBe('my notes');
    await expect(draw(at('chart.png'))).rejects.toThrow('.svg');
    await expect(draw(at('nowhere/chart.svg'))).rejects.toThrow('Cannot write');
  });
});

describe('gaoxin lists', () => {
  it('writes totals, top and single lists, and draws the intervals', async () => {
    const words = ['--out', at('lists'), '--format', 'csv', '--chart', at('ranks.svg')];
    const { document, text } = await runStudy(defineLists, snapshot, words);
    expect(document).toMatchObject({
      ranking: { ranked: 3, provisional: true },
      before: { source: 'last-year-as-ranked', asFiled: 0 },
      totals: {
        nation: expect.arrayContaining([
          expect.objectContaining({ code: 'employees', total: '600', parks: 3, of: 3 }),
        ]),
      },
      top: [{ park: 'P003', rank: 1, of: 3 }, { park: 'P002' }, { park: 'P001' }],
    });
    expect(text).toContain('provisional');
    expect((await readdir(at('lists'))).sort()).toEqual([
      'gaoxin-lists-2021-r1-indicator-top-20.csv',
      'gaoxin-lists-2021-r1-national-totals.csv',
      'gaoxin-lists-2021-r1-province-totals.csv',
      'gaoxin-lists-2021-r1-region-totals.csv',
      'gaoxin-lists-2021-r1-top-50.csv',
    ]);
    expect(await drawn('ranks.svg')).toContain('P003');
  });

  it('refuses a later ranking as the earlier one', async () => {
    const later = at('later.json');
    await writeFile(later, JSON.stringify(snapshot));
    await expect(runStudy(defineLists, snapshot, ['--out', at('lists'), '--earlier', later])).rejects.toThrow(
      'before cycle 2021',
    );
  });
});
