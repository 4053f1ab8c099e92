import * as z from 'zod';

const Localised = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });

/** One indicator (二级指标) as a methodology edition defines it. */
export const EditionIndicator = z.strictObject({
  code: z.string().regex(/^\d+\.\d+$/),
  dimension: z.string(),
  name: Localised,
  /** `official` or `paraphrase`, as far as the Chinese name is known. */
  nameStatus: z.enum(['official', 'paraphrase']),
  unit: Localised,
  direction: z.enum(['higher-is-better', 'lower-is-better']),
  kind: z.enum(['quantitative', 'expert-score']),
  /** 规模, 强度, 增长, 质量. */
  nature: z.enum(['scale', 'intensity', 'growth', 'quality']),
  /** Formula in the expression language. */
  expression: z.string(),
  /** What the value is divided by; null where nothing. The small-base guard looks at it. */
  denominator: z.string().nullable(),
  /** Conditions that make the indicator not computable. */
  notComputableWhen: z.array(z.string()),
  formulaStatus: z.string(),
  weight: z.strictObject({
    /** 赋权 within the dimension. */
    multiplier: z.number().positive(),
    status: z.enum(['official', 'assumed']),
    note: Localised,
  }),
});
export type EditionIndicator = z.infer<typeof EditionIndicator>;

const EditionDimension = z.strictObject({
  code: z.string(),
  name: Localised,
  /** Share of the whole, 0–1. */
  weight: z.number().positive().max(1),
  weightStatus: z.enum(['official', 'unverified', 'assumed']),
});

/** What became of an edition's indicators in the one after it. */
const Successor = z.strictObject({
  /** Id of the later edition, in whatever version. */
  id: z.string(),
  indicators: z.array(
    z.strictObject({
      kind: z.enum(['same', 'merged', 'removed']),
      /** Codes in this edition: one for `same`, at least one for the others. */
      former: z.array(z.string()).min(1),
      /** Code in the later edition; null = removed. */
      becomes: z.string().nullable(),
      reason: Localised,
    }),
  ),
});

/** A methodology edition as stored and loaded: data only, frozen once it is loaded. */
export const EditionDocument = z.strictObject({
  format: z.literal('gaoxin-methodology@1'),
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  /** Made up, to show or to test something: no cycle may be opened with it. */
  synthetic: z.exactOptional(z.literal(true)),
  title: Localised,
  provenance: Localised,
  successor: z.exactOptional(Successor),
  weights: z.strictObject({
    status: z.enum(['provisional', 'official']),
    /** within-dimension: w = dimension × multiplier ÷ Σ multipliers; literal-product: w = dimension × multiplier. */
    rule: z.enum(['within-dimension', 'literal-product']),
    note: Localised,
  }),
  dimensions: z.array(EditionDimension).min(1),
  /** In the order in which contributions are summed. */
  indicators: z.array(EditionIndicator).min(1),
  normalisation: z.strictObject({ method: z.literal('min-max'), lower: z.literal(0), upper: z.literal(100) }),
  bounds: z.strictObject({
    provisional: z.literal('previous-cycle-else-population'),
    atClose: z.literal('population-frozen'),
    /** Parks in the lowest `share` of an indicator's denominator do not set its bounds. */
    smallBaseGuard: z.strictObject({ enabled: z.boolean(), share: z.number().min(0).max(0.5) }),
  }),
  aggregation: z.strictObject({ method: z.literal('arithmetic') }),
  missing: z.strictObject({
    notComputable: z.literal('lowest'),
    firstCycleGrowth: z.literal('rescale-within-dimension'),
    notComputableForAll: z.literal('out'),
  }),
  rounding: z.strictObject({
    /** Scores equal after rounding to this step share a rank. */
    tie: z.number().positive(),
    shownDecimals: z.int().min(0).max(12),
  }),
  /** Below this coverage a ranking is only indicative. */
  coverage: z.strictObject({ indicativeBelow: z.number().min(0).max(1) }),
});
export type EditionDocument = z.infer<typeof EditionDocument>;
