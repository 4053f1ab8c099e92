import { describe, expect, it } from 'vitest';
import { announceRanking } from '../../../events/announce-ranking.ts';
import { maximumRequestBytes } from '../../../events/entry-size.ts';
import { outgoingBytes, outgoingEntry, reasonToWithhold } from '../../../events/outgoing-entry.ts';
import { aRankingAnnouncement } from '../../support/ranking-announcements.ts';

describe('an announcement that fits', () => {
  it('carries everything, in its order, and no mark of being cut', () => {
    const announcement = aRankingAnnouncement({});
    const { eventId, detail } = announceRanking(announcement);
    expect(detail).toEqual({ ...announcement, eventId });
  });

  it('is complete for the whole register', () => {
    expect(announceRanking(aRankingAnnouncement({ movements: 178 })).detail.complete).toBeUndefined();
  });
});

describe('an announcement that is too large', () => {
  const announcement = aRankingAnnouncement({ movements: 5_000 });
  const event = announceRanking(announcement);

  it('may be sent, with room for the envelope, and uses the limit', () => {
    const entry = outgoingEntry(event);
    expect(reasonToWithhold(entry)).toBeNull();
    expect(outgoingBytes(entry)).toBeLessThanOrEqual(maximumRequestBytes - 1_024);
    expect(outgoingBytes(entry)).toBeGreaterThan(maximumRequestBytes - 1_024 - 200);
  });

  it('says so, with the true lengths', () => {
    expect(event.detail.complete).toBe(false);
    expect(event.detail.counts).toEqual({ movements: 5_000, entered: 1, left: 1, submissions: 1 });
    expect(event.detail.entered).toEqual(['E0']);
    expect(event.detail.cause.submissions).toEqual(['S-1']);
  });

  it('keeps the largest movements', () => {
    const kept = event.detail.movements.length;
    expect(kept).toBeGreaterThan(2_000);
    // The builder's last movement is from 1 to 5001, the one before from 1 to 5000, and so on.
    expect(event.detail.movements.map(({ to }) => to)).toEqual(
      Array.from({ length: kept }, (_, index) => 5_001 - index),
    );
  });

  it('is the same event as the complete one', () => {
    expect(event.eventId).toBe(announceRanking(aRankingAnnouncement({})).eventId);
  });
});

it('cuts other lists too when even they are too long', () => {
  const { detail } = announceRanking(aRankingAnnouncement({ entered: 1_000 }), 3_000);
  expect(detail.counts).toEqual({ movements: 3, entered: 1_000, left: 1, submissions: 1 });
  expect(detail.entered.length).toBeLessThan(1_000);
  expect(detail.entered[0]).toBe('E0');
});
