import { readXlsx, type Sheet } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { readReturn } from '../../../shared/adapters/readers/read-return.ts';
import { inputGroups } from '../../../shared/adapters/writers/template/input-groups.ts';
import returnFields from '../../../shared/data/return-fields.json' with { type: 'json' };
import { filedOf } from '../../support/read-outcomes.ts';
import { aTask, aTemplate, check, FILED_CODES } from './template-cells.ts';

const sheetsOf = async (bytes: Uint8Array): Promise<ReadonlyMap<string, Sheet>> => {
  const { sheets } = await readXlsx(bytes, { readStyles: true });
  return new Map(sheets.map((sheet) => [sheet.name, sheet]));
};

const sheetOf = (sheets: ReadonlyMap<string, Sheet>, name: string): Sheet => {
  const sheet = sheets.get(name);
  if (sheet === undefined) throw new Error(`no sheet ${name}`);
  return sheet;
};

/** Texts of a row, from 1. */
const rowTexts = ({ rows }: Sheet, row: number): readonly string[] =>
  (rows[row - 1] ?? []).map((value) => (value === null ? '' : String(value)));

const unlocked = (sheet: Sheet): readonly string[] =>
  [...(sheet.cells ?? [])].filter(([, cell]) => cell.style?.protection?.locked === false).map(([at]) => at);

describe('an empty template', () => {
  it('lacks nothing but its 58 values, each named at its cell', async () => {
    const bytes = await aTemplate();
    const filed = filedOf(await readReturn({ name: 'f', bytes }));
    const report = await check(bytes);
    const blank = report.findings.filter(({ rule }) => rule === 'R-T-010');
    expect(blank.map(({ cells }) => cells.map(({ sheet, a1 }) => `${sheet}!${a1}`).join())).toEqual(
      [...filed.inputs.values()].map(({ value }) => `园区填报项!${value.a1}`),
    );
    expect([...filed.inputs.keys()].sort()).toEqual([...FILED_CODES].sort());
    expect(report.counts).toEqual({ reject: 0, mandatory: 58, query: 5, notice: 0 });
  });

  it('says whose it is', async () => {
    const filed = filedOf(await readReturn({ name: 'f', bytes: await aTemplate() }));
    expect([filed.park?.raw, filed.cycle?.raw, filed.template?.raw]).toEqual(['P021', '2021', 'gx46-2021@1']);
    expect(filed.declarations).toMatchObject({
      enterprises: { value: 'pending' },
      projects: { value: 'pending' },
    });
    const cover = sheetOf(await sheetsOf(await aTemplate()), '封面')
      .rows.flat()
      .join('\n');
    expect(cover).toContain('长春高新技术产业开发区');
    for (const word of ['单位负责人', '统计负责人', '填表人', '联系电话', '报出日期', '盖章']) {
      expect(cover).toContain(word);
    }
  });

  it('is the same bytes every time', async () => {
    expect(await aTemplate()).toEqual(await aTemplate());
  });
});

