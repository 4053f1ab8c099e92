import * as z from 'zod';
import { rowCodec } from './row-codec.ts';

/** An indicator value as stored: a finite number, or why there is none (never 0 in its place). */
export const StoredIndicatorValue = z.union([
  z.strictObject({ value: z.number() }),
  z.strictObject({
    notComputable: z.enum([
      'missing-input',
      'not-applicable',
      'zero-denominator',
      'missing-prior',
      'first-cycle',
      'no-expert-score',
    ]),
    because: z.array(z.string()),
  }),
]);

/**
 * Indicator values of the return in force of one park (`tableKeys.indicatorValues`), written by score-return under
 * the condition that `order` rises, marked by the ministry's reopening and withdrawal. A withdrawn row is a tombstone:
 * it keeps its order, so that a late repetition of the same scoring cannot bring the return back.
 */
export const IndicatorsRow = z.strictObject({
  cycle: z.string(),
  park: z.string(),
  submissionId: z.string(),
  sha256: z.string().length(64),
  /** Order of the submission in force (design rule 2). */
  order: z.string(),
  values: z.record(z.string(), StoredIndicatorValue),
  /** What the values were computed from: exact decimal text by input code, `N/A` = 不适用. */
  inputs: z.record(z.string(), z.string()),
  priors: z.record(z.string(), z.string()),
  priorSource: z.enum(['previous-cycle', 'return', 'first-cycle']),
  /** Ranked with its old values until the correction is accepted (design rule 10). */
  reopened: z.boolean(),
  /** Taken out of the ranking by the ministry until a later submission is accepted. */
  withdrawn: z.boolean(),
  scoredAt: z.iso.datetime(),
});
export type IndicatorsRow = z.infer<typeof IndicatorsRow>;

/** The ministry's expert scores in force (`tableKeys.expertScores`): one whole file, never merged. */
export const ExpertScoresRow = z.strictObject({
  cycle: z.string(),
  submissionId: z.string(),
  sha256: z.string().length(64),
  order: z.string(),
  /** Park id → indicator code → score 0–100. */
  scores: z.record(z.string(), z.record(z.string(), z.number())),
  storedAt: z.iso.datetime(),
});
export type ExpertScoresRow = z.infer<typeof ExpertScoresRow>;

export const indicatorRows = rowCodec('indicators', IndicatorsRow);
export const expertScoresRows = rowCodec('expert scores', ExpertScoresRow);
