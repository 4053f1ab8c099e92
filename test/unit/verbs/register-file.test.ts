import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CannotDo } from '../../../cli/terminal/context.ts';
import { registerOf } from '../../../cli/verbs/register-file.ts';

const columns =
  'id,name,short_name,province_code,province,city,approved_year,register_2021,region,evaluation_status,innovation_zone,free_trade_zone,from,to';

const aRegister = async (...rows: readonly string[]): Promise<string> => {
  const path = join(await mkdtemp(join(tmpdir(), 'gaoxin-register-')), 'register.csv');
  await writeFile(path, [columns, ...rows].join('\n'));
  return path;
};

it('reads a register as it is on the day of the opening, in Beijing', async () => {
  const row = (id: string, from: string, to: string) =>
    `${id},园区,园区,11,北京,北京,1988,yes,东部,,,,${from},${to}`;
  const path = await aRegister(row('P001', '', '2021-05-09'), row('P002', '2021-05-10', ''));
  const on = async (moment: string) => (await registerOf(path, moment)).map(({ id }) => id);
  expect(await on('2021-05-09T15:59:59.999Z')).toEqual(['P001']);
  expect(await on('2021-05-09T16:00:00.000Z')).toEqual(['P002']);
});

describe('a wrong register', () => {
  const good = 'P001,园区,园区,11,北京,北京,1988,yes,东部,,,,,';
  const said = async (...rows: readonly string[]) => {
    const path = await aRegister(...rows);
    const refusal: unknown = await registerOf(path, '2021-05-09T00:00:00Z').catch((error: unknown) => error);
    const { zh, en } = refusal as CannotDo;
    return [zh, en].map((text) => text.replace(path, 'F'));
  };

  it.each([
    [
      good.replace('P001', '1'),
      '第 2 行 id 列“1”，应为 P 加三位数字',
      'row 2, column id “1”, must be P and three digits',
    ],
    [good.replace('北京', ''), '第 2 行 province 列，不能为空', 'row 2, column province, must not be empty'],
    [
      good.replace('1988', '88'),
      '第 2 行 approved_year 列“88”，应为年份、年月（如 2021-05）或留空',
      'row 2, column approved_year “88”, must be a year, a year and month, or empty',
    ],
    [
      good.replace('yes', '是'),
      '第 2 行 register_2021 列“是”，应为 yes 或 no',
      'row 2, column register_2021 “是”, must be yes or no',
    ],
    [
      good.replace('东部', '华东'),
      '第 2 行 region 列“华东”，应为东部、中部、西部或东北',
      'row 2, column region “华东”, must be 东部, 中部, 西部 or 东北',
    ],
    [
      good.replace('东部,', '东部,免'),
      '第 2 行 evaluation_status 列“免”，应留空或为“免评”',
      'row 2, column evaluation_status “免”, must be empty or 免评',
    ],
    [
      good.replace('东部,,', '东部,,是'),
      '第 2 行 innovation_zone 列“是”，应为 yes、no 或留空',
      'row 2, column innovation_zone “是”, must be yes, no or empty',
    ],
    [
      `${good}5月`,
      '第 2 行 to 列“5月”，应为 2021-05-01 形式的日期或留空',
      'row 2, column to “5月”, must be a day like 2021-05-01, or empty',
    ],
    [
      good.replace('yes', 'no'),
      'register_2021 列，该日没有一行为 yes，名册为空',
      'column register_2021, no row says yes on this day: the register has no parks',
    ],
  ])('says what is wrong and where, in both languages: %s', async (row, zh, en) => {
    expect(await said(row)).toEqual([
      `名册 F 有 1 处错误，第一处：${zh}。`,
      `The register F has 1 error: ${en}.`,
    ]);
  });

  it('counts what is wrong and says the first', async () => {
    expect(await said(good, good, good.replace('P001', 'P1'))).toEqual([
      '名册 F 有 2 处错误，第一处：第 3 行 id 列“P001”，P001 重复出现。',
      'The register F has 2 errors; the first: row 3, column id “P001”, P001 occurs twice.',
    ]);
  });
});
