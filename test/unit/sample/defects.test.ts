import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Defect, DefectKind } from '../../../cli/sample/defect.ts';
import { defectKinds } from '../../../cli/sample/defect-kinds.ts';
import { type FileVariant, fileNameFor, variantFor } from '../../../cli/sample/file-variants.ts';
import { population, type SampleReturn } from '../../../cli/sample/population.ts';
import { seededStreams } from '../../../cli/sample/random.ts';
import { cleanDraft } from '../../../cli/sample/return-draft.ts';
import { addressOf, writeDraft } from '../../../cli/sample/return-files.ts';
import { seedDefects, withDefect } from '../../../cli/sample/seed-defects.ts';
import { readReturn } from '../../../shared/adapters/readers/read-return.ts';
import { shippedRegister } from '../../../shared/domain/ranking/register.ts';
import { checkReturn } from '../../../shared/domain/rules/check-return.ts';
import type { Finding } from '../../../shared/domain/rules/finding.ts';
import { loadRulePack } from '../../../shared/domain/rules/load-rule-pack.ts';

const register = shippedRegister();
const { returns } = population({ register, parks: 169, cycle: '2021', randomOf: seededStreams('1') });
const rulePack = loadRulePack('2021');

const variants: readonly FileVariant[] = Array.from({ length: 12 }, (_, place) => variantFor(place));

/** A workbook, a CSV in GB18030 with `;` or `,`, and a JSON file. */
const oneOfEach = [0, 4, 5, 9].flatMap((place) => variants[place] ?? []);

/** What the checker finds in a file, priors being those of the cycle before. */
async function findingsOf(filed: SampleReturn, name: string, bytes: Uint8Array): Promise<readonly Finding[]> {
  const { report } = checkReturn(await readReturn({ name, bytes }), {
    cycle: filed.cycle,
    park: filed.park.id,
    dataYear: Number(filed.cycle) - 1,
    rulePack,
    priors: { source: 'previous-cycle', values: filed.previous },
    explanations: new Map(),
    filedBy: 'park',
  });
  return report.findings.filter(({ severity }) => severity !== 'notice');
}

const canHold = (kind: DefectKind, variant: FileVariant): boolean =>
  !(kind.workbookOnly && variant.format !== 'xlsx') && !(kind.tableOnly && variant.format === 'json');

const sorted = (list: readonly string[]): string[] => [...list].sort();

describe('clean returns', () => {
  it('break no rule in any format', async () => {
    const found: string[] = [];
    for (const [place, filed] of returns.entries()) {
      const variant = variantFor(place);
      const name = fileNameFor(filed.park.id, '2021', place, variant);
      const findings = await findingsOf(filed, name, await writeDraft(cleanDraft(filed), variant));
      found.push(...findings.map(({ rule, cells }) => `${filed.park.id} ${rule} ${cells[0]?.raw}`));
    }
    expect(found).toEqual([]);
  });

  it('are written in the same bytes again', async () => {
    const [filed] = returns;
    if (!filed) throw new Error('no return');
    for (const variant of variants) {
      const hash = async () =>
        createHash('sha256')
          .update(await writeDraft(cleanDraft(filed), variant))
          .digest('hex');
      expect(await hash()).toBe(await hash());
    }
  });
});

describe.each(defectKinds)('defect $kind', (kind) => {
  /** Two places of each kind in two parks, in every variant that can hold it. */
  const cases = [returns[3], returns[120]].flatMap((filed, index) => {
    if (!filed) return [];
    const found = kind.find(filed);
    const places = [found[index], found[Math.floor(found.length / 2)], found.at(-1)];
    return places.flatMap((place) =>
      place ? [{ filed, defect: { kind: kind.kind, ...place } as Defect }] : [],
    );
  });

  it('can be made', () => expect(cases.length).toBeGreaterThanOrEqual(2));

  it('breaks exactly its rules, at its cell', async () => {
    for (const { filed, defect } of cases) {
      const draft = withDefect(cleanDraft(filed), defect);
      for (const [place, variant] of oneOfEach.entries()) {
        if (!canHold(kind, variant)) continue;
        const name = fileNameFor(filed.park.id, '2021', place, variant);
        const findings = await findingsOf(filed, name, await writeDraft(draft, variant));
        const label = `${JSON.stringify(defect.place)} ${variant.format}`;
        expect({ label, rules: sorted(findings.map(({ rule }) => rule)) }).toEqual({
          label,
          rules: sorted(defect.breaks),
        });
        const at = addressOf(draft, defect.place, variant, name);
        for (const { rule, cells } of findings) {
          expect({ label, rule, cells: cells.map(({ sheet, a1 }) => ({ sheet, a1 })) }).toMatchObject({
            cells: expect.arrayContaining([at]),
          });
        }
      }
    }
  });
});

describe('seeded defects', () => {
  const seeded = seedDefects({ returns, defects: 400, formatOf: () => 'xlsx' });

  it('are as many as asked for, of every kind', () => {
    const made = seeded.flatMap(({ defects }) => defects);
    expect(made).toHaveLength(400);
    expect(new Set(made.map(({ kind }) => kind))).toEqual(new Set(defectKinds.map(({ kind }) => kind)));
  });

  it('cause together exactly what each causes alone', async () => {
    const several = seeded.filter(({ defects }) => defects.length > 1).slice(0, 60);
    expect(several.length).toBeGreaterThan(20);
    for (const { filed, defects, draft } of several) {
      const findings = await findingsOf(filed, 'x.xlsx', await writeDraft(draft, { format: 'xlsx' }));
      expect({ park: filed.park.id, rules: sorted(findings.map(({ rule }) => rule)) }).toEqual({
        park: filed.park.id,
        rules: sorted(defects.flatMap(({ breaks }) => breaks)),
      });
    }
  });

  it('are one a return while there are returns left', () => {
    const one = seedDefects({ returns, defects: 169, formatOf: () => 'csv' });
    expect(one.every(({ defects }) => defects.length === 1)).toBe(true);
  });

  it('are refused where there is no room', () => {
    expect(() => seedDefects({ returns: returns.slice(0, 1), defects: 99, formatOf: () => 'csv' })).toThrow(
      RangeError,
    );
  });
});
