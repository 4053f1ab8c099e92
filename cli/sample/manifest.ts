import type { CellAddress } from './return-files.ts';

/** One seeded defect, and what a check of its file must find: each rule once per finding, at this cell. */
export interface ManifestDefect extends CellAddress {
  readonly file: string;
  readonly park: string;
  readonly kind: string;
  /** What stands in the cell. */
  readonly raw: string;
  /** Empty where the mistake is forgiven: full-width digits, thousands separators. */
  readonly rules: readonly string[];
  /** Found only against the accepted values of the cycle before (`check --previous`, or the pipeline). */
  readonly needsPriors: boolean;
  readonly what: { readonly zh: string; readonly en: string };
}

/** `manifest.json`: what was generated, from which seed, and what is wrong with it on purpose. */
export interface Manifest {
  readonly format: 'gaoxin-sample@1';
  readonly synthetic: true;
  readonly notice: { readonly zh: string; readonly en: string };
  readonly cycle: string;
  readonly seed: string;
  readonly parks: number;
  /** Paths are relative to the manifest. */
  readonly files: readonly {
    readonly file: string;
    readonly park: string;
    readonly format: 'xlsx' | 'csv' | 'json';
    readonly encoding: string | null;
    readonly delimiter: string | null;
    readonly sha256: string;
    readonly defects: number;
  }[];
  readonly expertScores: { readonly file: string; readonly sha256: string };
  readonly defects: readonly ManifestDefect[];
}

export const syntheticNotice = {
  zh: '合成数据：园区名称取自名册，全部数值均为虚构，与任何园区的真实情况无关。',
  en: 'Synthetic data: the names of parks come from the register, every value is invented and says nothing about any park.',
} as const;