describe('the sheet of park inputs', () => {
  it('has every input once, under the dimension of its first indicator', () => {
    const { pack, edition } = aTask();
    const groups = inputGroups(pack, edition);
    const all = groups.flatMap(({ inputs }) => inputs.map(({ code }) => code));
    expect(new Set(all).size).toBe(all.length);
    expect([...all].sort()).toEqual([...FILED_CODES].sort());
    // 从业人员 serves 1.2, 1.4, 2.2 … 5.2; 出口总额 only 4.5: park-inputs-2021, column used_by.
    const groupOf = (code: string) =>
      groups.find(({ inputs }) => inputs.some((input) => input.code === code))?.code;
    expect([groupOf('employees'), groupOf('exports'), groupOf('city_gdp')]).toEqual(['1', '4', '5']);
  });

  it('locks everything but the cells to fill, without a password', async () => {
    const known = sheetOf(await sheetsOf(await aTemplate({ employees: '51435' })), '园区填报项');
    expect(known.protection).toMatchObject({ sheet: true });
    expect(known.protection?.password).toBeUndefined();
    expect(unlocked(known)).toHaveLength(58);
    const unknown = sheetOf(await sheetsOf(await aTemplate()), '园区填报项');
    expect(unlocked(unknown)).toHaveLength(116);
  });

  it('shows last year’s accepted values exactly', async () => {
    const previous = {
      employees: '51435',
      revenue: '60311452.29',
      value_added_industrial: 'N/A',
      // More digits than a double holds.
      rd_expenditure: '12345678901234567.89',
    };
    const { inputs } = filedOf(await readReturn({ name: 'f', bytes: await aTemplate(previous) }));
    const raw = Object.keys(previous).map((code) => inputs.get(code)?.previous?.raw);
    expect(raw).toEqual(['51435', '60311452.29', '不适用', '12345678901234567.89']);
  });

  it('guards each value by what the rule pack allows', async () => {
    const sheet = sheetOf(await sheetsOf(await aTemplate({})), '园区填报项');
    const { inputs } = filedOf(await readReturn({ name: 'f', bytes: await aTemplate({}) }));
    const guardOf = (code: string) =>
      sheet.dataValidations?.find(({ range }) => range === inputs.get(code)?.value.a1);
    expect(sheet.dataValidations).toHaveLength(58);
    expect(guardOf('employees')).toMatchObject({
      type: 'whole',
      operator: 'between',
      formula1: '0',
      formula2: '23835165',
    });
    expect(guardOf('net_profit')).toMatchObject({
      type: 'decimal',
      operator: 'lessThanOrEqual',
      formula1: '4200000000',
    });
    expect(guardOf('house_price')).toMatchObject({ type: 'list', values: ['不适用'] });
    // An inferred scoring bound (calibration-2020) is no bound of what may be filed.
    expect(guardOf('enterprises_with_venture_capital')).toMatchObject({ operator: 'greaterThanOrEqual' });
    expect(sheet.freezePane).toMatchObject({ rows: 4, columns: 2 });
    expect(sheet.pageSetup).toMatchObject({
      paperSize: 'a4',
      orientation: 'landscape',
      printTitlesRow: '$4:$4',
    });
  });
});

describe('the record sheets', () => {
  it('have the keys and every field of the forms with name and unit', async () => {
    const sheets = await sheetsOf(await aTemplate());
    const isProject = ({ table }: { table: string }) => table.startsWith('GQ-004');
    const forms = {
      企业: returnFields.filter((field) => !isProject(field)),
      项目: returnFields.filter(isProject),
    };
    for (const [name, fields] of Object.entries(forms)) {
      const sheet = sheetOf(sheets, name);
      expect(rowTexts(sheet, 4)).toEqual(['uscc', 'name', ...fields.map(({ code }) => code)]);
      expect(rowTexts(sheet, 5).slice(2)).toEqual(fields.map(({ name_zh }) => name_zh));
      const units = rowTexts(sheet, 6);
      expect(fields.map((_, index) => units[index + 2] ?? '')).toEqual(fields.map(({ unit }) => unit));
    }
  });

  it('keep codes as text down the whole column, and offer yes and no', async () => {
    const { strFromU8, unzipSync } = await import('fflate');
    const bytes = await aTemplate();
    const sheet = sheetOf(await sheetsOf(bytes), '企业');
    const column = (code: string): number => rowTexts(sheet, 4).indexOf(code);
    const formatOf = (code: string) => sheet.cells?.get(`6,${column(code)}`)?.style?.numFmt;
    expect(['uscc', 'qb03_1', 'qb11', 'qc05_0', 'qd01', 'qb04'].map(formatOf)).toEqual([
      '@',
      '@',
      '@',
      '#,##0.00##',
      '#,##0',
      '0',
    ]);
    const xml = strFromU8(unzipSync(bytes)['xl/worksheets/sheet3.xml'] ?? new Uint8Array());
    const styleOfCell = /<c r="A7" s="(\d+)"/.exec(xml)?.[1];
    expect(/<col min="1" max="1" style="(\d+)"/.exec(xml)?.[1]).toBe(styleOfCell);
    const lists = sheet.dataValidations?.filter(({ type }) => type === 'list');
    expect(lists?.map(({ values }) => values)).toEqual([
      ['1', '2'],
      ['1', '2'],
    ]);
  });
});
