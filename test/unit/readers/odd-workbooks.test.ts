import { describe, expect, it } from 'vitest';
import { readReturn } from '../../../shared/adapters/readers/read-return.ts';
import type { Cell, FiledReturn } from '../../../shared/domain/returns/filed-return.ts';
import { filedOf, formOf, rawInputs } from '../../support/read-outcomes.ts';
import {
  aCover,
  anInputSheet,
  aReturnWorkbook,
  aWorkbook,
  INPUT_HEADER,
  type MadeCell,
  type MadeSheet,
  worksheetXml,
} from '../../support/workbooks.ts';

const read = async (bytes: Uint8Array): Promise<FiledReturn> =>
  filedOf(await readReturn({ name: 'f', bytes }));

const readSheets = (...sheets: MadeSheet[]): Promise<FiledReturn> => read(aWorkbook({ sheets }));

/** The value cell of `employees` as the only input. */
const readCell = async (cell: MadeCell): Promise<Cell | undefined> =>
  (await readSheets(aCover(), anInputSheet([['employees', '人数', '人', null, cell]]))).inputs.get(
    'employees',
  )?.value;

describe('a workbook as the template has it', () => {
  it('gives cover, inputs and their places', async () => {
    const filed = await read(aReturnWorkbook());
    expect(filed.file).toMatchObject({ format: 'xlsx', encoding: null });
    expect(filed.park).toMatchObject({
      sheet: '封面',
      a1: 'B2',
      header: '园区代码',
      raw: 'P021',
      stored: 'text',
    });
    expect(filed.cycle).toMatchObject({ a1: 'B3', raw: '2021', stored: 'number' });
    expect(filed.template?.raw).toBe('gx46-2021@1');
    expect(filed.inputs.get('employees')).toEqual({
      code: 'employees',
      value: {
        sheet: '园区填报项',
        a1: 'E2',
        header: '从业人员期末人数',
        raw: '57460',
        stored: 'number',
        hasFormula: false,
      },
      previous: {
        sheet: '园区填报项',
        a1: 'D2',
        header: '从业人员期末人数',
        raw: '51435',
        stored: 'number',
        hasFormula: false,
      },
    });
    expect(filed.inputs.get('revenue')?.value.raw).toBe('60311452.29');
    expect(filed.inputs.get('revenue')?.previous).toMatchObject({ a1: 'D3', raw: '', stored: 'blank' });
    expect(formOf(filed, 'PARK')).toMatchObject({
      missingColumns: [],
      duplicatedColumns: [],
      unknown: [],
      rowCount: 2,
    });
    expect(filed.rows).toEqual({ read: 2, blank: 0 });
  });
});

