import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
} from '@aws-sdk/client-sqs';
import { sqs } from '../../shared/adapters/aws-clients.ts';

/** Messages of a queue that somebody has yet to be done with: waiting, delayed or being handled. */
export async function queueDepth(url: string): Promise<number> {
  const { Attributes = {} } = await sqs().send(
    new GetQueueAttributesCommand({
      QueueUrl: url,
      AttributeNames: [
        'ApproximateNumberOfMessages',
        'ApproximateNumberOfMessagesNotVisible',
        'ApproximateNumberOfMessagesDelayed',
      ],
    }),
  );
  return Object.values(Attributes).reduce((sum, count) => sum + Number(count), 0);
}

/** Puts a message into a queue as it is. */
export async function send(url: string, body: string, delaySeconds = 0): Promise<void> {
  await sqs().send(new SendMessageCommand({ QueueUrl: url, MessageBody: body, DelaySeconds: delaySeconds }));
}

/** Takes what waits in a queue, or what comes within a second, and deletes it there. More may still be on its way. */
export async function takeMessages(url: string): Promise<Message[]> {
  const taken: Message[] = [];
  for (;;) {
    const { Messages = [] } = await sqs().send(
      new ReceiveMessageCommand({
        QueueUrl: url,
        MaxNumberOfMessages: most,
        WaitTimeSeconds: taken.length === 0 ? 1 : 0,
      }),
    );
    for (const { ReceiptHandle } of Messages) {
      await sqs().send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle }));
    }
    taken.push(...Messages);
    if (Messages.length < most) return taken;
  }
}

/** Messages that SQS hands out at once, at most. */
const most = 10;

/**
 * Puts the dead letters of a queue back to it, as `docs/runbook.md` says where StartMessageMoveTask is not to be had:
 * sent first, deleted after, so that a crash between the two repeats a message and loses none.
 */
export async function redrive(deadLetters: string, queue: string): Promise<void> {
  for (;;) {
    const { Messages = [] } = await sqs().send(
      new ReceiveMessageCommand({ QueueUrl: deadLetters, MaxNumberOfMessages: most }),
    );
    if (Messages.length === 0) return;
    for (const { Body = '', ReceiptHandle } of Messages) {
      await send(queue, Body);
      await sqs().send(new DeleteMessageCommand({ QueueUrl: deadLetters, ReceiptHandle }));
    }
  }
}

/**
 * Gives a queue another visibility timeout until disposed, so that what fails comes back soon. In production it is six
 * times the function's timeout.
 */
export async function impatientQueue(url: string, seconds: number): Promise<AsyncDisposable> {
  const { Attributes } = await sqs().send(
    new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['VisibilityTimeout'] }),
  );
  const set = (value: string) =>
    sqs().send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes: { VisibilityTimeout: value } }));
  await set(String(seconds));
  return {
    [Symbol.asyncDispose]: async () => {
      await set(Attributes?.VisibilityTimeout ?? '30');
    },
  };
}
