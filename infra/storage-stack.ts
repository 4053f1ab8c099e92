import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import type { Configuration } from './config.ts';
import { accessLogBucket, ReportsBucket, SubmissionsBucket } from './constructs/object-store.ts';
import { RefusedLocally } from './constructs/refused-locally.ts';
import { ReturnsTable } from './constructs/returns-table.ts';

/** What is kept: uploaded files, reports and snapshots, the table, and the bus that others act on. */
export class StorageStack extends Stack {
  readonly submissions: SubmissionsBucket;
  readonly reports: ReportsBucket;
  readonly returns: ReturnsTable;
  readonly eventBus: EventBus;

  constructor(scope: Construct, id: string, props: StackProps & { readonly configuration: Configuration }) {
    super(scope, id, props);
    const { configuration } = props;
    const accessLogs = accessLogBucket(this, 'AccessLogs', configuration);
    this.submissions = new SubmissionsBucket(this, 'Submissions', { configuration, accessLogs });
    this.reports = new ReportsBucket(this, 'Reports', { configuration, accessLogs });
    this.returns = new ReturnsTable(this, 'Returns', configuration);
    this.eventBus = new EventBus(this, 'EventBus', { eventBusName: 'gaoxin' });
    new RefusedLocally(this, 'RefusedLocally', { configuration, eventBus: this.eventBus });

    new CfnOutput(this, 'SubmissionsBucketName', { value: this.submissions.bucket.bucketName });
    new CfnOutput(this, 'ReportsBucketName', { value: this.reports.bucket.bucketName });
    new CfnOutput(this, 'TableName', { value: this.returns.table.tableName });
    new CfnOutput(this, 'EventBusName', { value: this.eventBus.eventBusName });
  }
}
