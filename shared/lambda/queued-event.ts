import type { SQSRecord } from 'aws-lambda';
import type { ReadableContract } from '../../events/contract.ts';
import { EventEnvelope } from '../../events/envelope.ts';
import { UnexpectedMessageError } from './errors.ts';

/** An event as a consumer gets it: which one it is, and its detail, typed together. */
export type ReceivedEvent<Contract extends ReadableContract> =
  Contract extends ReadableContract<infer Type, infer Detail>
    ? { readonly detailType: Type; readonly detail: Detail }
    : never;

/** The message around an event. */
export interface QueuedMessage {
  readonly messageId: string;
  /** As received; putting an event back means sending this again. */
  readonly body: string;
  /** 1 at the first delivery. */
  readonly receiveCount: number;
}

export const queuedMessageOf = (record: SQSRecord): QueuedMessage => ({
  messageId: record.messageId,
  body: record.body,
  receiveCount: Number(record.attributes.ApproximateReceiveCount),
});

/**
 * Reads the EventBridge envelope in a message's body by the one of `contracts` that it names.
 * @throws {UnexpectedMessageError} when the body is not an envelope, or no contract answers to its detail type.
 * @throws {InvalidEventError} when the event breaks the contract it names.
 */
export const readQueuedEvent = <Contract extends ReadableContract>(
  body: string,
  contracts: readonly Contract[],
): ReceivedEvent<Contract> => {
  const envelope = readEnvelope(body);
  const detailType = envelope['detail-type'];
  const contract = contracts.find((candidate) => candidate.detailType === detailType);
  if (contract === undefined) {
    const known = contracts.map((candidate) => candidate.detailType).join(', ');
    throw new UnexpectedMessageError(`No consumer here for "${detailType}" (known: ${known})`);
  }
  // The pair belongs together because both come from the same contract, which the compiler cannot see.
  return { detailType, detail: contract.parse(envelope) } as ReceivedEvent<Contract>;
};

const readEnvelope = (body: string): EventEnvelope => {
  try {
    return EventEnvelope.parse(JSON.parse(body));
  } catch (cause) {
    throw new UnexpectedMessageError('The message is not an EventBridge envelope', { cause });
  }
};
