import { beforeAll, describe, expect, test } from 'vitest';
import { cyclesOf } from '../../cli/client/cycles.ts';
import { manageCycleOrFail } from '../../cli/client/manage-cycle.ts';
import { reportOf } from '../../cli/client/reports.ts';
import { writeDraft } from '../../cli/sample/return-files.ts';
import { compareSubmissions, withPredecessor } from '../../shared/domain/returns/compare-submissions.ts';
import type { Submission } from '../../shared/domain/returns/submission.ts';
import { actor, cloudCycle, freeYear } from '../support/cloud-cycle.ts';
import { figuresDraft } from '../support/filed-figures.ts';
import { theDeployment } from '../support/local-cloud.ts';

const deployment = theDeployment();
const cycle = await freeYear(deployment);
const { open, parkOf, upload, verdictOn, returns } = cloudCycle(deployment, cycle, 3);

const GDP = 'city_gdp';

/** Files figures with the park's value added at a share of the city's GDP: above 60 %, R-A-005 asks. */
async function fileAt(park: string, share: number, name = `${park}-${share}.json`): Promise<Submission> {
  const draft = figuresDraft({ cycle, park: parkOf(park), figures: 0 });
  const valueAdded = draft.rows.find(({ code }) => code === 'value_added_full_coverage')?.value;
  if (valueAdded?.kind !== 'number') throw new Error('the figures have value added');
  const text = String(Math.round(Number(valueAdded.text) / share));
  const rows = draft.rows.map((row) =>
    row.code === GDP ? { ...row, value: { kind: 'number', text } as const } : row,
  );
  return verdictOn(park, await upload(park, name, await writeDraft({ ...draft, rows }, { format: 'json' })));
}

const reportOn = (submission: Submission) =>
  'reportKey' in submission ? reportOf(deployment, submission) : expect.fail('no report');

beforeAll(async () => {
  await open();
});

describe('a query', () => {
  test('is explained by command, stays explained within 5 %, and is asked again outside', async () => {
    const asked = await fileAt('P001', 0.7);
    expect(asked.status).toBe('needs-explanation');
    const { findings } = await reportOn(asked);
    const [query] = findings.filter(({ severity }) => severity === 'query');
    const answer = await manageCycleOrFail(deployment, {
      command: 'explain-finding',
      cycle,
      park: 'P001',
      finding: query?.fingerprint ?? '',
      reason: '03',
      text: '按区一级 GDP 填报',
      actor,
    });
    expect(answer).toMatchObject({ status: 'accepted', judgedAnew: [asked.submissionId] });
    const [accepted] = (await returns.readFiler(cycle, 'P001')).submissions;
    if (accepted === undefined) throw new Error('there is one submission');
    // Each verdict has its own version of the report, under one key.
    expect((await reportOn(accepted)).verdict).toBe('accepted');
    expect((await reportOn(asked)).verdict).toBe('needs-explanation');
    expect((await fileAt('P001', 0.68)).status).toBe('accepted');
    const away = await fileAt('P001', 0.8);
    expect(away.status).toBe('needs-explanation');

    const pair = withPredecessor((await returns.readFiler(cycle, 'P001')).submissions);
    if (pair === null || pair.before === null) throw new Error('there are three submissions');
    const [before, after] = await Promise.all([pair.before, pair.after].map(reportOn));
    if (before === undefined || after === undefined) throw new Error('each has its report');
    const diff = compareSubmissions(
      { submission: pair.before, report: before },
      { submission: pair.after, report: after },
    );
    expect(diff.findings.open.map(({ fingerprint }) => fingerprint)).toEqual([query?.fingerprint]);
    expect(diff.values.map(({ code }) => code)).toEqual([GDP]);
  });

  test('is not asked any more once its rule is switched off, and the same file passes', async () => {
    expect((await fileAt('P002', 0.7)).status).toBe('needs-explanation');
    const patched = await manageCycleOrFail(deployment, {
      command: 'patch-rule-pack',
      cycle,
      rule: 'R-A-005',
      to: 'off',
      reason: '城市 GDP 口径未定',
      actor,
    });
    expect(await cyclesOf(deployment).readPackPatch(cycle)).toMatchObject({
      number: 1,
      off: [{ rule: 'R-A-005' }],
    });
    const again = await fileAt('P002', 0.7);
    expect(again).toMatchObject({ status: 'accepted', rulePack: patched.rulePack });
    const summary = (await returns.readReturns(cycle)).find(({ filer }) => filer === 'P002');
    expect(summary?.review.shadow).toHaveProperty('R-A-003');
  });
});
