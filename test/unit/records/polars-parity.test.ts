import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readReturn } from '../../../shared/adapters/readers/read-return.ts';
import { checkReturn } from '../../../shared/domain/rules/check-return.ts';
import { aCheckContext } from '../../support/a-filed-return.ts';

const folder = join(import.meta.dirname, '../../golden/record-mistakes');
const PARK = 'P001';

interface Placed {
  readonly rule: string;
  /** Row of the file; 0 for what is said of the park. */
  readonly row: number;
  readonly columns: ReadonlySet<string>;
}

const golden = (format: string): readonly Placed[] =>
  readFileSync(join(folder, `findings-${format}.csv`), 'utf8')
    .trim()
    .split('\n')
    .map((line) => {
      const [rule = '', row = '', columns = ''] = line.split(',');
      return { rule, row: Number(row), columns: new Set(columns.split(' ')) };
    });

const found = async (format: string): Promise<readonly Placed[]> => {
  const bytes = readFileSync(join(folder, `mistakes.${format}`));
  const outcome = await readReturn({ name: `mistakes.${format}`, bytes });
  const { report } = checkReturn(outcome, aCheckContext({ park: PARK }));
  return [...report.findings].map(({ rule, entity, cells }) => ({
    rule,
    row: entity === PARK ? 0 : Number(/\d+$/.exec(cells[0]?.a1 ?? '')?.[0]),
    columns: new Set(cells.map(({ header }) => header)),
  }));
};

const place = ({ rule, row }: Placed): string => `${rule} ${row}`;
const places = (all: readonly Placed[]): readonly string[] => all.map(place).sort();

describe.each(['zip', 'xlsx'])('mistakes of every kind in a %s', (format) => {
  it('are found where polars finds them, and nowhere else', async () => {
    const theirs = golden(format);
    expect(new Set(theirs.map(({ rule }) => rule)).size).toBe(40);
    expect(places(await found(format))).toEqual(places(theirs));
  });

  it('are found at the cells at which polars finds them', async () => {
    const ours = await found(format);
    const lacking = golden(format).filter(
      (theirs) =>
        theirs.row > 0 &&
        !ours.some((one) => place(one) === place(theirs) && theirs.columns.isSubsetOf(one.columns)),
    );
    expect(lacking).toEqual([]);
  });
});
