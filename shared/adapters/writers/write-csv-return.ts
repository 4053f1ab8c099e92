import { zipSync } from 'fflate';
import { declarationWords } from '../readers/declarations.ts';
import { encodeGb18030 } from './gb18030.ts';
import type { ReturnContent, WrittenValue } from './return-content.ts';

export interface CsvOptions {
  readonly delimiter?: ',' | ';' | '\t';
  readonly encoding?: 'utf-8' | 'utf-8-bom' | 'gb18030';
}

const field = (value: WrittenValue | undefined, delimiter: string): string => {
  const text = value === null || value === undefined ? '' : String(value);
  const needsQuotes = text.includes(delimiter) || /["\r\n]/.test(text) || /^\s|\s$/.test(text);
  return needsQuotes ? `"${text.replaceAll('"', '""')}"` : text;
};

const encode = (text: string, encoding: CsvOptions['encoding']): Uint8Array => {
  if (encoding === 'gb18030') return encodeGb18030(text);
  return new TextEncoder().encode(encoding === 'utf-8-bom' ? `\ufeff${text}` : text);
};

/** CSV bytes of a table; the first row is the header. */
const table = (
  rows: readonly (readonly (WrittenValue | undefined)[])[],
  { delimiter = ',', encoding = 'utf-8' }: CsvOptions,
): Uint8Array =>
  encode(
    `${rows.map((row) => row.map((value) => field(value, delimiter)).join(delimiter)).join('\r\n')}\r\n`,
    encoding,
  );

/** The inputs of a return as CSV (`code,value,previous`), with the rows that say whose it is and what it declares. */
export const writeCsvInputs = (content: ReturnContent, options: CsvOptions = {}): Uint8Array =>
  table(
    [
      ['code', 'value', 'previous'],
      ['cycle', content.cycle, null],
      ['park', content.park, null],
      ...(['enterprises', 'projects'] as const).flatMap((name) => {
        const declared = content.declarations?.[name];
        return declared === undefined ? [] : [[`declaration.${name}`, declarationWords[declared][0], null]];
      }),
      ...[...content.inputs].map(([code, { value, previous }]) => [code, value, previous]),
    ],
    options,
  );

/** A whole return as a zip of CSV. */
export const writeCsvArchive = (content: ReturnContent, options: CsvOptions = {}): Uint8Array => {
  const parts = new Map([['inputs.csv', writeCsvInputs(content, options)]]);
  for (const name of ['enterprises', 'projects'] as const) {
    const records = content[name];
    if (records !== undefined) parts.set(`${name}.csv`, table([records.columns, ...records.rows], options));
  }
  if (content.explanations !== undefined) {
    const rows = content.explanations.map(({ finding, reason, text }) => [finding, reason, text]);
    parts.set('explanations.csv', table([['finding', 'reason', 'text'], ...rows], options));
  }
  // A fixed time, so that the same content gives the same bytes.
  return zipSync(Object.fromEntries(parts), { mtime: '1980-01-01T00:00:00' });
};
