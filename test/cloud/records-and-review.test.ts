import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cyclesOf } from '../../cli/client/cycles.ts';
import { manageCycleOrFail } from '../../cli/client/manage-cycle.ts';
import { reviewsOf } from '../../cli/client/reviews.ts';
import { readReview } from '../../cli/verbs/cycle-review.ts';
import { checkFile, priorsOf } from '../../cli/verbs/read-filed.ts';
import { aRecordsReturn, recordsOfYear } from '../support/a-records-return.ts';
import { actor, cloudCycle, freeYear, patience, textOf } from '../support/cloud-cycle.ts';
import { eventually } from '../support/eventually.ts';
import { theDeployment } from '../support/local-cloud.ts';

const deployment = theDeployment();
const year = await freeYear(deployment);
const lastYear = cloudCycle(deployment, year, 2);
const thisYear = cloudCycle(deployment, String(Number(year) + 1), 2);

/** Data year = evaluation year − 1. */
const records = recordsOfYear(Number(lastYear.cycle) - 1);
const recordsNow = recordsOfYear(Number(thisYear.cycle) - 1);

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gaoxin-'));
  await lastYear.open();
});
afterAll(() => rm(folder, { recursive: true }));

const onDisk = async (name: string, bytes: Uint8Array): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
};

const review = () =>
  readReview(
    { cycle: lastYear.cycle },
    { ...cyclesOf(deployment), ...lastYear.returns, ...reviewsOf(deployment) },
  );

/** The review list once nothing is on its way to it. */
const settledReview = () =>
  eventually(
    async () => {
      const list = await review();
      if (list.reviewedAt === null || list.pending.length > 0) throw new Error('the list is being made');
      return list;
    },
    { within: patience },
  );

const file = async (park: string, name: string, body: Uint8Array) =>
  lastYear.verdictOn(park, await lastYear.upload(park, name, body));

describe('the review list', () => {
  test('names enterprises that two parks file, and forgets them when one return is withdrawn', async () => {
    const { cycle } = lastYear;
    const whole = await aRecordsReturn({ cycle, park: 'P001', records });
    expect((await file('P001', 'P001.zip', whole)).status).toBe('accepted');
    const second = await aRecordsReturn({ cycle, park: 'P002', records });
    expect((await file('P002', 'P002.zip', second)).status).toBe('accepted');
    const listed = await eventually(
      async () => {
        const list = await settledReview();
        if (list.returns.length < 2) throw new Error('one return is still being scored');
        return list;
      },
      { within: patience },
    );
    const shared = listed.entries.filter(({ rule }) => rule === 'R-C-001');
    expect(shared).toHaveLength(records.enterprises.length);
    expect(shared.map(({ entity }) => entity).sort()).toEqual(
      records.enterprises.map(({ uscc }) => String(uscc)).sort(),
    );
    expect(shared[0]?.parks.map(({ park }) => park)).toEqual(['P001', 'P002']);
    await manageCycleOrFail(deployment, {
      command: 'withdraw-return',
      cycle,
      park: 'P002',
      reason: '企业归属有误',
      actor,
    });
    await eventually(
      async () => {
        const list = await settledReview();
        expect(list.entries).toEqual([]);
        expect(list.returns.map(({ park }) => park)).toEqual(['P001']);
      },
      { within: patience },
    );
  });
});

describe('last year’s records', () => {
  test('give the report that `check --previous` gives, byte for byte', async () => {
    const before = await onDisk(
      'last-year.zip',
      await aRecordsReturn({ cycle: lastYear.cycle, park: 'P001', records }),
    );
    await lastYear.publish();
    await thisYear.open();
    const body = await aRecordsReturn({
      cycle: thisYear.cycle,
      park: 'P001',
      records: recordsNow,
      enterprises: recordsNow.enterprises
        .slice(0, 36)
        .map((one, row) => (row === 3 ? { ...one, qj73: '1234567890123456' } : one)),
      projects: recordsNow.projects.slice(0, 36),
    });
    const now = await onDisk('this-year.zip', body);
    const judged = await thisYear.verdictOn('P001', await thisYear.upload('P001', 'this-year.zip', body));
    if (!('reportKey' in judged)) throw new Error(`${judged.status} has no report`);
    const task = { cycle: thisYear.cycle, park: 'P001' };
    const offline = await checkFile(now, { ...task, ...(await priorsOf(before, task)) });
    expect(await textOf(deployment.reportsBucket, judged.reportKey)).toBe(JSON.stringify(offline.report));
    const rules = offline.report.findings.map(({ rule }) => rule);
    expect(rules).toEqual(expect.arrayContaining(['R-P-008', 'R-P-009']));
  });
});
