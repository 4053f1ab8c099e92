import type { Cell, FiledForm, FiledRecords, FiledReturn } from '../../domain/returns/filed-return.ts';
import { declarationsFrom } from './declarations.ts';
import { createExplanationForm, type ExplanationForm } from './explanation-form.ts';
import { absentInputForm, createInputForm, type InputForm } from './input-form.ts';
import { createLabelledValues } from './labelled-values.ts';
import { coverIndex, declarationIndex, labelIndex } from './labels.ts';
import { createRecordForm } from './record-form.ts';
import { isBlankRow } from './source-row.ts';
import { isEmptyTable } from './table-reader.ts';
import { placeOf } from './unreadable-content.ts';
import { openWorkbook, type Worksheet } from './workbook.ts';
import type { ZipArchive } from './zip-archive.ts';

/** Names of the sheets as they are written; the English ones are read as well. */
export const SHEET_NAMES = {
  cover: '封面',
  inputs: '园区填报项',
  enterprises: '企业',
  projects: '项目',
  declarations: '声明',
  explanations: '说明',
} as const;

/** The sheet that an annotated workbook has more than the return: it is filed again without it being a part of the return. */
export const FINDINGS_SHEET = '审核结果 Findings';

const sheetIndex = labelIndex([
  ['cover', [SHEET_NAMES.cover]],
  ['inputs', [SHEET_NAMES.inputs, 'park inputs']],
  ['enterprises', [SHEET_NAMES.enterprises, '企业记录']],
  ['projects', [SHEET_NAMES.projects, '项目记录', '研发项目']],
  ['declarations', [SHEET_NAMES.declarations]],
  ['explanations', [SHEET_NAMES.explanations]],
]);

const hasContent = (sheet: Worksheet): boolean => {
  let found = false;
  sheet.readRows((row) => {
    found = !isBlankRow(row);
    return !found;
  });
  return found;
};

const coverForm = (sheet: string, values: ReadonlyMap<string, Cell>, isPresent: boolean): FiledForm => ({
  sheet,
  form: 'cover',
  missingColumns: ['park', 'cycle', 'template'].filter((label) => !values.has(label)),
  duplicatedColumns: [],
  unknown: [],
  rowCount: 0,
  anchor: isPresent ? placeOf(sheet, 'A1') : null,
});

/**
 * Reads a return from a workbook: cover, inputs, declarations, explanations, and record tables as typed columns.
 * Sheets of other names are ignored when hidden or empty and named as unknown otherwise.
 * @throws UnreadableContent
 */
export const readXlsxReturn = async (
  archive: ZipArchive,
  workbookPart: string,
): Promise<Omit<FiledReturn, 'file'>> => {
  const forms: FiledForm[] = [];
  const unknownSheets: Cell[] = [];
  const read = new Set<string>();
  let cover: ReadonlyMap<string, Cell> = new Map();
  let declared: ReadonlyMap<string, Cell> = new Map();
  let inputs: InputForm | undefined;
  let explained: ExplanationForm | undefined;
  let blank = 0;
  const records: { -readonly [table in keyof FiledRecords]: FiledRecords[table] } = {
    enterprises: null,
    projects: null,
  };

  const drain = (sheet: Worksheet, reader: { row: (row: Parameters<typeof isBlankRow>[0]) => void }): void =>
    sheet.readRows((row) => {
      reader.row(row);
      return true;
    });

  for (const sheet of await openWorkbook(archive, workbookPart)) {
    const { name } = sheet;
    if (name === FINDINGS_SHEET) continue;
    const role = sheetIndex(name);
    if (role === undefined || read.has(role)) {
      if (sheet.isVisible && hasContent(sheet))
        unknownSheets.push({ ...placeOf(name, 'A1', name), stored: 'text' });
      continue;
    }
    read.add(role);
    if (role === 'cover' || role === 'declarations') {
      const values = createLabelledValues(name, role === 'cover' ? coverIndex : declarationIndex);
      drain(sheet, values);
      if (role === 'cover') {
        cover = values.values;
        forms.push(coverForm(name, cover, true));
      } else declared = values.values;
    } else if (role === 'inputs') {
      const reader = createInputForm(name);
      drain(sheet, reader);
      inputs = reader.finish();
      forms.push(inputs.form);
      blank += inputs.blankRows;
    } else if (role === 'explanations') {
      const reader = createExplanationForm(name);
      drain(sheet, reader);
      explained = reader.finish();
      if (!isEmptyTable(explained.form)) forms.push(explained.form);
      blank += explained.blankRows;
    } else {
      const table = role === 'projects' ? 'projects' : 'enterprises';
      const reader = createRecordForm(name, table, { texts: sheet.texts });
      await sheet.readRecords(reader);
      const { form, blankRows, records: found } = reader.finish();
      records[table] = found;
      if (!isEmptyTable(form)) forms.push(form);
      blank += blankRows;
    }
  }
  if (!read.has('cover')) forms.unshift(coverForm(SHEET_NAMES.cover, cover, false));
  if (inputs === undefined) forms.push(absentInputForm(SHEET_NAMES.inputs));

  const value = (code: string): Cell | null =>
    declared.get(code) ?? cover.get(code) ?? inputs?.labelled.get(code) ?? null;
  return {
    template: value('template'),
    cycle: value('cycle'),
    park: value('park'),
    forms: forms.map((form) =>
      form.form === 'PARK' ? { ...form, unknown: [...form.unknown, ...unknownSheets] } : form,
    ),
    inputs: inputs?.inputs ?? new Map(),
    declarations: declarationsFrom(value('declaration.enterprises'), value('declaration.projects')),
    explanations: explained?.explanations ?? [],
    records,
    rows: { read: forms.reduce((sum, form) => sum + form.rowCount, 0), blank },
  };
};
