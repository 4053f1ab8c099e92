import {
  DeleteRuleCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import {
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  SetQueueAttributesCommand,
} from '@aws-sdk/client-sqs';
import type { EventPattern } from '../../events/contract.ts';
import { eventBridge, sqs } from '../../shared/adapters/aws-clients.ts';
import { takeMessages } from './queues.ts';

export interface Listener extends AsyncDisposable {
  /** Bodies that have come since the last time, as EventBridge wrote them. */
  readonly take: () => Promise<string[]>;
}

/** A queue of the test's own that hears what a rule of this pattern would deliver, until disposed. */
export async function listenTo(
  name: string,
  pattern: Partial<EventPattern>,
  eventBus: string = 'default',
): Promise<Listener> {
  const { QueueUrl = '' } = await sqs().send(new CreateQueueCommand({ QueueName: name }));
  const { Attributes } = await sqs().send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }),
  );
  const queueArn = Attributes?.QueueArn;
  const rule = { Name: name, EventBusName: eventBus };
  const { detailType, ...others } = pattern;
  const { RuleArn } = await eventBridge().send(
    new PutRuleCommand({ ...rule, EventPattern: JSON.stringify({ 'detail-type': detailType, ...others }) }),
  );
  const allow = {
    Effect: 'Allow',
    Principal: { Service: 'events.amazonaws.com' },
    Action: 'sqs:SendMessage',
    Resource: queueArn,
    Condition: { ArnEquals: { 'aws:SourceArn': RuleArn } },
  };
  await sqs().send(
    new SetQueueAttributesCommand({
      QueueUrl,
      Attributes: { Policy: JSON.stringify({ Version: '2012-10-17', Statement: [allow] }) },
    }),
  );
  await eventBridge().send(
    new PutTargetsCommand({
      Rule: name,
      EventBusName: eventBus,
      Targets: [{ Id: 'listener', Arn: queueArn }],
    }),
  );
  return {
    take: async () => (await takeMessages(QueueUrl)).map(({ Body = '' }) => Body),
    [Symbol.asyncDispose]: async () => {
      await eventBridge().send(
        new RemoveTargetsCommand({ Rule: name, EventBusName: eventBus, Ids: ['listener'] }),
      );
      await eventBridge().send(new DeleteRuleCommand(rule));
      await sqs().send(new DeleteQueueCommand({ QueueUrl }));
    },
  };
}
