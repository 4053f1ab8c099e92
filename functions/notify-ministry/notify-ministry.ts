import type { ministryContracts } from '../../events/subscriptions.ts';
import type { Notice } from '../../shared/adapters/ministry-topic.ts';
import { causeText } from '../../shared/domain/ranking/cause-text.ts';
import type { Localised } from '../../shared/domain/returns/filed-return.ts';
import type { ReceivedEvent } from '../../shared/lambda/queued-event.ts';

export type MinistryEvent = ReceivedEvent<(typeof ministryContracts)[number]>;

/** On what weights the ranking rests. Figures are left to the snapshot: a message is forwarded further than it should be. */
const groundsOf = ({ detail }: MinistryEvent): Localised => {
  const { id, version, weights } = detail.methodology;
  return {
    zh: `指标体系 ${id}@${version}${weights === 'provisional' ? '（权重为暂定，并非全部官方权重）' : ''}。`,
    en: `Methodology ${id}@${version}${weights === 'provisional' ? ' (provisional weights: the official ones are not all known)' : ''}.`,
  };
};

const headlineOf = ({ detailType, detail }: MinistryEvent): Localised => {
  const { cycle, revision } = detail;
  if (detailType === 'RankingPublished.v1') {
    return {
      zh: `${cycle} 年度高新区评价排名已发布（第 ${revision} 次修订）。`,
      en: `The ranking of high-tech zones of cycle ${cycle} is published (revision ${revision}).`,
    };
  }
  const cause = causeText[detail.cause.kind];
  return {
    zh: `${cycle} 年度高新区评价排名有变动（第 ${revision} 次修订${detail.provisional ? '，暂定' : ''}）：${cause.zh}。`,
    en: `The ranking of high-tech zones of cycle ${cycle} has moved (${detail.provisional ? 'provisional ' : ''}revision ${revision}): ${cause.en}.`,
  };
};

/**
 * The readable message of a revision, zh and en, with links and no figures. null where people are not told: while
 * coverage is so low that a ranking is only indicative. A publication is the ministry's own act and always told.
 */
export const noticeOf = (event: MinistryEvent, reportsBucket: string): Notice | null => {
  const { detailType, detail } = event;
  if (detailType === 'RankingChanged.v1' && detail.indicative) return null;
  const { cycle, revision, snapshot, occurredAt, eventId } = detail;
  const headline = headlineOf(event);
  const grounds = groundsOf(event);
  const links = [
    `s3://${reportsBucket}/${snapshot.key}`,
    `SHA-256 ${snapshot.sha256}`,
    `gaoxin ranking --cycle ${cycle} --revision ${revision}`,
  ].join('\n');
  const published = detailType === 'RankingPublished.v1';
  return {
    // SNS takes ASCII only in subjects.
    subject: `gaoxin ${cycle}: ranking ${published ? 'published' : 'changed'}, revision ${revision}`,
    body: [
      headline.zh,
      grounds.zh,
      `时间：${occurredAt}（UTC）`,
      '完整排名与变动：',
      links,
      '',
      headline.en,
      grounds.en,
      `Time: ${occurredAt} (UTC)`,
      'Full ranking and movements:',
      links,
      '',
    ].join('\n'),
    attributes: { eventId, detailType, cycle },
  };
};

/**
 * Tells the ministry's people of a revision. At least once: a standard topic has no deduplication, so a delivery that is
 * repeated after the topic has taken the message is told twice, with the same `eventId` attribute.
 * @returns whether there was something to tell.
 */
export const notifyMinistry = async (
  event: MinistryEvent,
  ports: { readonly reportsBucket: string; readonly publishNotice: (notice: Notice) => Promise<void> },
): Promise<boolean> => {
  const notice = noticeOf(event, ports.reportsBucket);
  if (notice !== null) await ports.publishNotice(notice);
  return notice !== null;
};
