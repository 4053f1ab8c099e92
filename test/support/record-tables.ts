import fc from 'fast-check';
import { recordFieldCodes } from '../../shared/adapters/readers/labels.ts';
import { readReturn } from '../../shared/adapters/readers/read-return.ts';
import { exactInteger } from '../../shared/domain/expressions/exact.ts';
import { RecordSet } from '../../shared/domain/records/record-set.ts';
import type { RecordTable } from '../../shared/domain/records/record-table.ts';
import type { RulePack } from '../../shared/domain/rules/rule-pack.ts';
import { utf8, zipOf } from './workbooks.ts';

/** Small numbers, so that sums and ratios meet their thresholds, and everything that people type into cells. */
const entry = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: -3, max: 12 }).map(String) },
  { weight: 4, arbitrary: fc.integer({ min: -400, max: 4000 }).map((n) => (n / 100).toFixed(2)) },
  {
    weight: 2,
    arbitrary: fc.constantFrom('0.1', '0.2', '0.3', '0.7', '1e2', '1,234', '１２', '007', '2020', '1949'),
  },
  { weight: 2, arbitrary: fc.constantFrom('', ' ', '不适用', 'N/A', '约200', '12O0', '#REF!', '-', 'x') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '9007199254740993',
      '1234567890123456.5',
      '60311452.289999999',
      '0.30000000000000004',
      '123456789012345678901234567890',
      '1e300',
      '1e-300',
      '1e399',
    ),
  },
);
const code = fc.constantFrom(
  '1',
  '2',
  '0',
  '01',
  '30',
  '4',
  '110',
  '3911',
  '91990000MA0000007X',
  '',
  'N/A',
  '不适用',
);
const key = fc.constantFrom('91990000MA0000007X', '91990000MA0000015Q', 'U3', '');

/** A CSV of records under a header of these codes, the first of which is the key. */
const csvOfRecords = (codes: readonly string[], { fields }: RulePack): fc.Arbitrary<string> => {
  const isNumber = (field: string): boolean => (fields.get(field)?.unit ?? '') !== '';
  return fc
    .array(
      fc.tuple(key, ...codes.slice(1).map((field): fc.Arbitrary<string> => (isNumber(field) ? entry : code))),
      { minLength: 1, maxLength: 6 },
    )
    .map((rows) =>
      [codes, ...rows]
        .map((row) => row.map((text) => (/[",\s]/.test(text) ? `"${text}"` : text)).join(','))
        .join('\n'),
    );
};

/** The record tables of a return with these parts. */
const readRecordTables = async (
  enterprises: string,
  projects: string,
): Promise<Record<'enterprises' | 'projects', RecordTable | null>> => {
  const outcome = await readReturn({
    name: 'a.zip',
    bytes: zipOf([
      ['inputs.csv', utf8('code,value\n')],
      ['enterprises.csv', utf8(enterprises)],
      ['projects.csv', utf8(projects)],
    ]),
  });
  if (outcome.kind !== 'read') throw new Error(outcome.what.en);
  return {
    enterprises: outcome.filed.records?.enterprises ?? null,
    projects: outcome.filed.records?.projects ?? null,
  };
};

/** Records of this year, their projects and last year's records, of everything that people type into cells. */
export const recordSets = (pack: RulePack): fc.Arbitrary<Promise<RecordSet>> =>
  fc
    .tuple(
      csvOfRecords(recordFieldCodes.enterprises, pack),
      csvOfRecords(recordFieldCodes.projects, pack),
      csvOfRecords(recordFieldCodes.enterprises, pack),
    )
    .map(async ([enterprises, projects, before]) => {
      const now = await readRecordTables(enterprises, projects);
      const prior = (await readRecordTables(before, 'uscc\n')).enterprises;
      return new RecordSet(
        { ...now, prior },
        { derived: pack.derived, context: { 'task.year': exactInteger(2020) }, parameters: lists },
      );
    });

const lists = { high_tech_service_codes: ['3911', '1'], digital_industry_codes: null, listed_codes: ['1'] };
