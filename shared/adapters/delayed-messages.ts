import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';

/** Sends one message that the queue delivers after 0–900 whole seconds. */
export const sendDelayedTo =
  (client: SQSClient, queueUrl: string) =>
  async (body: string, delaySeconds: number): Promise<void> => {
    await client.send(
      new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: body, DelaySeconds: delaySeconds }),
    );
  };
