import type { ConditionalRule, DataValidation, WriteSheet } from 'hucre/xlsx';
import { dataYear } from '../../../domain/cycles/data-year.ts';
import { parseDecimal } from '../../../domain/expressions/decimal.ts';
import { areEqual } from '../../../domain/expressions/value.ts';
import type { InputDefinition } from '../../../domain/rules/rule-pack.ts';
import { SHEET_NAMES } from '../../readers/read-xlsx-return.ts';
import { inputGroups } from './input-groups.ts';
import { declaredNotApplicable, inputValidation, invalidRule, limitsOf, rangeText } from './input-limits.ts';
import { inputNote } from './input-notes.ts';
import { a1Of, createLayout, fittedHeight, type SheetLayout } from './sheet-layout.ts';
import { FORMATS, STYLES, toFill } from './template-styles.ts';
import type { TemplateTask } from './template-task.ts';

const HEADER_ROW = 4;
const ORDINALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/** Widths in characters; together they print on A4 landscape at about two thirds. */
const WIDTHS = {
  code: 24,
  name: 26,
  english: 28,
  unit: 10,
  value: 18,
  range: 20,
  notApplicable: 12,
  indicators: 15,
  note: 34,
} as const;

interface Column {
  readonly header: string;
  readonly width: number;
}

/** Column of last year's and of this year's value, from 0. */
const PREVIOUS = 4;
const VALUE = 5;

const columnsOf = ({ pack, previous }: TemplateTask): readonly Column[] => {
  const year = dataYear(pack.cycle);
  return [
    { header: '代码\ncode', width: WIDTHS.code },
    { header: '名称\nname', width: WIDTHS.name },
    { header: '英文名称\nEnglish name', width: WIDTHS.english },
    { header: '计量单位\nunit', width: WIDTHS.unit },
    {
      header: `${previous === null ? '上年数' : '上年认定数'}（${year - 1} 年）\nlast year`,
      width: WIDTHS.value,
    },
    { header: `本年数（${year} 年）\nthis year`, width: WIDTHS.value },
    { header: '允许范围\nallowed range', width: WIDTHS.range },
    { header: '可否不适用\nnot applicable', width: WIDTHS.notApplicable },
    { header: '用于指标\nused by indicators', width: WIDTHS.indicators },
    { header: '备注\nnotes', width: WIDTHS.note },
  ];
};

/** A decimal text as a number where the double is exactly it, else as the text itself. */
const exactNumber = (text: string): number | string => {
  const written = parseDecimal(text);
  const stored = parseDecimal(String(Number(text)));
  return written !== null && stored !== null && areEqual(written, stored) ? Number(text) : text;
};

const previousValue = (value: string | undefined): number | string | null =>
  value === undefined ? null : value === 'N/A' ? declaredNotApplicable : exactNumber(value);

const inputRow = (layout: SheetLayout, row: number, input: InputDefinition, { previous }: TemplateTask) => {
  const limits = limitsOf(input);
  const format = limits.isWhole ? FORMATS.whole : FORMATS.amount;
  const range = rangeText(limits);
  const indicators = input.usedBy.join(' ');
  const note = inputNote(input);
  layout.put(row, 0, input.code, STYLES.smallText);
  layout.put(row, 1, input.label.zh, STYLES.text);
  layout.put(row, 2, input.label.en, STYLES.smallText);
  layout.put(row, 3, input.unit, STYLES.centred);
  layout.put(
    row,
    PREVIOUS,
    previousValue(previous?.[input.code]),
    previous === null
      ? toFill(format, { optional: input.priorUsedBy.length === 0 })
      : { ...STYLES.previous, numFmt: format },
  );
  layout.put(row, VALUE, null, toFill(format));
  layout.put(row, 6, range, STYLES.smallText);
  layout.put(row, 7, limits.allowsNotApplicable ? '可 yes' : '否 no', STYLES.centred);
  layout.put(row, 8, indicators, STYLES.centred);
  layout.put(row, 9, note, STYLES.smallText);
  layout.height(
    row,
    fittedHeight([
      { text: input.code, points: 8, width: WIDTHS.code },
      { text: input.label.zh, points: 10, width: WIDTHS.name },
      { text: input.label.en, points: 8, width: WIDTHS.english },
      { text: range, points: 8, width: WIDTHS.range },
      { text: indicators, points: 9, width: WIDTHS.indicators },
      { text: note, points: 8, width: WIDTHS.note },
    ]),
  );
};

