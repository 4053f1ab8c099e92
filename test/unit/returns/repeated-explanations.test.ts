import { describe, expect, it } from 'vitest';
import type { Explanation } from '../../../shared/domain/returns/explanation.ts';
import {
  EXPLANATION_REASONS,
  explanationReason,
} from '../../../shared/domain/returns/explanation-reasons.ts';
import { repeatedExplanations } from '../../../shared/domain/returns/repeated-explanations.ts';
import { at } from '../../support/returns.ts';

const explained = (finding: string, text: string, minute = 1, v = '1'): Explanation => ({
  cycle: '2021',
  filer: 'P001',
  finding,
  about: { values: { v }, sides: '' },
  reason: '06',
  text,
  actor: 'park:P001',
  at: at(minute),
  order: null,
});

describe('the same words for several findings', () => {
  it('are told from three on, whatever the width, case, spaces and punctuation', () => {
    const texts = ['ＡＢＣ 公司 迁入。', 'abc公司迁入', '  Abc公司，迁入！'];
    const explanations = texts.map((text, index) => explained(`f${index}`, text));
    expect(repeatedExplanations(explanations.slice(0, 2))).toEqual([]);
    expect(repeatedExplanations(explanations)).toEqual([{ text: 'ＡＢＣ 公司 迁入。', findings: 3 }]);
    expect(repeatedExplanations(explanations.toReversed())).toEqual(repeatedExplanations(explanations));
  });

  it('count a finding once, by its latest explanation', () => {
    const sameFinding = [1, 2, 3].map((minute) => explained('f', '属实', minute, String(minute)));
    expect(repeatedExplanations(sameFinding)).toEqual([]);
    const three = ['a', 'b', 'c'].map((finding) => explained(finding, '属实'));
    expect(repeatedExplanations(three)).toHaveLength(1);
    expect(repeatedExplanations([...three, explained('c', '并购一家企业', 9)])).toEqual([]);
  });

  it('come with the most repeated first, each text cut for a list', () => {
    const long = '字'.repeat(500);
    const explanations = [
      ...['a', 'b', 'c'].map((finding) => explained(finding, '属实')),
      ...['d', 'e', 'f', 'g'].map((finding) => explained(finding, long)),
    ];
    expect(repeatedExplanations(explanations)).toEqual([
      { text: `${'字'.repeat(120)}…`, findings: 4 },
      { text: '属实', findings: 3 },
    ]);
  });
});

describe('a reason', () => {
  it.each([
    ['01', '01 业务实际变化'],
    ['1', '01 业务实际变化'],
    [' ０２ 企业增减或迁移', '02 企业增减或迁移'],
    ['一次性事项', '05 一次性事项'],
    ['One-off event', '05 一次性事项'],
    ['99 其他', '99 其他'],
  ])('filed as %s is %s', (filed, reason) => {
    expect(explanationReason(filed)?.zh).toBe(reason);
  });

  it.each(['', '企业搬迁', '07', '2021 年并购', 'merger'])('filed as “%s” is none of the list', (filed) => {
    expect(explanationReason(filed)).toBeNull();
  });

  it('has a code of its own', () => {
    const codes = EXPLANATION_REASONS.map(({ zh }) => zh.slice(0, 2));
    expect(new Set(codes).size).toBe(codes.length);
    for (const code of codes) expect(code).toMatch(/^\d\d$/);
  });
});
