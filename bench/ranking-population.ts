import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import * as z from 'zod';
import { projectRoot } from '../infra/function-code.ts';

/** The golden data set whose generator and structure the bench uses. */
const golden = join(projectRoot, 'test', 'golden', 'synth178');

const Meta = z.array(
  z.object({
    iCode: z.string(),
    Parent: z.string(),
    Direction: z.coerce.number(),
    Weight: z.coerce.number(),
    Type: z.enum(['Indicator', 'Aggregate']),
  }),
);

const meta = Meta.parse(parse(readFileSync(join(golden, 'iMeta.csv')), { columns: true }));
const dimensionsOfMeta = meta.filter(({ Parent }) => Parent === 'TOTAL');

/** The indicators in their order, those of a dimension side by side. */
export const indicators = meta
  .filter(({ Type }) => Type === 'Indicator')
  .map(({ Parent, Direction, Weight }) => ({
    dimension: dimensionsOfMeta.findIndex(({ iCode }) => iCode === Parent),
    multiplier: Weight,
    isHigherBetter: Direction === 1,
  }));

export const dimensionWeights = dimensionsOfMeta.map(({ Weight }) => Weight);

/**
 * Columns of the synthetic population, as the generator of the golden data writes them: 2 % missing (NaN), counts with
 * many ties among them.
 */
export const syntheticColumns = (units: number): Float64Array[] => {
  const { stdout } = spawnSync(process.execPath, [join(golden, 'generate.mjs'), String(units)], {
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  const columns = indicators.map(() => new Float64Array(units));
  for (const [unit, line] of stdout.trimEnd().split('\n').slice(1).entries()) {
    const [, ...cells] = line.split(',');
    for (const [index, cell] of cells.entries()) {
      (columns[index] as Float64Array)[unit] = cell === '' ? Number.NaN : Number(cell);
    }
  }
  return columns;
};

/** The columns with the mean of what is there in each gap. */
export const withoutGaps = (columns: readonly Float64Array[]): Float64Array[] =>
  columns.map((column) => {
    const there = column.filter((value) => !Number.isNaN(value));
    const mean = there.reduce((sum, value) => sum + value, 0) / there.length;
    return column.map((value) => (Number.isNaN(value) ? mean : value));
  });
