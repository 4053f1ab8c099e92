import { describe, expect, it } from 'vitest';
import { histogramChart } from '../../../shared/adapters/charts/histogram-chart.ts';
import { historyChart } from '../../../shared/adapters/charts/history-chart.ts';
import { intervalChart } from '../../../shared/adapters/charts/interval-chart.ts';
import { noteLines } from '../../../shared/adapters/charts/render-chart.ts';

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

  it('draw a threshold where the bins reach it, and none where they do not', () => {
    const bins = [
      { from: 0, to: 1, count: 2 },
      { from: 1, to: 2, count: 1 },
    ];
    const lines = [
      { at: 0.5, label: 'one half' },
      { at: 7, label: 'seven' },
    ];
    const svg = histogramChart(frame, bins, { value: '4.7 (%)', count: '园区数' }, lines);
    expect(svg).toContain('>one half<');
    expect(svg).not.toContain('>seven<');
  });

  it('show ranks with intervals by park, its attributes closed', () => {
    const svg = intervalChart(frame, [{ label: 'P001 <甲>', rank: 2, low: 1, high: 4 }], { rank: '位次' });
    expect(svg).toContain('P001 &lt;甲&gt;');
    // No quote of a font's name ends a style early.
    expect(svg.replaceAll(/[\w:-]+="[^"]*"/g, '')).not.toContain('"');
  });
});

describe('lines of a note', () => {
  it('break at spaces and Chinese punctuation', () => {
    // 6.2 pixels a letter, 12 a character; 20 of the width are margins.
    expect(noteLines('aaaa bbbb cccc', 20 + 6.2 * 9)).toBe('aaaa bbbb\ncccc');
    expect(noteLines('甲乙，丙丁。', 20 + 12 * 4)).toBe('甲乙，\n丙丁。');
  });
});
