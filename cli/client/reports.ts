import { s3 } from '../../shared/adapters/aws-clients.ts';
import { type ReportPlace, reportsBucket } from '../../shared/adapters/reports-bucket.ts';
import type { FindingsReport } from '../../shared/domain/rules/finding.ts';
import type { Deployment } from '../local/deployment.ts';

/** The stored findings report behind the verdict of a submission. */
export const reportOf = (deployment: Deployment, place: ReportPlace): Promise<FindingsReport> =>
  reportsBucket(s3(), deployment.reportsBucket).readReport(place);
