import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkFile, priorsOf } from '../../../cli/verbs/read-filed.ts';
import { checkFiledReturn } from '../../../functions/validate-return/check-filed-return.ts';
import { checkMinistryFile } from '../../../functions/validate-return/check-ministry-file.ts';
import { readReturn } from '../../../shared/adapters/readers/read-return.ts';
import { recordsKey } from '../../../shared/adapters/records-lake.ts';
import { reportKey } from '../../../shared/adapters/reports-bucket.ts';
import { loadRulePack } from '../../../shared/domain/rules/load-rule-pack.ts';
import { priorFieldsOf } from '../../../shared/domain/rules/prior-fields.ts';
import { aRecordsReturn, changed, clean, recordsPark } from '../../support/a-records-return.ts';
import { aCycle } from '../../support/returns.ts';
import { returnsWorld, settle } from '../../support/returns-world.ts';

const park = recordsPark;
const filing = {
  cycle: aCycle(),
  park,
  frozenPriors: null,
  readPriorRecords: async () => null,
  packPatch: null,
};
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gaoxin-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Last year: a stock of 16 digits, one that is 不适用, and one with decimals; this year they are all far too large. */
const lastYear = () => {
  const enterprises = changed(3, { qj73: '1234567890123456' });
  return aRecordsReturn({
    cycle: '2020',
    enterprises: enterprises.map((one, row) => (row === 5 ? { ...one, qj73: '不适用' } : one)),
  });
};
const thisYear = () =>
  aRecordsReturn({
    enterprises: changed(3, { qj73: '1234567890123999' })
      .map((one, row) => (row === 5 ? { ...one, qj73: 77 } : one))
      .slice(0, 36),
    projects: clean.projects.slice(0, 36),
  });

describe('last year’s records in the pipeline', () => {
  it('give the findings that `check --previous` gives, byte for byte', async () => {
    const [before, now] = [join(folder, '2020.zip'), join(folder, '2021.zip')];
    await writeFile(before, await lastYear());
    await writeFile(now, await thisYear());
    const task = { cycle: '2021', park };
    const { priors, priorRecords } = await priorsOf(before, task);
    const offline = await checkFile(now, { ...task, priors, priorRecords });

    const from = { cycle: '2020', park, submissionId: 'S-2020' };
    const world = await returnsWorld({
      parks: [park],
      cycle: aCycle({ previousCycle: '2020' }),
      priors: { [park]: priors.values },
      priorSubmission: from.submissionId,
      checkReturn: checkFiledReturn,
      checkMinistryFile,
    });
    const previous = await readReturn({ name: '2020.zip', bytes: await lastYear() });
    if (previous.kind !== 'read' || previous.filed.records === undefined)
      throw new Error('last year is readable');
    await world.ports.stageRecords(from, previous.filed.records);
    await world.ports.acceptRecords(from);
    await settle(world, [
      world.put({ key: `returns/2021/${park}/2021.zip`, content: await thisYear(), minute: 1 }),
    ]);
    const { submissions } = await world.ports.readFiler('2021', park);
    const report = world.reports.get(reportKey('2021', park, submissions[0]?.submissionId ?? ''));
    expect(JSON.stringify(report)).toBe(JSON.stringify(offline.report));
    const broken = Object.groupBy(report?.findings ?? [], ({ rule }) => rule);
    // Both stocks beyond last year’s and this year’s additions; four enterprises of forty missing.
    expect(broken['R-P-009']?.map(({ entity }) => entity)).toEqual(
      [3, 5].map((row) => clean.enterprises[row]?.uscc),
    );
    expect(broken['R-P-008']).toHaveLength(1);
    expect(report?.skippedRules.map(({ rule }) => rule)).not.toContain('R-P-009');
  });

  it('are skipped with the reason where last year has none', async () => {
    const world = await returnsWorld({
      parks: [park],
      cycle: aCycle({ previousCycle: '2020' }),
      priors: { [park]: {} },
      priorSubmission: 'S-without-records',
      checkReturn: checkFiledReturn,
      checkMinistryFile,
    });
    await settle(world, [
      world.put({ key: `returns/2021/${park}/r.zip`, content: await thisYear(), minute: 1 }),
    ]);
    const [report] = world.reports.values();
    expect(report?.skippedRules.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(['R-P-005', 'R-P-008', 'R-P-009']),
    );
  });

  it('only the fields that rules compare are loaded', () => {
    const fields = priorFieldsOf(loadRulePack('2021'));
    // R-P-008 compares revenue, R-P-009 five stocks, by credit code.
    for (const code of ['uscc', 'qc05_0', 'qd01', 'qj73', 'qj98', 'qi27', 'qj79'])
      expect(fields).toContain(code);
    expect(fields.size).toBeLessThan(150);
  });
});

describe('records of a submission', () => {
  it('are kept for next year once it is accepted, and not when it is rejected', async () => {
    const world = await returnsWorld({
      parks: [park],
      checkReturn: checkFiledReturn,
      checkMinistryFile,
    });
    const keep = async (content: Uint8Array, minute: number) => {
      await settle(world, [world.put({ key: `returns/2021/${park}/r.zip`, content, minute })]);
      return [...world.parquet.keys()]
        .filter((key) => /enterprises|projects/.test(key))
        .map((key) => key.split('/').slice(0, 2).join('/'));
    };
    expect(await keep(await thisYear(), 1)).toEqual([]);
    expect(await keep(await aRecordsReturn({}), 2)).toEqual([
      'pending/enterprises',
      'pending/projects',
      'lake/enterprises',
      'lake/projects',
    ]);
  });

  it('are kept when an explanation accepts it later, without its file', async () => {
    const world = await returnsWorld({
      parks: [park],
      checkReturn: checkFiledReturn,
      checkMinistryFile,
    });
    const file = async (content: Uint8Array, minute: number) => {
      const uploaded = { key: `returns/2021/${park}/r.zip`, content, minute };
      await settle(world, [world.put(uploaded)]);
      return uploaded;
    };
    const accepted = () => [...world.parquet.keys()].filter((key) => key.startsWith('lake/enterprises/'));
    const { inputs } =
      (await checkFiledReturn({ name: 'r.zip', bytes: await aRecordsReturn({}) }, filing)) ?? {};
    // Value added is about 70 % of the GDP: R-A-005 asks above 60 %.
    const city_gdp = String(Math.round(Number(inputs.value_added_full_coverage) / 0.7));
    const asked = await file(await aRecordsReturn({ inputs: { city_gdp } }), 1);
    const [report] = world.reports.values();
    expect([report?.verdict, accepted()]).toEqual(['needs-explanation', []]);
    const finding = report?.findings.find(({ rule }) => rule === 'R-A-005')?.fingerprint ?? '';
    world.deleteVersion(asked);
    // Another file, with a mistake of its own, explains it: the first is accepted from its report.
    const explanations = [{ finding, reason: '03', text: '按区一级 GDP 填报' }];
    await file(await aRecordsReturn({ inputs: { city_gdp, employees: '-1' }, explanations }), 2);
    const { submissions } = await world.ports.readFiler('2021', park);
    expect(submissions.map(({ status }) => status)).toEqual(['accepted', 'rejected']);
    expect(accepted()).toEqual([
      recordsKey('enterprises', { cycle: '2021', park, submissionId: submissions[0]?.submissionId ?? '' }),
    ]);
  });
});
