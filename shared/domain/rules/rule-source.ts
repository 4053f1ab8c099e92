import * as z from 'zod';
import { SUBJECTS } from './rule-pack.ts';

/** Shapes of the files that a rule pack is made of, as far as they are read. */

const Localised = z.object({ zh: z.string().trim().min(1), en: z.string().trim().min(1) });

const Constant = z.union([z.number(), z.string(), z.array(z.union([z.number(), z.string()]))]);

/** An entry of `each`: names → expressions, and `label` for the message. */
const EachEntry = z.object({ label: z.record(z.string(), Localised).optional() }).catchall(z.string());

export const EachSource = z.union([
  z.literal('parkInputs as value'),
  z.literal('fields as value'),
  z.array(EachEntry).min(1),
]);
export type EachSource = z.infer<typeof EachSource>;

const Fixture = z.looseObject({});

/** A rule of validation-rules.json or of our own. */
export const RuleSource = z.object({
  id: z.string().regex(/^R-[A-Z]-\d{3}$/),
  severity: z.enum(['reject', 'mandatory', 'query', 'notice']),
  scope: z.string(),
  mode: z.enum(['live', 'shadow']),
  forms: z.array(z.string()),
  fields: z.array(z.string()),
  parkInputs: z.array(z.string()).default([]),
  context: z.array(z.string()).default([]),
  derived: z.array(z.string()).default([]),
  rows: z.array(z.string()).default([]),
  keys: z.array(z.string()).default([]),
  indicators: z.array(z.string()),
  predicate: z.object({
    words: z.string().min(1),
    expression: z.string(),
    when: z.string().optional(),
    each: EachSource.optional(),
  }),
  parameters: z.record(z.string(), z.object({ default: Constant })).default({}),
  tolerance: z.object({ abs: z.number(), rel: z.number() }).nullable(),
  valueLabels: z.record(z.string(), z.record(z.string(), Localised)).default({}),
  message: Localised,
  fixtures: z.object({ pass: z.array(Fixture).min(2), fail: z.array(Fixture).min(2) }),
});
export type RuleSource = z.infer<typeof RuleSource>;

export const RuleFile = z.object({
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  rules: z.array(RuleSource).min(1),
  keys: z.record(z.string(), z.string()).default({}),
});
export type RuleFile = z.infer<typeof RuleFile>;
/** As it stands in the file: members with a default may be left out. */
export type RuleFileAsWritten = z.input<typeof RuleFile>;

/** Where a placeholder's words come from, as written; a bare string is an expression. */
export const ParameterSpec = z.union([
  z.string(),
  z.strictObject({
    value: z.string(),
    decimals: z.int().min(0).max(9).optional(),
    significant: z.int().min(1).max(9).optional(),
    plain: z.boolean().optional(),
  }),
  z.strictObject({ label: z.string() }),
  z.strictObject({ indicators: z.enum(['used_by', 'prior_used_by', 'entry']) }),
  z.strictObject({ join: z.array(z.string()).min(1) }),
  z.strictObject({ context: z.string() }),
]);
export type ParameterSpec = z.infer<typeof ParameterSpec>;

const MessageParameters = z.record(z.string(), ParameterSpec);

const Effective = z.strictObject({
  from: z.string().regex(/^\d{4}$/),
  to: z
    .string()
    .regex(/^\d{4}$/)
    .nullable(),
});

/** What the pack adds to one rule. */
export const RuleAddition = z.strictObject({
  runsOn: z.enum(SUBJECTS),
  codesOf: z.enum(['all', 'filer']).default('all'),
  /** Where the rule says in words that it runs once per code. */
  each: z.enum(['parkInputs as value', 'fields as value']).optional(),
  /** In place of the rule's own message, where that says less than is known. */
  message: Localised.optional(),
  fix: Localised,
  messageParameters: MessageParameters.optional(),
  /** The conjuncts of the rule's expression, each with its own words: one finding for each that is broken. */
  cases: z
    .array(z.strictObject({ expression: z.string(), messageParameters: MessageParameters }))
    .min(2)
    .optional(),
  version: z.string().optional(),
  owner: Localised.optional(),
  effective: Effective.optional(),
});
export type RuleAddition = z.infer<typeof RuleAddition>;

export const RuleAdditions = z.strictObject({
  id: z.string(),
  /** Version of the rule file that these additions belong to; also the version of the pack. */
  rules: z.string(),
  notice: z.string(),
  defaults: z.strictObject({ version: z.string(), owner: Localised, effective: Effective }),
  inputBounds: z.strictObject({ ignoredWhenRangeSourceStartsWith: z.string().min(1), why: z.string() }),
  codeLists: z.strictObject({
    notice: z.string(),
    /** By name, as `$name` of the formulas; null = not known. */
    lists: z.record(z.string(), z.strictObject({ label: Localised, codes: z.array(z.string()).nullable() })),
    /** Field → list. */
    fields: z.record(z.string(), z.string()),
  }),
  forms: z.record(z.string(), Localised),
  columns: z.record(z.string(), Localised),
  additions: z.record(z.string(), RuleAddition),
});
export type RuleAdditions = z.infer<typeof RuleAdditions>;

export const InputRows = z.array(
  z.looseObject({
    code: z.string(),
    label_zh: z.string(),
    label_en: z.string(),
    unit: z.string(),
    type: z.enum(['integer', 'decimal', 'score']),
    scope: z.string(),
    filed_by: z.enum(['park', 'ministry']),
    not_applicable_allowed: z.enum(['yes', 'no']),
    prior_used_by: z.string(),
    aggregation: z.string(),
    min: z.string(),
    max: z.string(),
    range_source: z.string(),
    used_by: z.string(),
  }),
);

export type InputRows = z.infer<typeof InputRows>;

export const FieldRows = z.array(
  z.looseObject({ code: z.string(), name_zh: z.string(), table: z.string(), unit: z.string() }),
);
export type FieldRows = z.infer<typeof FieldRows>;

export const FormulaFile = z.looseObject({
  enterpriseDerived: z.array(z.looseObject({ code: z.string(), expression: z.string() })),
  indicators: z.array(z.looseObject({ code: z.string() })),
});
export type FormulaFile = z.infer<typeof FormulaFile>;
