import { expect, test } from 'vitest';
import { cyclesOf } from '../../cli/client/cycles.ts';
import { manageCycleOrFail } from '../../cli/client/manage-cycle.ts';
import { uploadMinistryFile } from '../../cli/client/upload.ts';
import type { MinistryPrefix } from '../../shared/adapters/upload-key.ts';
import parks from '../../shared/data/parks.json' with { type: 'json' };
import { shippedRegister } from '../../shared/domain/ranking/register.ts';
import { ministryFilers } from '../../shared/domain/returns/filer-state.ts';
import type { FindingsReport } from '../../shared/domain/rules/finding.ts';
import { actor, type CloudCycle, cloudCycle, patience, textOf } from '../support/cloud-cycle.ts';
import { eventually } from '../support/eventually.ts';
import { figuresFile } from '../support/filed-figures.ts';
import { theDeployment } from '../support/local-cloud.ts';
import { openedCycle } from '../support/opened-cycle.ts';

const deployment = theDeployment();
const cycles = cyclesOf(deployment);

const fileAs = async (cloud: CloudCycle, prefix: MinistryPrefix, text: string) => {
  const body = new TextEncoder().encode(text);
  const uploaded = await uploadMinistryFile(deployment, prefix, {
    cycle: cloud.cycle,
    fileName: '主管部门 a+b%.csv',
    body,
  });
  const submission = await cloud.verdictOn(ministryFilers[prefix], uploaded);
  if (!('reportKey' in submission)) return { submission, report: null };
  const report: FindingsReport = JSON.parse(await textOf(deployment.reportsBucket, submission.reportKey));
  return { submission, report };
};

/** The register's own columns for the given parks, with a change for some. */
const registerCsv = (ids: readonly string[], changes: Readonly<Record<string, object>> = {}): string => {
  const columns = [...Object.keys(parks[0] ?? {}), 'from', 'to'];
  const rows = parks
    .filter(({ id }) => ids.includes(id))
    .map((park): Readonly<Record<string, string>> => ({ ...park, ...changes[park.id] }));
  return [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))]
    .map((cells) => cells.join(','))
    .join('\r\n');
};

/** A return with last year's values for both years: growth is nought until last year is amended. */
const unchanged = (cycle: string, park: string, inputs: Readonly<Record<string, string>>): Uint8Array => {
  const filed = (text: string) => (text === 'N/A' ? '不适用' : Number(text));
  return new TextEncoder().encode(
    JSON.stringify({
      format: 'gaoxin-return@1',
      cycle,
      park,
      inputs: Object.fromEntries(
        Object.entries(inputs).map(([code, text]) => [code, { value: filed(text), previous: filed(text) }]),
      ),
      declarations: { enterprises: '无此业务', projects: '无此业务' },
    }),
  );
};

