import { describe, expect, it, test } from 'vitest';
import parkInputs from '../../../shared/data/park-inputs-2021.json' with { type: 'json' };
import returnFields from '../../../shared/data/return-fields.json' with { type: 'json' };
import {
  labelWithoutUnit,
  moneyInNote,
  unitInHeading,
  unitNamed,
} from '../../../shared/domain/rules/unit-of-measure.ts';

describe('a unit of measure', () => {
  test.each(
    [...new Set([...returnFields, ...parkInputs].map(({ unit }) => unit))].filter(
      (unit) => unit !== '' && unit !== '年',
    ),
  )('of the forms is one: %s', (unit) => {
    expect(unitNamed(unit)).toBe(unit);
  });

  test.each([
    ['人民币万元', '万元'],
    ['萬元', '万元'],
    ['仟元', '千元'],
    ['千 元', '千元'],
    ['亿元', '亿元'],
    ['万美元', '万美元'],
    ['单位：千元', '千元'],
    ['10,000 yuan', '万元'],
    ['RMB thousand yuan', '千元'],
    ['in million yuan', '百万元'],
    ['年末', null],
    ['年', null],
    ['万', null],
    ['元旦', null],
  ])('is read as the forms write it: %s', (text, unit) => {
    expect(unitNamed(text)).toBe(unit);
  });
});

describe('the unit of a heading', () => {
  test.each([
    ['营业收入（千元）', '千元'],
    ['营业收入(万元)', '万元'],
    ['营业收入【万元】', '万元'],
    ['营业收入（单位：万元）', '万元'],
    ['营业收入（万元，含税）', '万元'],
    ['营业收入，万元', '万元'],
    ['营业收入/万元', '万元'],
    ['营业收入：亿元', '亿元'],
    ['营业收入 万元', '万元'],
    ['营业收入-元', '元'],
    ['营业收入_百万元', '百万元'],
    ['营业收入万元', '万元'],
    ['营业收入（万元） Operating revenue', '万元'],
    ['营业收入\n万元', '万元'],
    ['qc05_0 营业收入（万元）', '万元'],
    ['Operating revenue, thousand yuan', '千元'],
    ['Operating revenue (in 10,000 yuan)', '万元'],
    ['本年应付职工薪酬（本年贷方累计发生额）（千元）', '千元'],
  ])('%s', (heading, unit) => {
    expect(unitInHeading(heading)).toBe(unit);
  });

  test.each([
    'qc05_0',
    '营业收入',
    '其中：增值税（实缴）',
    '本年应付职工薪酬（本年贷方累计发生额）',
    '年末所有者权益（股东权益）',
    '资产总计（年）',
    '单元名称',
    '营业收入（千元或万元）',
    '营业收入（千元/万元）',
    '营业收入，千元或万元',
    '营业收入（不足1万元）',
    '营业收入超过500万元',
    'Operating revenue, yuan-denominated',
  ])('there is none, or no single one: %s', (heading) => {
    expect(unitInHeading(heading)).toBeNull();
  });

  it('is in no label of the forms', () => {
    const said = returnFields.filter(({ name_zh }) => unitInHeading(name_zh) !== null);
    expect(said.map(({ name_zh }) => name_zh)).toEqual([]);
    expect(
      returnFields.filter(
        ({ name_zh }) => labelWithoutUnit(name_zh) !== name_zh.normalize('NFKC').toLowerCase(),
      ),
    ).toEqual([]);
  });
});

describe('the unit of a note beside a table', () => {
  test.each([
    ['单位：千元', '千元'],
    ['金额单位: 人民币万元', '万元'],
    ['（计量单位：万元）', '万元'],
    ['2020年度  单位：万元', '万元'],
    ['单位：千元、人', '千元'],
    ['Unit: thousand yuan', '千元'],
    ['填报单位：某某高新区管委会', null],
    ['单位负责人：张万元', null],
    ['单位：人', null],
    ['单位：千元、万元', null],
    ['本表由各单位填报', null],
  ])('%s', (note, unit) => {
    expect(moneyInNote(note)).toBe(unit);
  });
});
