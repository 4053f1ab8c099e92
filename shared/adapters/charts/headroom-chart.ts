import { type ChartFrame, categoryAxis, palette, renderChart, valueAxis } from './render-chart.ts';

export interface HeadroomBar {
  readonly label: string;
  /** 0–100; null where nothing of it is scored. */
  readonly score: number | null;
  /** Points up to the best bound. */
  readonly headroom: number;
  /** What stands in the score's bar: score, rank and denominator. */
  readonly scoreText: string;
  /** What stands in the headroom's bar. */
  readonly headroomText: string;
}

/** Below this many points a bar has no room for its text; it stands behind the pair instead. */
const ROOM = 24;

/** Scores of groups of indicators as bars up to 100, and behind each what could still be gained. */
export function headroomChart(
  frame: ChartFrame,
  bars: readonly HeadroomBar[],
  names: { readonly score: string; readonly headroom: string; readonly axis: string },
): string {
  const inside = { show: true, position: 'inside', fontSize: 12 };
  return renderChart(frame, {
    legend: { top: 82, left: 8, itemGap: 18, selectedMode: false },
    grid: { left: 210, right: 150, top: 116, bottom: 48 },
    xAxis: valueAxis(names.axis, { min: 0, max: 100 }),
    yAxis: categoryAxis(
      bars.map(({ label }) => label),
      { inverse: true, axisLabel: { interval: 0, width: 194, overflow: 'break', lineHeight: 16 } },
    ),
    series: [
      {
        name: names.score,
        type: 'bar',
        stack: 'points',
        barWidth: '56%',
        itemStyle: { color: palette.blue },
        data: bars.map(({ score, scoreText }) => ({
          value: score ?? 0,
          label: { ...inside, show: (score ?? 0) >= ROOM, color: '#ffffff', formatter: scoreText },
        })),
      },
      {
        name: names.headroom,
        type: 'bar',
        stack: 'points',
        itemStyle: { color: '#e3e8ee', borderColor: palette.quiet, borderWidth: 1 },
        data: bars.map(({ score, headroom, scoreText, headroomText }) => {
          const isScoreOut = (score ?? 0) < ROOM;
          const text = isScoreOut ? `${scoreText}；${headroomText}` : headroomText;
          return {
            value: headroom,
            label: {
              ...inside,
              position: headroom >= ROOM ? 'inside' : 'right',
              color: palette.ink,
              formatter: text.replace('；', '\n'),
            },
          };
        }),
      },
    ],
  });
}
