import { type ChartFrame, categoryAxis, palette, renderChart, valueAxis } from './render-chart.ts';

export interface ProfileBar {
  readonly label: string;
  /** 0–100. */
  readonly score: number;
  readonly median: number;
  readonly best: number;
}

/** A park's scores by dimension as bars, with the median and the best of all ranked parks as marks. */
export function profileChart(
  frame: ChartFrame,
  bars: readonly ProfileBar[],
  names: { readonly park: string; readonly median: string; readonly best: string; readonly score: string },
): string {
  const marks = (value: (bar: ProfileBar) => number) => bars.map((bar, index) => [value(bar), index]);
  return renderChart(frame, {
    legend: { top: 54, left: 8, itemGap: 18 },
    grid: { left: 206, right: 40, top: 92, bottom: 48 },
    xAxis: valueAxis(names.score, { min: 0, max: 100 }),
    yAxis: categoryAxis(
      bars.map(({ label }) => label),
      { inverse: true, axisLabel: { interval: 0, width: 176, overflow: 'break' } },
    ),
    series: [
      {
        name: names.park,
        type: 'bar',
        barWidth: '52%',
        itemStyle: { color: palette.blue },
        label: {
          show: true,
          position: 'insideLeft',
          color: '#ffffff',
          formatter: ({ value }: { value: number }) => value.toFixed(1),
        },
        data: bars.map(({ score }) => score),
      },
      {
        name: names.median,
        type: 'scatter',
        symbol: 'rect',
        symbolSize: [4, 30],
        itemStyle: { color: palette.ink },
        data: marks(({ median }) => median),
      },
      {
        name: names.best,
        type: 'scatter',
        symbol: 'diamond',
        symbolSize: 13,
        itemStyle: { color: palette.orange, borderColor: palette.ink, borderWidth: 1 },
        data: marks(({ best }) => best),
      },
    ],
  });
}
