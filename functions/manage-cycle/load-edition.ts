import type { OutboxEvent } from '../../events/contract.ts';
import { MethodologyLoaded } from '../../events/methodology-loaded.v1.ts';
import { retryingConflicts } from '../../shared/adapters/conflict-retry.ts';
import type { EditionRow } from '../../shared/adapters/edition-rows.ts';
import { editionKey } from '../../shared/adapters/editions.ts';
import { beijingDay } from '../../shared/domain/cycles/beijing-day.ts';
import type { LoadEdition } from '../../shared/domain/cycles/command.ts';
import type { CycleRefusal } from '../../shared/domain/cycles/refusal.ts';
import { decideLoading, type KnownVersion } from '../../shared/domain/methodology/decide-loading.ts';
import { PARK_INPUTS, shippedEdition } from '../../shared/domain/methodology/shipped-editions.ts';
import { editionHash } from '../../shared/domain/ranking/input-hash.ts';
import type { ManagePorts } from './manage-ports.ts';

export interface EditionLoaded {
  readonly ok: true;
  readonly edition: {
    readonly id: string;
    readonly version: string;
    readonly weights: 'provisional' | 'official';
    readonly indicators: number;
    readonly sha256: string;
  };
  /** The very same was loaded before, or comes with the program; nothing was changed. */
  readonly doneBefore: boolean;
}

/** Keeps a methodology edition, so that cycles can be opened with it, and tells of it. It never changes afterwards. */
export const loadEditionCommand = (
  { document, reason, actor }: Pick<LoadEdition, 'document' | 'reason' | 'actor'>,
  ports: ManagePorts,
): Promise<EditionLoaded | CycleRefusal> =>
  retryingConflicts(async (): Promise<EditionLoaded | CycleRefusal> => {
    const decision = decideLoading(document, await versionsOf(document, ports), PARK_INPUTS, ports.sha256);
    if (decision.kind === 'refused') return decision.refusal;
    const { edition, sha256 } = decision;
    const { id, version, title, weights, indicators } = edition.document;
    if (decision.kind === 'load') {
      const key = editionKey(id, version, sha256);
      const loadedAt = ports.now().toISOString();
      const row = { id, version, title, weights: weights.status, key, sha256, loadedAt, actor, reason };
      await ports.storeEdition(row, decision.text, loadedEvent(row, indicators.length, ports.reportsBucket));
    }
    return {
      ok: true,
      edition: { id, version, weights: weights.status, indicators: indicators.length, sha256 },
      doneBefore: decision.kind === 'done-before',
    };
  }, ports.pause);

const loadedEvent = (row: EditionRow, indicators: number, bucket: string): OutboxEvent => {
  const { id, version, weights, key, sha256, loadedAt, reason, actor } = row;
  const document = { bucket, key };
  return MethodologyLoaded.event(
    {
      cycle: beijingDay(loadedAt).slice(0, 4),
      occurredAt: loadedAt,
      ...{ id, version, weights, indicators, document, sha256, reason, actor },
    },
    `${id}@${version}`,
  );
};

/** Every version there is of the id that the document gives itself. */
const versionsOf = async (document: unknown, ports: ManagePorts): Promise<readonly KnownVersion[]> => {
  const id = typeof document === 'object' && document !== null && 'id' in document ? document.id : undefined;
  if (typeof id !== 'string' || !/^[a-z0-9][a-z0-9-]*$/.test(id)) return [];
  const shipped = shippedEdition(id);
  const loaded = await Promise.all(
    (await ports.readLoaded(id)).map(async ({ version, sha256 }) => ({
      version,
      sha256,
      edition: await ports.readEdition({ id, version }),
    })),
  );
  if (shipped === null) return loaded;
  const { version } = shipped.document;
  return [{ version, sha256: editionHash(shipped.document, ports.sha256), edition: shipped }, ...loaded];
};
