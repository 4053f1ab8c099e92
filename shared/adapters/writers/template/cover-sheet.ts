import type { DataValidation, WriteSheet } from 'hucre/xlsx';
import { dataYear } from '../../../domain/cycles/data-year.ts';
import { declarationWords } from '../../readers/declarations.ts';
import { SHEET_NAMES } from '../../readers/read-xlsx-return.ts';
import { coverGuide, valueWords } from './cover-guide.ts';
import { firstRecordRow } from './record-sheet.ts';
import { a1Of, createLayout, fittedHeight } from './sheet-layout.ts';
import { FORMATS, STYLES, toFill } from './template-styles.ts';
import type { TemplateTask } from './template-task.ts';

/** Four columns of one width, in characters. */
const WIDTH = 26;
const LAST = 3;

const identity = ({ park, pack }: TemplateTask): readonly (readonly [string, string])[] => [
  ['园区代码 / Park id', park.id],
  ['园区名称 / Park name', park.name],
  ['所在地 / Location', park.province === park.city ? park.city : `${park.province} ${park.city}`],
  ['评价年度 / Cycle', pack.cycle],
  ['数据年度 / Data year', String(dataYear(pack.cycle))],
  ['模板版本 / Template', pack.template],
  ['审核规则 / Rule pack', pack.id],
];

/** Nothing may stand to the right of a declaration: the reader takes what does for its value. */
const declarations = [
  ['企业记录声明 / Declaration: enterprises', SHEET_NAMES.enterprises],
  ['项目记录声明 / Declaration: projects', SHEET_NAMES.projects],
] as const;

const declarationValidation = (range: string): DataValidation => ({
  type: 'list',
  values: Object.values(declarationWords).map(([zh]) => zh),
  showInputMessage: true,
  inputTitle: '请选择 Please choose',
  inputMessage: '已报 filed；无此业务 no such business；暂缺 still missing',
  showErrorMessage: true,
  errorStyle: 'stop',
  errorTitle: '请从列表选择',
  errorMessage: '只能选已报、无此业务、暂缺之一。Choose one of the three.',
  range,
});

/** Says, once the program calculates, that a table has rows but is not declared filed. */
const undeclared = (rows: readonly number[]): { formula: string; text: string } => ({
  formula: rows
    .map((row, index) => {
      const sheet = declarations[index]?.[1] ?? '';
      const keys = `${sheet}!$A$${firstRecordRow}:$A$${firstRecordRow + 99_999}`;
      return `IF(AND(${a1Of(row, 1)}<>"${declarationWords.filed[0]}",COUNTA(${keys})>0),"“${sheet}”表已有数据，声明应选“已报”。Rows are filed: declare 已报. ","")`;
    })
    .join('&'),
  text: '',
});

const signatures = [
  ['单位负责人\nHead of the unit', '统计负责人\nHead of statistics'],
  ['填表人\nFilled in by', '联系电话\nTelephone'],
  ['报出日期\nDate of filing', '盖章\nSeal'],
] as const;

/** Cover: whose return, for which cycle and template, the declarations, how to fill in, who answers for it. */
export const coverSheet = (task: TemplateTask): WriteSheet => {
  const layout = createLayout();
  let row = 1;
  const section = (title: string): void => {
    layout.span(row, 0, LAST, title, STYLES.section);
    layout.height(row, 20);
    row += 1;
  };
  layout.span(row, 0, LAST, '国家高新技术产业开发区综合评价年报', STYLES.title);
  layout.height(row, 34);
  layout.span(row + 1, 0, LAST, 'Annual return of a national high-tech zone', STYLES.subtitle);
  layout.height(row + 1, 24);
  row += 2;
  for (const [label, value] of identity(task)) {
    layout.put(row, 0, label, STYLES.label);
    layout.span(row, 1, LAST, value, STYLES.fixed);
    layout.height(row, 20);
    row += 1;
  }

  section('一、数据表声明 Declarations');
  const declared: number[] = [];
  for (const [label] of declarations) {
    layout.put(row, 0, label, STYLES.label);
    layout.span(row, 1, LAST, declarationWords.pending[0], toFill(FORMATS.text, { horizontal: 'left' }));
    layout.height(row, 30);
    declared.push(row);
    row += 1;
  }
  layout.span(row, 0, LAST, undeclared(declared), STYLES.warning);
  layout.height(row, 18);
  row += 1;

  section('二、填报说明 How to fill in');
  for (const { word, meaning } of valueWords) {
    layout.put(row, 0, word, STYLES.label);
    layout.span(row, 1, LAST, meaning, STYLES.boxedGuide);
    layout.height(row, fittedHeight([{ text: meaning, points: 9, width: 3 * WIDTH }]));
    row += 1;
  }
  for (const text of coverGuide(task)) {
    layout.span(row, 0, LAST, text, STYLES.boxedGuide);
    layout.height(row, fittedHeight([{ text, points: 9, width: 4 * WIDTH }]));
    row += 1;
  }

  section('三、责任人 Responsible persons');
  for (const [left, right] of signatures) {
    const isSeal = right.startsWith('盖章');
    layout.put(row, 0, left, STYLES.label);
    layout.put(row, 1, null, toFill(isSeal ? 'yyyy"年"m"月"d"日"' : FORMATS.text, { horizontal: 'left' }));
    layout.put(row, 2, right, STYLES.label);
    layout.put(row, 3, null, toFill(FORMATS.text, { horizontal: 'left', optional: isSeal }));
    layout.height(row, isSeal ? 90 : 30);
    row += 1;
  }

  return {
    name: SHEET_NAMES.cover,
    ...layout.parts(),
    columns: Array.from({ length: LAST + 1 }, () => ({ width: WIDTH })),
    dataValidations: declared.map((at) => declarationValidation(a1Of(at, 1))),
    protection: { sheet: true, formatColumns: true, formatRows: true },
    view: { showGridLines: false },
    pageSetup: {
      paperSize: 'a4',
      orientation: 'portrait',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 1,
      horizontalCentered: true,
      margins: { left: 0.5, right: 0.5, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 },
    },
  };
};
