import type { FiledForm, FiledRecords, FiledReturn } from '../../domain/returns/filed-return.ts';
import { detectDelimiter, readCsvRecords } from './csv-records.ts';
import { declarationsFrom } from './declarations.ts';
import { decodeText, type TextEncoding } from './decode-text.ts';
import { createExplanationForm } from './explanation-form.ts';
import { createInputForm } from './input-form.ts';
import { readCsvRecordTable } from './read-csv-records.ts';
import { isEmptyTable, type TableReader } from './table-reader.ts';

export interface CsvPart {
  /** Name under which its cells are shown. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The parts of a return in CSV; a lone CSV file is its inputs. */
export interface CsvParts {
  readonly inputs: CsvPart;
  readonly enterprises?: CsvPart | undefined;
  readonly projects?: CsvPart | undefined;
  readonly explanations?: CsvPart | undefined;
}

/** Decodes a CSV part and passes its records to a table reader. */
export const drainCsv = (part: CsvPart, reader: Pick<TableReader, 'row'>): TextEncoding => {
  const { text, encoding } = decodeText(part.bytes, part.name);
  readCsvRecords(text, part.name, detectDelimiter(text), (row) => {
    reader.row(row);
    return true;
  });
  return encoding;
};

/**
 * Reads a return from CSV parts. The encoding told is that of the inputs.
 * @throws UnreadableContent
 */
export const readCsvReturn = (
  parts: CsvParts,
): { filed: Omit<FiledReturn, 'file'>; encoding: TextEncoding } => {
  const inputReader = createInputForm(parts.inputs.name);
  const encoding = drainCsv(parts.inputs, inputReader);
  const inputs = inputReader.finish();
  const forms: FiledForm[] = [inputs.form];
  let blank = inputs.blankRows;
  const records: { -readonly [table in keyof FiledRecords]: FiledRecords[table] } = {
    enterprises: null,
    projects: null,
  };

  for (const table of ['enterprises', 'projects'] as const) {
    const part = parts[table];
    if (part === undefined) continue;
    const { form, blankRows, records: found } = readCsvRecordTable(part, table);
    records[table] = found;
    if (!isEmptyTable(form)) forms.push(form);
    blank += blankRows;
  }
  let explanations: FiledReturn['explanations'] = [];
  if (parts.explanations !== undefined) {
    const reader = createExplanationForm(parts.explanations.name);
    drainCsv(parts.explanations, reader);
    const found = reader.finish();
    if (!isEmptyTable(found.form)) forms.push(found.form);
    blank += found.blankRows;
    explanations = found.explanations;
  }
  const { labelled } = inputs;
  return {
    encoding,
    filed: {
      template: labelled.get('template') ?? null,
      cycle: labelled.get('cycle') ?? null,
      park: labelled.get('park') ?? null,
      forms,
      inputs: inputs.inputs,
      declarations: declarationsFrom(
        labelled.get('declaration.enterprises'),
        labelled.get('declaration.projects'),
      ),
      explanations,
      records,
      rows: { read: forms.reduce((sum, form) => sum + form.rowCount, 0), blank },
    },
  };
};
