import {
  DeleteRuleCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SetQueueAttributesCommand,
} from '@aws-sdk/client-sqs';
import { EventEnvelope } from '../../events/envelope.ts';
import { eventBridge, sqs } from '../../shared/adapters/aws-clients.ts';
import type { Deployment } from '../local/deployment.ts';

export interface FeedEvent {
  readonly detailType: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

const TARGET_ID = 'watch';

/**
 * The events of one cycle from now on, each once. A rule and a queue of its own are made for the feed and taken away
 * when the iteration ends, so that no consumer loses a message to it. `name` tells feeds apart; `signal` ends it.
 */
export async function* eventFeed(
  deployment: Deployment,
  { cycle, name, signal }: { readonly cycle: string; readonly name: string; readonly signal: AbortSignal },
): AsyncGenerator<FeedEvent> {
  const queueUrl = (await sqs().send(new CreateQueueCommand({ QueueName: name }))).QueueUrl ?? '';
  try {
    await subscribe(deployment, queueUrl, cycle, name);
    const seen = new Set<string>();
    while (!signal.aborted) {
      for (const event of await receive(queueUrl, signal)) {
        const id = String(event.detail.eventId);
        if (seen.has(id)) continue;
        seen.add(id);
        yield event;
      }
    }
  } finally {
    await unsubscribe(deployment, queueUrl, name);
  }
}

async function subscribe(
  deployment: Deployment,
  queueUrl: string,
  cycle: string,
  name: string,
): Promise<void> {
  const { Attributes } = await sqs().send(
    new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ['QueueArn'] }),
  );
  const queueArn = Attributes?.QueueArn ?? '';
  const { RuleArn } = await eventBridge().send(
    new PutRuleCommand({
      Name: name,
      EventBusName: deployment.eventBus,
      EventPattern: JSON.stringify({ source: ['gaoxin'], detail: { cycle: [cycle] } }),
    }),
  );
  await sqs().send(
    new SetQueueAttributesCommand({
      QueueUrl: queueUrl,
      Attributes: {
        Policy: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Service: 'events.amazonaws.com' },
              Action: 'sqs:SendMessage',
              Resource: queueArn,
              Condition: { ArnEquals: { 'aws:SourceArn': RuleArn } },
            },
          ],
        }),
      },
    }),
  );
  await eventBridge().send(
    new PutTargetsCommand({
      Rule: name,
      EventBusName: deployment.eventBus,
      Targets: [{ Id: TARGET_ID, Arn: queueArn }],
    }),
  );
}

async function receive(queueUrl: string, signal: AbortSignal): Promise<FeedEvent[]> {
  try {
    const { Messages = [] } = await sqs().send(
      new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 5 }),
      { abortSignal: signal },
    );
    const events: FeedEvent[] = [];
    for (const { Body, ReceiptHandle } of Messages) {
      const envelope = EventEnvelope.parse(JSON.parse(Body ?? ''));
      events.push({
        detailType: envelope['detail-type'],
        detail: envelope.detail as Readonly<Record<string, unknown>>,
      });
      await sqs().send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle }));
    }
    return events;
  } catch (error) {
    if (signal.aborted) return [];
    throw error;
  }
}

/** Tries each part, so that one that is gone already does not leave the others behind. */
async function unsubscribe(deployment: Deployment, queueUrl: string, name: string): Promise<void> {
  const rule = { Rule: name, EventBusName: deployment.eventBus };
  await Promise.allSettled([eventBridge().send(new RemoveTargetsCommand({ ...rule, Ids: [TARGET_ID] }))]);
  await Promise.allSettled([
    eventBridge().send(new DeleteRuleCommand({ Name: name, EventBusName: deployment.eventBus })),
    sqs().send(new DeleteQueueCommand({ QueueUrl: queueUrl })),
  ]);
}
