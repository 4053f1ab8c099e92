import { beforeAll, expect, test } from 'vitest';
import { validationCost } from '../../bench/invocation-log.ts';
import { reportOf } from '../../cli/client/reports.ts';
import { compareManifest } from '../../cli/sample/compare-manifest.ts';
import { makeSample, writeSample } from '../../cli/sample/sample-files.ts';
import { shippedRegister } from '../../shared/domain/ranking/register.ts';
import { cloudCycle, freeYear } from '../support/cloud-cycle.ts';
import { theDeployment } from '../support/local-cloud.ts';

const deployment = theDeployment();
const cycle = await freeYear(deployment);
const { open, upload, verdictOn } = cloudCycle(deployment, cycle, 1);

beforeAll(async () => {
  await open();
});

test('a workbook of 30,000 enterprises and 30,000 projects is judged in the function, and finds what is seeded', async () => {
  const sample = makeSample({
    register: shippedRegister(),
    cycle,
    parks: 1,
    enterprises: 30_000,
    defects: 300,
    seed: 'full size',
    format: 'xlsx',
  });
  const files: { name: string; bytes: Uint8Array }[] = [];
  const manifest = await writeSample(sample, 'full size', async ({ path, bytes }) => {
    if (path.startsWith('returns/')) files.push({ name: path.split('/').at(-1) ?? '', bytes });
  });
  const [file] = files;
  if (file === undefined) throw new Error('the sample has no return');
  const submission = await verdictOn('P001', await upload('P001', file.name, file.bytes));
  expect(submission.status).toBe('rejected');
  if (!('reportKey' in submission)) throw new Error('no report');
  const report = await reportOf(deployment, submission);
  expect(manifest.defects).toHaveLength(300);
  expect(compareManifest(manifest, report)).toEqual({ missing: [], extra: [] });
  const { peakMegabytes, givenMegabytes } = await validationCost(submission.submissionId);
  expect(peakMegabytes).toBeLessThan(givenMegabytes);
});
