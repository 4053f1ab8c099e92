import { ObjectCreated, type UploadedObject } from '../../events/envelope.ts';
import { PriorsAccepted } from '../../events/priors-accepted.v1.ts';
import { PriorsRefreshed } from '../../events/priors-refreshed.v1.ts';
import { ReturnAccepted } from '../../events/return-accepted.v1.ts';
import { verdictContracts } from '../../events/subscriptions.ts';
import { receiveReturn } from '../../functions/receive-return/receive-return.ts';
import { indicatorsOf } from '../../functions/score-return/indicators-of.ts';
import { scoreAnew } from '../../functions/score-return/score-anew.ts';
import { scoreReturn } from '../../functions/score-return/score-return.ts';
import { answerVerdictEvent } from '../../functions/validate-return/answer-verdict-event.ts';
import type { CheckMinistryFile, CheckReturnFile } from '../../functions/validate-return/checked-filing.ts';
import { cycleReads } from '../../shared/adapters/cycle-reads.ts';
import { cycleRows, priorsRows, registeredParkRows } from '../../shared/adapters/cycle-rows.ts';
import { ministryFiles } from '../../shared/adapters/ministry-files.ts';
import { OutboxRow } from '../../shared/adapters/outbox-row.ts';
import type { ReportPlace } from '../../shared/adapters/reports-bucket.ts';
import { returnsTable } from '../../shared/adapters/returns-table.ts';
import { scoredReturnsTable } from '../../shared/adapters/scored-returns-table.ts';
import type { Table } from '../../shared/adapters/table.ts';
import { tableKeys } from '../../shared/adapters/table-keys.ts';
import { type UploadedVersion, VersionGoneError } from '../../shared/adapters/upload-bucket.ts';
import type { Cycle } from '../../shared/domain/cycles/cycle.ts';
import { readShippedEdition } from '../../shared/domain/cycles/ranking-core.ts';
import type { ParkInputs } from '../../shared/domain/indicators/indicator-value.ts';
import { emptyAuditHead } from '../../shared/domain/returns/audit-chain.ts';
import type { FindingsReport } from '../../shared/domain/rules/finding.ts';
import { readQueuedEvent } from '../../shared/lambda/queued-event.ts';
import { memoryRecordsLake } from './memory-records-lake.ts';
import { memoryTable } from './memory-table.ts';
import { aCycle, aRegisteredPark, at, sha256 } from './returns.ts';

/** A file that somebody uploads. */
export interface UploadedFile<Content extends string | Uint8Array = string> {
  readonly key: string;
  readonly content: Content;
  /** Minute of the filing day at which the upload is complete. */
  readonly minute: number;
}

type AnyFile = UploadedFile<string | Uint8Array>;

/** An event on its way to the step that answers to it. */
export interface Message {
  readonly detailType: string;
  readonly detail: unknown;
}

const bucket = 'submissions';
const versionOf = (file: AnyFile): UploadedVersion => ({
  bucket,
  key: file.key,
  versionId: `v-${sha256(`${file.key}|${file.minute}`).slice(0, 8)}`,
});
const bytesOf = ({ content }: AnyFile): Uint8Array =>
  typeof content === 'string' ? new TextEncoder().encode(content) : content;
const placeOf = ({ key, versionId }: UploadedVersion): string => `${key}?${versionId}`;

/** The S3 event of an upload as EventBridge delivers it, with the plain key. */
export const uploadEvent = (file: AnyFile): Message => {
  const { key, versionId } = versionOf(file);
  const detail: UploadedObject = {
    uploadedAt: at(file.minute),
    bucket,
    key,
    bytes: bytesOf(file).byteLength,
    etag: sha256(file.content).slice(0, 32),
    versionId,
    sequencer: file.minute.toString(16),
  };
  return { detailType: ObjectCreated.detailType, detail };
};

/**
 * The upload path from receipt to indicator values over tables and buckets in memory. Steps are the real ones; only the
 * checks of file contents may be replaced.
 */
