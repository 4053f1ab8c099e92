import { eventually } from '../cli/client/eventually.ts';
import { reportOf } from '../cli/client/reports.ts';
import { returnsOf, submissionOf } from '../cli/client/returns.ts';
import { uploadReturn } from '../cli/client/upload.ts';
import type { Deployment } from '../cli/local/deployment.ts';
import { compareManifest } from '../cli/sample/compare-manifest.ts';
import type { Manifest } from '../cli/sample/manifest.ts';
import { makeSample, writeSample } from '../cli/sample/sample-files.ts';
import type { Terminal } from '../cli/terminal/context.ts';
import type { RegisteredPark } from '../shared/domain/ranking/ranking.ts';
import type { Submission } from '../shared/domain/returns/submission.ts';
import { type InvocationCost, validationCost } from './invocation-log.ts';
import type { Measurement } from './measurement.ts';

const enterprises = 30_000;
const defects = 300;
/** Past this the function has been given up. */
const patience = 400_000;

/** The largest return there may be, inside the deployed function: one with seeded defects, and one that is accepted. */
export async function fullSize(
  deployment: Deployment,
  { cycle, register }: { readonly cycle: string; readonly register: readonly RegisteredPark[] },
  { note, text }: Terminal,
): Promise<Measurement[]> {
  note(
    text({
      zh: `  ${enterprises.toLocaleString('en')} 家企业 × 150 项的工作簿，在函数内审核`,
      en: `  a workbook of ${enterprises.toLocaleString('en')} enterprises × 150 fields, judged in the function`,
    }),
  );
  const seeded = await judged(deployment, { cycle, register, defects });
  const wrong = compareManifest(seeded.manifest, seeded.report);
  const clean = await judged(deployment, { cycle, register, defects: 0 });
  return [
    {
      what: {
        zh: `植入 ${defects} 处错误：漏报／误报`,
        en: `${defects} seeded defects: missed / beside them`,
      },
      measured: `${wrong.missing.length} / ${wrong.extra.length}`,
      target: '0 / 0',
      met: wrong.missing.length + wrong.extra.length === 0,
    },
    ...costOf({ zh: '审核，有错误', en: 'judged, with defects' }, seeded),
    ...costOf({ zh: '审核通过，并留存企业数据', en: 'judged, accepted, records kept' }, clean),
  ];
}

interface Judged {
  readonly manifest: Manifest;
  readonly submission: Submission;
  readonly report: Awaited<ReturnType<typeof reportOf>>;
  readonly cost: InvocationCost;
  /** From before the PUT to the verdict. */
  readonly milliseconds: number;
}

async function judged(
  deployment: Deployment,
  asked: { readonly cycle: string; readonly register: readonly RegisteredPark[]; readonly defects: number },
): Promise<Judged> {
  const { cycle } = asked;
  const sample = makeSample({ ...asked, parks: 1, enterprises, seed: 'full size', format: 'xlsx' });
  const files: { park: string; fileName: string; body: Uint8Array }[] = [];
  const manifest = await writeSample(sample, 'full size', async ({ path, bytes }) => {
    const [area, , park = '', fileName = ''] = path.split('/');
    if (area === 'returns') files.push({ park, fileName, body: bytes });
  });
  const [file] = files;
  if (file === undefined) throw new Error('the sample has no return');
  const began = performance.now();
  const { key, versionId, sha256 } = await uploadReturn(deployment, { cycle, ...file });
  const submission = await eventually(
    async () => {
      const upload = { cycle, filer: file.park, key, versionId, sha256 };
      const found = await submissionOf(returnsOf(deployment), upload);
      return found === undefined || found.status === 'received' ? undefined : found;
    },
    { within: patience, every: 100, what: 'the verdict' },
  );
  const milliseconds = performance.now() - began;
  if (!('reportKey' in submission)) throw new Error(`${key}: ${submission.status}`);
  const [report, cost] = await Promise.all([
    reportOf(deployment, submission),
    validationCost(submission.submissionId),
  ]);
  return { manifest, submission, report, cost, milliseconds };
}

const costOf = (what: Measurement['what'], { submission, cost, milliseconds }: Judged): Measurement[] => [
  {
    what: {
      zh: `${what.zh}：函数内／从上传到结论（${submission.status}）`,
      en: `${what.en}: in the function / from upload to verdict (${submission.status})`,
    },
    measured: `${seconds(cost.milliseconds)} / ${seconds(milliseconds)}`,
    target: null,
    met: null,
  },
  {
    what: { zh: `${what.zh}：函数内存峰值`, en: `${what.en}: peak memory of the function` },
    measured: `${cost.peakMegabytes} MB`,
    target: `≤ ${cost.givenMegabytes} MB`,
    met: cost.peakMegabytes <= cost.givenMegabytes,
  },
];

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(2)} s`;
