import { dynamoDb } from '../../shared/adapters/aws-clients.ts';
import { dynamoDbTable } from '../../shared/adapters/dynamodb-table.ts';
import { type ReturnsTable, returnsTable } from '../../shared/adapters/returns-table.ts';
import type { Submission } from '../../shared/domain/returns/submission.ts';
import type { Deployment } from '../local/deployment.ts';

/** Reading side of the returns of a deployment. */
export type ReturnsReader = Pick<
  ReturnsTable,
  'readReturns' | 'readFiler' | 'readExplanations' | 'readAudit' | 'readUnrouted'
>;

export const returnsOf = (deployment: Deployment): ReturnsReader =>
  returnsTable(dynamoDbTable(dynamoDb(), deployment.table));

/** The submission made from one upload, or undefined while its receipt is not written. Bytes tell them apart. */
export async function submissionOf(
  reader: ReturnsReader,
  upload: {
    readonly cycle: string;
    readonly filer: string;
    readonly key: string;
    readonly versionId: string | null;
    readonly sha256: string;
  },
): Promise<Submission | undefined> {
  const { submissions } = await reader.readFiler(upload.cycle, upload.filer);
  return submissions.find(
    (submission) =>
      submission.key === upload.key &&
      submission.sha256 === upload.sha256 &&
      (upload.versionId === null || submission.versionId === upload.versionId),
  );
}
