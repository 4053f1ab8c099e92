import { writeXlsx } from 'hucre/xlsx';
import parkInputs from '../../data/park-inputs-2021.json' with { type: 'json' };
import returnFields from '../../data/return-fields.json' with { type: 'json' };
import { declarationWords } from '../readers/declarations.ts';
import { SHEET_NAMES } from '../readers/read-xlsx-return.ts';
import type { ReturnContent, WrittenRecords, WrittenValue } from './return-content.ts';

/** In place of the clock: the same content then gives the same bytes, hence the same SHA-256. */
const FIXED_TIME = new Date('2000-01-01T00:00:00Z');

type Row = (WrittenValue | undefined)[];

const inputByCode = new Map(parkInputs.map((input) => [input.code, input]));
const fieldNames = new Map([
  ['uscc', '统一社会信用代码'],
  ['name', '企业名称'],
  ...returnFields.map((field) => [field.code, field.name_zh] as const),
]);

/** Text that looks like an escape of SpreadsheetML (`_x000D_`) is escaped itself; the library does not do so. */
const asWritten = (value: WrittenValue | undefined): WrittenValue =>
  typeof value === 'string' ? value.replaceAll(/_(?=x[\da-fA-F]{4}_)/g, '_x005F_') : (value ?? null);

const sheet = (name: string, rows: readonly Row[], headerRows: number) => ({
  name,
  rows: rows.map((row) => row.map(asWritten)),
  freezePane: { rows: headerRows },
});

const recordSheet = (name: string, { columns, rows }: WrittenRecords) =>
  sheet(
    name,
    [[...columns], columns.map((code) => fieldNames.get(code) ?? code), ...rows.map((row) => [...row])],
    2,
  );

const cover = ({ label, park, cycle, template }: ReturnContent): Row[] => [
  ['国家高新区年报 / Annual return of a national high-tech zone'],
  ...(label === undefined ? [] : [[label]]),
  ['园区代码 / Park', park],
  ['评价年度 / Cycle', cycle],
  ['模板版本 / Template', template],
];

const inputRows = (content: ReturnContent): Row[] => [
  ['代码 code', '名称 name', '计量单位 unit', '上年数 previous', '本年数 value'],
  ...[...content.inputs].map(([code, { value, previous }]) => {
    const input = inputByCode.get(code);
    return [code, input?.label_zh ?? code, input?.unit ?? '', previous, value];
  }),
];

const declarationRows = (declarations: NonNullable<ReturnContent['declarations']>): Row[] => [
  ['数据表 / Table', '声明 / Declaration'],
  ...(
    [
      [SHEET_NAMES.enterprises, declarations.enterprises],
      [SHEET_NAMES.projects, declarations.projects],
    ] as const
  ).map(([name, declared]) => [name, declared === undefined ? null : declarationWords[declared][0]]),
];

/**
 * A return as a workbook: the sheets that the reader looks for, plain data without the template's formats and guards.
 */
export const writeXlsxReturn = (content: ReturnContent): Promise<Uint8Array> => {
  const { enterprises, projects, declarations, explanations } = content;
  return writeXlsx({
    properties: { modified: FIXED_TIME },
    sheets: [
      sheet(SHEET_NAMES.cover, cover(content), 0),
      sheet(SHEET_NAMES.inputs, inputRows(content), 1),
      ...(enterprises === undefined ? [] : [recordSheet(SHEET_NAMES.enterprises, enterprises)]),
      ...(projects === undefined ? [] : [recordSheet(SHEET_NAMES.projects, projects)]),
      ...(declarations === undefined
        ? []
        : [sheet(SHEET_NAMES.declarations, declarationRows(declarations), 1)]),
      ...(explanations === undefined
        ? []
        : [
            sheet(
              SHEET_NAMES.explanations,
              [['问题编号', '原因', '说明'], ...explanations.map((e) => [e.finding, e.reason, e.text])],
              1,
            ),
          ]),
    ],
  });
};
