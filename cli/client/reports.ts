import { s3 } from '../../shared/adapters/aws-clients.ts';
import { reportsBucket } from '../../shared/adapters/reports-bucket.ts';
import type { FindingsReport } from '../../shared/domain/rules/finding.ts';
import type { Deployment } from '../local/deployment.ts';

/** The stored findings report of a submission. */
export const reportOf = (deployment: Deployment, reportKey: string): Promise<FindingsReport> =>
  reportsBucket(s3(), deployment.reportsBucket).readReport(reportKey);
