import { describe, expect, it } from 'vitest';
import { parseMinistryEvent } from '../../../cli/client/ministry-queue.ts';
import changed from '../../../events/samples/ranking-changed.v1.json' with { type: 'json' };
import published from '../../../events/samples/ranking-published.v1.json' with { type: 'json' };

describe('a message of the ministry’s queue', () => {
  it.each([changed, published])('is read by the contract it names', (envelope) => {
    const event = parseMinistryEvent(JSON.stringify(envelope));
    expect(event).toEqual({ detailType: envelope['detail-type'], detail: envelope.detail });
  });

  it('is refused when it is another event or not of its shape', () => {
    const other = { ...changed, 'detail-type': 'ReturnAccepted.v1' };
    expect(() => parseMinistryEvent(JSON.stringify(other))).toThrow();
    const short = { ...changed, detail: { ...changed.detail, revision: 0 } };
    expect(() => parseMinistryEvent(JSON.stringify(short))).toThrow();
    expect(() => parseMinistryEvent('not JSON')).toThrow();
  });
});
