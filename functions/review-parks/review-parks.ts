import { type Pause, retryingConflicts } from '../../shared/adapters/conflict-retry.ts';
import type { CycleReads } from '../../shared/adapters/cycle-reads.ts';
import type { IndicatorsRow } from '../../shared/adapters/indicator-rows.ts';
import type { RecordsLake } from '../../shared/adapters/records-lake.ts';
import { type Reviews, reviewKey } from '../../shared/adapters/reviews.ts';
import type { ScoredReturnsTable } from '../../shared/adapters/scored-returns-table.ts';
import { heldFile, heldReturn, holdsFile, holdsReturn } from '../../shared/domain/cycles/stored-return.ts';
import { canonicalJson } from '../../shared/domain/ranking/input-hash.ts';
import type { ReviewList, SharedEnterprise } from '../../shared/domain/review/review-list.ts';
import { reviewReturns } from '../../shared/domain/review/review-returns.ts';
import { enterpriseNames, SharedEnterprises } from '../../shared/domain/review/shared-enterprises.ts';
import type { RulePack } from '../../shared/domain/rules/rule-pack.ts';

export interface ReviewPorts
  extends Pick<CycleReads, 'readRegisterInForce'>,
    Pick<ScoredReturnsTable, 'readScoredReturn' | 'readScored'>,
    Pick<RecordsLake, 'readEnterprises'>,
    Pick<Reviews, 'readReviewHead' | 'storeReviewList' | 'commitReview'> {
  readonly rulePackOf: (cycle: string) => RulePack;
  readonly sha256: (text: string) => string;
  readonly now: () => string;
  readonly pause: Pause;
}

/** Somebody's values, or a register, came into force; or a return was opened for correction or withdrawn. */
export interface ReviewMessage {
  readonly id: string;
  readonly cycle: string;
  /** null = the register. */
  readonly park: string | null;
}

/** `listed`: the list rests on all of it already. */
export type ReviewOutcome = 'listed' | 'reviewed';

/** Parks whose records are read at once. */
const readTogether = 8;

/**
 * Makes the review list of a cycle anew, unless it rests already on what is in force now where the messages point. The list
 * is a function of what is in force, not of the messages: repeated, late or in another order they end in the same list.
 * Whoever read before somebody else committed loses the lock and decides anew.
 *
 * @throws {ConflictError} when the lock was lost too often.
 */
export const reviewCycle = async (
  cycle: string,
  parks: readonly (string | null)[],
  ports: ReviewPorts,
): Promise<ReviewOutcome> =>
  retryingConflicts(async (): Promise<ReviewOutcome> => {
    // Before any row: rows only move on, so a list of this head's successor cannot fall behind what is read here.
    const head = await ports.readReviewHead(cycle);
    const asked = new Set(parks.filter((park) => park !== null));
    const [register, ...rows] = await Promise.all([
      ports.readRegisterInForce(cycle),
      ...[...asked].map((park) => ports.readScoredReturn(cycle, park)),
    ]);
    const isListed = (row: IndicatorsRow | null): boolean =>
      row === null || (head !== null && holdsReturn(head, row.park, row, ports.sha256));
    const isOfRegister = head !== null && holdsFile(head.registerFile, register.file, ports.sha256);
    if (rows.every(isListed) && (isOfRegister || !parks.includes(null))) return 'listed';
    const { indicators } = await ports.readScored(cycle);
    const returns = indicators.filter(({ withdrawn }) => !withdrawn);
    const list = reviewReturns({
      cycle,
      rulePack: ports.rulePackOf(cycle),
      register: register.parks,
      returns,
      sharedEnterprises: await sharedAmong(cycle, returns, ports),
    });
    const text = canonicalJson(list);
    const sha256 = ports.sha256(text);
    const key = reviewKey(cycle, sha256);
    await ports.storeReviewList(key, text);
    await ports.commitReview({
      cycle,
      version: (head?.version ?? 0) + 1,
      list: { key, sha256 },
      returns: Object.fromEntries(indicators.map((row) => [row.park, heldReturn(row, ports.sha256)])),
      registerFile: heldFile(register.file, ports.sha256),
      counts: countsOf(list),
      reviewedAt: ports.now(),
    });
    return 'reviewed';
  }, ports.pause);

const countsOf = ({ entries }: ReviewList): Record<string, number> =>
  Object.fromEntries(
    [...Map.groupBy(entries, ({ rule }) => rule)].map(([rule, group]) => [rule, group.length]),
  );

/** Reads the codes of all parks, then the names of what several of them file. */
const sharedAmong = async (
  cycle: string,
  returns: readonly IndicatorsRow[],
  ports: ReviewPorts,
): Promise<readonly SharedEnterprise[]> => {
  const shared = new SharedEnterprises();
  await forEachTable(cycle, returns, ['uscc'], ports, (park, table) => shared.add(park, table));
  const { parks } = shared;
  const named = new Map([...parks.keys()].map((uscc) => [uscc, new Map<string, string>()]));
  const involved = new Set([...parks.values()].flat());
  const wanted = new Set(parks.keys());
  await forEachTable(
    cycle,
    returns.filter(({ park }) => involved.has(park)),
    ['uscc', 'name'],
    ports,
    (park, table) => {
      for (const [uscc, name] of enterpriseNames(table, wanted)) named.get(uscc)?.set(park, name);
    },
  );
  return [...named].map(([uscc, names]) => ({ uscc, names }));
};

type Table = NonNullable<Awaited<ReturnType<RecordsLake['readEnterprises']>>>;

const forEachTable = async (
  cycle: string,
  returns: readonly IndicatorsRow[],
  codes: readonly string[],
  { readEnterprises }: ReviewPorts,
  take: (park: string, table: Table) => void,
): Promise<void> => {
  for (let from = 0; from < returns.length; from += readTogether) {
    await Promise.all(
      returns.slice(from, from + readTogether).map(async ({ park, submissionId }) => {
        const table = await readEnterprises({ cycle, park, submissionId }, new Set(codes));
        if (table !== null) take(park, table);
      }),
    );
  }
};

/** Where the use case tells what came of each cycle. */
export interface ReviewLog {
  readonly info: (message: string, facts: Readonly<Record<string, unknown>>) => void;
  readonly error: (message: string, facts: Readonly<Record<string, unknown>>) => void;
}

/**
 * Use case of review-parks: answers a batch of messages, cycle by cycle, each with at most one list.
 * @returns ids of the messages to be delivered again: all of a cycle that failed.
 */
export const reviewParks = async (
  messages: readonly ReviewMessage[],
  ports: ReviewPorts,
  log: ReviewLog,
): Promise<readonly string[]> => {
  const again: string[] = [];
  for (const [cycle, ofCycle] of Map.groupBy(messages, (message) => message.cycle)) {
    try {
      const outcome = await reviewCycle(
        cycle,
        ofCycle.map(({ park }) => park),
        ports,
      );
      log.info('cycle reviewed', { cycle, outcome, messages: ofCycle.length });
    } catch (error) {
      log.error('review failed', { cycle, messages: ofCycle.length, error });
      again.push(...ofCycle.map(({ id }) => id));
    }
  }
  return again;
};
