import { BarChart, LineChart, ScatterChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TitleComponent } from 'echarts/components';
import { type EChartsCoreOption, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([
  BarChart,
  LineChart,
  ScatterChart,
  AriaComponent,
  GridComponent,
  LegendComponent,
  TitleComponent,
  SVGRenderer,
]);

/**
 * Colours that people with any colour vision tell apart. Okabe, M., Ito, K. (2008): Color Universal Design.
 * `quiet` is for what stands in the background.
 */
export const palette = {
  blue: '#0072B2',
  orange: '#E69F00',
  green: '#009E73',
  vermilion: '#D55E00',
  purple: '#CC79A7',
  ink: '#1b1f24',
  quiet: '#8a939e',
  line: '#d3d8de',
} as const;

/** Single quotes: it stands in an attribute, and the drawing has to be well-formed XML on its own. */
const FONT =
  "'Noto Sans SC', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', 'Helvetica Neue', Arial, sans-serif";

export interface ChartFrame {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly title: string;
  /** Denominator, provisional mark, source: what must stand beside the numbers. Lines with a line feed between. */
  readonly note: string;
}

/**
 * Draws a chart as a self-contained SVG document; no browser and no canvas is needed. The same option gives the same
 * picture. `title` and `note` are also the picture's accessible name.
 */
export function renderChart(frame: ChartFrame, option: EChartsCoreOption): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: frame.width, height: frame.height });
  try {
    chart.setOption({
      animation: false,
      backgroundColor: '#ffffff',
      textStyle: { fontFamily: FONT, color: palette.ink },
      title: {
        text: frame.title,
        subtext: frame.note,
        left: 8,
        top: 6,
        textStyle: { fontFamily: FONT, fontSize: 16, color: palette.ink },
        subtextStyle: { fontFamily: FONT, fontSize: 12, lineHeight: 17, color: '#4b535d' },
      },
      ...option,
    });
    return named(stable(chart.renderToSVGString()), `${frame.title}. ${frame.note.replaceAll('\n', ' ')}`);
  } finally {
    chart.dispose();
  }
}

/**
 * Class names carry running numbers of the process. In their place numbers of the drawing itself, so that the same chart
 * is the same text, and two charts in one page keep their styles apart.
 */
const stable = (svg: string): string => {
  const names = new Map<string, string>();
  const anonymous = svg.replaceAll(/\bzr\d+-(c|cls-)\d+\b/g, (name) => {
    const known = names.get(name) ?? `zr-${names.size}`;
    names.set(name, known);
    return known;
  });
  let digest = 0x811c9dc5;
  for (let at = 0; at < anonymous.length; at += 1) {
    digest = Math.imul(digest ^ anonymous.charCodeAt(at), 0x01000193) >>> 0;
  }
  return anonymous.replaceAll('zr-', `zr${digest.toString(36)}-`);
};

const escapeXml = (text: string): string =>
  text.replace(
    /[&<>"]/g,
    (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign,
  );

/** Gives the drawing a role and a name, for those who hear it. */
const named = (svg: string, name: string): string =>
  svg.replace('<svg ', `<svg role="img" aria-label="${escapeXml(name)}" `);

export const valueAxis = (name: string, more: Record<string, unknown> = {}) => ({
  type: 'value' as const,
  name,
  nameLocation: 'middle' as const,
  nameGap: 28,
  nameTextStyle: { fontFamily: FONT, color: '#4b535d' },
  axisLabel: { fontFamily: FONT, color: '#4b535d' },
  splitLine: { lineStyle: { color: palette.line } },
  ...more,
});

export const categoryAxis = (data: readonly string[], more: Record<string, unknown> = {}) => ({
  type: 'category' as const,
  data: [...data],
  axisLabel: { fontFamily: FONT, color: palette.ink, interval: 0 },
  axisTick: { show: false },
  axisLine: { lineStyle: { color: palette.quiet } },
  ...more,
});
