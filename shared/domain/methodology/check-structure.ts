import type { AddFinding } from './edition-finding.ts';
import type { RoughDimension, RoughEdition, RoughIndicator } from './rough-edition.ts';

/** Slack for weights such as 0.2 + 0.2 + 0.15 + 0.15 + 0.3, whose binary sum is not exactly 1. */
const WEIGHT_SLACK = 1e-9;

/** Codes, hierarchy and weights of both levels. */
export const addStructureFindings = (edition: RoughEdition, add: AddFinding): void => {
  addDimensionFindings(edition, add);
  addIndicatorFindings(edition, add);
  addCycles(edition, add);
  addStatusFindings(edition, add);
};

const addDimensionFindings = ({ dimensions, indicators }: RoughEdition, add: AddFinding): void => {
  const weights = dimensions.map(({ weight }) => weight).filter((weight) => weight !== undefined);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (weights.length > 0 && weights.length === dimensions.length && Math.abs(total - 1) > WEIGHT_SLACK) {
    const sum = Number(total.toPrecision(12));
    add({
      severity: 'error',
      code: 'weight-sum',
      place: 'dimensions',
      zh: `一级指标权重之和为 ${sum}，应为 1`,
      en: `the weights add up to ${sum}, not to 1`,
    });
  }
  addRepeated(dimensions, add);
  for (const { code, place } of dimensions) {
    if (code === undefined || indicators.some(({ dimension }) => dimension === code)) continue;
    add({
      severity: 'error',
      code: 'empty-dimension',
      place,
      subject: code,
      zh: `没有二级指标属于一级指标“${code}”`,
      en: `no indicator belongs to dimension “${code}”`,
    });
  }
};

const addRepeated = (items: readonly (RoughDimension | RoughIndicator)[], add: AddFinding): void => {
  for (const [index, { code, place }] of items.entries()) {
    if (code === undefined || items.findIndex((other) => other.code === code) === index) continue;
    add({
      severity: 'error',
      code: 'duplicate-code',
      place: `${place}.code`,
      subject: code,
      zh: `代码“${code}”重复`,
      en: `“${code}” occurs twice`,
    });
  }
};

const addIndicatorFindings = ({ dimensions, indicators }: RoughEdition, add: AddFinding): void => {
  addRepeated(indicators, add);
  for (const { code, dimension, place } of indicators) {
    if (code === undefined || dimension === undefined) continue;
    if (!dimensions.some((known) => known.code === dimension)) {
      add({
        severity: 'error',
        code: 'unknown-dimension',
        place: `${place}.dimension`,
        subject: code,
        zh: `没有一级指标“${dimension}”`,
        en: `there is no dimension “${dimension}”`,
      });
    } else if (!code.startsWith(`${dimension}.`)) {
      add({
        severity: 'error',
        code: 'foreign-code',
        place: `${place}.code`,
        subject: code,
        zh: `代码“${code}”不属于一级指标“${dimension}”`,
        en: `“${code}” does not belong to dimension “${dimension}”`,
      });
    }
  }
};

/** Each circle of the hierarchy once, from its first member in the document. */
const addCycles = ({ dimensions, indicators }: RoughEdition, add: AddFinding): void => {
  const nodes = [
    ...dimensions.map(({ code, parent, place }) => ({ code, parent, place: `${place}.parent` })),
    ...indicators.map(({ code, dimension, place }) => ({
      code,
      parent: dimension,
      place: `${place}.dimension`,
    })),
  ];
  const parents = new Map(nodes.map(({ code, parent }) => [code, parent]));
  const named = new Set<string>();
  for (const { code, place } of nodes) {
    const path: string[] = [];
    for (let at = code; at !== undefined && !named.has(at); at = parents.get(at)) {
      if (path.includes(at)) {
        const circle = path.slice(path.indexOf(at));
        const words = [...circle, at].join(' → ');
        add({
          severity: 'error',
          code: 'hierarchy-cycle',
          place,
          subject: code ?? null,
          zh: `层级成环：${words}`,
          en: `the hierarchy runs in a circle: ${words}`,
        });
        break;
      }
      path.push(at);
    }
    for (const one of path) named.add(one);
  }
};

/** What is called official must be official throughout. */
const addStatusFindings = (
  { weightsStatus, weightsRule, dimensions, indicators }: RoughEdition,
  add: AddFinding,
): void => {
  const assumed = indicators.filter(({ multiplierStatus }) => multiplierStatus === 'assumed');
  const unverified = dimensions.filter(({ weightStatus }) => weightStatus !== 'official');
  if (weightsStatus === 'official') {
    for (const { place, code } of assumed) {
      add({
        severity: 'error',
        code: 'assumed-called-official',
        place: `${place}.weight.status`,
        subject: code ?? null,
        zh: '版本自称官方权重，而此处赋权为假定',
        en: 'an assumed weight in an edition whose weights are called official',
      });
    }
    for (const { place, code } of unverified) {
      add({
        severity: 'error',
        code: 'assumed-called-official',
        place: `${place}.weightStatus`,
        subject: code ?? null,
        zh: '版本自称官方权重，而此一级指标权重并非官方',
        en: 'not official in an edition whose weights are called official',
      });
    }
  } else if (weightsStatus === 'provisional') {
    add({
      severity: 'notice',
      code: 'provisional-weights',
      place: 'weights.status',
      zh: `暂定权重：${indicators.length} 项赋权中 ${assumed.length} 项为假定，${dimensions.length} 个一级指标权重中 ${unverified.length} 个未经核实；凡据此所得名次均标“暂定”`,
      en: `provisional weights: ${assumed.length} of ${indicators.length} multipliers are assumed, ${unverified.length} of ${dimensions.length} dimension weights not verified; every rank that rests on them says so`,
    });
  }
  if (weightsRule !== 'literal-product') return;
  const total = indicators.reduce((sum, { dimension, multiplier = 0 }) => {
    const weight = dimensions.find(({ code }) => code === dimension)?.weight ?? 0;
    return sum + weight * multiplier;
  }, 0);
  if (Math.abs(total - 1) <= WEIGHT_SLACK) return;
  const sum = Number(total.toPrecision(6));
  add({
    severity: 'notice',
    code: 'not-normalised',
    place: 'weights.rule',
    zh: `直乘不归一：有效权重之和为 ${sum}，满分为 ${Number((sum * 100).toPrecision(6))}`,
    en: `the literal product is not normalised: effective weights add up to ${sum}, the full score is ${Number((sum * 100).toPrecision(6))}`,
  });
};
