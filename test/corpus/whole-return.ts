import parkInputs from '../../shared/data/park-inputs-2021.json' with { type: 'json' };
import { VALID_INPUTS, VALID_PREVIOUS } from '../support/a-filed-return.ts';
import {
  aCover,
  anInputSheet,
  aWorkbook,
  INPUT_HEADER,
  type MadeCell,
  type MadeSheet,
  type MadeWorkbook,
  rowsXml,
  utf8,
} from '../support/workbooks.ts';

/** The 58 inputs that parks file, in the order of the template; on the sheet the first is in row 2. */
export const codes: readonly string[] = parkInputs
  .filter((input) => input.filed_by === 'park')
  .map(({ code }) => code);
/** Inputs for which 不适用 is an answer. */
export const mayNotApply: ReadonlySet<string> = new Set(
  parkInputs.filter((input) => input.not_applicable_allowed === 'yes').map(({ code }) => code),
);
const labels: ReadonlyMap<string, string> = new Map(parkInputs.map(({ code, label_zh }) => [code, label_zh]));
export const labelOf = (code: string): string => labels.get(code) ?? code;

export const INPUTS = '园区填报项';
export const rowOf = (code: string): number => codes.indexOf(code) + 2;
/** Address of this year's value on the sheet of a whole return. */
export const cellOf = (code: string): string => `${INPUTS}!E${rowOf(code)}`;

export type Cells = Readonly<Record<string, MadeCell>>;

export const inputRows = (changes: Cells = {}): MadeCell[][] =>
  codes.map((code) => [
    code,
    '',
    '',
    VALID_PREVIOUS[code] ?? null,
    changes[code] === undefined ? (VALID_INPUTS[code] ?? null) : changes[code],
  ]);

export const workbook = (...sheets: readonly MadeSheet[]): Uint8Array => aWorkbook({ sheets });
/** Sheets of a return of P021 for 2021 that breaks no rule, but for what is changed. */
export const wholeSheets = (changes: Cells = {}): readonly MadeSheet[] => [
  aCover(),
  anInputSheet(inputRows(changes)),
];
export const withInputs = (changes: Cells): Uint8Array => workbook(...wholeSheets(changes));
export const everyInput = (cell: MadeCell): Cells => Object.fromEntries(codes.map((code) => [code, cell]));
/** A whole return with further parts, relationships or sheets. */
export const wholeWorkbook = (made: Partial<MadeWorkbook> = {}): Uint8Array =>
  aWorkbook({ sheets: wholeSheets(), ...made });
/** `sheetData` content of the inputs sheet of a whole return. */
export const wholeRowsXml = (): string => rowsXml([INPUT_HEADER, ...inputRows()]);

/** Lines of a CSV return that breaks no rule; `changes` are whole fields, as they stand. */
export const csvLines = (delimiter = ',', changes: Readonly<Record<string, string>> = {}): string[] => [
  ['code', 'value', 'previous'].join(delimiter),
  ['cycle', '2021', ''].join(delimiter),
  ['park', 'P021', ''].join(delimiter),
  ...codes.map((code) =>
    [code, changes[code] ?? VALID_INPUTS[code], VALID_PREVIOUS[code] ?? ''].join(delimiter),
  ),
];
/** Line of an input in that CSV. */
export const lineOf = (code: string): number => codes.indexOf(code) + 4;
export const wholeCsv = (changes: Readonly<Record<string, string>> = {}): Uint8Array =>
  utf8(csvLines(',', changes).join('\n'));

export const jsonDocument = (
  members: Readonly<Record<string, unknown>> = {},
  inputs: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> => ({
  format: 'gaoxin-return@1',
  cycle: '2021',
  park: 'P021',
  inputs: {
    ...Object.fromEntries(
      codes.map((code) => [code, { value: VALID_INPUTS[code], previous: VALID_PREVIOUS[code] }]),
    ),
    ...inputs,
  },
  ...members,
});
export const wholeJson = (
  members: Readonly<Record<string, unknown>> = {},
  inputs: Readonly<Record<string, unknown>> = {},
): Uint8Array => utf8(JSON.stringify(jsonDocument(members, inputs)));
/** The same as text, in which something is replaced. */
export const jsonText = (find: string, replacement: string): Uint8Array => {
  const text = JSON.stringify(jsonDocument());
  if (!text.includes(find)) throw new Error(`no ${find}`);
  return utf8(text.replace(find, () => replacement));
};
