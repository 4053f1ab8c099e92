import { eventSource, type Immutable, type OutboxEvent } from './contract.ts';
import { byteLength, entryBytes, maximumRequestBytes } from './entry-size.ts';
import { RankingChanged, type RankingChangedDetail } from './ranking-changed.v1.ts';

/**
 * Room left for the envelope that EventBridge wraps around a detail (ids, account, region, times, about 300 bytes): a
 * queue that receives the event counts the envelope too, and may have the same limit as the bus.
 */
const envelopeBytes = 1_024;

/** Detail of a complete announcement; what is left out for size is decided here. */
export type RankingAnnouncement = Immutable<Omit<RankingChangedDetail, 'eventId' | 'complete' | 'counts'>>;

/**
 * The `RankingChanged.v1` of a revision. An announcement that would pass the bus's size limit carries the lengths of
 * its lists, `complete: false`, and as much of each list as fits: first the submissions, the parks that left and those
 * that entered, then movements, the largest first (equal ones by park id).
 */
export const announceRanking = (
  announcement: RankingAnnouncement,
  limitBytes: number = maximumRequestBytes,
): OutboxEvent<'RankingChanged.v1', RankingChangedDetail> => {
  const build = (detail: Immutable<Omit<RankingChangedDetail, 'eventId'>>) =>
    RankingChanged.event(detail, String(announcement.revision));
  const complete = build(announcement);
  if (announcementBytes(complete) <= limitBytes) return complete;

  const lists: Lists = {
    submissions: announcement.cause.submissions,
    left: announcement.left,
    entered: announcement.entered,
    movements: announcement.movements.toSorted(byLargestMove),
  };
  const skeleton = build(withLists(announcement, { submissions: [], left: [], entered: [], movements: [] }));
  let roomBytes = limitBytes - announcementBytes(skeleton);
  const take = <Item>(list: readonly Item[]): Item[] => {
    const taken = longestPrefixWithin(list, roomBytes);
    roomBytes -= taken.usedBytes;
    return list.slice(0, taken.length);
  };
  return build(
    withLists(announcement, {
      submissions: take(lists.submissions),
      left: take(lists.left),
      entered: take(lists.entered),
      movements: take(lists.movements),
    }),
  );
};

interface Lists {
  readonly submissions: RankingAnnouncement['cause']['submissions'];
  readonly left: RankingAnnouncement['left'];
  readonly entered: RankingAnnouncement['entered'];
  readonly movements: RankingAnnouncement['movements'];
}

const withLists = (
  announcement: RankingAnnouncement,
  lists: Lists,
): Immutable<Omit<RankingChangedDetail, 'eventId'>> => ({
  ...announcement,
  cause: { ...announcement.cause, submissions: lists.submissions },
  movements: lists.movements,
  entered: lists.entered,
  left: lists.left,
  complete: false,
  counts: {
    movements: announcement.movements.length,
    entered: announcement.entered.length,
    left: announcement.left.length,
    submissions: announcement.cause.submissions.length,
  },
});

const announcementBytes = ({ detailType, detail }: OutboxEvent<string, unknown>): number =>
  entryBytes({ source: eventSource, detailType, detail: JSON.stringify(detail) }) + envelopeBytes;

/** How many items from the start of a JSON array fit into the room, each counted with its comma. */
const longestPrefixWithin = (
  list: readonly unknown[],
  roomBytes: number,
): { length: number; usedBytes: number } => {
  let usedBytes = 0;
  let length = 0;
  for (const item of list) {
    const itemBytes = byteLength(JSON.stringify(item)) + 1;
    if (usedBytes + itemBytes > roomBytes) break;
    usedBytes += itemBytes;
    length += 1;
  }
  return { length, usedBytes };
};

type Move = RankingAnnouncement['movements'][number];

/** Places moved overall; a park that kept its overall rank counts by its largest dimension move, after all others. */
const byLargestMove = (a: Move, b: Move): number =>
  Math.abs(b.to - b.from) - Math.abs(a.to - a.from) ||
  largestDimensionMove(b) - largestDimensionMove(a) ||
  (a.park < b.park ? -1 : 1);

const largestDimensionMove = ({ dimensions }: Move): number =>
  Math.max(0, ...Object.values(dimensions).map(({ from, to }) => Math.abs(to - from)));
