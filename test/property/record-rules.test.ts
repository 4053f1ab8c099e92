import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordFieldCodes } from '../../shared/adapters/readers/labels.ts';
import { exactInteger } from '../../shared/domain/expressions/exact.ts';
import { RecordSet } from '../../shared/domain/records/record-set.ts';
import { brokenRows } from '../../shared/domain/rules/broken-rows.ts';
import { isBroken } from '../../shared/domain/rules/judge-unit.ts';
import { loadRulePack } from '../../shared/domain/rules/load-rule-pack.ts';
import { tableOf } from '../../shared/domain/rules/record-subjects.ts';
import { csvOfRecords, readRecordTables } from '../support/record-tables.ts';

const pack = loadRulePack('2021');

const rules = pack.rules.filter(({ runsOn }) => runsOn.startsWith('enterprise-record'));
const lists = { high_tech_service_codes: ['3911', '1'], digital_industry_codes: null, listed_codes: ['1'] };

describe('rules as loops over columns', () => {
  it('say of every record what the exact evaluator says', async () => {
    await fc.assert(
      fc.asyncProperty(
        csvOfRecords(recordFieldCodes.enterprises, pack),
        csvOfRecords(recordFieldCodes.projects, pack),
        csvOfRecords(recordFieldCodes.enterprises, pack),
        async (enterprises, projects, before) => {
          const now = await readRecordTables(enterprises, projects);
          const prior = (await readRecordTables(before, 'uscc\n')).enterprises;
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
