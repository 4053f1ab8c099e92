import { describe, expect, it } from 'vitest';
import { RankingChanged } from '../../../events/ranking-changed.v1.ts';
import { RankingPublished } from '../../../events/ranking-published.v1.ts';
import changedSample from '../../../events/samples/ranking-changed.v1.json' with { type: 'json' };
import publishedSample from '../../../events/samples/ranking-published.v1.json' with { type: 'json' };
import {
  type MinistryEvent,
  noticeOf,
  notifyMinistry,
} from '../../../functions/notify-ministry/notify-ministry.ts';
import type { Notice } from '../../../shared/adapters/ministry-topic.ts';

const changed = { detailType: 'RankingChanged.v1', detail: RankingChanged.parse(changedSample) } as const;
const published = {
  detailType: 'RankingPublished.v1',
  detail: RankingPublished.parse(publishedSample),
} as const;
const bodyOf = (event: MinistryEvent): string => noticeOf(event, 'gaoxin-reports')?.body ?? '';

describe('the notice of a change', () => {
  it('says what happened, zh first and en complete, with links and provisional weights', () => {
    expect(bodyOf(changed)).toBe(`2021 年度高新区评价排名有变动（第 17 次修订，暂定）：有年报通过审核。
指标体系 most-2021@1.0.0（权重为暂定，并非全部官方权重）。
时间：2021-04-12T02:31:10.006Z（UTC）
完整排名与变动：
s3://gaoxin-reports/${changed.detail.snapshot.key}
SHA-256 ${changed.detail.snapshot.sha256}
gaoxin ranking --cycle 2021 --revision 17

The ranking of high-tech zones of cycle 2021 has moved (provisional revision 17): returns were accepted.
Methodology most-2021@1.0.0 (provisional weights: the official ones are not all known).
Time: 2021-04-12T02:31:10.006Z (UTC)
Full ranking and movements:
s3://gaoxin-reports/${changed.detail.snapshot.key}
SHA-256 ${changed.detail.snapshot.sha256}
gaoxin ranking --cycle 2021 --revision 17
`);
  });

  it('names no park and no figure of the ranking', () => {
    const { subject, body } = noticeOf(changed, 'gaoxin-reports') ?? { subject: '', body: '' };
    expect(`${subject}${body}`).not.toMatch(/P\d{3}|\b141\b|\b169\b|%/);
  });

  it('says nothing of provisional weights when they are official', () => {
    const methodology = { ...changed.detail.methodology, weights: 'official' } as const;
    const body = bodyOf({ ...changed, detail: { ...changed.detail, provisional: false, methodology } });
    expect(body).not.toMatch(/provisional|暂定/);
  });

  it('waits while the ranking is only indicative', () => {
    expect(noticeOf({ ...changed, detail: { ...changed.detail, indicative: true } }, 'b')).toBeNull();
  });
});

describe('the notice of a publication', () => {
  it('says that the ranking is published', () => {
    const body = bodyOf(published);
    expect(body).toContain('2021 年度高新区评价排名已发布（第 42 次修订）。');
    expect(body).toContain('The ranking of high-tech zones of cycle 2021 is published (revision 42).');
  });

  it('is sent whatever the coverage', () => {
    expect(noticeOf({ ...published, detail: { ...published.detail, coverage: 0.5 } }, 'b')).not.toBeNull();
  });
});

it.each([changed, published])('has a subject that SNS accepts, and the event id: $detailType', (event) => {
  const notice = noticeOf(event, 'gaoxin-reports');
  expect(notice?.subject).toMatch(/^[\x20-\x7e]{1,100}$/);
  expect(notice?.attributes).toEqual({
    eventId: event.detail.eventId,
    detailType: event.detailType,
    cycle: '2021',
  });
});

it('publishes one notice per event, and none when there is nothing to tell', async () => {
  const notices: Notice[] = [];
  const ports = {
    reportsBucket: 'gaoxin-reports',
    publishNotice: async (notice: Notice) => {
      notices.push(notice);
    },
  };
  expect(await notifyMinistry(changed, ports)).toBe(true);
  expect(await notifyMinistry({ ...changed, detail: { ...changed.detail, indicative: true } }, ports)).toBe(
    false,
  );
  expect(notices.length).toBe(1);
});
