import { type ChartFrame, categoryAxis, palette, renderChart, valueAxis } from './render-chart.ts';

export interface HistogramBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** Counts of parks by bins of a value, with the thresholds that a study is about as lines. */
export function histogramChart(
  frame: ChartFrame,
  bins: readonly HistogramBin[],
  axes: { readonly value: string; readonly count: string },
): string {
  const digits = Math.max(0, ...bins.map(({ from }) => decimalsOf(from)));
  const label = (value: number): string => value.toFixed(Math.min(4, digits));
  return renderChart(frame, {
    grid: { left: 60, right: 24, top: 76, bottom: 64 },
    xAxis: categoryAxis(
      bins.map(({ from, to }) => `${label(from)}–${label(to)}`),
      {
        name: axes.value,
        nameLocation: 'middle',
        nameGap: 44,
        axisLabel: { interval: 'auto', rotate: bins.length > 12 ? 40 : 0, fontSize: 11 },
      },
    ),
    yAxis: valueAxis(axes.count, { nameGap: 40, minInterval: 1 }),
    series: [
      {
        type: 'bar',
        data: bins.map(({ count }) => count),
        barCategoryGap: '6%',
        itemStyle: { color: palette.blue },
        label: { show: true, position: 'top', fontSize: 11, color: palette.ink },
      },
    ],
  });
}

/** Decimals that tell a value apart, up to four. */
function decimalsOf(value: number): number {
  for (let digits = 0; digits < 4; digits += 1) if (Number(value.toFixed(digits)) === value) return digits;
  return 4;
}
