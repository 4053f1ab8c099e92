import * as z from 'zod';

const Localised = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });

/** How far a fact of an outline is known. */
const Status = z.enum(['official', 'secondary', 'inferred', 'unknown']);

const OutlineDimension = z.strictObject({
  code: z.string(),
  name: Localised.nullable(),
  /** Share of the whole, 0–1; null = not public. */
  weight: z.number().positive().max(1).nullable(),
  status: Status,
});

const OutlineIndicator = z.strictObject({
  code: z.string().nullable(),
  dimension: z.string().nullable(),
  name: Localised,
  nameStatus: Status,
  unit: Localised.nullable(),
  direction: z.enum(['higher-is-better', 'lower-is-better']).nullable(),
  /** What the public text says, in words; it names no park input and cannot be computed. */
  formula: Localised.nullable(),
  multiplier: z.number().positive().nullable(),
  multiplierStatus: Status,
});

const OutlineChange = z.strictObject({
  kind: z.enum(['removed', 'merged', 'emphasised', 'weight-raised']),
  what: Localised,
  /** Codes in the later edition; empty where the indicator is gone. */
  indicators: z.array(z.string()),
  reason: Localised.nullable(),
  /** Who says so. */
  origin: z.enum(['article', 'inference']),
});
export type OutlineChange = z.infer<typeof OutlineChange>;

/**
 * A methodology edition of which only a part is public: what is known, and what is not, said outright. It cannot rank;
 * nothing of it is filled in by guessing.
 */
export const EditionOutline = z.strictObject({
  format: z.literal('gaoxin-methodology-outline@1'),
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  title: Localised,
  provenance: Localised,
  /** How many there are, where that is known. */
  counts: z.strictObject({ dimensions: z.int().positive(), indicators: z.int().positive().nullable() }),
  dimensions: z.array(OutlineDimension),
  indicators: z.array(OutlineIndicator),
  /** What is not public, in words. */
  unknown: z.array(Localised).min(1),
  /** What is publicly said of the change to a later edition. */
  successor: z.strictObject({ id: z.string(), note: Localised, changes: z.array(OutlineChange) }).nullable(),
});
export type EditionOutline = z.infer<typeof EditionOutline>;

/** How much of an outline is known. */
export interface OutlineCoverage {
  readonly dimensions: { readonly named: number; readonly weighted: number; readonly of: number };
  readonly indicators: { readonly named: number; readonly weighted: number; readonly of: number | null };
}

/** Counts what an outline knows against what there is. */
export const outlineCoverage = ({ counts, dimensions, indicators }: EditionOutline): OutlineCoverage => ({
  dimensions: {
    named: dimensions.filter(({ name }) => name !== null).length,
    weighted: dimensions.filter(({ weight }) => weight !== null).length,
    of: counts.dimensions,
  },
  indicators: {
    named: indicators.length,
    weighted: indicators.filter(({ multiplier }) => multiplier !== null).length,
    of: counts.indicators,
  },
});
