import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { describe, expect, it, vi } from 'vitest';
import { putEventsOn } from '../../../shared/adapters/event-publisher.ts';

const entries = ['a', 'b', 'c'].map((eventId) => ({
  eventId,
  detailType: 'A.v1',
  detail: `{"id":"${eventId}"}`,
}));

/** A client that answers every request with the given result. */
const answering = (result: object) => {
  const client = new EventBridgeClient({ region: 'eu-west-1' });
  const send = vi.spyOn(client, 'send').mockImplementation(async () => result);
  return { client, send };
};

describe('PutEvents', () => {
  it('sends entries of our source to the named bus', async () => {
    const { client, send } = answering({ FailedEntryCount: 0, Entries: [{ EventId: '1' }] });
    await putEventsOn(client, 'gaoxin')(entries.slice(0, 1));
    expect(send.mock.calls[0]?.[0].input).toEqual({
      Entries: [{ EventBusName: 'gaoxin', Source: 'gaoxin', DetailType: 'A.v1', Detail: '{"id":"a"}' }],
    });
  });

  it('reads the result of each entry, although the request succeeded', async () => {
    const { client } = answering({
      FailedEntryCount: 2,
      Entries: [
        { EventId: '1' },
        { ErrorCode: 'ThrottlingException', ErrorMessage: 'Rate exceeded' },
        { ErrorCode: 'NotAuthorizedForSourceException' },
      ],
    });
    expect(await putEventsOn(client, 'gaoxin')(entries)).toEqual([
      { put: true },
      { put: false, reason: 'ThrottlingException: Rate exceeded', passing: true },
      { put: false, reason: 'NotAuthorizedForSourceException', passing: false },
    ]);
  });

  it('takes no entry for published that has no result while others failed', async () => {
    const { client } = answering({ FailedEntryCount: 1, Entries: [{ EventId: '1' }] });
    const outcomes = await putEventsOn(client, 'gaoxin')(entries.slice(0, 2));
    expect(outcomes).toEqual([{ put: true }, { put: false, reason: 'no result', passing: true }]);
  });
});
