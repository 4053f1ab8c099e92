import * as z from 'zod';

/** Members that several events share; each is exact. */

export const Filing = z.enum(['return', 'expert-scores']);

/** The ministry's register of parks, or last year's accepted values. */
export const MinistryFiling = z.enum(['register', 'priors']);

/** Park id of the register, e.g. `P021`. */
export const ParkId = z.string().min(1).max(64);

export const SubmissionId = z.string().min(1).max(64);

/** Lower-case hex. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** `gx46-2021@1.1.0`. */
export const RulePackVersion = z.string().min(1);

/** An object in S3. */
export const ObjectReference = z.strictObject({ bucket: z.string().min(1), key: z.string().min(1) });

/** Findings by severity: 拒收, 强制性, 核实性, 提示. */
export const FindingCounts = z.strictObject({
  reject: z.int().nonnegative(),
  mandatory: z.int().nonnegative(),
  query: z.int().nonnegative(),
  notice: z.int().nonnegative(),
});

/** Edition by which a ranking was made; `provisional` = the official weights are not all known. */
export const RankingMethodology = z.strictObject({
  id: z.string().min(1),
  version: z.string().min(1),
  weights: z.enum(['provisional', 'official']),
});

/** How many of the edition's indicators the ranking rests on ("41 of 46"). */
const IndicatorCoverage = z.strictObject({
  in: z.int().nonnegative(),
  of: z.int().positive(),
});

/** A ranking's snapshot in the reports bucket. */
export const SnapshotReference = z.strictObject({ key: z.string().min(1), sha256: Sha256 });

/** A rank always carries its denominator (design rule 10). */
export const rankingDenominator = {
  /** Parks of the register. */
  register: z.int().nonnegative(),
  /** 免评. */
  exempt: z.int().nonnegative(),
  ranked: z.int().nonnegative(),
  /** Accepted returns ÷ parks of the register that are not exempt, 0–1. */
  coverage: z.number().min(0).max(1),
  indicators: IndicatorCoverage,
};
