import type { CsvOptions } from '../shared/adapters/writers/write-csv-return.ts';
import type { CheckPeerName } from './check-contenders.ts';
import type { Measurement } from './measurement.ts';

/** A file to check, and what was promised of its check. */
export interface CheckCase {
  readonly name: Measurement['what'];
  /** Names the case, too. */
  readonly file: string;
  readonly enterprises: number;
  readonly defects: number;
  /** Cells of each record that hold text where a number is wanted. */
  readonly badCells?: number;
  readonly format: 'xlsx' | 'csv';
  readonly encoding?: CsvOptions['encoding'];
  readonly seconds: number;
  readonly megabytes: number;
  /** How many times our time each peer's has to be at least. */
  readonly peers: Readonly<Partial<Record<CheckPeerName, number>>>;
}

const named = (name: string) => ({ zh: name, en: name });
const large = { enterprises: 30_000, defects: 300 };
const middling = { enterprises: 3_000, defects: 30 };

export const checkCases: readonly CheckCase[] = [
  {
    name: named('XLSX 30,000 × 150'),
    file: 'r30000.xlsx',
    ...large,
    format: 'xlsx',
    seconds: 2,
    megabytes: 256,
    peers: { polars: 2, hucre: 3 },
  },
  {
    name: named('CSV UTF-8 30,000 × 150'),
    file: 'r30000.zip',
    ...large,
    format: 'csv',
    seconds: 1.2,
    megabytes: 220,
    peers: { polars: 1.2 },
  },
  {
    name: named('CSV GB18030 30,000 × 150'),
    file: 'r30000-gb.zip',
    ...large,
    format: 'csv',
    encoding: 'gb18030',
    seconds: 1.3,
    megabytes: 220,
    peers: { polars: 1.2 },
  },
  {
    name: { zh: 'CSV 600,000 个错误单元格', en: 'CSV 600,000 bad cells' },
    file: 'bad.zip',
    enterprises: 30_000,
    defects: 0,
    badCells: 20,
    format: 'csv',
    seconds: 1.5,
    megabytes: 450,
    peers: { polars: 1 },
  },
  {
    name: named('XLSX 3,000 × 150'),
    file: 'r3000.xlsx',
    ...middling,
    format: 'xlsx',
    seconds: 0.5,
    megabytes: 150,
    peers: { polars: 1.5 },
  },
  {
    name: named('CSV 3,000 × 150'),
    file: 'r3000.zip',
    ...middling,
    format: 'csv',
    seconds: 0.35,
    megabytes: 150,
    peers: { polars: 1.5 },
  },
  {
    name: named('CSV 300 × 150'),
    file: 'r300.zip',
    enterprises: 300,
    defects: 30,
    format: 'csv',
    seconds: 0.25,
    megabytes: 110,
    peers: { valibot: 1 },
  },
];