test('a register filed in mid-cycle moves denominator and ranks: parks enter, leave and are exempt', async () => {
  const cloud = await openedCycle(deployment, {}, 5);
  const { cycle } = cloud;
  for (const [figures, park] of ['P001', 'P002', 'P003'].entries()) await cloud.file(park, { figures });
  await cloud.headWhere(({ contents }) => Object.keys(contents.returns).length === 3);

  const mistaken = await fileAs(cloud, 'registers', 'park,indicator,score\r\nP001,1.10,80');
  expect(mistaken.submission.status).toBe('rejected');
  expect(mistaken.report?.counts.reject).toBeGreaterThan(0);

  // P001 has left, P002 is exempt, P005 is not named any more, P006 is new.
  const csv = registerCsv(['P001', 'P002', 'P003', 'P004', 'P006'], {
    P001: { to: '2020-12-31' },
    P002: { evaluation_status: '免评' },
    P006: { from: '2021-01-01' },
  });
  const { submission, report } = await fileAs(cloud, 'registers', csv);
  expect(submission.status).toBe('accepted');
  expect(report?.findings.map(({ rule, entity }) => `${rule} ${entity}`).toSorted()).toEqual([
    'R-E-208 P001',
    'R-E-208 P005',
    'R-E-209 P006',
  ]);
  const head = await cloud.headWhere(
    ({ contents }) => contents.registerFile?.submissionId === submission.submissionId,
  );
  const { result, change, cause } = await cloud.snapshotOf(head);
  expect(result).toMatchObject({
    register: 4,
    exempt: 1,
    ranked: 1,
    unranked: [
      { park: 'P002', reason: 'exempt' },
      { park: 'P004', reason: 'not-filed' },
      { park: 'P006', reason: 'not-filed' },
    ],
  });
  expect(change).toMatchObject({ left: ['P001', 'P002'], entered: [] });
  expect(cause.kind).toBe('register');

  const newcomer = shippedRegister().find(({ id }) => id === 'P006') ?? expect.fail('P006 is registered');
  await cloud.upload('P006', 'p6.json', await figuresFile({ cycle, park: newcomer, figures: 5 }));
  const entered = await cloud.headWhere(({ contents }) => contents.returns.P006 !== undefined);
  expect((await cloud.snapshotOf(entered)).change.entered).toEqual(['P006']);
  expect(await cloud.verify()).toMatchObject({ ok: true });
  await manageCycleOrFail(deployment, { command: 'close-cycle', cycle, actor });
  const closed = await eventually(
    async () => {
      const again = await fileAs(cloud, 'registers', `${csv}\r\n`);
      expect(again.submission.status).toBe('refused');
      return again;
    },
    { within: patience },
  );
  expect(closed.submission).toMatchObject({ reason: 'cycle-closed' });
});

test('last year’s values come from a file of the ministry, and then the ranking has the cause priors', async () => {
  const cloud = await openedCycle(deployment);
  for (const [figures, park] of cloud.parks.entries()) await cloud.file(park, { figures });
  const before = await cloud.headWhere(({ contents }) => Object.keys(contents.returns).length === 3);
  const { basis } = await cloud.snapshotOf(before);
  const wrong = await fileAs(cloud, 'priors', 'park,code,value\r\nP001,employees,约一千\r\nP099,employees,1');
  expect(wrong.submission.status).toBe('rejected');
  const refusing = wrong.report?.findings.filter(({ severity }) => severity !== 'notice') ?? [];
  expect(refusing.map(({ rule, cells }) => `${rule} ${cells[0]?.a1}`)).toEqual(['R-E-301 A3', 'R-E-303 C2']);
  // Every value of last year of P001 is one half of what it quotes.
  const rows = Object.entries(basis.P001?.priors ?? {}).map(([code, value]) =>
    ['P001', code, value === 'N/A' ? value : String(Number(value) / 2)].join(','),
  );
  const filed = await fileAs(cloud, 'priors', ['park,code,value', ...rows].join('\n'));
  expect(filed.submission.status).toBe('accepted');
  const head = await cloud.headWhere(({ revision }) => revision > before.revision);
  const { cause, input, basis: after } = await cloud.snapshotOf(head);
  expect(cause).toEqual({ kind: 'priors', submissions: [] });
  expect(Number(after.P001?.priors.employees)).toBe(Number(basis.P001?.priors.employees) / 2);
  expect(input.returns.map(({ park, priorSource }) => [park, priorSource])).toEqual([
    ['P001', 'previous-cycle'],
    ['P002', 'return'],
    ['P003', 'return'],
  ]);
  expect(await cloud.verify()).toMatchObject({ ok: true });
});

