import * as z from 'zod';
import { StoredIndicatorValue } from '../../shared/adapters/indicator-rows.ts';
import type { RankingSnapshot } from '../../shared/domain/ranking/ranking.ts';

const Text = z.string().min(1);
const Count = z.int().min(0);
const Hash = z.string().regex(/^[0-9a-f]{64}$/);
const Bounds = z.record(z.string(), z.strictObject({ min: z.number(), max: z.number() }));
const Reason = z.enum(['not-filed', 'not-accepted', 'withdrawn', 'not-scored']);

const RegisteredPark = z.strictObject({
  id: Text,
  name: Text,
  shortName: z.string(),
  province: z.string(),
  provinceCode: z.string(),
  city: z.string(),
  region: z.string(),
  approvedYear: z.int().nullable(),
  exempt: z.boolean(),
  innovationZone: z.boolean().nullable(),
  freeTradeZone: z.boolean().nullable(),
  from: z.exactOptional(z.iso.date()),
  to: z.exactOptional(z.iso.date()),
});

const ScoredReturn = z.strictObject({
  park: Text,
  sha256: z.string(),
  submissionId: z.string(),
  values: z.record(z.string(), StoredIndicatorValue),
  priorSource: z.enum(['previous-cycle', 'return', 'first-cycle']),
  reopened: z.boolean(),
});

const Input = z.strictObject({
  cycle: z.string().regex(/^\d{4}$/),
  methodology: z.strictObject({ id: Text, version: Text }),
  register: z.array(RegisteredPark),
  returns: z.array(ScoredReturn),
  expertScores: z.record(z.string(), z.record(z.string(), z.number())).nullable(),
  frozenBounds: z.strictObject({ source: z.enum(['previous-cycle', 'closed']), bounds: Bounds }).nullable(),
  withoutReturn: z.exactOptional(z.array(z.strictObject({ park: Text, reason: Reason }))),
  bases: z.exactOptional(z.record(z.string(), z.record(z.string(), z.number()))),
});

const NamedPlace = z.strictObject({ name: z.string(), rank: z.number(), of: z.number() });

const RankedIndicator = z.strictObject({
  code: Text,
  value: StoredIndicatorValue,
  score: z.number().nullable(),
  weight: z.number(),
  contribution: z.number(),
  marks: z.array(
    z.enum([
      'not-computable-scored-lowest',
      'rescaled-first-cycle',
      'below-bound',
      'above-bound',
      'prior-as-filed',
    ]),
  ),
});

const RankedPark = z.strictObject({
  park: Text,
  submissionId: z.string(),
  sha256: z.string(),
  reopened: z.boolean(),
  score: z.number(),
  rank: z.int().min(1),
  dimensions: z.record(z.string(), z.strictObject({ score: z.number(), rank: z.int().min(1) })),
  province: NamedPlace,
  region: NamedPlace,
  indicators: z.array(RankedIndicator),
});

const Bound = z.strictObject({ min: z.number(), max: z.number() });

const Result = z.strictObject({
  parks: z.array(RankedPark),
  unranked: z.array(z.strictObject({ park: Text, reason: z.union([z.literal('exempt'), Reason]) })),
  register: Count,
  exempt: Count,
  ranked: Count,
  coverage: z.number(),
  indicative: z.boolean(),
  indicators: z.strictObject({
    in: Count,
    of: Count,
    out: z.array(z.string()),
    silent: z.array(z.string()),
  }),
  bounds: z.strictObject({
    source: z.enum(['population', 'previous-cycle', 'closed']),
    values: Bounds,
    fromPopulation: z.array(z.string()),
  }),
  smallBaseGuard: z.exactOptional(
    z.array(z.strictObject({ code: Text, parks: z.array(z.string()), unguarded: Bound, guarded: Bound })),
  ),
});

const Change = z.strictObject({
  movements: z.array(
    z.strictObject({
      park: Text,
      from: z.int(),
      to: z.int(),
      dimensions: z.record(z.string(), z.strictObject({ from: z.int(), to: z.int() })),
    }),
  ),
  entered: z.array(z.string()),
  left: z.array(z.string()),
});

const Inputs = z.record(z.string(), z.string());

/** A ranking snapshot as a file: exactly the members of `RankingSnapshot`. */
export const SnapshotDocument: z.ZodType<RankingSnapshot> = z.strictObject({
  format: z.literal('gaoxin-ranking@1'),
  cycle: z.string().regex(/^\d{4}$/),
  revision: z.int().min(1),
  previousRevision: z.int().nullable(),
  previousHash: Hash.nullable(),
  occurredAt: z.string(),
  provisional: z.boolean(),
  methodology: z.strictObject({
    id: Text,
    version: Text,
    weights: z.enum(['provisional', 'official']),
  }),
  cause: z.strictObject({
    kind: z.enum([
      'returns-accepted',
      'return-reopened',
      'return-withdrawn',
      'expert-scores',
      'register',
      'methodology',
      'bounds',
      'priors',
    ]),
    submissions: z.array(z.string()),
  }),
  inputHash: Hash,
  input: Input,
  result: Result,
  basis: z.record(z.string(), z.strictObject({ inputs: Inputs, priors: Inputs })),
  change: Change,
});