const guide = ({ previous }: TemplateTask): string =>
  previous === null
    ? '黄色单元格为应填项，浅黄色为选填项；上年数未预填，深黄色的上年数用于计算增长指标，请照上年认定数填写。\nFill the yellow cells; last year’s values are not known here: fill in those in full yellow, growth indicators need them.'
    : '黄色单元格为应填项；灰色为上年认定数，不可改。空白、0、不适用含义不同，见封面。\nFill the yellow cells; last year’s accepted values are grey. Blank, 0 and 不适用 (N/A) differ: see the cover.';

/** The sheet of park inputs, by dimension: one row each, this year's cells to fill, everything else locked. */
export const inputsSheet = (task: TemplateTask): WriteSheet => {
  const columns = columnsOf(task);
  const last = columns.length - 1;
  const layout = createLayout();
  const dataValidations: DataValidation[] = [];
  const conditionalRules: ConditionalRule[] = [];
  const groups = inputGroups(task.pack, task.edition);
  const count = groups.reduce((sum, { inputs }) => sum + inputs.length, 0);
  const lastRow = HEADER_ROW + groups.length + count;

  layout.put(1, 0, `园区填报项 Park inputs · ${task.park.id} ${task.park.name}`, STYLES.sheetTitle);
  layout.height(1, 24);
  layout.span(2, 0, last, guide(task), STYLES.guide);
  layout.height(2, 30);
  layout.height(3, 16);
  const values = `${a1Of(HEADER_ROW + 1, VALUE)}:${a1Of(lastRow, VALUE)}`;
  layout.span(
    3,
    0,
    last,
    {
      formula: `"已填 filled: "&COUNTA(${values})&" / ${count}"`,
      text: `已填 filled: 0 / ${count}`,
    },
    STYLES.guide,
  );
  columns.forEach(({ header }, column) => {
    layout.put(HEADER_ROW, column, header, STYLES.header);
  });
  layout.height(HEADER_ROW, 44);

  let row = HEADER_ROW;
  groups.forEach(({ code, name, inputs }, index) => {
    row += 1;
    layout.span(row, 0, last, `${ORDINALS[index] ?? code}、${name.zh} ${name.en}`, STYLES.group);
    layout.height(row, 20);
    for (const input of inputs) {
      row += 1;
      inputRow(layout, row, input, task);
      for (const column of task.previous === null ? [PREVIOUS, VALUE] : [VALUE]) {
        const cell = a1Of(row, column);
        dataValidations.push(inputValidation(cell, limitsOf(input)));
        conditionalRules.push(invalidRule(cell, limitsOf(input), conditionalRules.length + 1));
      }
    }
  });

  return {
    name: SHEET_NAMES.inputs,
    ...layout.parts(),
    columns: columns.map(({ width }) => ({ width })),
    dataValidations,
    conditionalRules,
    freezePane: { rows: HEADER_ROW, columns: 2 },
    protection: { sheet: true, formatColumns: true, formatRows: true },
    pageSetup: {
      paperSize: 'a4',
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 },
      printArea: `$A$1:$${a1Of(lastRow, last).replace(/\d+/, '')}$${lastRow}`,
      printTitlesRow: `$${HEADER_ROW}:$${HEADER_ROW}`,
      horizontalCentered: true,
    },
    headerFooter: {
      oddFooter: `&L${task.park.id} ${task.park.name} · ${task.pack.cycle}&C第 &P 页 / 共 &N 页&R${task.pack.template}`,
    },
  };
};
