import { describe, expect, it } from 'vitest';
import type { FileFormat } from '../../../cli/sample/file-variants.ts';
import type { Manifest } from '../../../cli/sample/manifest.ts';
import { makeSample, writeSample } from '../../../cli/sample/sample-files.ts';
import { readExpertScores } from '../../../shared/adapters/readers/read-expert-scores.ts';
import { readReturn } from '../../../shared/adapters/readers/read-return.ts';
import { shippedRegister } from '../../../shared/domain/ranking/register.ts';
import type { Cell, FiledReturn } from '../../../shared/domain/returns/filed-return.ts';
import { checkExpertScores } from '../../../shared/domain/rules/check-expert-scores.ts';
import { checkReturn } from '../../../shared/domain/rules/check-return.ts';
import { loadRulePack } from '../../../shared/domain/rules/load-rule-pack.ts';

const register = shippedRegister();
const rulePack = loadRulePack('2021');

async function generate(format?: FileFormat, seed = '7') {
  const sample = makeSample({ register, parks: 40, cycle: '2021', defects: 60, seed, format });
  const files = new Map<string, Uint8Array>();
  const manifest = await writeSample(sample, seed, async ({ path, bytes }) => {
    files.set(path, bytes);
  });
  return { sample, files, manifest };
}

function cellsOf(filed: FiledReturn): Cell[] {
  const inputs = [...filed.inputs.values()].flatMap(({ value, previous }) => [value, previous]);
  return [filed.park, filed.cycle, ...inputs].filter((cell) => cell !== null);
}

const rulesByFile = (manifest: Manifest): Map<string, string[]> => {
  const rules = new Map<string, string[]>(manifest.files.map(({ file }) => [file, []]));
  for (const defect of manifest.defects) rules.get(defect.file)?.push(...defect.rules);
  return rules;
};

describe.each([undefined, 'xlsx', 'csv', 'json'] as const)('a sample in format %s', (format) => {
  it('has a manifest that names exactly what a check finds, where it stands', async () => {
    const { sample, files, manifest } = await generate(format);
    const expected = rulesByFile(manifest);
    const formats = new Set(manifest.files.map((file) => file.format));
    expect(formats).toEqual(new Set(format === undefined ? ['xlsx', 'csv', 'json'] : [format]));
    for (const { file, park } of manifest.files) {
      const bytes = files.get(file);
      if (!bytes) throw new Error(`${file} was not written`);
      const outcome = await readReturn({ name: file.split('/').at(-1) ?? '', bytes });
      const previous = sample.population.returns.find((filed) => filed.park.id === park)?.previous ?? {};
      const { report } = checkReturn(outcome, {
        cycle: '2021',
        park,
        dataYear: 2020,
        rulePack,
        priors: { source: 'previous-cycle', values: previous },
        explanations: new Map(),
        filedBy: 'park',
      });
      const found = report.findings.filter(({ severity }) => severity !== 'notice').map(({ rule }) => rule);
      expect({ file, rules: found.sort() }).toEqual({ file, rules: expected.get(file)?.sort() });
      if (outcome.kind !== 'read') throw new Error(`${file} cannot be read`);
      for (const defect of manifest.defects.filter((each) => each.file === file)) {
        if (defect.kind === 'missing-column' || defect.kind === 'formula-without-value') continue;
        const cell = cellsOf(outcome.filed).find(
          ({ sheet, a1 }) => sheet === defect.sheet && a1 === defect.a1,
        );
        expect({ file, defect: defect.kind, raw: cell?.raw }).toEqual({
          file,
          defect: defect.kind,
          raw: defect.raw,
        });
      }
    }
  });

  it('says in every file name that it is synthetic', async () => {
    const { files } = await generate(format);
    for (const path of files.keys()) expect(path).toMatch(/合成数据/);
  });
});

describe('a sample', () => {
  it('is the same for the same seed, byte by byte', async () => {
    const [one, two, other] = [await generate(), await generate(), await generate(undefined, '8')];
    expect(one.manifest).toEqual(two.manifest);
    expect(one.manifest.files[0]?.sha256).not.toBe(other.manifest.files[0]?.sha256);
  });

  it('brings expert scores that the ministry’s check accepts', async () => {
    const { files, manifest } = await generate();
    const bytes = files.get(manifest.expertScores.file);
    if (!bytes) throw new Error('no expert scores');
    const { report, scores } = checkExpertScores(await readExpertScores({ name: 'scores.csv', bytes }), {
      cycle: '2021',
      dataYear: 2020,
      rulePack,
      register: register.slice(0, 40),
    });
    expect(report.findings).toEqual([]);
    expect(scores).toHaveLength(40 * 5);
  });

  it('labels workbooks on the cover and CSV in a line, unnoticed by the check', async () => {
    const { files, manifest } = await generate('csv');
    const utf8 = manifest.files.find(({ encoding }) => encoding === 'utf-8');
    expect(new TextDecoder().decode(files.get(utf8?.file ?? ''))).toContain('Synthetic data');
  });
});