test('an amendment of last year counts after a refresh, moves this year’s ranking and nothing of last year’s', async () => {
  const last = await openedCycle(deployment);
  for (const [figures, park] of last.parks.entries()) await last.file(park, { figures });
  const ranked = await last.headWhere(({ contents }) => Object.keys(contents.returns).length === 3);
  const { basis: lastYear } = await last.snapshotOf(ranked);
  const published = await last.publish();
  const cloud = cloudCycle(deployment, String(Number(last.cycle) + 1), 3);
  const { cycle } = cloud;
  await cloud.open();
  for (const park of cloud.parks) {
    await cloud.upload(park, 'again.json', unchanged(cycle, park, lastYear[park]?.inputs ?? {}));
  }
  const before = await cloud.headWhere(({ contents }) => Object.keys(contents.returns).length === 3);
  const { basis } = await cloud.snapshotOf(before);
  const employees = Number(basis.P001?.priors.employees);

  const amended = await manageCycleOrFail(deployment, {
    command: 'amend-prior',
    cycle,
    park: 'P001',
    values: { employees: String(employees - 1000) },
    reason: '上年重复计算',
    approvedBy: '周明',
    document: '国科火字〔2022〕8号',
    effectiveOn: '2021-01-01',
    actor,
  });
  expect(amended).toMatchObject({ amendment: { number: 1, before: { employees: String(employees) } } });
  const status = { command: 'cycle-status', cycle } as const;
  expect(await manageCycleOrFail(deployment, status)).toMatchObject({
    amendments: { pending: 1, inForce: 0 },
  });
  const refresh = { command: 'refresh-priors', cycle, reason: '年中更正', actor } as const;
  expect(await manageCycleOrFail(deployment, refresh)).toMatchObject({ parks: ['P001'] });
  const head = await cloud.headWhere(({ revision }) => revision > before.revision);
  const snapshot = await cloud.snapshotOf(head);
  expect(snapshot.cause).toEqual({ kind: 'priors', submissions: [] });
  expect(snapshot.basis.P001?.priors.employees).toBe(String(employees - 1000));
  expect(snapshot.basis.P002).toEqual(basis.P002);
  expect(await manageCycleOrFail(deployment, status)).toMatchObject({
    amendments: { pending: 0, inForce: 1 },
    pending: [],
    ranking: { isCurrent: true },
  });
  expect((await cycles.readPublication(last.cycle))?.revision).toBe(published.revision);
  expect(await last.verify()).toMatchObject({ ok: true, recomputed: published.revision });
  expect(await cloud.verify()).toMatchObject({ ok: true });
});

test('a return that wrong values of last year hold up is accepted once they are put right, without being filed again', async () => {
  const cloud = await openedCycle(deployment, {}, 1);
  const { cycle } = cloud;
  await cloud.file('P001', { figures: 1 });
  const first = await cloud.headWhere(({ contents }) => contents.returns.P001 !== undefined);
  const quoted = (await cloud.snapshotOf(first)).basis.P001?.priors ?? {};
  const csvOf = (values: Readonly<Record<string, string>>): string =>
    ['park,code,value', ...Object.entries(values).map(([code, value]) => `P001,${code},${value}`)].join('\n');
  const wrong = String(Number(quoted.employees) + 1000);
  const filed = await fileAs(cloud, 'priors', csvOf({ ...quoted, employees: wrong }));
  expect(filed.submission.status).toBe('accepted');

  // The same figures in other bytes: what a return quotes of last year must be what counts (R-P-002).
  const figures = await figuresFile({ cycle, park: cloud.parkOf('P001'), figures: 1 }, { format: 'xlsx' });
  const uploaded = await cloud.upload('P001', 'again.xlsx', figures);
  expect((await cloud.verdictOn('P001', uploaded)).status).toBe('rejected');

  await fileAs(cloud, 'priors', csvOf(quoted));
  const audit = await eventually(
    async () => {
      const { submissions } = await cloud.returns.readFiler(cycle, 'P001');
      expect(submissions.map(({ status }) => status)).toEqual(['accepted', 'accepted']);
      return cloud.returns.readAudit(cycle, 'P001');
    },
    { within: patience },
  );
  expect(audit.slice(-3).map(({ action, reason }) => [action, reason])).toEqual([
    ['rejected', null],
    ['accepted', 'priors-changed'],
    ['superseded', null],
  ]);
  expect(await cloud.verify()).toMatchObject({ ok: true });
});
