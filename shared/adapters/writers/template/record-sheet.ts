import type { DataValidation, WriteSheet } from 'hucre/xlsx';
import { dataYear } from '../../../domain/cycles/data-year.ts';
import { recordFieldCodes } from '../../readers/labels.ts';
import { SHEET_NAMES } from '../../readers/read-xlsx-return.ts';
import { type FieldKind, fieldFormat, type RecordField, recordFields } from './field-kinds.ts';
import { fits, type InputLimits } from './input-limits.ts';
import { a1Of, createLayout, type SheetLayout } from './sheet-layout.ts';
import { recordCell, STYLES } from './template-styles.ts';
import type { TemplateTask } from './template-task.ts';

/** Guide, forms, hints; then the header that the reader looks for: codes, names, units. */
const ROWS = { guide: 1, forms: 2, hints: 3, codes: 4, names: 5, units: 6 } as const;

/** First row of data, below the header. */
export const firstRecordRow = ROWS.units + 1;

/** Validations reach this far; the formats of the columns have no end. */
const LAST_ROW = firstRecordRow + 99_999;

const WIDTHS: Readonly<Record<string, number>> = { uscc: 23, name: 30, xmmc: 36, qb03_0: 28, qb10: 24 };
const USUAL_WIDTH = 14;

const titles = {
  enterprises: '企业记录 Enterprise records',
  projects: '研发项目 R&D projects',
} as const;

const limitsFor = (kind: FieldKind, year: number): InputLimits | null => {
  const none = { isWhole: false, min: null, max: null, allowsNotApplicable: true };
  switch (kind) {
    case 'count':
      return { ...none, isWhole: true, min: '0' };
    case 'amount':
      return { ...none, min: '0' };
    case 'amount-of-any-sign':
      return none;
    case 'year':
      return { ...none, isWhole: true, min: '1949', max: String(year) };
    case 'percent':
      return { ...none, min: '0', max: '100' };
    default:
      return null;
  }
};

const alert = { showErrorMessage: true, errorStyle: 'stop', errorTitle: '内容不符合要求' } as const;

const validationOf = (field: RecordField, column: number, year: number): DataValidation[] => {
  const first = a1Of(firstRecordRow, column);
  const range = `${first}:${a1Of(LAST_ROW, column)}`;
  if (field.code === 'uscc') {
    return [
      {
        type: 'textLength',
        operator: 'equal',
        formula1: '18',
        allowBlank: true,
        ...alert,
        errorMessage: '统一社会信用代码为 18 位。A credit code has 18 characters.',
        range,
      },
    ];
  }
  if (field.kind === 'yes-no') {
    return [
      {
        type: 'list',
        values: ['1', '2'],
        allowBlank: true,
        showInputMessage: true,
        inputMessage: '1 是 yes；2 否 no',
        ...alert,
        errorMessage: '1 是 yes；2 否 no',
        range,
      },
    ];
  }
  const limits = limitsFor(field.kind, year);
  if (limits === null) return [];
  return [
    {
      type: 'custom',
      formula1: fits(first, limits),
      allowBlank: true,
      ...alert,
      errorMessage: `应为数字或“不适用”${limits.min === null ? '' : `，不小于 ${limits.min}`}${limits.max === null ? '' : `，不大于 ${limits.max}`}${limits.isWhole ? '，整数' : ''}。A number in this range, or N/A.`,
      range,
    },
  ];
};

/** One band over the columns of each form. */
const formBands = (layout: SheetLayout, fields: readonly RecordField[]): void => {
  let from = 0;
  while (from < fields.length) {
    const form = fields[from]?.form ?? '';
    let to = from;
    while (fields[to + 1]?.form === form) to += 1;
    layout.span(ROWS.forms, from, to, form === '' ? '记录 record' : form, STYLES.group);
    from = to + 1;
  }
};

const hintOf = ({ kind, note }: RecordField): string | null =>
  kind === 'yes-no' ? '1=是，2=否' : note === '' ? null : note;

/** A sheet of records with its header; the rows below are the park's to paste, so nothing of it is locked. */
export const recordSheet = (table: 'enterprises' | 'projects', { pack }: TemplateTask): WriteSheet => {
  const fields = recordFields(recordFieldCodes[table], pack);
  const layout = createLayout();
  layout.put(ROWS.guide, 0, titles[table], STYLES.sheetTitle);
  layout.put(
    ROWS.guide,
    2,
    `从第 ${firstRecordRow} 行起每行一${table === 'projects' ? '项' : '家'}，可整块粘贴“值”；表头代码请勿改动。One record a row from row ${firstRecordRow}; leave the codes of the header alone.`,
    STYLES.aside,
  );
  layout.height(ROWS.guide, 24);
  formBands(layout, fields);
  layout.height(ROWS.forms, 18);
  layout.height(ROWS.hints, 45);
  layout.height(ROWS.names, 54);
  fields.forEach((field, column) => {
    layout.put(ROWS.hints, column, hintOf(field), STYLES.smallText);
    layout.put(ROWS.codes, column, field.code, STYLES.header);
    layout.put(ROWS.names, column, field.name, STYLES.header);
    layout.put(ROWS.units, column, field.unit === '' ? null : field.unit, STYLES.header);
    layout.put(firstRecordRow, column, null, recordCell(fieldFormat[field.kind]));
  });
  return {
    name: SHEET_NAMES[table],
    ...layout.parts(),
    columns: fields.map(({ code }) => ({ width: WIDTHS[code] ?? USUAL_WIDTH })),
    dataValidations: fields.flatMap((field, column) => validationOf(field, column, dataYear(pack.cycle))),
    freezePane: { rows: ROWS.units, columns: 2 },
    pageSetup: {
      paperSize: 'a4',
      orientation: 'landscape',
      scale: 70,
      printTitlesRow: `$${ROWS.codes}:$${ROWS.units}`,
      printTitlesColumn: '$A:$B',
    },
  };
};
