import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { TOLERANCE } from '../../support/golden-parity.ts';
import { goldenText, worstRelative } from '../../support/golden-tables.ts';
import { goldenPath, type IndexDocument, runIndex } from '../../support/run-index.ts';

const Columns = z.record(z.string(), z.array(z.number().nullable()));
const Runs = z.array(
  z.object({
    flags: z.array(z.string()),
    units: z.array(z.string()),
    /** Absent where an earlier run has the same steps up to here. */
    normalised: Columns.optional(),
    scores: Columns,
    ranks: Columns,
  }),
);

type Unit = IndexDocument['units'][number];

const numbers = (values: readonly (number | null | undefined)[]): number[] =>
  values.map((value) => value ?? Number.NaN);

/** The names of COINr's small goldens. */
const names = readdirSync(goldenPath('small'));

describe.each(names)('small golden %s, as COINr gives it', (name) => {
  const path = (file: string): string => goldenPath(`small/${name}/${file}`);
  const runs = Runs.parse(JSON.parse(goldenText(`small/${name}/coinr.json`)));

  it.each(runs.map((run) => ({ ...run, what: run.flags.join(' ') })))('$what', async (run) => {
    const flags = run.flags.flatMap((flag) => (flag === '--weights' ? [flag, path('weights.csv')] : [flag]));
    const { document } = await runIndex([path('data.csv'), '--meta', path('meta.csv'), ...flags]);
    const units = new Map(document.units.map((unit) => [unit.code, unit]));
    expect([...units.keys()].toSorted()).toEqual(run.units.toSorted());
    const ours = (cells: (unit: Unit) => Readonly<Record<string, number | null>>, code: string): number[] =>
      numbers(run.units.map((unit) => cells(units.get(unit) as Unit)[code]));
    for (const [code, column] of Object.entries(run.normalised ?? {})) {
      const own = ours(({ normalised }) => normalised, code);
      expect(worstRelative(own, numbers(column)), code).toBeLessThanOrEqual(TOLERANCE);
    }
    const tied = new Set(document.ties.flatMap(({ node, units }) => units.map((unit) => `${node} ${unit}`)));
    for (const [node, column] of Object.entries(run.scores)) {
      const own = ours(({ scores }) => scores, node);
      expect(worstRelative(own, numbers(column)), node).toBeLessThanOrEqual(TOLERANCE);
      for (const [at, unit] of run.units.entries()) {
        // COINr tells exact ties apart by noise.
        if (tied.has(`${node} ${unit}`)) continue;
        expect(units.get(unit)?.ranks[node] ?? null, `${node} ${unit}`).toBe(run.ranks[node]?.[at]);
      }
    }
  });
});