describe('cells', () => {
  const table: [string, MadeCell, Partial<Cell>][] = [
    [
      'a number, its digits untouched',
      { xml: '<c r="@"><v>0.1000000000000000055</v></c>' },
      { raw: '0.1000000000000000055', stored: 'number' },
    ],
    [
      'a date, as its stored number',
      { xml: '<c r="@" s="14"><v>43831</v></c>' },
      { raw: '43831', stored: 'number' },
    ],
    ['an ISO date', { xml: '<c r="@" t="d"><v>2020-01-01</v></c>' }, { raw: '2020-01-01', stored: 'text' }],
    [
      'an error',
      { xml: '<c r="@" t="e"><v>#DIV/0!</v></c>' },
      { raw: '#DIV/0!', stored: 'error', hasFormula: false },
    ],
    [
      'a formula in error',
      { xml: '<c r="@" t="e"><f>1/0</f><v>#DIV/0!</v></c>' },
      { raw: '#DIV/0!', stored: 'error', hasFormula: true },
    ],
    [
      'a formula with its value',
      { xml: '<c r="@"><f>1+1</f><v>2</v></c>' },
      { raw: '2', stored: 'number', hasFormula: true },
    ],
    [
      'a shared formula',
      { xml: '<c r="@"><f t="shared" si="0"/><v>2</v></c>' },
      { raw: '2', hasFormula: true },
    ],
    [
      'a formula without a stored value',
      { xml: '<c r="@"><f>SUM(A1)</f></c>' },
      { raw: '', stored: 'blank', hasFormula: true },
    ],
    [
      'a formula of text',
      { xml: '<c r="@" t="str"><f>"a"</f><v>a</v></c>' },
      { raw: 'a', stored: 'text', hasFormula: true },
    ],
    ['a boolean', { xml: '<c r="@" t="b"><v>1</v></c>' }, { raw: 'TRUE', stored: 'boolean' }],
    ['full-width digits with separators', '１,２３４', { raw: '１,２３４', stored: 'text' }],
    [
      'the five entities and character references',
      { xml: '<c r="@" t="inlineStr"><is><t>&lt;&amp;&gt;&quot;&apos;&#20013;&#x4E2D;</t></is></c>' },
      { raw: '<&>"\'中中' },
    ],
    [
      'runs of rich text without its phonetics',
      {
        xml: '<c r="@" t="inlineStr"><is><r><rPr><b/></rPr><t>不</t></r><r><t>适用</t></r><rPh sb="0" eb="1"><t>bu</t></rPh></is></c>',
      },
      { raw: '不适用', stored: 'text' },
    ],
    [
      'an escape of SpreadsheetML',
      { xml: '<c r="@" t="str"><v>a_x000A_b_x005F_x000A_</v></c>' },
      { raw: 'a\nb_x000A_' },
    ],
    ['CDATA', { xml: '<c r="@" t="str"><v><![CDATA[a<b]]></v></c>' }, { raw: 'a<b' }],
    ['an 18-digit id as text', '911100000000000018', { raw: '911100000000000018', stored: 'text' }],
    ['white space as it is', ' 5 ', { raw: ' 5 ', stored: 'text' }],
    [
      'a styled cell without content',
      { xml: '<c r="@" s="3"/>' },
      { raw: '', stored: 'blank', hasFormula: false },
    ],
  ];
  it.each(table)('%s', async (_, cell, expected) => {
    expect(await readCell(cell)).toMatchObject({ a1: 'E2', ...expected });
  });

  it('come from a shared-string table with wrong counts', async () => {
    const filed = await read(
      aReturnWorkbook({
        sheets: [
          aCover(),
          anInputSheet([['employees', '人数', '人', null, { xml: '<c r="@" t="s"><v>1</v></c>' }]]),
        ],
        sharedStrings: '<si/><si><t>不</t><t>适用</t></si>',
      }),
    );
    expect(rawInputs(filed)).toEqual({ employees: '不适用' });
  });

  it('need no addresses, prefixes of their own, and tolerate hyperlinks', async () => {
    const data =
      '<x:row><x:c t="inlineStr"><x:is><x:t>code</x:t></x:is></x:c><x:c t="inlineStr"><x:is><x:t>value</x:t></x:is></x:c></x:row>' +
      '<x:row><x:c t="inlineStr"><x:is><x:t>employees</x:t></x:is></x:c><x:c><x:v>5</x:v></x:c></x:row>';
    const filed = await read(
      aReturnWorkbook({
        sheets: [
          aCover(),
          {
            name: 'Park Inputs',
            part: `<x:worksheet xmlns:x="m" note='a>b'><x:sheetData>${data}</x:sheetData></x:worksheet>`,
          },
        ],
        relationships:
          '<Relationship Id="h" Type="x/hyperlink" Target="mailto:a@b.cn" TargetMode="External"/>',
      }),
    );
    expect(filed.inputs.get('employees')?.value).toMatchObject({ sheet: 'Park Inputs', a1: 'B2', raw: '5' });
  });
});