export const returnsWorld = async (options: {
  readonly parks: readonly string[];
  readonly checkReturn: CheckReturnFile;
  readonly checkMinistryFile: CheckMinistryFile;
  readonly cycle?: Cycle;
  /** Last year's values by park. */
  readonly priors?: Readonly<Record<string, ParkInputs>>;
  /** Last year's submission of every park that has `priors`; absent = none was ranked. */
  readonly priorSubmission?: string;
  /** Wraps the table, e.g. to let writes fail. */
  readonly wrap?: (table: Table) => Table;
}) => {
  const memory = memoryTable();
  const outbox: Message[] = [];
  const recording: Table = {
    ...memory,
    write: async (writes) => {
      const result = await memory.write(writes);
      if (result === 'done-before') return result;
      for (const write of writes) {
        if (!('put' in write) || !write.put.pk.startsWith('OUTBOX#')) continue;
        const { detailType, detail } = OutboxRow.parse(write.put);
        outbox.push({ detailType, detail: JSON.parse(detail) });
      }
      return result;
    },
  };
  const table = options.wrap?.(recording) ?? recording;
  const files = new Map<string, Uint8Array>();
  /** The newest report of each key, and all that were ever put. */
  const reports = new Map<string, FindingsReport>();
  const versions: FindingsReport[] = [];
  const parquet = new Map<string, Uint8Array>();
  const cycle = options.cycle ?? aCycle();
  let now = 0;

  await memory.write([
    {
      put: cycleRows.rowOf(tableKeys.cycle(cycle.cycle), {
        ...cycle,
        openedWith: '0'.repeat(64),
        audit: emptyAuditHead,
      }),
    },
    ...options.parks.map((park) => ({
      put: registeredParkRows.rowOf(tableKeys.registeredPark(cycle.cycle, park), aRegisteredPark(park)),
    })),
    ...Object.entries(options.priors ?? {}).map(([park, inputs]) => ({
      put: priorsRows.rowOf(tableKeys.priors(cycle.cycle, park), {
        cycle: cycle.cycle,
        park,
        fromCycle: '2020',
        fromRevision: 1,
        fromSubmission: options.priorSubmission ?? null,
        inputs: { ...inputs },
      }),
    })),
  ]);

  const contentOf = (version: UploadedVersion): Uint8Array => {
    const bytes = files.get(placeOf(version));
    if (bytes === undefined) throw new VersionGoneError(placeOf(version));
    return bytes;
  };
  const ports = {
    ...returnsTable(table),
    ...scoredReturnsTable(table),
    ...cycleReads(table),
    ...ministryFiles(table),
    findVersion: async () => null,
    digest: async (version: UploadedVersion) => {
      const bytes = contentOf(version);
      return { bytes: bytes.byteLength, sha256: sha256(bytes) };
    },
    readVersion: async (version: UploadedVersion) => contentOf(version),
    putReport: async (key: string, report: FindingsReport): Promise<string | null> => {
      reports.set(key, report);
      return String(versions.push(report) - 1);
    },
    readReport: async ({ reportKey, reportVersion }: ReportPlace) => {
      const report = reportVersion === null ? reports.get(reportKey) : versions[Number(reportVersion)];
      if (report === undefined) throw new Error(`No report ${reportKey}`);
      return report;
    },
    restoreReport: async ({ reportKey, reportVersion }: ReportPlace) => {
      const report = versions[Number(reportVersion)];
      if (reportVersion !== null && report !== undefined) reports.set(reportKey, report);
    },
    putParquet: async (key: string, bytes: Uint8Array) => void parquet.set(key, bytes),
    ...memoryRecordsLake(parquet),
    reportsBucket: 'reports',
    checkReturn: options.checkReturn,
    checkMinistryFile: options.checkMinistryFile,
    computeIndicators: indicatorsOf(readShippedEdition),
    // Every reading of the clock gives another time, so that nothing can rest on two being equal.
    now: () => new Date(Date.UTC(2021, 5, 1) + now++ * 1000).toISOString(),
    hash: sha256,
    pause: async () => undefined,
  };

  return {
    memory,
    table,
    ports,
    reports,
    parquet,
    put: (file: AnyFile): Message => {
      files.set(placeOf(versionOf(file)), bytesOf(file));
      return uploadEvent(file);
    },
    deleteVersion: (file: AnyFile) => files.delete(placeOf(versionOf(file))),
    /** Events that came to the outbox since the last call, as publish-events would send them. */
    drain: (): readonly Message[] => outbox.splice(0),
    /** Lets the step that answers to a message do its work; other events are nobody's business here. */
    deliver: async ({ detailType, detail }: Message): Promise<unknown> => {
      const envelope = { source: 'gaoxin', 'detail-type': detailType, detail };
      if (detailType === ObjectCreated.detailType) return receiveReturn(detail as UploadedObject, ports);
      if (verdictContracts.some((contract) => contract.detailType === detailType)) {
        await answerVerdictEvent(readQueuedEvent(JSON.stringify(envelope), verdictContracts), ports);
      }
      if (detailType === PriorsAccepted.detailType) {
        return scoreAnew({ cycle: PriorsAccepted.parse(envelope).cycle, parks: null }, ports);
      }
      if (detailType === PriorsRefreshed.detailType) {
        return scoreAnew(PriorsRefreshed.parse(envelope), ports);
      }
      if (detailType !== ReturnAccepted.detailType) return undefined;
      const { cycle: name, park } = ReturnAccepted.parse(envelope);
      return park === null ? undefined : scoreReturn({ cycle: name, park }, ports);
    },
  };
};

export type ReturnsWorld = Awaited<ReturnType<typeof returnsWorld>>;

/** Delivers messages and all that follows from them, one after the other, first come first served. */
export const settle = async (world: ReturnsWorld, messages: readonly Message[]): Promise<void> => {
  const queue = [...messages];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    await world.deliver(next);
    queue.push(...world.drain());
  }
};
