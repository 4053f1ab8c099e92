import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeSample, writeSample } from '../../cli/sample/sample-files.ts';
import { defineCheck } from '../../cli/verbs/check-verb.ts';
import { checkFiledReturn } from '../../functions/validate-return/check-filed-return.ts';
import { checkMinistryFile } from '../../functions/validate-return/check-ministry-file.ts';
import { shippedRegister } from '../../shared/domain/ranking/register.ts';
import { corpus } from '../corpus/corpus.ts';
import { launchChromium } from '../support/chromium.ts';
import { returnsWorld } from '../support/returns-world.ts';
import { runVerb } from '../support/run-verb.ts';
import type { CheckRequest } from './check-worker.ts';
import { answersInBareWorker } from './in-bare-worker.ts';
import { answersInChromium } from './in-chromium.ts';
import { type Served, serveFiles } from './serve-files.ts';

const CYCLE = '2021';

interface Filed {
  readonly name: string;
  readonly park: string;
  readonly bytes: Uint8Array;
}

/** Synthetic returns as parks file them: every format and encoding, clean and with seeded defects, with records. */
const sampleFiles = async (): Promise<readonly Filed[]> => {
  const register = shippedRegister();
  const common = { register, cycle: CYCLE, seed: 'browser' };
  const samples = [
    { parks: 12, defects: 0 },
    { parks: 24, defects: 30 },
    ...(['xlsx', 'csv', 'json'] as const).map((format) => ({
      parks: 1,
      enterprises: 300,
      defects: 60,
      format,
    })),
  ];
  const filed: Filed[] = [];
  for (const [at, options] of samples.entries()) {
    await writeSample(makeSample({ ...common, ...options }), common.seed, async ({ path, bytes }) => {
      const [kind, , park = '', name = ''] = path.split('/');
      if (kind === 'returns') filed.push({ name: `${at} ${name}`, park, bytes });
    });
  }
  return filed;
};

/** The hostile and odd ones, but for the bombs and large files: those are about time and memory. */
const corpusFiles = async (): Promise<readonly Filed[]> =>
  Promise.all(
    corpus
      .filter(({ title }) => title !== 'Bombs and large files')
      .flatMap(({ files }) => files)
      .map(async ({ file, bytes }) => ({ name: file, park: 'P021', bytes: await bytes() })),
  );

const workerScript = async (): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('check-worker.ts', import.meta.url))],
    bundle: true,
    format: 'iife',
    platform: 'browser',
    write: false,
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
};

const directory = mkdtempSync(join(tmpdir(), 'gaoxin-browser-'));
let files: readonly Filed[];
let browser: Browser | null = null;
let inBrowser: readonly string[];

/** The report as the command prints it with --json, compact. */
const byCommand = async ({ name, park, bytes }: Filed): Promise<string> => {
  const path = join(directory, name);
  writeFileSync(path, bytes);
  const { document } = await runVerb(defineCheck, [path, '--cycle', CYCLE, '--park', park]);
  return JSON.stringify(document);
};

/** The report as the pipeline's step stores it. */
const byLambda = async ({ name, park, bytes }: Filed): Promise<string> => {
  const world = await returnsWorld({
    parks: [park],
    checkReturn: checkFiledReturn,
    checkMinistryFile,
  });
  await world.deliver(world.put({ key: `returns/${CYCLE}/${park}/${name}`, content: bytes, minute: 1 }));
  for (const message of world.drain()) await world.deliver(message);
  return JSON.stringify([...world.reports.values()][0] ?? null);
};

beforeAll(async () => {
  files = [...(await sampleFiles()), ...(await corpusFiles())];
  const script = await workerScript();
  const served: Served = new Map<string, { bytes: Uint8Array | string; type: string }>([
    ['/', { bytes: '<!doctype html><title>check</title>', type: 'text/html' }],
    ['/worker.js', { bytes: script, type: 'text/javascript' }],
    ...files.map(({ bytes }, at) => [`/files/${at}`, { bytes, type: 'application/octet-stream' }] as const),
  ]);
  const { origin, close } = await serveFiles(served);
  const requests = files.map(
    ({ name, park }, at): CheckRequest => ({ url: `${origin}/files/${at}`, name, cycle: CYCLE, park }),
  );
  browser = await launchChromium();
  if (browser === null) {
    console.warn('no Chromium here: the bundle runs in a thread with the globals of the web alone');
    inBrowser = await answersInBareWorker(script, requests);
  } else inBrowser = await answersInChromium(browser, origin, '/worker.js', requests);
  close();
});
afterAll(async () => {
  await browser?.close();
  rmSync(directory, { recursive: true, force: true });
});

test('command, pipeline and browser give byte-identical findings for every file', async () => {
  expect(files.length).toBeGreaterThan(150);
  const verdicts = new Set<string>();
  for (const [at, file] of files.entries()) {
    const command = await byCommand(file);
    verdicts.add(JSON.parse(command).verdict);
    expect([file.name, inBrowser[at] === command || inBrowser[at]]).toEqual([file.name, true]);
    const lambda = await byLambda(file);
    expect([file.name, lambda === command || lambda]).toEqual([file.name, true]);
  }
  expect([...verdicts].toSorted()).toEqual(['accepted', 'needs-explanation', 'rejected']);
});
