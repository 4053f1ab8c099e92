import { describe, expect, it } from 'vitest';
import type { Locale, Terminal } from '../../../cli/terminal/context.ts';
import { sayAskedAgain, sayExplanations, sayRepeated } from '../../../cli/verbs/explanations-text.ts';
import { sayDiff } from '../../../cli/verbs/submission-diff.ts';
import type { AskedAgain, Explanation } from '../../../shared/domain/returns/explanation.ts';
import { checkReturn } from '../../../shared/domain/rules/check-return.ts';
import { aCheckContext, aFiledReturn } from '../../support/a-filed-return.ts';
import { at } from '../../support/returns.ts';

/** What is printed, as one text. */
const printed = (locale: Locale, print: (terminal: Terminal) => void): string => {
  const lines: string[] = [];
  print({
    json: false,
    locale,
    isTty: false,
    columns: 100,
    say: (line = '') => void lines.push(line),
    note: () => undefined,
    answer: () => undefined,
    text: (text) => text[locale],
  });
  return lines.join('\n');
};
const inBoth = (print: (terminal: Terminal) => void) => [printed('zh', print), printed('en', print)] as const;

const { report } = checkReturn(
  { kind: 'read', filed: aFiledReturn({ inputs: { city_gdp: 3_000_000, schools: null } }) },
  aCheckContext(),
);
const explanation: Explanation = {
  cycle: '2021',
  filer: 'P021',
  finding: 'c0ffee',
  about: { values: { city_gdp: '100' }, sides: 'f' },
  reason: '3',
  text: '按区一级 GDP 填报',
  actor: 'park:P021',
  at: at(1),
  order: null,
};

describe('what a submission changed', () => {
  it('is told by finding with its message, and by value with its cell', () => {
    const [mandatory, query] = report.findings;
    const findings = {
      new: [query].filter((one) => one !== undefined),
      fixed: [mandatory].filter((one) => one !== undefined),
      notChecked: [],
      open: [],
      explained: [],
    };
    const cell = { sheet: '园区填报项', a1: 'C58' };
    const schools = { code: 'schools', year: 'this', from: null, to: '22' } as const;
    const values = [{ ...schools, cells: { from: cell, to: cell } }];
    const diff = { from: 'S-1', to: 'S-2', findings, values };
    const [zh, en] = inBoth((terminal) => sayDiff({ diff, rules: report.rules }, '2021', terminal));
    expect(zh).toContain('与上次提交 S-1 相比: 新增 1 · 已改正 1 · 仍未解决 0 · 已说明 0 · 改动数值 1');
    expect(zh).toMatch(/R-A-005 .*70%，高于 60%/);
    expect(zh).toMatch(/schools +\S+ +本年 +空 +22 +园区填报项!C58/);
    expect(en).toContain('new 1 · fixed 1 · still open 0 · explained 0 · values changed 1');
    expect(en).toMatch(/schools .* this +blank +22 +园区填报项!C58/);
  });

  it('tells the first twenty of many, and how many there are', () => {
    const many = Array.from({ length: 50 }, () => [...report.findings][0]).filter((one) => one !== undefined);
    const findings = { new: many, fixed: [], notChecked: [], open: [], explained: [] };
    const diff = { from: 'S-1', to: 'S-2', findings, values: [] };
    const [zh, en] = inBoth((terminal) => sayDiff({ diff, rules: report.rules }, '2021', terminal));
    expect(zh.split('R-T-010')).toHaveLength(21);
    expect(zh).toContain('（共 50，显示前 20）');
    expect(en).toContain('50 in all, the first 20 shown');
  });
});

describe('explanations', () => {
  it('stand with finding, reason and words', () => {
    const [zh, en] = inBoth((terminal) => sayExplanations([explanation], terminal));
    expect(zh).toContain('#c0ffee  03 口径或分类调整  按区一级 GDP 填报');
    expect(en).toContain('#c0ffee  03 definition or classification changed  按区一级 GDP 填报');
  });

  it('that are asked again say what changed', () => {
    const because = { covered: false, because: 'outside-band', value: 'city_gdp', explained: '100' } as const;
    const again: readonly AskedAgain[] = [
      { finding: 'c0ffee', explanation, because: { ...because, now: null } },
      { finding: 'f00d', explanation, because: { covered: false, because: 'other-side' } },
    ];
    const [zh, en] = inBoth((terminal) => sayAskedAgain(again, terminal));
    expect(zh).toContain('#c0ffee  city_gdp 说明时为 100，现为 空，变动超过 5%');
    expect(zh).toContain('#f00d  数值已越过规则的阈值');
    expect(en).toContain('#c0ffee  city_gdp was 100 when explained and is blank: more than 5% away');
    expect(en).toContain('#f00d  the value has crossed a threshold of the rule');
  });

  it('with the same words are for the reviewer', () => {
    const [zh, en] = inBoth((terminal) => sayRepeated([{ text: '属实', findings: 5 }], terminal));
    expect(zh).toContain('5 个问题的说明文字相同：“属实”');
    expect(en).toContain('5 findings are explained with the same words: “属实”');
  });
});
