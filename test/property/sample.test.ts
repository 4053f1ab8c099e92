import fc from 'fast-check';
import { describe, it } from 'vitest';
import { countOpenness } from '../../cli/demo/openness.ts';
import { writeDraft } from '../../cli/sample/return-files.ts';
import { makeSample } from '../../cli/sample/sample-files.ts';
import { readReturn } from '../../shared/adapters/readers/read-return.ts';
import { shippedRegister } from '../../shared/domain/ranking/register.ts';
import { checkReturn } from '../../shared/domain/rules/check-return.ts';
import { loadRulePack } from '../../shared/domain/rules/load-rule-pack.ts';

const register = shippedRegister();
const seeds = fc.string({ maxLength: 12 });
const cycles = fc.constantFrom('2020', '2021', '2022', '2026');

describe('any seed', () => {
  it('gives 169 parks with exactly the published openness distribution', () => {
    fc.assert(
      fc.property(seeds, cycles, (seed, cycle) => {
        const { population } = makeSample({ register, parks: 169, cycle, defects: 0, seed });
        const counts = countOpenness(population.returns.map(({ inputs }) => inputs));
        return counts.every(({ counted, published }) => counted === published);
      }),
      { numRuns: 40 },
    );
  });

  it('gives files in which a check finds the injected defects and nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, cycles, fc.nat({ max: 40 }), async (seed, cycle, defects) => {
        const sample = makeSample({ register, parks: 12, cycle, defects, seed });
        const rulePack = loadRulePack(cycle);
        for (const { filed, draft, defects: seeded } of sample.seeded) {
          const park = filed.park.id;
          const bytes = await writeDraft(draft, sample.variantOf(park));
          const { report } = checkReturn(await readReturn({ name: sample.fileNameOf(park), bytes }), {
            cycle,
            park,
            dataYear: Number(cycle) - 1,
            rulePack,
            priors: { source: 'previous-cycle', values: filed.previous },
            explanations: new Map(),
            filedBy: 'park',
          });
          const found = report.findings.filter(({ severity }) => severity !== 'notice');
          const injected = seeded.flatMap(({ breaks }) => breaks);
          if (
            found
              .map(({ rule }) => rule)
              .sort()
              .join() !== injected.sort().join()
          ) {
            throw new Error(`${park}: injected ${injected}, found ${found.map(({ rule }) => rule)}`);
          }
        }
      }),
      { numRuns: 25 },
    );
  });
});
