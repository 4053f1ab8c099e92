import { GetObjectCommand } from '@aws-sdk/client-s3';
import { cyclesOf } from '../../cli/client/cycles.ts';
import { editionsOf } from '../../cli/client/editions.ts';
import { manageCycle, manageCycleOrFail } from '../../cli/client/manage-cycle.ts';
import { rankingsOf } from '../../cli/client/rankings.ts';
import { returnsOf } from '../../cli/client/returns.ts';
import { type UploadedFile, uploadReturn } from '../../cli/client/upload.ts';
import type { Deployment } from '../../cli/local/deployment.ts';
import { readAuditMaterial } from '../../shared/adapters/audit-material.ts';
import { dynamoDb, s3 } from '../../shared/adapters/aws-clients.ts';
import { cyclesTable } from '../../shared/adapters/cycles-table.ts';
import { dynamoDbTable } from '../../shared/adapters/dynamodb-table.ts';
import type { RankingHead } from '../../shared/adapters/ranking-rows.ts';
import { sha256OfText } from '../../shared/adapters/ranking-snapshots.ts';
import { rankingCores } from '../../shared/domain/cycles/ranking-core.ts';
import { verifyAudit } from '../../shared/domain/cycles/verify-audit.ts';
import type { RegisteredPark } from '../../shared/domain/ranking/ranking.ts';
import { shippedRegister } from '../../shared/domain/ranking/register.ts';
import type { Submission } from '../../shared/domain/returns/submission.ts';
import { submissionIdOf } from '../../shared/domain/returns/submission-order.ts';
import { eventually } from './eventually.ts';
import { type FiguresToFile, figuresFile } from './filed-figures.ts';

export const actor = 'test@ministry';

/** Opening looks ten years back for a published cycle: years further apart have nothing to do with each other. */
const yearsApart = 11;
const firstYear = 2200;

/** Seconds in which anything may take its time on a busy machine. */
export const patience = 90;

/** A year that nobody has opened; `after` skips what a caller has taken already. */
export async function freeYear(deployment: Deployment, after = firstYear - yearsApart): Promise<string> {
  const cycles = cyclesOf(deployment);
  let year = after + yearsApart;
  while ((await cycles.readCycle(String(year))) !== null) year += yearsApart;
  return String(year);
}

/** A cycle of a test's own with the first `size` parks of the register, and all that can be asked of it. */
export function cloudCycle(deployment: Deployment, cycle: string, size: number) {
  const register: readonly RegisteredPark[] = shippedRegister().slice(0, size);
  const returns = returnsOf(deployment);
  const rankings = rankingsOf(deployment);
  const parkOf = (id: string): RegisteredPark => {
    const park = register.find((one) => one.id === id);
    if (park === undefined) throw new RangeError(`${id} is not among the ${size} parks`);
    return park;
  };
  const upload = (park: string, fileName: string, body: Uint8Array): Promise<UploadedFile> =>
    uploadReturn(deployment, { cycle, park, fileName, body });

  return {
    cycle,
    parks: register.map(({ id }) => id),
    parkOf,
    returns,
    rankings,
    /** @param opensAt null = now; a time before what was uploaded already, for that to count. */
    open: (methodology = 'most-2021', opensAt: string | null = null) =>
      manageCycleOrFail(deployment, {
        command: 'open-cycle',
        cycle,
        methodology,
        register: [...register],
        opensAt,
        closesAt: null,
        late: 'accept',
        actor,
      }),
    /** Publishing is refused until the ranking has caught up. */
    publish: () =>
      eventually(
        async () => {
          const answer = await manageCycle(deployment, { command: 'publish-cycle', cycle, actor });
          if (!answer.ok) throw new Error(JSON.stringify(answer));
          return answer;
        },
        { within: patience },
      ),
    upload,
    /** Files a park's return under a name of its own. */
    file: async (
      park: string,
      filing: Omit<FiguresToFile, 'cycle' | 'park'>,
      fileName = `${park}-${filing.figures}.json`,
    ) => upload(park, fileName, await figuresFile({ cycle, park: parkOf(park), ...filing })),
    /** The submission of an upload, once it has its verdict. */
    verdictOn: (filer: string, uploaded: UploadedFile): Promise<Submission> =>
      eventually(
        async () => {
          const { submissions } = await returns.readFiler(cycle, filer);
          const found = submissions.find(({ submissionId }) => submissionId === idOf(uploaded));
          if (found === undefined || found.status === 'received')
            throw new Error(`${uploaded.key}: no verdict`);
          return found;
        },
        { within: patience },
      ),
    /** The head of the ranking, once `isReached` says so. */
    headWhere: (isReached: (head: RankingHead) => boolean): Promise<RankingHead> =>
      eventually(
        async () => {
          const head = await rankings.readHead(cycle);
          if (head === null || !isReached(head)) throw new Error(`${cycle}: ${JSON.stringify(head)}`);
          return head;
        },
        { within: patience },
      ),
    snapshotOf: (head: RankingHead) => rankings.readSnapshot(head.snapshot),
    /** What `gaoxin audit verify` says. */
    verify: async () => {
      const material = await readAuditMaterial(cycle, {
        ...cyclesTable(dynamoDbTable(dynamoDb(), deployment.table)),
        ...returns,
        ...rankings,
      });
      if (material === null) throw new Error(`${cycle} was never opened`);
      return verifyAudit(material, {
        hash: sha256OfText,
        coreOf: rankingCores(sha256OfText, editionsOf(deployment).readEdition),
        readSnapshotText: rankings.readSnapshotText,
      });
    },
  };
}
export type CloudCycle = ReturnType<typeof cloudCycle>;

/** The id that the pipeline gives to an upload. */
export const idOf = ({ bucket, key, versionId }: UploadedFile): string =>
  submissionIdOf({ bucket, key, versionId: versionId ?? '' }, sha256OfText);

/** An object's text. @throws while there is none. */
export async function textOf(bucket: string, key: string): Promise<string> {
  const { Body } = await s3().send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  return (await Body?.transformToString()) ?? '';
}
