import type { CsvOptions } from '../../shared/adapters/writers/write-csv-return.ts';

/** A file format with everything that may differ inside it. */
export type FileVariant =
  | { readonly format: 'xlsx' }
  | { readonly format: 'json' }
  | { readonly format: 'csv'; readonly csv: Required<CsvOptions> };

export type FileFormat = FileVariant['format'];

const csv = (encoding: 'utf-8' | 'utf-8-bom' | 'gb18030', delimiter: ',' | ';' | '\t'): FileVariant => ({
  format: 'csv',
  csv: { encoding, delimiter },
});

/** What parks file, roughly in the shares of real life: mostly workbooks, then CSV from other systems. */
const mixed: readonly FileVariant[] = [
  { format: 'xlsx' },
  { format: 'xlsx' },
  csv('utf-8', ','),
  { format: 'xlsx' },
  csv('gb18030', ','),
  { format: 'json' },
  { format: 'xlsx' },
  csv('utf-8-bom', ','),
  { format: 'xlsx' },
  csv('utf-8', ';'),
  { format: 'json' },
  csv('gb18030', '\t'),
];

/** The variant of the park at this place of the register; every variant in turn, of one format if one is asked for. */
export function variantFor(place: number, format?: FileFormat): FileVariant {
  const among = format === undefined ? mixed : mixed.filter((variant) => variant.format === format);
  return among[place % among.length] ?? { format: 'xlsx' };
}

/**
 * File name of a return: it says that the content is synthetic, in every format, and is of the kind that people give:
 * some with spaces, `+` and `%`.
 */
export function fileNameFor(park: string, cycle: string, place: number, variant: FileVariant): string {
  const name = [
    `${park}-${cycle}年报-合成数据`,
    `${park} ${cycle} synthetic 合成数据`,
    `${park}+${cycle}年报（合成数据）`,
    `${cycle}年报 ${park} 合成数据 100%`,
  ][place % 4];
  return `${name}.${variant.format}`;
}
