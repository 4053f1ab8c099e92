import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { type CellValue, readXlsx, writeXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { compareManifest } from '../../cli/sample/compare-manifest.ts';
import type { FileFormat } from '../../cli/sample/file-variants.ts';
import { makeSample, writeSample } from '../../cli/sample/sample-files.ts';
import { readReturn } from '../../shared/adapters/readers/read-return.ts';
import { shippedRegister } from '../../shared/domain/ranking/register.ts';
import { checkReturn } from '../../shared/domain/rules/check-return.ts';
import type { FindingsReport } from '../../shared/domain/rules/finding.ts';
import { aCheckContext } from '../support/a-filed-return.ts';
import { utf8, zipOf } from '../support/workbooks.ts';

const register = shippedRegister();

/** A return with enterprise and project records and so many mistakes, as a file, and what the mistakes break. */
const aFile = async (format: FileFormat, enterprises: number, defects: number, seed: string) => {
  const sample = makeSample({ register, cycle: '2021', parks: 1, enterprises, defects, seed, format });
  let bytes = new Uint8Array();
  const manifest = await writeSample(sample, seed, async (file) => {
    if (file.path.startsWith('returns/')) bytes = Uint8Array.from(file.bytes);
  });
  return { bytes, park: manifest.files[0]?.park ?? '', defects: manifest.defects };
};

const check = async (bytes: Uint8Array, park: string): Promise<FindingsReport> =>
  checkReturn(await readReturn({ name: 'f', bytes }), aCheckContext({ park })).report;

/** What must not change when rows and columns move: everything but the addresses. */
const judgement = ({ verdict, counts, findings }: FindingsReport) => ({
  verdict,
  counts,
  findings: findings
    .map(({ rule, fingerprint, entity, cells }) =>
      JSON.stringify([rule, fingerprint, entity, cells.map(({ header, raw }) => [header, raw]).sort()]),
    )
    .sort(),
});
const addressesOf = ({ findings }: FindingsReport) =>
  findings.map(({ cells }) => cells.map(({ sheet, a1 }) => `${sheet}!${a1}`).join()).join('\n');

/** Numbers from 0 to 1, as many as are asked for. */
type Chance = () => number;
const shuffled = <T>(items: readonly T[], chance: Chance): T[] =>
  items
    .map((item) => [chance(), item] as const)
    .sort(([a], [b]) => a - b)
    .map(([, item]) => item);
/** Rows of one enterprise keep their order: a project is known by its place among them. */
const shuffledByKey = <T>(rows: readonly T[], keyOf: (row: T) => unknown, chance: Chance): T[] => {
  const order = new Map(shuffled([...new Set(rows.map(keyOf))], chance).map((key, place) => [key, place]));
  return rows
    .map((row, at) => ({ row, at, place: order.get(keyOf(row)) ?? 0 }))
    .sort((a, b) => a.place - b.place || a.at - b.at)
    .map(({ row }) => row);
};

/** A table with its rows and columns in another order and blank rows and columns among them. */
const moved = <T>(table: readonly (readonly T[])[], blank: T, chance: Chance): T[][] => {
  const [header = []] = table;
  // A row of labels may stand below the codes; the first record has a credit code.
  const keyed = table.findIndex((row) => row.some((cell) => /^[0-9A-Z]{18}$/.test(String(cell))));
  const rows = table.slice(Math.max(1, keyed));
  const columns = shuffled(
    header.map((_, column) => column),
    chance,
  ).flatMap((column) => (chance() < 0.1 ? [-1, column] : [column]));
  const key = header.findIndex((name) => name === 'uscc' || name === 'code' || name === '代码');
  const arranged = [
    ...table.slice(0, Math.max(1, keyed)),
    ...shuffledByKey(rows, (row) => row[key], chance),
  ].map((row) => columns.map((column) => (column < 0 ? blank : (row[column] ?? blank))));
  return arranged.flatMap((row) => (chance() < 0.1 ? [columns.map(() => blank), row] : [row]));
};

const movedWorkbook = async (bytes: Uint8Array, chance: Chance | null): Promise<Uint8Array> => {
  const { sheets } = await readXlsx(bytes);
  const tables = new Set(['园区填报项', '企业', '项目']);
  return writeXlsx({
    sheets: sheets.map(({ name, rows }) => ({
      name,
      rows: chance !== null && tables.has(name) ? moved<CellValue>(rows, null, chance) : rows,
    })),
  });
};

const movedArchive = (bytes: Uint8Array, chance: Chance): Uint8Array => {
  const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const parts = Object.entries(unzipSync(bytes)).map(([name, part]): [string, Uint8Array] => {
    const text = strFromU8(part).replace(/^\ufeff/, '');
    const table: string[][] = parse(text, { relax_column_count: true });
    return [
      name,
      utf8(
        moved(table, '', chance)
          .map((row) => row.map(quoted).join(','))
          .join('\r\n'),
      ),
    ];
  });
  return zipOf(parts);
};

const movedJson = (bytes: Uint8Array, chance: Chance): Uint8Array => {
  const members = (value: Record<string, unknown>) =>
    Object.fromEntries(shuffled(Object.entries(value), chance));
  const document = JSON.parse(strFromU8(bytes));
  const records = (rows: readonly Record<string, unknown>[]) =>
    shuffledByKey(rows, ({ uscc }) => uscc, chance).map(members);
  return utf8(
    JSON.stringify(
      members({
        ...document,
        inputs: members(document.inputs),
        enterprises: records(document.enterprises),
        projects: records(document.projects),
      }),
    ),
  );
};

const chances = fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 7, maxLength: 29 });
/** Drawn numbers again and again, each time a little further on. */
const chanceOf = (drawn: readonly number[]): Chance => {
  let at = 0;
  return () => {
    at += 1;
    return ((drawn[at % drawn.length] ?? 0) + at * 0.618_033_988_749_895) % 1;
  };
};

