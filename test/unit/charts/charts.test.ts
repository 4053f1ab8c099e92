import { describe, expect, it } from 'vitest';
import { histogramChart } from '../../../shared/adapters/charts/histogram-chart.ts';
import { historyChart } from '../../../shared/adapters/charts/history-chart.ts';

const frame = { width: 640, height: 300, title: '历年位次 <P021>', note: '参评 169/169；权重为暂定值' };
const years = [
  { cycle: '2020', rank: 36, of: 157 },
  { cycle: '2021', rank: 30, of: 169 },
];

describe('charts', () => {
  it('are drawings with a name that says title and denominator, nothing in it being markup', () => {
    const svg = historyChart(frame, years, { rank: '位次' });
    expect(svg).toMatch(/^<svg role="img" aria-label="历年位次 &lt;P021&gt;\. 参评 169\/169；权重为暂定值"/);
    expect(svg).not.toContain('<P021>');
    expect(svg).toContain('30/169');
  });

  it('are the same for the same numbers', () => {
    expect(historyChart(frame, years, { rank: '位次' })).toBe(historyChart(frame, years, { rank: '位次' }));
  });

  it('say every count of a histogram', () => {
    const bins = [
      { from: 0, to: 0.5, count: 108 },
      { from: 0.5, to: 1, count: 26 },
    ];
    const svg = histogramChart(frame, bins, { value: '4.7 (%)', count: '园区数' });
    expect(svg).toContain('>108<');
    expect(svg).toContain('0.0–0.5');
  });
});
