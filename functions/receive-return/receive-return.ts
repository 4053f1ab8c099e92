import type { UploadedObject } from '../../events/envelope.ts';
import { type Pause, retryingConflicts } from '../../shared/adapters/conflict-retry.ts';
import type { CycleReads } from '../../shared/adapters/cycle-reads.ts';
import type { UnroutedUpload } from '../../shared/adapters/filer-rows.ts';
import { outboxEventsOf } from '../../shared/adapters/return-outbox.ts';
import type { ReturnsTable } from '../../shared/adapters/returns-table.ts';
import { type UploadedVersion, VersionGoneError } from '../../shared/adapters/upload-bucket.ts';
import { readUploadKey } from '../../shared/adapters/upload-key.ts';
import type { Hash } from '../../shared/domain/returns/audit-chain.ts';
import { decideReceipt } from '../../shared/domain/returns/decide-receipt.ts';
import { isMinistryFiler } from '../../shared/domain/returns/filer-state.ts';
import { priorsHash } from '../../shared/domain/returns/judged-priors.ts';
import type { Submission } from '../../shared/domain/returns/submission.ts';
import { submissionIdOf, submissionOrder } from '../../shared/domain/returns/submission-order.ts';

export interface ReceivePorts
  extends Pick<ReturnsTable, 'readFiler' | 'commit' | 'recordUnrouted'>,
    Pick<CycleReads, 'readCycle' | 'readRegisteredPark' | 'readPriors'> {
  /** Version id of the object with that ETag; null where there is none any more. */
  readonly findVersion: (
    upload: Pick<UploadedObject, 'bucket' | 'key' | 'etag' | 'uploadedAt'>,
  ) => Promise<string | null>;
  /** @throws {VersionGoneError} when the version is not in the bucket any more. */
  readonly digest: (version: UploadedVersion) => Promise<{ readonly bytes: number; readonly sha256: string }>;
  readonly reportsBucket: string;
  readonly now: () => string;
  readonly hash: Hash;
  readonly pause: Pause;
}

export type ReceiveOutcome =
  | { readonly outcome: 'receipt'; readonly submission: Submission }
  /** The version had its receipt already. */
  | { readonly outcome: 'known'; readonly submission: Submission }
  | { readonly outcome: 'unrouted'; readonly reason: UnroutedUpload['reason'] }
  | { readonly outcome: 'folder' };

/**
 * Gives one uploaded version its receipt: submission, return, audit entry and ReturnReceived in one transaction, before
 * anything is read as a return. An upload that no filer can be found for, or whose version was deleted before it was
 * looked at, is recorded as unrouted: trying again would not help it.
 */
export const receiveReturn = async (upload: UploadedObject, ports: ReceivePorts): Promise<ReceiveOutcome> => {
  const { bucket, key, uploadedAt } = upload;
  const place = readUploadKey(key);
  if (place.kind === 'folder') return { outcome: 'folder' };

  const versionId = upload.versionId ?? (await ports.findVersion(upload));
  const order = submissionOrder({ ...upload, versionId: versionId ?? '' }, ports.hash);
  const unrouted = async (reason: UnroutedUpload['reason']): Promise<ReceiveOutcome> => {
    const { bytes } = upload;
    const recordedAt = ports.now();
    await ports.recordUnrouted({ reason, order, bucket, key, versionId, bytes, uploadedAt, recordedAt });
    return { outcome: 'unrouted', reason };
  };

  if (place.kind === 'unrouted') return unrouted('unknown-prefix');
  const { cycle, filer, fileName } = place;
  const [opened, registered] = await Promise.all([
    ports.readCycle(cycle),
    isMinistryFiler(filer) || ports.readRegisteredPark(cycle, filer),
  ]);
  if (opened === null) return unrouted('unknown-cycle');
  if (registered === null) return unrouted('unknown-park');
  if (versionId === null) return unrouted('version-gone');
  const version = { bucket, key, versionId };
  const digest = await digestOf(version, ports);
  if (digest === null) return unrouted('version-gone');

  const submissionId = submissionIdOf(version, ports.hash);
  const facts = { submissionId, ...version, fileName, ...digest, uploadedAt, order };
  return retryingConflicts(async (): Promise<ReceiveOutcome> => {
    const [state, definition, frozen] = await Promise.all([
      ports.readFiler(cycle, filer),
      ports.readCycle(cycle),
      isMinistryFiler(filer) ? null : ports.readPriors(cycle, filer),
    ]);
    if (definition === null) return unrouted('unknown-cycle');
    const decision = decideReceipt(
      state,
      { cycle: definition, upload: facts, priors: priorsHash(frozen?.inputs ?? null, ports.hash) },
      { now: ports.now(), hash: ports.hash },
    );
    const { submission } = decision;
    if (decision.kind === 'known') return { outcome: 'known', submission };
    await ports.commit(decision.transition, outboxEventsOf(decision.transition, ports.reportsBucket));
    return { outcome: 'receipt', submission };
  }, ports.pause);
};

const digestOf = async (version: UploadedVersion, ports: ReceivePorts) => {
  try {
    return await ports.digest(version);
  } catch (error) {
    if (error instanceof VersionGoneError) return null;
    throw error;
  }
};
