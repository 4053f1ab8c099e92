import { addIndicatorDifferences, percent, type WeighedIndicator } from './diff-indicators.ts';
import type { AddDifference, EditionDifference } from './edition-difference.ts';
import type { EditionDocument } from './edition-document.ts';
import { type IndicatorMatch, matchIndicators } from './match-indicators.ts';
import { nominalWeights } from './nominal-weights.ts';

/** Every difference between two editions, in words: dimensions, then indicators, then rules and wording. */
export const diffEditions = (from: EditionDocument, to: EditionDocument): readonly EditionDifference[] => {
  const differences: EditionDifference[] = [];
  const add: AddDifference = (kind, level, subject, zh, en) =>
    void differences.push({ kind, level, subject, words: { zh, en } });
  addDimensions(from, to, add);
  const weights = { from: nominalWeights(from), to: nominalWeights(to) };
  for (const match of matchIndicators(from, to)) {
    if (match.kind !== 'same') {
      addMatch(match, from, to, add);
      continue;
    }
    const a = weighed(from, match.from[0], weights.from);
    const b = weighed(to, match.to[0], weights.to);
    if (a !== null && b !== null) addIndicatorDifferences(a, b, add);
  }
  addRules(from, to, add);
  return differences;
};

const addDimensions = (from: EditionDocument, to: EditionDocument, add: AddDifference): void => {
  for (const { code, name, weight, weightStatus } of from.dimensions) {
    const next = to.dimensions.find((dimension) => dimension.code === code);
    if (next === undefined) {
      add(
        'dimension',
        'major',
        code,
        `取消一级指标 ${code} ${name.zh}（${percent(weight)}）`,
        `dimension ${code} ${name.en} (${percent(weight)}) is gone`,
      );
      continue;
    }
    if (next.name.zh !== name.zh) {
      add(
        'dimension',
        'major',
        code,
        `一级指标 ${code}：${name.zh} → ${next.name.zh}`,
        `dimension ${code}: ${name.en} → ${next.name.en}`,
      );
    } else if (next.name.en !== name.en) {
      add(
        'words',
        'patch',
        code,
        `一级指标 ${code} 的英文名称改动`,
        `dimension ${code} has another English name`,
      );
    }
    if (next.weight !== weight) {
      add(
        'weight',
        'minor',
        code,
        `一级指标 ${code} 权重 ${percent(weight)} → ${percent(next.weight)}`,
        `weight of dimension ${code}: ${percent(weight)} → ${percent(next.weight)}`,
      );
    }
    if (next.weightStatus !== weightStatus) {
      add(
        'status',
        'patch',
        code,
        `一级指标 ${code} 权重的依据 ${weightStatus} → ${next.weightStatus}`,
        `status of the weight of dimension ${code}: ${weightStatus} → ${next.weightStatus}`,
      );
    }
  }
  for (const { code, name, weight } of to.dimensions) {
    if (from.dimensions.some((dimension) => dimension.code === code)) continue;
    add(
      'dimension',
      'major',
      code,
      `新增一级指标 ${code} ${name.zh}（${percent(weight)}）`,
      `new dimension ${code} ${name.en} (${percent(weight)})`,
    );
  }
};

const addMatch = (
  match: IndicatorMatch,
  from: EditionDocument,
  to: EditionDocument,
  add: AddDifference,
): void => {
  const named = ({ indicators }: EditionDocument, codes: readonly string[], language: 'zh' | 'en'): string =>
    codes
      .map((code) => `${code} ${indicators.find((one) => one.code === code)?.name[language] ?? ''}`)
      .join(language === 'zh' ? '、' : ', ');
  const why = (language: 'zh' | 'en'): string => {
    if (match.reason === null) return '';
    return language === 'zh' ? `（${match.reason.zh}）` : ` (${match.reason.en})`;
  };
  const subject = match.from[0] ?? match.to[0] ?? null;
  switch (match.kind) {
    case 'removed':
      add(
        'removed',
        'major',
        subject,
        `取消 ${named(from, match.from, 'zh')}${why('zh')}`,
        `removed: ${named(from, match.from, 'en')}${why('en')}`,
      );
      return;
    case 'added':
      add(
        'added',
        'major',
        subject,
        `新增 ${named(to, match.to, 'zh')}${why('zh')}`,
        `added: ${named(to, match.to, 'en')}${why('en')}`,
      );
      return;
    case 'merged':
    case 'split': {
      const [zh, en] = match.kind === 'merged' ? ['并入', 'merged into'] : ['拆分为', 'split into'];
      add(
        match.kind,
        'major',
        subject,
        `${named(from, match.from, 'zh')} ${zh} ${named(to, match.to, 'zh')}${why('zh')}`,
        `${named(from, match.from, 'en')} ${en} ${named(to, match.to, 'en')}${why('en')}`,
      );
      return;
    }
    default:
  }
};

const weighed = (
  { indicators }: EditionDocument,
  code: string | undefined,
  weights: ReadonlyMap<string, number>,
): WeighedIndicator | null => {
  const indicator = indicators.find((one) => one.code === code);
  return indicator === undefined ? null : { ...indicator, effectiveWeight: weights.get(indicator.code) ?? 0 };
};

const addRules = (from: EditionDocument, to: EditionDocument, add: AddDifference): void => {
  const rule = (level: EditionDifference['level'], zh: string, en: string, a: unknown, b: unknown): void => {
    const [one, other] = [JSON.stringify(a), JSON.stringify(b)];
    if (one !== other) add('rule', level, null, `${zh} ${one} → ${other}`, `${en}: ${one} → ${other}`);
  };
  rule('minor', '权重规则', 'rule of weights', from.weights.rule, to.weights.rule);
  rule('minor', '权重状态', 'status of the weights', from.weights.status, to.weights.status);
  rule('major', '归一化', 'normalisation', from.normalisation, to.normalisation);
  rule('major', '合成方法', 'aggregation', from.aggregation, to.aggregation);
  rule('major', '缺失值处理', 'missing values', from.missing, to.missing);
  rule('minor', '上下界规则', 'bounds', from.bounds, to.bounds);
  rule('minor', '并列的精度', 'precision of ties', from.rounding.tie, to.rounding.tie);
  rule('patch', '显示小数位', 'decimals shown', from.rounding.shownDecimals, to.rounding.shownDecimals);
  rule('minor', '覆盖率门槛', 'coverage threshold', from.coverage, to.coverage);
  rule('major', '合成标记', 'synthetic', from.synthetic ?? false, to.synthetic ?? false);
  const order = ({ indicators }: EditionDocument) => indicators.map(({ code }) => code);
  const common = (a: EditionDocument, b: EditionDocument) =>
    order(a).filter((code) => order(b).includes(code));
  if (common(from, to).join() !== common(to, from).join()) {
    add(
      'rule',
      'minor',
      null,
      '指标的顺序（贡献相加的次序）有改动',
      'the order of the indicators, in which contributions are summed, differs',
    );
  }
  const words = (document: EditionDocument) =>
    JSON.stringify([document.title, document.provenance, document.weights.note, document.successor ?? null]);
  if (words(from) !== words(to))
    add('words', 'patch', null, '标题、出处或说明有改动', 'title, provenance or notes differ');
};
