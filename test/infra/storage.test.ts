import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { synthesized } from './system.ts';

const { storage } = synthesized('eu-west-1');

const tlsOnly = (statement: Record<string, unknown>) => ({
  PolicyDocument: { Statement: Match.arrayWith([Match.objectLike(statement)]) },
});

describe('buckets', () => {
  test('every bucket is encrypted with SSE-S3, closed to the public and kept', () => {
    const buckets = Object.values(storage.findResources('AWS::S3::Bucket'));
    expect(buckets).toHaveLength(3);
    for (const { Properties, DeletionPolicy } of buckets) {
      expect(Properties.BucketEncryption).toEqual({
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      });
      expect(Properties.PublicAccessBlockConfiguration).toEqual({
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      });
      expect(DeletionPolicy).toBe('Retain');
    }
  });

  test('submissions and reports are versioned, logged and have a lifecycle', () => {
    storage.resourcePropertiesCountIs(
      'AWS::S3::Bucket',
      {
        VersioningConfiguration: { Status: 'Enabled' },
        LoggingConfiguration: Match.objectLike({ DestinationBucketName: Match.anyValue() }),
        LifecycleConfiguration: {
          Rules: Match.arrayWith([
            Match.objectLike({ AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 } }),
          ]),
        },
      },
      2,
    );
  });

  test('no rule ever expires a submission', () => {
    storage.hasResourceProperties('AWS::S3::Bucket', {
      NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
      LifecycleConfiguration: {
        Rules: Match.not(
          Match.arrayWith([Match.objectLike({ NoncurrentVersionExpiration: Match.anyValue() })]),
        ),
      },
    });
  });

  test('no rule ever expires a findings report: verdicts name versions that need not be the newest', () => {
    const expiring = Object.values(storage.findResources('AWS::S3::Bucket'))
      .filter(({ Properties }) => Properties.VersioningConfiguration !== undefined)
      .flatMap(({ Properties }) => Properties.LifecycleConfiguration.Rules as Record<string, unknown>[])
      .filter((rule) => 'NoncurrentVersionExpiration' in rule || 'ExpirationInDays' in rule)
      .map(({ Prefix }) => Prefix);
    expect(new Set(expiring)).toEqual(new Set(['rankings/', 'reviews/', 'editions/', 'lake/', 'pending/']));
  });

  test('each refuses what does not come over TLS 1.2', () => {
    storage.resourcePropertiesCountIs(
      'AWS::S3::BucketPolicy',
      tlsOnly({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
      3,
    );
    storage.resourcePropertiesCountIs(
      'AWS::S3::BucketPolicy',
      tlsOnly({ Effect: 'Deny', Condition: { NumericLessThan: { 's3:TlsVersion': 1.2 } } }),
      3,
    );
  });

  test('S3 is switched to EventBridge without a custom resource', () => {
    storage.resourceCountIs('Custom::S3BucketNotifications', 0);
    storage.resourceCountIs('AWS::Lambda::Function', 0);
  });
});

test('the table: on demand, stream, point-in-time recovery, TTL, deletion protection', () => {
  storage.hasResource('AWS::DynamoDB::Table', {
    DeletionPolicy: 'Retain',
    Properties: {
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      BillingMode: 'PAY_PER_REQUEST',
      StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      DeletionProtectionEnabled: true,
    },
  });
});

test('the bus is called gaoxin and keeps an archive of our own events', () => {
  storage.hasResourceProperties('AWS::Events::EventBus', { Name: 'gaoxin' });
  storage.hasResourceProperties('AWS::Events::Archive', { EventPattern: { source: ['gaoxin'] } });
});

test.each(['SubmissionsBucketName', 'ReportsBucketName', 'TableName', 'EventBusName'])(
  'output %s',
  (name) => {
    storage.hasOutput(name, {});
  },
);
