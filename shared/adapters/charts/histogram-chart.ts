import { type ChartFrame, categoryAxis, palette, renderChart, valueAxis } from './render-chart.ts';

export interface HistogramBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** A value that a study is about, as a line across the histogram. */
export interface HistogramLine {
  readonly at: number;
  readonly label: string;
}

/** Counts of parks by bins of a value, with the thresholds that a study is about as lines where the bins reach. */
export function histogramChart(
  frame: ChartFrame,
  bins: readonly HistogramBin[],
  axes: { readonly value: string; readonly count: string },
  lines: readonly HistogramLine[] = [],
): string {
  const digits = Math.max(0, ...bins.map(({ from }) => decimalsOf(from)));
  const label = (value: number): string => value.toFixed(Math.min(4, digits));
  const most = Math.max(1, ...bins.map(({ count }) => count));
  const placed = lines.flatMap((line) => {
    const position = positionOf(line.at, bins);
    return position === null ? [] : [{ ...line, position }];
  });
  const rotate = bins.length > 12 ? 40 : 0;
  return renderChart(frame, {
    grid: { left: 60, right: 24, top: 96, bottom: rotate > 0 ? 84 : 64 },
    xAxis: [
      categoryAxis(
        bins.map(({ from, to }) => `${label(from)}–${label(to)}`),
        {
          name: axes.value,
          nameLocation: 'middle',
          nameGap: rotate > 0 ? 64 : 44,
          axisLabel: { interval: 'auto', rotate, fontSize: 11 },
        },
      ),
      // Bins may differ in width: a line stands in its bin as far as the bin is passed there.
      { type: 'value', show: false, min: 0, max: bins.length },
    ],
    yAxis: valueAxis(axes.count, { nameGap: 40, minInterval: 1 }),
    series: [
      {
        type: 'bar',
        data: bins.map(({ count }) => count),
        barCategoryGap: '6%',
        itemStyle: { color: palette.blue },
        label: { show: true, position: 'top', fontSize: 11, color: palette.ink },
      },
      ...placed.map((line, index) => ({
        type: 'line',
        xAxisIndex: 1,
        data: [
          [line.position, 0],
          [line.position, most],
        ],
        symbol: 'none',
        lineStyle: { color: palette.vermilion, width: 1.5, type: 'dashed' },
        endLabel: {
          show: true,
          formatter: line.label,
          color: '#9c4400',
          fontSize: 11,
          distance: 4,
          // Neighbouring lines are often close: their labels stand on steps.
          offset: [0, -14 * (index % 3)],
          backgroundColor: 'rgba(255,255,255,0.85)',
        },
      })),
    ],
  });
}

/** Where a value stands on the axis of bins, each of length 1; null outside. */
function positionOf(value: number, bins: readonly HistogramBin[]): number | null {
  const at = bins.findIndex(
    ({ from, to }, index) => value >= from && (value < to || (index === bins.length - 1 && value === to)),
  );
  const bin = bins[at];
  if (bin === undefined) return null;
  return bin.to === bin.from ? at + 0.5 : at + (value - bin.from) / (bin.to - bin.from);
}

/** Decimals that tell a value apart, up to four. */
function decimalsOf(value: number): number {
  for (let digits = 0; digits < 4; digits += 1) if (Number(value.toFixed(digits)) === value) return digits;
  return 4;
}
