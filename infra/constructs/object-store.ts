import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type CfnBucket,
  type IBucket,
  type LifecycleRule,
  ObjectOwnership,
  StorageClass,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Configuration } from '../config.ts';
import type { PipelineFunction } from './pipeline-function.ts';

export interface ObjectStoreProps {
  readonly configuration: Configuration;
  /** Where the bucket's access log goes. */
  readonly accessLogs: Bucket;
  readonly lifecycleRules: LifecycleRule[];
}

const secured = (configuration: Configuration) =>
  ({
    encryption: BucketEncryption.S3_MANAGED,
    ...(configuration.tlsOnly ? { enforceSSL: true, minimumTLSVersion: 1.2 } : {}),
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    removalPolicy: configuration.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  }) as const;

/** A versioned bucket, TLS only, encrypted with SSE-S3, closed to the public, with grants by prefix. */
class ObjectStore extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, props: ObjectStoreProps) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Bucket', {
      ...secured(props.configuration),
      versioned: true,
      // The CDK's classes and interfaces disagree under exactOptionalPropertyTypes.
      serverAccessLogsBucket: props.accessLogs as IBucket,
      serverAccessLogsPrefix: `${id.toLowerCase()}/`,
      lifecycleRules: [
        { id: 'abandoned-uploads', abortIncompleteMultipartUploadAfter: Duration.days(7) },
        ...props.lifecycleRules,
      ],
    });
  }

  protected allowRead(reader: PipelineFunction, prefixes: readonly string[]): void {
    reader.allow({
      actions: ['s3:GetObject', 's3:GetObjectVersion'],
      resources: prefixes.map((prefix) => this.bucket.arnForObjects(prefix)),
      why: `${reader.name} reads every park's objects under these prefixes, and no other.`,
    });
    // Without it S3 answers "access denied" where it means "no such object".
    this.allowList(reader, ['s3:ListBucket'], prefixes);
  }

  protected allowList(
    reader: PipelineFunction,
    actions: readonly string[],
    prefixes: readonly string[],
  ): void {
    reader.allow({
      actions,
      resources: [this.bucket.bucketArn],
      conditions: { StringLike: { 's3:prefix': [...prefixes] } },
    });
  }

  protected allowWrite(writer: PipelineFunction, prefixes: readonly string[]): void {
    writer.allow({
      // A large object goes in parts; what fails on the way is taken back.
      actions: ['s3:PutObject', 's3:AbortMultipartUpload'],
      resources: prefixes.map((prefix) => this.bucket.arnForObjects(prefix)),
      why: `${writer.name} writes every park's objects under these prefixes, and no other.`,
    });
  }
}

/** Where S3 logs who read and wrote what in the other buckets. */
export function accessLogBucket(scope: Construct, id: string, configuration: Configuration): Bucket {
  const bucket = new Bucket(scope, id, {
    ...secured(configuration),
    lifecycleRules: [{ id: 'old-logs', expiration: Duration.days(400) }],
  });
  Validations.of(bucket).acknowledge({
    id: 'AwsSolutions-S1',
    reason: 'The access log of the access log bucket would log itself without end.',
  });
  return bucket;
}

const uploads = ['returns/*', 'expert-scores/*', 'registers/*', 'priors/*'];

/** Uploaded files, every version of them: `returns/{cycle}/{park}/…`, and the ministry's by kind, `registers/{cycle}/…`. */
export class SubmissionsBucket extends ObjectStore {
  constructor(scope: Construct, id: string, props: Omit<ObjectStoreProps, 'lifecycleRules'>) {
    super(scope, id, {
      ...props,
      lifecycleRules: [
        {
          id: 'last-years-files',
          transitions: [
            { storageClass: StorageClass.INFREQUENT_ACCESS, transitionAfter: Duration.days(180) },
          ],
          noncurrentVersionTransitions: [
            { storageClass: StorageClass.INFREQUENT_ACCESS, transitionAfter: Duration.days(30) },
          ],
        },
      ],
    });
    // The L2's `eventBridgeEnabled` is a custom resource (a function in Python); the property says the same.
    const bucket = this.bucket.node.defaultChild as CfnBucket;
    bucket.addPropertyOverride('NotificationConfiguration.EventBridgeConfiguration.EventBridgeEnabled', true);
  }

  grantReadSubmissions(reader: PipelineFunction): void {
    this.allowRead(reader, uploads);
  }

  /**
   * To find the version that an event without a version id tells of; of any key, since an upload to a wrong place is
   * recorded too. It gives names, no content.
   */
  grantFindVersions(reader: PipelineFunction): void {
    reader.allow({ actions: ['s3:ListBucketVersions'], resources: [this.bucket.bucketArn] });
  }
}

/** What the reports bucket holds, by prefix. */
const areas = {
  /** Findings reports and ranks of a park: `reports/{cycle}/{park}/…`. */
  reports: 'reports/*',
  /** A park's own rank object. */
  ownRanks: 'reports/*/*/rank.json',
  /** Snapshots of ranking revisions. */
  rankings: 'rankings/*',
  /** The ministry's review lists: `reviews/{cycle}/…`. */
  reviews: 'reviews/*',
  /** Loaded methodology editions. */
  editions: 'editions/*',
  /** Accepted values and records as Parquet, by cycle and park. */
  lake: 'lake/*',
  /** Of these, accepted enterprise records. */
  enterprises: 'lake/enterprises/*',
  /** Records of submissions that may yet be accepted. */
  pending: 'pending/*',
} as const;
export type ReportsArea = keyof typeof areas;

/** Where objects are written once: an older version is a repeated write of the same bytes. */
const writtenOnce = ['rankings/', 'reviews/', 'editions/', 'lake/', 'pending/'] as const;

/** What the pipeline writes for people and for later years. */
export class ReportsBucket extends ObjectStore {
  constructor(scope: Construct, id: string, props: Omit<ObjectStoreProps, 'lifecycleRules'>) {
    super(scope, id, {
      ...props,
      lifecycleRules: [
        {
          id: 'last-years-objects',
          transitions: [
            { storageClass: StorageClass.INFREQUENT_ACCESS, transitionAfter: Duration.days(180) },
          ],
          // Of findings reports too: a verdict names the version of its report, which need not be the newest.
          noncurrentVersionTransitions: [
            { storageClass: StorageClass.INFREQUENT_ACCESS, transitionAfter: Duration.days(30) },
          ],
        },
        ...writtenOnce.map((prefix) => ({
          id: `repeated-${prefix.slice(0, -1)}`,
          prefix,
          noncurrentVersionExpiration: Duration.days(365),
        })),
        // Whatever was accepted has been copied to the lake; by then the cycle is long published.
        { id: 'undecided-records', prefix: 'pending/', expiration: Duration.days(730) },
      ],
    });
  }

  grantRead(reader: PipelineFunction, ...read: readonly ReportsArea[]): void {
    this.allowRead(
      reader,
      read.map((area) => areas[area]),
    );
  }

  grantWrite(writer: PipelineFunction, ...written: readonly ReportsArea[]): void {
    this.allowWrite(
      writer,
      written.map((area) => areas[area]),
    );
  }
}