describe('edited workbooks', () => {
  const rows: [string, readonly (readonly MadeCell[])[]][] = [
    [
      'titles, blank rows and an inserted column',
      [
        ['2021 年填报表'],
        [],
        [null, '编码', null, '数值'],
        [],
        [null, 'employees', null, 5],
        [null, null, null, ' '],
      ],
    ],
    [
      'columns in another order, by English names',
      [
        ['value', 'code'],
        [5, 'employees'],
      ],
    ],
    [
      'bilingual headers with units',
      [
        ['代码 / Code', '本年数（2020年） value'],
        ['employees', 5],
      ],
    ],
    [
      'labels for codes',
      [
        ['代码', '数值'],
        ['从业人员 期末人数', 5],
      ],
    ],
    [
      'English labels for codes',
      [
        ['code', 'value'],
        ['Employees at year-end', 5],
      ],
    ],
    [
      'names without a column of codes',
      [
        ['名称', '本年值'],
        ['从业人员期末人数（人）', 5],
      ],
    ],
    [
      'a label with 其中：',
      [
        ['代码', '数值'],
        ['其中：从业人员期末人数', 5],
      ],
    ],
    [
      'notes beside the table',
      [
        ['代码', '数值', null, null],
        ['employees', 5, null, '请核对'],
      ],
    ],
    [
      'titles of groups of rows',
      [
        ['代码', '数值'],
        ['一、创新能力', null],
        ['employees', 5],
      ],
    ],
    [
      'a second header row of labels and units',
      [
        ['code', 'name', 'unit', 'value'],
        ['代码', '名称', '计量单位', '数值'],
        ['employees', '', '人', 5],
      ],
    ],
  ];
  it.each(rows)('%s', async (_, sheetRows) => {
    const filed = await readSheets(aCover(), { name: '园区填报项', rows: sheetRows });
    expect(formOf(filed, 'PARK')).toMatchObject({
      missingColumns: [],
      duplicatedColumns: [],
      unknown: [],
      rowCount: expect.any(Number),
    });
    expect(rawInputs(filed)).toEqual({ employees: '5' });
  });

  it('say what is missing, twice there or unknown', async () => {
    const filed = await readSheets(aCover(), {
      name: '园区填报项',
      rows: [
        ['代码', '数值', '数值', '审核人'],
        ['employees', 5, 6],
        ['employees', 7],
        ['emploees', 8],
        ['revenue', 9],
      ],
    });
    const form = formOf(filed, 'PARK');
    expect(form.duplicatedColumns).toEqual(['value', 'employees']);
    expect(form.unknown.map(({ a1, raw }) => [a1, raw])).toEqual([
      ['D1', '审核人'],
      ['A4', 'emploees'],
    ]);
    expect(rawInputs(filed)).toEqual({ employees: '5', revenue: '9' });
  });

  it.each([
    ['no inputs sheet', []],
    ['no header', [{ name: '园区填报项', rows: [['employees', 5]] }]],
    [
      'header and data swapped',
      [{ name: '园区填报项', rows: [['employees', '人数', '人', 1, 5], INPUT_HEADER] }],
    ],
    ['an empty sheet', [{ name: '园区填报项', rows: [] }]],
  ] as [string, MadeSheet[]][])('%s: all required columns are missing', async (_, sheets) => {
    const filed = await readSheets(aCover(), ...sheets);
    expect(formOf(filed, 'PARK')).toMatchObject({ sheet: '园区填报项', missingColumns: ['code', 'value'] });
    expect(filed.inputs.size).toBe(0);
  });

  it('a header without the column of values misses that column only', async () => {
    const filed = await readSheets(aCover(), {
      name: '园区填报项',
      rows: [
        ['代码', '名称'],
        ['employees', '人数'],
      ],
    });
    expect(formOf(filed, 'PARK').missingColumns).toEqual(['value']);
    expect(formOf(filed, 'PARK').anchor).toMatchObject({ a1: 'A1', raw: '代码' });
  });

  it('an unknown sheet with content is named, an empty or hidden one is not', async () => {
    const filed = await readSheets(
      aCover(),
      anInputSheet([['employees', '', '', null, 5]]),
      { name: '企业表（新）', rows: [['a']] },
      { name: 'Sheet3', rows: [] },
      { name: 'lists', rows: [['a']], state: 'hidden' },
    );
    expect(formOf(filed, 'PARK').unknown.map(({ sheet, raw }) => [sheet, raw])).toEqual([
      ['企业表（新）', '企业表（新）'],
    ]);
  });

  it('a workbook without a cover says so', async () => {
    const filed = await readSheets(anInputSheet([['employees', '', '', null, 5]]));
    expect(formOf(filed, 'cover').missingColumns).toEqual(['park', 'cycle', 'template']);
    expect(filed.park).toBeNull();
  });

  it('declarations and explanations', async () => {
    const filed = await readSheets(
      aCover(),
      anInputSheet([['employees', '', '', null, 5]]),
      {
        name: '声明',
        rows: [
          ['企业', '已报'],
          ['项目', '没有'],
        ],
      },
      {
        name: '说明',
        rows: [
          ['指纹', '原因代码', '说明'],
          ['f1', 'merger', '合并'],
        ],
      },
    );
    expect(filed.declarations.enterprises).toMatchObject({
      value: 'filed',
      cell: { sheet: '声明', a1: 'B1' },
    });
    expect(filed.declarations.projects).toMatchObject({ value: null, cell: { raw: '没有' } });
    expect(filed.explanations).toMatchObject([
      { finding: 'f1', reason: 'merger', text: '合并', cell: { a1: 'C2' } },
    ]);
  });

  it('a million blank formatted rows cost time only', { timeout: 30_000 }, async () => {
    const header = '<row r="1"><c r="A1" t="str"><v>code</v></c><c r="B1" t="str"><v>value</v></c></row>';
    const data = '<row r="2"><c r="A2" t="str"><v>employees</v></c><c r="B2"><v>5</v></c></row>';
    let blank = '';
    for (let r = 3; r <= 1_048_576; r += 1)
      blank += `<row r="${r}" s="1" customFormat="1"><c r="A${r}" s="1"/></row>`;
    const bytes = aWorkbook({
      sheets: [aCover(), { name: '园区填报项', part: worksheetXml(header + data + blank) }],
    });
    const filed = await read(bytes);
    expect(rawInputs(filed)).toEqual({ employees: '5' });
    expect(filed.rows).toEqual({ read: 1, blank: 1_048_574 });
  });
});
