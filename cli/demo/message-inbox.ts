import { SubscribeCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SetQueueAttributesCommand,
} from '@aws-sdk/client-sqs';
import { sns, sqs } from '../../shared/adapters/aws-clients.ts';
import type { Deployment } from '../local/deployment.ts';

/** A subscriber of the ministry's topic that can be read. */
export interface MessageInbox {
  /** The texts that have come since the last time, oldest first. */
  readonly take: () => Promise<string[]>;
}

/** Subscribes a queue of the demo's own to the ministry's topic, as a mail address would be subscribed elsewhere. */
export async function openMessageInbox(deployment: Deployment): Promise<MessageInbox> {
  const { QueueUrl } = await sqs().send(new CreateQueueCommand({ QueueName: 'gaoxin-demo-messages' }));
  const { Attributes } = await sqs().send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }),
  );
  await sqs().send(
    new SetQueueAttributesCommand({
      QueueUrl,
      Attributes: { Policy: allowTopic(Attributes?.QueueArn ?? '', deployment.ministryTopicArn) },
    }),
  );
  await sns().send(
    new SubscribeCommand({
      TopicArn: deployment.ministryTopicArn,
      Protocol: 'sqs',
      Endpoint: Attributes?.QueueArn,
      Attributes: { RawMessageDelivery: 'true' },
    }),
  );
  const take = async (): Promise<string[]> => {
    const texts: string[] = [];
    for (;;) {
      const { Messages = [] } = await sqs().send(
        new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
      );
      if (Messages.length === 0) return texts;
      texts.push(...Messages.map(({ Body }) => Body ?? ''));
      await sqs().send(
        new DeleteMessageBatchCommand({
          QueueUrl,
          Entries: Messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle })),
        }),
      );
    }
  };
  return { take };
}

/** Without it the topic may not write to the queue: on AWS always, locally where policies are enforced. */
const allowTopic = (queueArn: string, topicArn: string): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'sns.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: queueArn,
        Condition: { ArnEquals: { 'aws:SourceArn': topicArn } },
      },
    ],
  });
