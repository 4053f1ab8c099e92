import { readFileSync, writeFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import { inferSchema, initParser } from 'udsv';
import * as v from 'valibot';
import parkInputs from '../../shared/data/park-inputs-2021.json' with { type: 'json' };
import returnFields from '../../shared/data/return-fields.json' with { type: 'json' };
import { peakMegabytes } from '../../shared/lambda/peak-memory.ts';
import {
  derivedOf,
  enterpriseSchema,
  keyOf,
  numberOf,
  projectSchema,
  projectSums,
  said,
} from './valibot-records.ts';

/**
 * Peer of the check bench: the rules by hand in valibot, on rows that udsv reads out of a ZIP of CSV in UTF-8. Like check.py
 * it leaves out what our own check leaves out on such a file, and rules on the park inputs or headers alone.
 */

type Row = Readonly<Record<string, string>>;

interface Found {
  readonly rule: string;
  readonly row: number;
  readonly columns: string;
}

const FIRST_ROW = 2;
const FORMS = ['GQ-001', 'GQ-002', 'GQ-003', 'GQ-005'];
const [file = '', findingsFile] = process.argv.slice(2);

const parts = unzipSync(readFileSync(file));
const read = (name: string): { codes: readonly string[]; rows: readonly Row[] } => {
  const text = strFromU8(parts[name] ?? new Uint8Array());
  const schema = inferSchema(text, { col: ',' });
  // Texts as they stand: no type is guessed.
  for (const column of schema.cols) {
    column.type = 's';
    column.repl.empty = '';
  }
  return { codes: schema.cols.map(({ name }) => name), rows: initParser(schema).typedObjs(text) };
};

const { codes, rows: enterprises } = read('enterprises.csv');
const { codes: projectCodes, rows: projects } = read('projects.csv');
const { rows: inputs } = read('inputs.csv');
const projectsOf = projectSums(projects);
const found: Found[] = [];

const judge = (rows: readonly Row[], schema: v.GenericSchema): void => {
  for (const [index, record] of rows.entries()) {
    for (const { message, path } of v.safeParse(schema, record).issues ?? []) {
      const [rule = '', ...columns] = message.split(' ');
      const named = path === undefined ? columns.join(' ') : String(path[0].key);
      found.push({ rule, row: index + FIRST_ROW, columns: named });
    }
  }
};

const judgeKeys = (): void => {
  const known = new Map<string, number>();
  for (const record of enterprises) known.set(keyOf(record), (known.get(keyOf(record)) ?? 0) + 1);
  const formOf = new Map(returnFields.map(({ code, table }) => [code, table.slice(0, 6)]));
  const codesOfForms = FORMS.map((form) => codes.filter((code) => formOf.get(code) === form));
  const seen = new Set<string>();
  for (const [index, record] of enterprises.entries()) {
    const uscc = keyOf(record);
    if (uscc === '' || seen.has(uscc)) continue;
    seen.add(uscc);
    const place = { row: index + FIRST_ROW, columns: 'uscc' };
    if ((known.get(uscc) ?? 0) > 1) found.push({ rule: 'R-K-001', ...place });
    const isFiled = codesOfForms.every(
      (of) => of.length === 0 || of.some((code) => said(record[code] ?? '') !== null),
    );
    if (!isFiled) found.push({ rule: 'R-K-002', ...place });
  }
  for (const [index, record] of projects.entries()) {
    const uscc = keyOf(record);
    if (uscc === '' || seen.has(uscc)) continue;
    seen.add(uscc);
    found.push({ rule: 'R-K-002', row: index + FIRST_ROW, columns: 'uscc' });
  }
};

/** Park inputs as totals of the enterprises, against what is declared: R-K-003 and R-K-004. */
const judgeTotals = (): void => {
  const declared = new Map(inputs.map(({ code = '', value = '' }) => [code, said(value)]));
  const derived = enterprises.map((record) => derivedOf(record, projectsOf.get(keyOf(record))));
  const values: Readonly<Record<string, (record: Row, at: (typeof derived)[number]) => number>> = {
    value_added_e: (_, at) => at.valueAdded,
    rd_fte_e: (_, at) => at.researchStaff,
    rd_internal_e: (_, at) => at.research,
  };
  const flags: Readonly<Record<string, (at: (typeof derived)[number]) => boolean>> = {
    hnte_e: (at) => at.isHighTech,
    industrial_e: (at) => at.isIndustrial,
  };
  const compare = (rule: string, code: string, value: number, tolerance: number): void => {
    const said = declared.get(code);
    if (typeof said === 'number' && Math.abs(said - value) > tolerance)
      found.push({ rule, row: 0, columns: code });
  };
  for (const { code, aggregation, type } of parkInputs) {
    const [, name = '', flag] = /^sum\(enterprises, (\w+)(?:, (\w+_e))?\)$/.exec(aggregation) ?? [];
    const isTaken = flag === undefined ? () => true : flags[flag];
    if (name === '' || isTaken === undefined) continue;
    const termOf = values[name] ?? ((record: Row) => numberOf(record, name));
    let sum = 0;
    for (const [at, record] of enterprises.entries()) {
      const of = derived[at];
      if (of !== undefined && isTaken(of)) sum += termOf(record, of);
    }
    compare('R-K-003', code, sum, type === 'integer' ? 0 : 1);
  }
  const over = (code: string) => (record: Row) => numberOf(record, code) > 0;
  const spendShare = (record: Row, { research }: (typeof derived)[number]) =>
    research / numberOf(record, 'qc05_0');
  const conditions: Readonly<Record<string, (record: Row, at: (typeof derived)[number]) => boolean>> = {
    high_tech_enterprises: (_, at) => at.isHighTech,
    enterprises_with_venture_capital: over('qc226'),
    domestic_enterprises_overseas_rd: (record, at) => at.isDomestic && over('qj90')(record),
    domestic_enterprises_overseas_trademark: (record, at) => at.isDomestic && over('qj79_2')(record),
    domestic_enterprises_overseas_patent: (record, at) => at.isDomestic && hasPatentAbroad(record),
    domestic_enterprises_overseas_trademark_and_patent: (record, at) =>
      at.isDomestic && over('qj79_2')(record) && hasPatentAbroad(record),
    domestic_enterprises_international_standard: (record, at) => at.isDomestic && over('qj98_1')(record),
    enterprises_rd5_revenue_500m: (record, at) =>
      numberOf(record, 'qc05_0') > 500_000 && spendShare(record, at) > 0.05,
    revenue_rd_intensity_5pct: (record, at) => spendShare(record, at) >= 0.05,
    revenue_without_industrial_output: (record) => numberOf(record, 'qc02') === 0,
  };
  for (const [code, isTaken] of Object.entries(conditions)) {
    const isCount = !code.startsWith('revenue');
    let total = 0;
    for (const [at, record] of enterprises.entries()) {
      const of = derived[at];
      if (of !== undefined && isTaken(record, of)) total += isCount ? 1 : numberOf(record, 'qc05_0');
    }
    compare(isCount ? 'R-K-004' : 'R-K-003', code, total, isCount ? 0 : 1);
  }
};
const hasPatentAbroad = (record: Row): boolean => numberOf(record, 'qj57') - numberOf(record, 'qj57_1') > 0;

judge(enterprises, enterpriseSchema(codes, projectsOf));
judge(projects, projectSchema(projectCodes));
judgeKeys();
judgeTotals();

const counts: Record<string, number> = {};
for (const { rule } of found) counts[rule] = (counts[rule] ?? 0) + 1;
const megabytes = peakMegabytes();
if (findingsFile !== undefined) {
  writeFileSync(findingsFile, found.map(({ rule, row, columns }) => `${rule},${row},${columns}\n`).join(''));
}
console.log(JSON.stringify({ megabytes, counts }));
