import type { AddDifference } from './edition-difference.ts';
import type { EditionIndicator } from './edition-document.ts';
import { hasSameFormula } from './match-indicators.ts';

/** An indicator with what it weighs in its whole edition, 0–1. */
export interface WeighedIndicator extends EditionIndicator {
  readonly effectiveWeight: number;
}

/** `20%`, to six digits. */
export const percent = (share: number): string => `${Number((share * 100).toPrecision(6))}%`;

/** Differences of an indicator that two editions have in common. */
export const addIndicatorDifferences = (
  a: WeighedIndicator,
  b: WeighedIndicator,
  add: AddDifference,
): void => {
  const { code } = a;
  if (b.code !== code)
    add(
      'renumbered',
      'major',
      code,
      `${code} ${a.name.zh} 改为 ${b.code}`,
      `${code} ${a.name.en} is now ${b.code}`,
    );
  if (b.name.zh !== a.name.zh) {
    add(
      'renamed',
      'patch',
      code,
      `${code} 更名：${a.name.zh} → ${b.name.zh}`,
      `${code} renamed: ${a.name.en} → ${b.name.en}`,
    );
  }
  if (b.kind !== a.kind)
    add(
      'kind',
      'major',
      code,
      `${code} 类别 ${a.kind} → ${b.kind}`,
      `kind of ${code}: ${a.kind} → ${b.kind}`,
    );
  else if (!hasSameFormula(a, b)) {
    const text = ({ expression, notComputableWhen }: EditionIndicator): string =>
      [expression, ...notComputableWhen.map((condition) => `[${condition}]`)].join(' ');
    add(
      'formula',
      'major',
      code,
      `${code} 公式 ${text(a)} → ${text(b)}`,
      `formula of ${code}: ${text(a)} → ${text(b)}`,
    );
  }
  if (b.direction !== a.direction) {
    add(
      'direction',
      'major',
      code,
      `${code} 方向 ${a.direction} → ${b.direction}`,
      `direction of ${code}: ${a.direction} → ${b.direction}`,
    );
  }
  if (b.denominator !== a.denominator) {
    add(
      'rule',
      'minor',
      code,
      `${code} 的分母（小基数保护用）${a.denominator ?? '无'} → ${b.denominator ?? '无'}`,
      `denominator of ${code}, for the small-base guard: ${a.denominator ?? 'none'} → ${b.denominator ?? 'none'}`,
    );
  }
  addWeight(a, b, add);
  if (b.weight.status !== a.weight.status) {
    add(
      'status',
      'patch',
      code,
      `${code} 赋权的依据 ${a.weight.status} → ${b.weight.status}`,
      `status of the weight of ${code}: ${a.weight.status} → ${b.weight.status}`,
    );
  }
  if (b.unit.zh !== a.unit.zh) {
    add(
      'unit',
      'patch',
      code,
      `${code} 单位 ${a.unit.zh} → ${b.unit.zh}`,
      `unit of ${code}: ${a.unit.en} → ${b.unit.en}`,
    );
  }
  const words = [
    a.name.en === b.name.en,
    a.unit.en === b.unit.en,
    a.nature === b.nature,
    a.nameStatus === b.nameStatus,
    a.formulaStatus === b.formulaStatus,
    a.weight.note.zh === b.weight.note.zh,
    a.weight.note.en === b.weight.note.en,
  ];
  if (words.includes(false))
    add('words', 'patch', code, `${code} 的说明文字或标记有改动`, `notes or tags of ${code} differ`);
};

const addWeight = (a: WeighedIndicator, b: WeighedIndicator, add: AddDifference): void => {
  const [before, after] = [a.effectiveWeight, b.effectiveWeight];
  const effective = before === after ? '' : `${percent(before)} → ${percent(after)}`;
  const [one, other] = [a.weight.multiplier, b.weight.multiplier];
  if (one !== other) {
    add(
      'weight',
      'minor',
      a.code,
      `${a.code} 赋权 ${one} → ${other}${effective && `（有效权重 ${effective}）`}`,
      `multiplier of ${a.code}: ${one} → ${other}${effective && ` (effective weight ${effective})`}`,
    );
  } else if (effective !== '') {
    add(
      'effective-weight',
      'patch',
      a.code,
      `${a.code} 有效权重 ${effective}`,
      `effective weight of ${a.code}: ${effective}`,
    );
  }
};
