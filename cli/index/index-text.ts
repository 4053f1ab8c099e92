import type { CompositeIndex } from '../../shared/domain/composites/compute-index.ts';
import type { Hierarchy } from '../../shared/domain/composites/hierarchy.ts';
import type { Terminal } from '../terminal/context.ts';
import { table } from '../terminal/table.ts';
import { infiniteIndicators, silentIndicators } from './index-document.ts';
import type { IndexData } from './read-data.ts';
import type { IndexMeta } from './read-meta.ts';

/** Rows shown; `--json` has them all. */
const ROWS = 100;

const shown = (score: number | undefined): string =>
  score === undefined || Number.isNaN(score) ? '—' : score.toFixed(4);

/** The ranking by the node at the top, with what was done to the data. */
export const sayIndex = (
  index: CompositeIndex,
  hierarchy: Hierarchy,
  meta: IndexMeta,
  { unitNames }: Pick<IndexData, 'unitNames'>,
  { say, text }: Terminal,
): void => {
  const { units } = index.prepared.data;
  const top = hierarchy.nodes.findLast(({ level }) => level === hierarchy.levels);
  if (top === undefined) return;
  const below = top.children.filter(({ code }) => index.scores.has(code));
  const ranks = index.ranks.get(top.code)?.ranks ?? new Int32Array();
  const place = (unit: number): number => ranks[unit] || Number.POSITIVE_INFINITY;
  const order = [...units.keys()].sort((a, b) => place(a) - place(b) || a - b);
  const ranked = order.filter((unit) => Number.isFinite(place(unit))).length;
  const nameOf = (code: string): string => meta.names.get(code) || code;
  say(
    text({
      zh: `${nameOf(top.code)}：${ranked} 个单位有位次，共 ${units.length} 个；指标 ${hierarchy.indicators.length} 项`,
      en: `${nameOf(top.code)}: ${ranked} of ${units.length} units ranked, ${hierarchy.indicators.length} indicators`,
    }),
  );
  say();
  say(
    table(
      [
        text({ zh: '位次', en: 'rank' }),
        text({ zh: '单位', en: 'unit' }),
        text({ zh: '名称', en: 'name' }),
        top.code,
        ...below.map(({ code }) => code),
      ],
      order
        .slice(0, ROWS)
        .map((unit) => [
          Number.isFinite(place(unit)) ? place(unit) : '—',
          units[unit] ?? '',
          unitNames.get(units[unit] ?? '') ?? '',
          shown(index.scores.get(top.code)?.[unit]),
          ...below.map(({ code }) => shown(index.scores.get(code)?.[unit])),
        ]),
      `rll${'r'.repeat(1 + below.length)}`,
    ),
  );
  if (order.length > ROWS) {
    say(text({ zh: `……另有 ${order.length - ROWS} 个单位`, en: `… and ${order.length - ROWS} more` }));
  }
  say();
  for (const line of remarks(index, top.code)) say(text(line));
};

/** One line for each thing that was done to the data or should be known of the ranks. */
const remarks = (index: CompositeIndex, top: string): { zh: string; en: string }[] => {
  const { prepared } = index;
  const lines: { zh: string; en: string }[] = [];
  const ties = index.ranks.get(top)?.ties ?? [];
  if (ties.length > 0) {
    const inTies = ties.reduce((sum, { units }) => sum + units.length, 0);
    lines.push({
      zh: `并列：${ties.length} 组，共 ${inTies} 个单位`,
      en: `Ties: ${ties.length} groups, ${inTies} units`,
    });
  }
  if (prepared.screened.length > 0) {
    const codes = prepared.screened.map(({ unit }) => unit);
    lines.push({
      zh: `数据不足而未参与的单位 ${codes.length} 个：${codes.join('、')}`,
      en: `Left out for want of data, ${codes.length}: ${codes.join(', ')}`,
    });
  }
  if (prepared.imputed.length > 0) {
    lines.push({
      zh: `插补值 ${prepared.imputed.length} 个（非实测）`,
      en: `${prepared.imputed.length} values imputed, not observed`,
    });
  }
  for (const outcome of ['winsorised', 'logged', 'untreatable'] as const) {
    const treated = prepared.treatment.flatMap((column, indicator) =>
      column.outcome === outcome ? [prepared.data.indicators[indicator]?.code ?? ''] : [],
    );
    if (treated.length === 0) continue;
    const what = {
      winsorised: { zh: '缩尾处理', en: 'Winsorised' },
      logged: { zh: '取对数', en: 'Logged' },
      untreatable: { zh: '未通过离群检验但无法处理', en: 'Failed the outlier test, but cannot be treated' },
    }[outcome];
    lines.push({ zh: `${what.zh}：${treated.join('、')}`, en: `${what.en}: ${treated.join(', ')}` });
  }
  if (index.missing.length > 0) {
    const gains = index.missing.filter(({ gain }) => gain !== null && gain > 0).length;
    lines.push({
      zh: `缺失得分 ${index.missing.length} 个，其中 ${gains} 个使本单位得分高于按最低分计`,
      en: `${index.missing.length} scores missing; ${gains} of them leave their unit better off than the lowest score would`,
    });
  }
  const silent = silentIndicators(index);
  if (silent.length > 0) {
    lines.push({
      zh: `没有得分的指标（无数据或全部相同）：${silent.join('、')}`,
      en: `Indicators without scores (no data, or all equal): ${silent.join(', ')}`,
    });
  }
  const infinite = infiniteIndicators(index);
  if (infinite.length > 0) {
    lines.push({
      zh: `得分为无穷大（除以 0）的指标：${infinite.join('、')}`,
      en: `Indicators with infinite scores (division by 0): ${infinite.join(', ')}`,
    });
  }
  if (index.ofNegatives.length > 0) {
    lines.push({
      zh: `以下节点对负分取调和平均或幂平均，结果已非平均数，请慎用：${index.ofNegatives.join('、')}`,
      en: `Harmonic or power means of negative scores, which are no averages, at: ${index.ofNegatives.join(', ')}`,
    });
  }
  return lines;
};
