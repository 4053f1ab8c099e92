import { describe, expect, test } from 'vitest';
import { checkReturn } from '../../../shared/domain/rules/check-return.ts';
import { renderMessage } from '../../../shared/domain/rules/render-message.ts';
import {
  aCell,
  aCheckContext,
  aFiledReturn,
  type ReturnOptions,
  SHEET,
} from '../../support/a-filed-return.ts';

/** Messages of one rule as people read them. */
const said = (rule: string, options: ReturnOptions, locale: 'zh' | 'en' = 'zh'): readonly string[] => {
  const { report } = checkReturn({ kind: 'read', filed: aFiledReturn(options) }, aCheckContext());
  return report.findings
    .filter((finding) => finding.rule === rule)
    .map(({ parameters }) =>
      renderMessage(report.rules[rule]?.message ?? { zh: '', en: '' }, parameters, locale),
    );
};

describe('a message says what is wrong with the value', () => {
  test.each([
    ['约5家', '不是数字', 'not a number'],
    [22.5, '应为整数', 'not a whole number'],
    [-1, '小于下限 0', 'below the lower bound 0'],
  ])('R-T-009 on %s', (value, zh, en) => {
    expect(said('R-T-009', { inputs: { schools: value } })).toEqual([expect.stringContaining(zh)]);
    expect(said('R-T-009', { inputs: { schools: value } }, 'en')).toEqual([expect.stringContaining(en)]);
  });

  test('R-T-009 above a bound, with the bound', () => {
    expect(said('R-T-009', { inputs: { employees: 23_835_166 } })).toEqual([
      expect.stringContaining('大于上限 23,835,165'),
    ]);
  });

  test('R-T-010 tells a blank from a 不适用 that is not allowed', () => {
    expect(said('R-T-010', { inputs: { schools: null } })).toEqual([
      '园区填报项“各类学校数”为空；确为零请填 0。',
    ]);
    expect(said('R-T-010', { inputs: { schools: 'N/A' } })).toEqual([
      '园区填报项“各类学校数”不能填“不适用”（填报为“N/A”）；确为零请填 0。',
    ]);
  });
});

describe('what a message says of a file stands in its cells', () => {
  test('the evaluation year, not the year of the data', () => {
    const [message] = said('R-F-003', { cycle: '2020' });
    expect(message).toContain('P021、2020');
    expect(message).toContain('P021、2021');
    expect(message).not.toContain('2019');
  });
});

describe('a refused file is told what to do about what it has', () => {
  const refusal = (fact: 'readable' | 'encrypted' | 'has_macros' | 'has_undecodable_text'): string => {
    const { file } = aFiledReturn();
    const what = { zh: '内容', en: 'content' };
    const { report } = checkReturn({ kind: 'unreadable', file, what, cell: null, fact }, aCheckContext());
    const [finding] = report.findings;
    return renderMessage(report.rules['R-F-002']?.message ?? what, finding?.parameters ?? {}, 'zh');
  };

  test('a damaged one is not told to remove macros', () => {
    expect(refusal('readable')).not.toContain('宏');
    expect(refusal('readable')).toContain('打开原文件');
    expect(refusal('has_macros')).toContain('不含宏');
    expect(refusal('encrypted')).toContain('取消打开密码');
    expect(refusal('has_undecodable_text')).toContain('UTF-8');
  });
});

test('a sheet that was renamed is named as a whole sheet', () => {
  expect(said('R-F-101', { form: { unknown: [aCell('Sheet1', 'A1', 'Sheet1')] } })).toEqual([
    'Sheet1!A1 的“整张工作表 Sheet1”不是本年度模板中的项目，已忽略。',
  ]);
});

describe('columns are told apart', () => {
  test('one that is missing from one that is there twice, and where', () => {
    const [message] = said('R-F-004', {
      form: { missingColumns: ['value'], duplicatedColumns: ['code'] },
    });
    expect(message).toContain('缺少：本年数（value）');
    expect(message).toContain('重复：代码（code）');
  });

  test('every place of a column that is there twice is a cell of the finding', () => {
    const { report } = checkReturn(
      {
        kind: 'read',
        filed: aFiledReturn({
          form: {
            duplicatedColumns: ['value'],
            duplicates: [aCell(SHEET, 'E1', '本年数'), aCell(SHEET, 'K1', '本年数')],
          },
        }),
      },
      aCheckContext(),
    );
    expect(report.findings.find(({ rule }) => rule === 'R-F-004')?.cells.map(({ a1 }) => a1)).toEqual([
      'E1',
      'K1',
    ]);
  });
});
