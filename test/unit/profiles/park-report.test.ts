import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { defineParkReport } from '../../../cli/studies/park-report-verb.ts';
import { aSnapshot } from '../../support/a-snapshot.ts';
import { runStudy } from '../../support/run-study.ts';

const folder = await mkdtemp(join(tmpdir(), 'gaoxin-report-'));
afterAll(() => rm(folder, { recursive: true }));
const at = (name: string): string => join(folder, name);

const parks = Array.from({ length: 7 }, (_, index) => ({
  id: `P00${index + 1}`,
  at: index,
  registered: {
    name: index === 0 ? '甲 <b>&"高新区"' : `高新区${index + 1}`,
    province: index < 2 ? '海南省' : '江苏省',
    approvedYear: index < 3 ? 1991 : 1992,
  },
}));
const snapshot = aSnapshot(parks);

const report = async (words: readonly string[] = [], locale: 'zh' | 'en' = 'zh', of = snapshot) => {
  const { document } = await runStudy(
    defineParkReport,
    of,
    ['--park', 'P001', '--out', at('p.html'), ...words],
    locale,
  );
  return { document, html: await readFile(at('p.html'), 'utf8') };
};

describe('a park’s report', () => {
  it('has denominators, the interval, what is provisional, and no markup of the park’s own', async () => {
    const { html, document } = await report();
    expect(html).toContain('7 / 7');
    expect(html).toContain('90% 位次区间');
    expect(html).toContain('权重为暂定值，非官方');
    expect(html).toContain('过程稿');
    expect(html).toContain('甲 &lt;b&gt;&amp;');
    expect(html).not.toContain('<b>&');
    expect(document).toMatchObject({ park: 'P001', rank: 7, interval: { low: 7, high: 7 } });
  });

  it('tells nothing of groups under five parks, and names no other park', async () => {
    const { html } = await report();
    // Two parks in its province, three of its year.
    expect(html).not.toContain('海南省位次');
    expect(html).toContain('不足 5 家，不予显示');
    expect(html.match(/P00\d/g)?.every((id) => id === 'P001')).toBe(true);
  });

  it('adds ranks of earlier years, marked as imported, and says which row is none', async () => {
    await writeFile(
      at('h.csv'),
      'park,evaluation_year,rank_total,parks_ranked,source\nP001,2019,5,168,news\nP001,2018,≤10,,news\n',
    );
    const { html, document } = await report(['--history', at('h.csv')]);
    expect(document).toMatchObject({
      history: [
        { cycle: '2019', rank: 5, of: 168, origin: 'imported', source: 'news' },
        { cycle: '2021', rank: 7, of: 7, origin: 'computed' },
      ],
    });
    expect(html).toContain('导入（二手资料）');
  });

  it('speaks English first where asked, and is the same each time', async () => {
    const { html } = await report([], 'en');
    expect(html).toContain('<html lang="en">');
    expect(html.indexOf('Strengths')).toBeLessThan(html.indexOf('长项'));
    expect((await report([], 'en')).html).toBe(html);
  });

  it('is not made of fewer than five parks, nor into a file of another kind', async () => {
    await expect(report([], 'en', aSnapshot(parks.slice(0, 4)))).rejects.toThrow('fewer than 5');
    await expect(
      runStudy(defineParkReport, snapshot, ['--park', 'P001', '--out', at('p.pdf')]),
    ).rejects.toThrow('.html');
  });
});
