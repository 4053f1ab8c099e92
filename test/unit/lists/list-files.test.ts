import { parse } from 'csv-parse/sync';
import { readXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import type { ListAbout, ListTable } from '../../../shared/adapters/lists/list-table.ts';
import { writeListCsv } from '../../../shared/adapters/lists/write-list-csv.ts';
import { writeListWorkbook } from '../../../shared/adapters/lists/write-list-workbook.ts';

const about: ListAbout = {
  lines: ['2021 年度（过程稿）', 'Cycle 2021 (provisional)'],
  columns: [['状态 status', '过程稿 provisional']],
};
const list: ListTable = {
  sheet: '全国合计',
  file: 'national-totals',
  title: '全国合计',
  notes: ['说明'],
  columns: [
    { zh: '园区', en: 'park', width: 20 },
    { zh: '合计', en: 'total', width: 20, align: 'right' },
    { zh: '增长', en: 'growth', width: 10, align: 'right' },
  ],
  rows: [
    ['=HYPERLINK("http://x")', { exact: '-1234.5' }, { value: 2.345678, decimals: 2 }],
    ['＋高新区,"甲"', { exact: '12345678901234567890.25' }, null],
  ],
};

describe('a list as CSV', () => {
  it('has a BOM, a status in each row, exact numbers, and no text that runs', () => {
    const csv = writeListCsv(list, about);
    expect(csv.startsWith('\ufeff')).toBe(true);
    expect(csv.endsWith('\r\n')).toBe(true);
    expect(parse(csv, { bom: true })).toEqual([
      ['园区 park', '合计 total', '增长 growth', '状态 status'],
      ['\'=HYPERLINK("http://x")', '-1234.5', '2.35', '过程稿 provisional'],
      ['\'＋高新区,"甲"', '12345678901234567890.25', '', '过程稿 provisional'],
    ]);
  });
});

describe('a list as a workbook', () => {
  it('begins with what it is of; texts are texts, what no number cell holds is text', async () => {
    const bytes = await writeListWorkbook([list], about);
    const { sheets } = await readXlsx(bytes, { readStyles: true });
    const [sheet] = sheets;
    expect(sheet?.name).toBe('全国合计');
    expect(sheet?.rows.slice(0, 4).map(([first]) => first)).toEqual([
      '全国合计',
      '2021 年度（过程稿）',
      'Cycle 2021 (provisional)',
      '说明',
    ]);
    expect(sheet?.rows[4]).toEqual(['园区\npark', '合计\ntotal', '增长\ngrowth']);
    expect(sheet?.rows[5]).toEqual(['=HYPERLINK("http://x")', -1234.5, 2.35]);
    expect(sheet?.rows[6]?.slice(0, 2)).toEqual(['＋高新区,"甲"', '12345678901234567890.25']);
    expect([...(sheet?.cells?.values() ?? [])].some(({ formula }) => formula !== undefined)).toBe(false);
  });

  it('is the same for the same lists', async () => {
    expect(await writeListWorkbook([list], about)).toEqual(await writeListWorkbook([list], about));
  });
});
