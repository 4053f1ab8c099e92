import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeEnterprises, withEnterpriseTotals } from '../cli/sample/enterprise-return.ts';
import { enterpriseColumns, projectColumns, type SampleRecord } from '../cli/sample/enterprises.ts';
import { seededStreams } from '../cli/sample/random.ts';
import { makeSample } from '../cli/sample/sample-files.ts';
import type { CsvOptions } from '../shared/adapters/writers/write-csv-return.ts';
import { writeReturn } from '../shared/adapters/writers/write-return.ts';
import { shippedRegister } from '../shared/domain/ranking/register.ts';
import type { Bench, Measurement } from './measurement.ts';

/**
 * Time and peak memory of `check` on enterprise records: whole processes, median of rounds that take turns. Files are made
 * once and kept in an ignored folder.
 */

const ROUNDS = 5;
const FOLDER = fileURLToPath(new URL('../.gaoxin/bench', import.meta.url));
const CHILD = fileURLToPath(new URL('./check-once.ts', import.meta.url));

interface Case {
  readonly name: string;
  readonly file: string;
  readonly enterprises: number;
  readonly defects: number;
  /** Cells of each record that hold text where a number is wanted. */
  readonly badCells?: number;
  readonly format: 'xlsx' | 'csv';
  readonly encoding?: CsvOptions['encoding'];
  /** Targets: seconds and MB. */
  readonly target: readonly [seconds: number, megabytes: number];
}

const CASES: readonly Case[] = [
  {
    name: 'XLSX 30,000 × 150',
    file: 'r30000.xlsx',
    enterprises: 30_000,
    defects: 300,
    format: 'xlsx',
    target: [2, 256],
  },
  {
    name: 'CSV UTF-8 30,000 × 150',
    file: 'r30000.zip',
    enterprises: 30_000,
    defects: 300,
    format: 'csv',
    target: [1.2, 220],
  },
  {
    name: 'CSV GB18030 30,000 × 150',
    file: 'r30000-gb.zip',
    enterprises: 30_000,
    defects: 300,
    format: 'csv',
    encoding: 'gb18030',
    target: [1.3, 220],
  },
  {
    name: '600,000 bad cells',
    file: 'bad.zip',
    enterprises: 30_000,
    defects: 0,
    badCells: 20,
    format: 'csv',
    target: [1.5, 450],
  },
  {
    name: 'XLSX 3,000 × 150',
    file: 'r3000.xlsx',
    enterprises: 3_000,
    defects: 30,
    format: 'xlsx',
    target: [0.5, 150],
  },
  {
    name: 'CSV 3,000 × 150',
    file: 'r3000.zip',
    enterprises: 3_000,
    defects: 30,
    format: 'csv',
    target: [0.35, 150],
  },
];

/** Number fields that feed no total, for bad cells. */
const BAD_FIELDS = [
  ...['qc222', 'qc223', 'qc236', 'qc224', 'qc228', 'qc235', 'qc239', 'qc233', 'qc232', 'qc220'],
  ...['qc13', 'qc14', 'qc16', 'qc17', 'qc18', 'qc20', 'qc40', 'qc39', 'qd27', 'qd28'],
];

const rowsOf = (columns: readonly string[], records: readonly SampleRecord[], bad = 0) => ({
  columns,
  rows: records.map((record) =>
    columns.map((code) => {
      const place = BAD_FIELDS.indexOf(code);
      if (place >= 0 && place < bad) return '约200';
      return record[code] === '' ? null : (record[code] ?? 0);
    }),
  ),
});

const [park] = makeSample({
  register: shippedRegister(),
  cycle: '2021',
  parks: 1,
  defects: 0,
  seed: 'bench',
}).population.returns;

const make = async ({ file, enterprises, defects, badCells, format, encoding }: Case): Promise<void> => {
  const path = join(FOLDER, file);
  if (existsSync(path) || park === undefined) return;
  const random = seededStreams('bench')('enterprises');
  const { clean, written } = makeEnterprises(1, { enterprises, defects, dataYear: 2020 }, random);
  const filed = withEnterpriseTotals(park, clean);
  const bytes = await writeReturn(
    format,
    {
      cycle: '2021',
      park: park.park.id,
      template: 'gx46-2021@1',
      label: '合成数据 Synthetic data',
      inputs: new Map(
        Object.entries(filed.inputs).map(([code, value]) => [
          code,
          { value, previous: filed.previous[code] ?? null },
        ]),
      ),
      enterprises: rowsOf(enterpriseColumns, written.records.enterprises, badCells),
      projects: rowsOf(projectColumns, written.records.projects),
    },
    encoding === undefined ? {} : { encoding },
  );
  writeFileSync(path, bytes);
};

interface Run {
  readonly seconds: number;
  readonly megabytes: number;
}

const once = (file: string): Run => {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [CHILD, join(FOLDER, file), park?.park.id ?? ''],
    {
      encoding: 'utf8',
    },
  );
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Run;
};

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

export const bench: Bench = {
  title: { zh: '审核企业数据', en: 'check of enterprise records' },
  run: async (terminal) => {
    mkdirSync(FOLDER, { recursive: true });
    for (const one of CASES) await make(one);
    const runs = CASES.map((one) => ({ ...one, made: [] as Run[] }));
    for (let round = 1; round <= ROUNDS; round += 1) {
      terminal.note(`${round}/${ROUNDS} …`);
      for (const { file, made } of runs) made.push(once(file));
    }
    return runs.flatMap(({ name, file, target, made }): readonly Measurement[] => {
      const seconds = median(made.map((run) => run.seconds));
      const megabytes = Math.max(...made.map((run) => run.megabytes));
      const size = (statSync(join(FOLDER, file)).size / 1e6).toFixed(1);
      const [mostSeconds, mostMegabytes] = target;
      return [
        {
          what: { zh: `${name}（${size} MB）`, en: `${name} (${size} MB)` },
          measured: `${seconds.toFixed(2)} s`,
          target: `≤ ${mostSeconds} s`,
          met: seconds <= mostSeconds,
        },
        {
          what: { zh: `${name}：内存峰值`, en: `${name}: peak memory` },
          measured: `${Math.round(megabytes)} MB`,
          target: `≤ ${mostMegabytes} MB`,
          met: megabytes <= mostMegabytes,
        },
      ];
    });
  },
};
