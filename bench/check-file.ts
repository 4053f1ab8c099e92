import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { makeEnterprises, withEnterpriseTotals } from '../cli/sample/enterprise-return.ts';
import { enterpriseTotals } from '../cli/sample/enterprise-totals.ts';
import { enterpriseColumns, projectColumns, type SampleRecord } from '../cli/sample/enterprises.ts';
import { seededStreams } from '../cli/sample/random.ts';
import { makeSample } from '../cli/sample/sample-files.ts';
import { writeReturn } from '../shared/adapters/writers/write-return.ts';
import { shippedRegister } from '../shared/domain/ranking/register.ts';
import { type CheckCase, checkCases } from './check-cases.ts';

/**
 * `check-file.ts FILE` makes the file of a case, with its manifest beside it, unless both are there, and prints the park
 * whose return it is and the totals of its enterprises; `check-file.ts FILE FINDINGS` also how lines of
 * `rule,row,columns` differ from the manifest. In a process of its own, since a process that has grown large takes long to
 * start others.
 */

/** A finding that must be: a rule broken in a row of the file (as it is numbered there), at a column. */
interface SeededFinding {
  readonly rule: string;
  readonly row: number;
  readonly code: string;
}

interface Manifest {
  readonly park: string;
  readonly seeded: readonly SeededFinding[];
  /** Sums over the enterprises, by code of the park input. */
  readonly totals: Readonly<Record<string, number>>;
}

/** How many findings are lacking and how many there are beside those seeded, with the first of them. */
interface Difference {
  readonly count: string;
  readonly first: string;
}

/** Number fields that feed no total, for bad cells. */
const badFields = [
  ...['qc222', 'qc223', 'qc236', 'qc224', 'qc228', 'qc235', 'qc239', 'qc233', 'qc232', 'qc220'],
  ...['qc13', 'qc14', 'qc16', 'qc17', 'qc18', 'qc20', 'qc40', 'qc39', 'qd27', 'qd28'],
];

async function makeFile(one: CheckCase, path: string): Promise<void> {
  const [filed] = makeSample({
    register: shippedRegister(),
    cycle: '2021',
    parks: 1,
    defects: 0,
    seed: 'bench',
  }).population.returns;
  if (filed === undefined) throw new Error('the sample has no park');
  const { enterprises, defects, badCells = 0, format, encoding } = one;
  const random = seededStreams('bench')('enterprises');
  const { clean, written } = makeEnterprises(1, { enterprises, defects, dataYear: 2020 }, random);
  const { inputs, previous } = withEnterpriseTotals(filed, clean);
  const bad = new Set(badFields.slice(0, badCells));
  const rowsOf = (columns: readonly string[], records: readonly SampleRecord[]) => ({
    columns,
    rows: records.map((record) =>
      columns.map((code) => (bad.has(code) ? '约200' : record[code] === '' ? null : (record[code] ?? 0))),
    ),
  });
  const bytes = await writeReturn(
    format,
    {
      cycle: '2021',
      park: filed.park.id,
      template: 'gx46-2021@1',
      label: '合成数据 Synthetic data',
      inputs: new Map(
        Object.entries(inputs).map(([code, value]) => [code, { value, previous: previous[code] ?? null }]),
      ),
      enterprises: rowsOf(enterpriseColumns, written.records.enterprises),
      projects: rowsOf(projectColumns, written.records.projects),
    },
    encoding === undefined ? {} : { encoding },
  );
  // A CSV has one row of headers, a workbook two.
  const firstRow = format === 'csv' ? 2 : 3;
  const seeded: SeededFinding[] = [
    ...written.defects.flatMap(({ row, code, rules }) =>
      rules.map((rule) => ({ rule, row: row + firstRow, code })),
    ),
    ...written.records.enterprises.flatMap((_, row) =>
      [...bad].map((code) => ({ rule: 'R-T-001', row: row + firstRow, code })),
    ),
  ];
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
  const totals = Object.fromEntries(enterpriseTotals(clean.enterprises));
  const manifest: Manifest = { park: filed.park.id, seeded, totals };
  writeFileSync(`${path}.manifest.json`, JSON.stringify(manifest));
}

/** What lines of `rule,row,columns` lack of the seeded findings and have beside them; null when that is nothing. */
function differences(seeded: readonly SeededFinding[], lines: string): Difference | null {
  const missing = new Map<string, string[]>();
  for (const { rule, row, code } of seeded) {
    const key = `${rule},${row}`;
    const codes = missing.get(key);
    if (codes === undefined) missing.set(key, [code]);
    else codes.push(code);
  }
  const unasked: string[] = [];
  let found = 0;
  for (const line of lines.split('\n')) {
    if (line === '') continue;
    const [rule, row, columns = ''] = line.split(',');
    const codes = missing.get(`${rule},${row}`) ?? [];
    const at = codes.findIndex((code) => columns.split(' ').includes(code));
    if (at < 0) unasked.push(line);
    else {
      codes.splice(at, 1);
      found += 1;
    }
  }
  const lost = seeded.length - found;
  if (lost === 0 && unasked.length === 0) return null;
  const [first] = [...missing].flatMap(([key, codes]) => codes.map((code) => `${key},${code}`));
  return { count: `−${lost} +${unasked.length}`, first: first ?? unasked[0] ?? '' };
}

const [path = '', findings] = process.argv.slice(2);
const one = checkCases.find(({ file }) => file === basename(path));
if (one === undefined) throw new Error(`${path} is the file of no case`);
if (!existsSync(path) || !existsSync(`${path}.manifest.json`)) await makeFile(one, path);
const { park, seeded, totals }: Manifest = JSON.parse(readFileSync(`${path}.manifest.json`, 'utf8'));
const wrong = findings === undefined ? null : differences(seeded, readFileSync(findings, 'utf8'));
console.log(JSON.stringify({ park, totals, wrong }));
