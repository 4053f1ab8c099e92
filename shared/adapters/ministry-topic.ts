import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';

/** A message for people. */
export interface Notice {
  /** ASCII, at most 100 characters: https://docs.aws.amazon.com/sns/latest/api/API_Publish.html */
  readonly subject: string;
  readonly body: string;
  /** For subscriptions' filters, and for deduplication by the reader. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** Publishes to the topic of that ARN. */
export const publishNoticeTo =
  (client: SNSClient, topicArn: string) =>
  async ({ subject, body, attributes }: Notice): Promise<void> => {
    const MessageAttributes = Object.fromEntries(
      Object.entries(attributes).map(([name, value]) => [name, { DataType: 'String', StringValue: value }]),
    );
    await client.send(
      new PublishCommand({ TopicArn: topicArn, Subject: subject, Message: body, MessageAttributes }),
    );
  };
