import type { Context, SQSEvent, SQSRecord } from 'aws-lambda';

/** The context of an invocation; only what handlers and their middleware read. */
export const aContext = (): Context => ({
  callbackWaitsForEmptyEventLoop: false,
  functionName: 'a-function',
  functionVersion: '$LATEST',
  invokedFunctionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:a-function',
  memoryLimitInMB: '128',
  awsRequestId: 'request-1',
  logGroupName: '/aws/lambda/a-function',
  logStreamName: 'stream',
  getRemainingTimeInMillis: () => 30_000,
  done: () => undefined,
  fail: () => undefined,
  succeed: () => undefined,
});

const aRecord = (body: string, index: number): SQSRecord => ({
  messageId: `m${index}`,
  receiptHandle: `r${index}`,
  body,
  attributes: {
    ApproximateReceiveCount: '2',
    SentTimestamp: '0',
    SenderId: 'sender',
    ApproximateFirstReceiveTimestamp: '0',
  },
  messageAttributes: {},
  md5OfBody: '',
  eventSource: 'aws:sqs',
  eventSourceARN: 'arn:aws:sqs:eu-west-1:111122223333:a-queue',
  awsRegion: 'eu-west-1',
});

/** A batch of messages `m0`, `m1`, … with the given bodies; objects are sent as JSON. */
export const anSqsEvent = (...bodies: readonly (string | object)[]): SQSEvent => ({
  Records: bodies.map((body, index) =>
    aRecord(typeof body === 'string' ? body : JSON.stringify(body), index),
  ),
});
