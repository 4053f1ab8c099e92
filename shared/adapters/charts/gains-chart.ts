import { type ChartFrame, categoryAxis, palette, renderChart, valueAxis } from './render-chart.ts';

export interface GainBar {
  readonly label: string;
  /** Points of the overall score. */
  readonly points: number;
  readonly places: number;
}

const TOP = 96;
const BOTTOM = 52;

/** Height that gives each bar room. */
export const gainsChartHeight = (bars: number): number => TOP + BOTTOM + Math.max(2, bars) * 32;

/** What each of several steps would buy, side by side: points of score on the left, places on the right. */
export function gainsChart(
  frame: ChartFrame,
  bars: readonly GainBar[],
  names: { readonly points: string; readonly places: string },
): string {
  const labels = bars.map(({ label }) => label);
  const left = 236;
  const half = (frame.width - left - 72) / 2;
  const series = (index: number, color: string, data: readonly number[], text: (value: number) => string) => ({
    type: 'bar',
    xAxisIndex: index,
    yAxisIndex: index,
    barWidth: '58%',
    itemStyle: { color },
    label: {
      show: true,
      position: 'right',
      color: palette.ink,
      formatter: ({ value }: { value: number }) => text(value),
    },
    data: [...data],
  });
  const rows = (more: Record<string, unknown>) => categoryAxis(labels, { inverse: true, ...more });
  const axis = (name: string, gridIndex: number, more: Record<string, unknown> = {}) =>
    // Room behind the longest bar for its figure.
    valueAxis(name, { gridIndex, max: roomy, min: least, splitNumber: 4, ...more });
  return renderChart(frame, {
    grid: [
      { left, width: half, top: TOP, bottom: BOTTOM },
      { left: left + half + 36, width: half, top: TOP, bottom: BOTTOM },
    ],
    xAxis: [axis(names.points, 0), axis(names.places, 1, { minInterval: 1 })],
    yAxis: [
      rows({ gridIndex: 0, axisLabel: { interval: 0, width: 220, overflow: 'truncate' } }),
      rows({ gridIndex: 1, axisLabel: { show: false } }),
    ],
    series: [
      series(0, palette.blue, bars.map(({ points }) => points), (value) => signed(value.toFixed(3))),
      series(1, palette.orange, bars.map(({ places }) => places), (value) => signed(String(value))),
    ],
  });
}

const roomy = ({ max }: { max: number }): number => (max > 0 ? max * 1.22 : 1);
const least = ({ min }: { min: number }): number => Math.min(0, min * 1.22);

const signed = (text: string): string =>
  text.startsWith('-') ? `−${text.slice(1)}` : Number(text) === 0 ? text : `+${text}`;
