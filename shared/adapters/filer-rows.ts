import * as z from 'zod';
import { AuditEntry } from '../domain/returns/audit-chain.ts';
import { Explanation } from '../domain/returns/explanation.ts';
import { ReturnSummary } from '../domain/returns/filer-state.ts';
import { Submission } from '../domain/returns/submission.ts';
import { rowCodec } from './row-codec.ts';

/** Rows of one filer's partition, and their index by cycle. */
export const returnRows = rowCodec('return', ReturnSummary);
export const submissionRows = rowCodec('submission', Submission);
/** `position`: what later ones are told by, since a condition is on one attribute. */
const ExplanationRow = z.strictObject({ ...Explanation.shape, position: z.string() });
export const explanationRows = rowCodec('explanation', ExplanationRow);
export const auditRows = rowCodec('audit', AuditEntry);

/** An upload that could not be given to a filer. */
export const UnroutedUpload = z.strictObject({
  reason: z.enum(['unknown-prefix', 'unknown-cycle', 'unknown-park', 'version-gone']),
  order: z.string(),
  bucket: z.string(),
  key: z.string(),
  /** Null where it could not be found. */
  versionId: z.string().nullable(),
  bytes: z.int().nonnegative(),
  uploadedAt: z.iso.datetime(),
  recordedAt: z.iso.datetime(),
});
export type UnroutedUpload = z.infer<typeof UnroutedUpload>;
export const unroutedRows = rowCodec('unrouted upload', UnroutedUpload);
