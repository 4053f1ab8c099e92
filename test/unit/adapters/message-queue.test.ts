import { SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, it, vi } from 'vitest';
import { sendMessagesTo } from '../../../shared/adapters/message-queue.ts';

const queueUrl = 'https://sqs.eu-west-1.amazonaws.com/111122223333/a-queue';

interface Request {
  readonly Entries: readonly { readonly Id: string; readonly MessageBody: string }[];
}

/** A client whose answers to requests `answer` gives, and the requests it got. */
const answering = (answer: (request: Request) => object) => {
  const client = new SQSClient({ region: 'eu-west-1' });
  const requests: Request[] = [];
  vi.spyOn(client, 'send').mockImplementation(async (command) => {
    const request = command.input as unknown as Request;
    requests.push(request);
    return answer(request);
  });
  return { client, requests };
};
const takesAll = ({ Entries }: Request) => ({ Successful: Entries.map(({ Id }) => ({ Id })) });

describe('SendMessageBatch', () => {
  it('sends ten messages at most, and 256 KB at most, in a request', async () => {
    const { client, requests } = answering(takesAll);
    const outcomes = await sendMessagesTo(
      client,
      queueUrl,
    )([...Array.from({ length: 12 }, (_, index) => `${index}`), 'x'.repeat(200_000), 'y'.repeat(200_000)]);
    expect(outcomes).toEqual(Array.from({ length: 14 }, () => null));
    expect(requests.map(({ Entries }) => Entries.length)).toEqual([10, 3, 1]);
  });

  it('reads what the queue did not take, although the request succeeded', async () => {
    const { client } = answering(() => ({
      Successful: [{ Id: '0' }],
      Failed: [{ Id: '1', Code: 'InternalError', Message: 'try later', SenderFault: false }],
    }));
    const outcomes = await sendMessagesTo(client, queueUrl)(['a', 'b', 'c']);
    expect(outcomes.map((outcome) => outcome?.message ?? null)).toEqual([
      null,
      'InternalError: try later',
      'no result for the message',
    ]);
  });

  it('fails the messages of a refused request only', async () => {
    const { client } = answering((request) => {
      if (request.Entries.length === 10) throw new Error('503');
      return takesAll(request);
    });
    const outcomes = await sendMessagesTo(client, queueUrl)(Array.from({ length: 11 }, () => 'x'));
    expect(outcomes.filter((outcome) => outcome !== null).length).toBe(10);
    expect(outcomes[10]).toBeNull();
    expect(outcomes[0]?.message).toBe('The request failed: Error: 503');
    expect(outcomes[0]?.cause).toEqual(new Error('503'));
  });
});
