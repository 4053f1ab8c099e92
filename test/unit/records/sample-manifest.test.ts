import { describe, expect, it } from 'vitest';
import { compareManifest } from '../../../cli/sample/compare-manifest.ts';
import type { FileFormat } from '../../../cli/sample/file-variants.ts';
import { makeSample, writeSample } from '../../../cli/sample/sample-files.ts';
import { readReturn } from '../../../shared/adapters/readers/read-return.ts';
import { shippedRegister } from '../../../shared/domain/ranking/register.ts';
import { checkReturn } from '../../../shared/domain/rules/check-return.ts';
import { aCheckContext } from '../../support/a-filed-return.ts';

const made = async (format: FileFormat, defects: number) => {
  const sample = makeSample({
    register: shippedRegister(),
    cycle: '2021',
    parks: 1,
    enterprises: 300,
    defects,
    seed: '5',
    format,
  });
  const files: Uint8Array[] = [];
  const manifest = await writeSample(sample, '5', async ({ path, bytes }) => {
    if (path.startsWith('returns/')) files.push(bytes);
  });
  const [bytes = new Uint8Array()] = files;
  const park = manifest.files[0]?.park ?? '';
  const outcome = await readReturn({ name: 'f', bytes });
  return { manifest, outcome, result: checkReturn(outcome, aCheckContext({ park })) };
};

describe.each(['xlsx', 'csv', 'json'] as const)('300 synthetic enterprises of 150 fields: %s', (format) => {
  it('are accepted without defects, and their totals are those of the park', async () => {
    const { outcome, result } = await made(format, 0);
    expect(result.report.findings).toEqual([]);
    expect(result.report.verdict).toBe('accepted');
    if (outcome.kind !== 'read') throw new Error('unreadable');
    expect(outcome.filed.records?.enterprises).toMatchObject({ rowCount: 300 });
    expect(outcome.filed.records?.enterprises?.columns.length).toBeGreaterThanOrEqual(150);
    for (const code of [
      'employees',
      'revenue',
      'value_added',
      'high_tech_enterprises',
      'energy_industrial',
    ]) {
      expect([code, Number(result.inputs[code])]).toEqual([
        code,
        Number(outcome.filed.inputs.get(code)?.value.raw),
      ]);
    }
  });

  it('with 60 defects break exactly the rules of the manifest, at their cells', async () => {
    const { manifest, result } = await made(format, 60);
    expect(manifest.defects).toHaveLength(60);
    expect(compareManifest(manifest, result.report)).toEqual({ missing: [], extra: [] });
  }, 20_000);
});

it('the same records as CSV, workbook and JSON have the same fingerprints and verdict', async () => {
  const [csv, xlsx, json] = await Promise.all([made('csv', 24), made('xlsx', 24), made('json', 24)]);
  const fingerprints = ({ result }: Awaited<ReturnType<typeof made>>) =>
    result.report.findings.map(({ fingerprint }) => fingerprint).sort();
  expect(fingerprints(xlsx)).toEqual(fingerprints(csv));
  expect(fingerprints(json)).toEqual(fingerprints(csv));
  expect(json.result.inputs).toEqual(csv.result.inputs);
}, 20_000);
