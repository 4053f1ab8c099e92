import { describe, expect, it } from 'vitest';
import { InvalidEventError } from '../../../events/contract.ts';
import cycleClosed from '../../../events/samples/cycle-closed.v1.json' with { type: 'json' };
import expertScores from '../../../events/samples/expert-scores-accepted.v1.json' with { type: 'json' };
import indicatorsComputed from '../../../events/samples/indicators-computed.v1.json' with { type: 'json' };
import returnReopened from '../../../events/samples/return-reopened.v1.json' with { type: 'json' };
import returnWithdrawn from '../../../events/samples/return-withdrawn.v1.json' with { type: 'json' };
import { rankingContracts } from '../../../events/subscriptions.ts';
import { RankingDue } from '../../../functions/rank-parks/ranking-due.ts';
import { rankingMessageOf } from '../../../functions/rank-parks/ranking-message.ts';
import { readQueuedEvent } from '../../../shared/lambda/queued-event.ts';

const contracts = [...rankingContracts, RankingDue];

const messageOf = (body: string) =>
  rankingMessageOf({ messageId: 'm', body, receiveCount: 1, event: readQueuedEvent(body, contracts) });

describe('messages on the queue of rank-parks', () => {
  it('reads back what it puts back', () => {
    expect(messageOf(RankingDue.bodyOf({ cycle: '2021' }))).toEqual({ id: 'm', cycle: '2021', kind: 'due' });
  });

  it('refuses a message that only looks like one of its own', () => {
    const body = JSON.stringify({ source: 'gaoxin', 'detail-type': 'RankingDue', detail: { cycle: '21' } });
    expect(() => messageOf(body)).toThrow(InvalidEventError);
  });

  it.each([
    ['scored', indicatorsComputed],
    ['reopened', returnReopened],
    ['withdrawn', returnWithdrawn],
    ['expert-scores', expertScores],
    ['closed', cycleClosed],
  ])('takes the sample event for “%s”', (kind, sample) => {
    expect(messageOf(JSON.stringify(sample))).toMatchObject({ id: 'm', kind });
  });
});
