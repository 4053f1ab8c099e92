import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordFieldCodes } from '../../shared/adapters/readers/labels.ts';
import { readReturn } from '../../shared/adapters/readers/read-return.ts';
import { exactInteger } from '../../shared/domain/expressions/exact.ts';
import { RecordSet } from '../../shared/domain/records/record-set.ts';
import type { RecordTable } from '../../shared/domain/records/record-table.ts';
import { brokenRows } from '../../shared/domain/rules/broken-rows.ts';
import { isBroken } from '../../shared/domain/rules/judge-unit.ts';
import { loadRulePack } from '../../shared/domain/rules/load-rule-pack.ts';
import { tableOf } from '../../shared/domain/rules/record-subjects.ts';
import { utf8, zipOf } from '../support/workbooks.ts';

const pack = loadRulePack('2021');

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
const isNumber = (field: string): boolean => (pack.fields.get(field)?.unit ?? '') !== '';
const key = fc.constantFrom('91990000MA0000007X', '91990000MA0000015Q', 'U3', '');

const csv = (codes: readonly string[]) =>
  fc
    .array(
      fc.tuple(key, ...codes.slice(1).map((field): fc.Arbitrary<string> => (isNumber(field) ? entry : code))),
      { minLength: 1, maxLength: 6 },
    )
    .map((rows) =>
      [codes, ...rows]
        .map((row) => row.map((text) => (/[",\s]/.test(text) ? `"${text}"` : text)).join(','))
        .join('\n'),
    );

const read = async (
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

const rules = pack.rules.filter(({ runsOn }) => runsOn.startsWith('enterprise-record'));
const lists = { high_tech_service_codes: ['3911', '1'], digital_industry_codes: null, listed_codes: ['1'] };

describe('rules as loops over columns', () => {
  it('say of every record what the exact evaluator says', async () => {
    await fc.assert(
      fc.asyncProperty(
        csv(recordFieldCodes.enterprises),
        csv(recordFieldCodes.projects),
        csv(recordFieldCodes.enterprises),
        async (enterprises, projects, before) => {
          const now = await read(enterprises, projects);
          const prior = (await read(before, 'uscc\n')).enterprises;
          const records = new RecordSet(
            { ...now, prior },
            { derived: pack.derived, context: { 'task.year': exactInteger(2020) }, parameters: lists },
          );
          for (const rule of rules) {
            for (const unit of rule.units) {
              const name = tableOf(unit, pack);
              const rows = Array.from({ length: records.table(name)?.rowCount ?? 0 }, (_, row) => row);
              const exactly = rows.filter((row) =>
                isBroken(rule, unit, records.environment(name, row, rule.constants)),
              );
              expect([rule.id, unit.subject, ...brokenRows(rule, unit, name, records)]).toEqual([
                rule.id,
                unit.subject,
                ...exactly,
              ]);
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
