import type { UnfitNode } from '../../shared/domain/composites/aggregate-nodes.ts';
import type { MethodProblem } from '../../shared/domain/composites/composite-method.ts';
import type { HierarchyProblem } from '../../shared/domain/composites/hierarchy.ts';
import { type Mean, meanDomain } from '../../shared/domain/composites/weighted-mean.ts';

interface Text {
  readonly zh: string;
  readonly en: string;
}

/** What is wrong with a hierarchy, without a full stop. */
export const hierarchyProblemText = (found: HierarchyProblem): Text => {
  switch (found.problem) {
    case 'no-indicators':
      return {
        zh: '没有指标（Type 为 Indicator、Level 为 1 的行）',
        en: 'there is no indicator (Type Indicator, Level 1)',
      };
    case 'no-aggregates':
      return { zh: '没有合成指标（Type 为 Aggregate 的行）', en: 'there is no aggregate (Type Aggregate)' };
    case 'duplicate-code':
      return { zh: `代码“${found.code}”重复`, en: `the code “${found.code}” stands there twice` };
    case 'bad-level':
      return {
        zh: `“${found.code}”的层级不是正整数`,
        en: `the level of “${found.code}” is no whole number from 1`,
      };
    case 'childless':
      return { zh: `“${found.code}”没有下级`, en: `“${found.code}” has no children` };
    case 'weightless':
      return { zh: `“${found.code}”的下级权重全为 0`, en: `the children of “${found.code}” all weigh 0` };
    case 'bad-weight':
      return Number.isNaN(found.weight)
        ? { zh: `“${found.code}”没有权重`, en: `“${found.code}” has no weight` }
        : {
            zh: `“${found.code}”的权重 ${found.weight} 小于 0`,
            en: `the weight ${found.weight} of “${found.code}” is below 0`,
          };
    case 'unknown-parent':
      return {
        zh: `“${found.code}”的上级“${found.parent}”不存在`,
        en: `the parent “${found.parent}” of “${found.code}” is not there`,
      };
    case 'parent-is-indicator':
      return {
        zh: `“${found.code}”的上级“${found.parent}”是指标，不是合成指标`,
        en: `the parent “${found.parent}” of “${found.code}” is an indicator, not an aggregate`,
      };
    case 'no-parent':
      return {
        zh: `“${found.code}”（第 ${found.level} 级）没有上级，但不在最高级（第 ${found.levels} 级）`,
        en: `“${found.code}” (level ${found.level}) has no parent, but is not at the top (level ${found.levels})`,
      };
    case 'level-skipped':
      return {
        zh: `“${found.code}”（第 ${found.level} 级）的上级“${found.parent}”在第 ${found.parentLevel} 级，应在第 ${found.level + 1} 级`,
        en: `the parent “${found.parent}” of “${found.code}” is at level ${found.parentLevel}, not ${found.level + 1}`,
      };
    case 'cycle': {
      const round = [...found.path, found.path[0]].join(' → ');
      return { zh: `上下级循环：${round}`, en: `the hierarchy runs in a circle: ${round}` };
    }
  }
};

/** Why a method cannot be carried out, without a full stop. */
export const methodProblemText = (found: MethodProblem): Text => {
  switch (found.problem) {
    case 'no-units':
      return { zh: '没有单位可计分', en: 'there is no unit to score' };
    case 'missing-denominator':
      return {
        zh: `指标“${found.indicator}”的分母“${found.denominator}”不在数据中（或 Type 不是 Denominator）`,
        en: `the denominator “${found.denominator}” of “${found.indicator}” is not in the data (or not of Type Denominator)`,
      };
    case 'missing-group':
      return {
        zh: `分组列“${found.group}”不在数据中（或 Type 不是 Group）`,
        en: `the group column “${found.group}” is not in the data (or not of Type Group)`,
      };
    case 'missing-reference':
      return {
        zh: `参照单位“${found.unit}”不在参与计分的单位中`,
        en: `the reference unit “${found.unit}” is not among the units that are scored`,
      };
    case 'missing-target':
      return {
        zh: `这些指标没有目标值（Target 列）：${found.indicators.join('、')}`,
        en: `no target (column Target) for ${found.indicators.join(', ')}`,
      };
    case 'missing-goalposts':
      return {
        zh: `这些指标没有上下界（Lower、Upper 列）：${found.indicators.join('、')}`,
        en: `no goalposts (columns Lower, Upper) for ${found.indicators.join(', ')}`,
      };
    case 'empty-goalposts':
      return {
        zh: `指标“${found.indicator}”的下界（Lower）不小于上界（Upper）`,
        en: `the goalposts of “${found.indicator}”: Lower is not below Upper`,
      };
    case 'wrong-number-of-means':
      return {
        zh: `--aggregate 给了 ${found.given} 种方法，应为 1 种或逐级 ${found.levels} 种`,
        en: `--aggregate names ${found.given} means; give 1, or ${found.levels}, one per level`,
      };
    case 'unknown-node':
      return {
        zh: `--aggregate 中的“${found.node}”不是合成指标`,
        en: `--aggregate: “${found.node}” is no aggregate`,
      };
  }
};

/** A mean as it is written on the command line. */
export const meanText = (mean: Mean): string =>
  mean.kind === 'power' ? `power:${mean.exponent}` : mean.kind;

/** A score that a mean cannot be taken of, without a full stop. */
export const unfitText = ({ node, child, score, mean, unitCode }: UnfitNode & { unitCode: string }): Text => {
  const need = {
    any: { zh: '为数', en: 'that are numbers' },
    'not-zero': { zh: '不为 0', en: 'other than 0' },
    'not-negative': { zh: '不小于 0', en: 'of at least 0' },
    positive: { zh: '大于 0', en: 'above 0' },
  }[meanDomain(mean)];
  return {
    zh: `“${node}”按 ${meanText(mean)} 合成要求得分${need.zh}，但单位“${unitCode}”的“${child}”得分为 ${score}；可改用 --normalise min-max:1:100`,
    en: `the ${meanText(mean)} mean of “${node}” needs scores ${need.en}, but “${child}” of unit “${unitCode}” is ${score}; try --normalise min-max:1:100`,
  };
};