describe.each(['xlsx', 'csv', 'json'] as const)('any return with records, any mistakes: %s', (format) => {
  const file = fc.record({
    // Of a handful none may export or be industrial, and rules rightly ask about the totals.
    enterprises: fc.integer({ min: 24, max: 40 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    seed: fc.string({ maxLength: 8 }),
  });

  it('findings are what was injected, at its cells', async () => {
    await fc.assert(
      fc.asyncProperty(file, async ({ enterprises, share, seed }) => {
        const made = await aFile(format, enterprises, Math.floor(share * enterprises), seed);
        const report = await check(made.bytes, made.park);
        expect(compareManifest(made, report)).toEqual({ missing: [], extra: [] });
        expect(report.verdict).toBe(made.defects.length === 0 ? 'accepted' : 'rejected');
      }),
      { numRuns: 15 },
    );
  });

  it('moved rows and columns change addresses, but neither fingerprints nor the verdict', async () => {
    let changes = 0;
    await fc.assert(
      fc.asyncProperty(file, chances, async ({ enterprises, share, seed }, drawn) => {
        const made = await aFile(format, enterprises, Math.ceil(share * enterprises), seed);
        const chance = chanceOf(drawn);
        // Saved again unmoved first, so that nothing but the moving differs.
        const before = format === 'xlsx' ? await movedWorkbook(made.bytes, null) : made.bytes;
        const after =
          format === 'xlsx'
            ? await movedWorkbook(made.bytes, chance)
            : format === 'csv'
              ? movedArchive(made.bytes, chance)
              : movedJson(made.bytes, chance);
        const [one, other] = [await check(before, made.park), await check(after, made.park)];
        expect(judgement(other)).toEqual(judgement(one));
        if (addressesOf(other) !== addressesOf(one)) changes += 1;
      }),
      { numRuns: 15 },
    );
    expect(changes).toBeGreaterThan(0);
  });
});
