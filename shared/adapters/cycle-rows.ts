import * as z from 'zod';
import { AmendedPriors, Amendment } from '../domain/cycles/amendment.ts';
import { Cycle } from '../domain/cycles/cycle.ts';
import { AuditHead } from '../domain/returns/filer-state.ts';
import { PackPatch } from '../domain/rules/pack-patch.ts';
import { rowCodec } from './row-codec.ts';

/** Definition and life-cycle of a cycle (`tableKeys.cycle`). Written last at opening: without it the cycle does not exist. */
export const CycleRow = z.strictObject({
  ...Cycle.shape,
  /** SHA-256 of what the cycle was opened with: opening again with the same is done before, with anything else refused. */
  openedWith: z.string().length(64),
  /** End of the cycle's own audit chain: opened, closed, published. */
  audit: AuditHead,
});
export type CycleRow = z.infer<typeof CycleRow>;

/**
 * Claim of the one opening that may write register and priors of a cycle that does not exist yet
 * (`tableKeys.cycleOpening`).
 */
export const OpeningRow = z.strictObject({
  cycle: z.string(),
  openedWith: z.string().length(64),
  begunAt: z.iso.datetime(),
});
export type OpeningRow = z.infer<typeof OpeningRow>;

/** A park in the register of a cycle (`tableKeys.registeredPark`). */
export const RegisteredParkRow = z.strictObject({
  id: z.string(),
  name: z.string(),
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
export type RegisteredParkRow = z.infer<typeof RegisteredParkRow>;

/**
 * Last year's values of one park, frozen at opening (`tableKeys.priors`; design rule 9). Empty `inputs` = the park was in
 * the previous register without an accepted return; no row = it was not in it (first cycle), or there is no previous cycle.
 */
export const PriorsRow = z.strictObject({
  cycle: z.string(),
  park: z.string(),
  fromCycle: z.string(),
  /** Published revision that the values come from. */
  fromRevision: z.int(),
  /** Null where the park had no ranked return. */
  fromSubmission: z.string().nullable(),
  /** Exact decimal text by input code; `N/A` = 不适用. */
  inputs: z.record(z.string(), z.string()),
});
export type PriorsRow = z.infer<typeof PriorsRow>;

/** The ministry's file that is in force (`tableKeys.registerInForce`, `tableKeys.priorsInForce`). */
export const FileInForce = z.strictObject({
  cycle: z.string(),
  submissionId: z.string(),
  sha256: z.string().length(64),
  order: z.string(),
  storedAt: z.iso.datetime(),
});
export type FileInForce = z.infer<typeof FileInForce>;

/** Values of last year in a file of the ministry, of one park (`tableKeys.priors` with a version). */
export const FiledPriorsRow = z.strictObject({
  cycle: z.string(),
  park: z.string(),
  submissionId: z.string(),
  /** Exact decimal text by input code; `N/A` = 不适用. */
  inputs: z.record(z.string(), z.string()),
});
export type FiledPriorsRow = z.infer<typeof FiledPriorsRow>;

/** Frozen bounds of normalisation by indicator code (`tableKeys.bounds`). */
export const BoundsRow = z.strictObject({
  cycle: z.string(),
  source: z.enum(['previous-cycle', 'closed']),
  bounds: z.record(z.string(), z.strictObject({ min: z.number(), max: z.number() })),
  frozenAt: z.iso.datetime(),
});
export type BoundsRow = z.infer<typeof BoundsRow>;

/** What publishing froze (`tableKeys.publication`): the revision, and the head of every audit chain of the cycle. */
export const PublicationRow = z.strictObject({
  cycle: z.string(),
  revision: z.int(),
  revisionHash: z.string().length(64),
  snapshot: z.strictObject({ key: z.string(), sha256: z.string().length(64) }),
  publishedAt: z.iso.datetime(),
  actor: z.string(),
  /** Filer → last entry of its audit chain. */
  auditHeads: z.record(z.string(), z.strictObject({ sequence: z.int(), hash: z.string().length(64) })),
});
export type PublicationRow = z.infer<typeof PublicationRow>;

/** That a cycle is published, for those who check it in a transaction (`tableKeys.publicationGate`). */
export const PublicationGateRow = z.strictObject({ cycle: z.string(), publishedAt: z.iso.datetime() });
export type PublicationGateRow = z.infer<typeof PublicationGateRow>;

export const packPatchRows = rowCodec('rule pack patch', PackPatch);
export const cycleRows = rowCodec('cycle', CycleRow);
export const openingRows = rowCodec('opening', OpeningRow);
export const registeredParkRows = rowCodec('registered park', RegisteredParkRow);
export const priorsRows = rowCodec('priors', PriorsRow);
export const filesInForce = rowCodec('file in force', FileInForce);
export const filedPriorsRows = rowCodec('filed priors', FiledPriorsRow);
export const amendmentRows = rowCodec('amendment', Amendment);
export const amendedPriorsRows = rowCodec('amended priors', AmendedPriors);
export const boundsRows = rowCodec('bounds', BoundsRow);
export const publicationRows = rowCodec('publication', PublicationRow);
export const publicationGateRows = rowCodec('publication gate', PublicationGateRow);
