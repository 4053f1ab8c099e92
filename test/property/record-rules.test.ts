import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { brokenRows } from '../../shared/domain/rules/broken-rows.ts';
import { isBroken } from '../../shared/domain/rules/judge-unit.ts';
import { loadRulePack } from '../../shared/domain/rules/load-rule-pack.ts';
import { tableOf } from '../../shared/domain/rules/record-subjects.ts';
import { recordSets } from '../support/record-tables.ts';

const pack = loadRulePack('2021');

const rules = pack.rules.filter(({ runsOn }) => runsOn.startsWith('enterprise-record'));

describe('rules as loops over columns', () => {
  it('say of every record what the exact evaluator says', async () => {
    await fc.assert(
      fc.asyncProperty(recordSets(pack), async (made) => {
        const records = await made;
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
      }),
      { numRuns: 60 },
    );
  });
});
