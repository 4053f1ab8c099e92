import { type ChartFrame, categoryAxis, palette, renderChart, valueAxis } from './render-chart.ts';

export interface YearOfRank {
  readonly cycle: string;
  readonly rank: number;
  /** Parks ranked that year; null where it is not known. */
  readonly of: number | null;
}

/** Ranks over the cycles, best on top; each point says its denominator, since it changes from year to year. */
export function historyChart(
  frame: ChartFrame,
  years: readonly YearOfRank[],
  axes: { readonly rank: string },
): string {
  return renderChart(frame, {
    grid: { left: 60, right: 40, top: 84, bottom: 40 },
    xAxis: categoryAxis(years.map(({ cycle }) => cycle)),
    yAxis: valueAxis(axes.rank, { inverse: true, min: 1, minInterval: 1, nameGap: 40 }),
    series: [
      {
        type: 'line',
        symbol: 'circle',
        symbolSize: 9,
        lineStyle: { color: palette.blue, width: 2 },
        itemStyle: { color: palette.blue },
        label: {
          show: true,
          position: 'top',
          formatter: ({ dataIndex }: { dataIndex: number }) => {
            const year = years[dataIndex];
            return year ? `${year.rank}/${year.of ?? '?'}` : '';
          },
        },
        data: years.map(({ rank }) => rank),
      },
    ],
  });
}
