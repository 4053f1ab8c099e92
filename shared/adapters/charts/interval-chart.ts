import { type ChartFrame, categoryAxis, palette, renderChart, valueAxis } from './render-chart.ts';

export interface RankInterval {
  readonly label: string;
  readonly rank: number;
  readonly low: number;
  readonly high: number;
}

/** Ranks with their intervals, best on top: the dot is the rank, the bar where it may lie. */
export function intervalChart(
  frame: ChartFrame,
  parks: readonly RankInterval[],
  axes: { readonly rank: string },
): string {
  return renderChart(frame, {
    grid: { left: 150, right: 30, top: 76, bottom: 48 },
    xAxis: valueAxis(axes.rank, { min: 1, minInterval: 1 }),
    yAxis: categoryAxis(
      parks.map(({ label }) => label),
      { inverse: true },
    ),
    series: [
      {
        type: 'bar',
        stack: 'interval',
        silent: true,
        itemStyle: { color: 'transparent' },
        data: parks.map(({ low }) => low),
      },
      {
        type: 'bar',
        stack: 'interval',
        barWidth: '45%',
        itemStyle: { color: '#a9cfe6' },
        data: parks.map(({ low, high }) => high - low),
      },
      {
        type: 'scatter',
        symbolSize: 9,
        itemStyle: { color: palette.blue },
        data: parks.map(({ rank }, index) => [rank, index]),
      },
    ],
  });
}
