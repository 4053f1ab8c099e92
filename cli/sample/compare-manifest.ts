import type { FindingsReport } from '../../shared/domain/rules/finding.ts';
import type { Manifest } from './manifest.ts';

/** What findings lack of what was seeded, and have beside it. */
export interface ManifestDifference {
  /** `R-T-001 企业!F17` of each seeded rule that has no finding at its cell. */
  readonly missing: readonly string[];
  /** The same of each finding that belongs to no defect. */
  readonly extra: readonly string[];
}

/** Compares findings with the defects of a manifest: each finding counts once, by its rule and the seeded cell among its cells. */
export const compareManifest = (
  { defects }: Pick<Manifest, 'defects'>,
  { findings }: Pick<FindingsReport, 'findings'>,
): ManifestDifference => {
  const key = (rule: string, sheet: string, a1: string): string => `${rule} ${sheet}!${a1}`;
  const left = new Map<string, number>();
  for (const { sheet, a1, rules } of defects) {
    for (const rule of rules) left.set(key(rule, sheet, a1), (left.get(key(rule, sheet, a1)) ?? 0) + 1);
  }
  const extra: string[] = [];
  for (const { rule, cells } of findings) {
    const own = cells.map(({ sheet, a1 }) => key(rule, sheet, a1));
    const seeded = own.find((one) => (left.get(one) ?? 0) > 0);
    if (seeded === undefined) extra.push(own[0] ?? rule);
    else left.set(seeded, (left.get(seeded) ?? 0) - 1);
  }
  return { missing: [...left].flatMap(([one, count]) => Array.from({ length: count }, () => one)), extra };
};
