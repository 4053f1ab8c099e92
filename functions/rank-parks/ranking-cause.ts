import type { RankingContents, RankingHead } from '../../shared/adapters/ranking-rows.ts';
import type { RankingState } from '../../shared/domain/cycles/ranking-state.ts';
import type { Hash } from '../../shared/domain/cycles/revision-chain.ts';
import { heldFile, heldReturn } from '../../shared/domain/cycles/stored-return.ts';
import type { CauseKind, RankingInput } from '../../shared/domain/ranking/ranking.ts';

/** What a revision of this state holds, by identity. */
export const contentsOf = (
  state: RankingState,
  input: RankingInput,
  registerHash: string,
  hash: Hash,
): RankingContents => ({
  returns: Object.fromEntries(state.indicators.map((stored) => [stored.park, heldReturn(stored, hash)])),
  expertScores: heldFile(state.expertScores, hash),
  methodology: `${input.methodology.id}@${input.methodology.version}`,
  registerHash,
  registerFile: heldFile(state.registerFile, hash),
  bounds: input.frozenBounds?.source ?? 'population',
});

type HeldReturn = RankingContents['returns'][string];
type RankedReturns = ReadonlyMap<string, HeldReturn>;

const rankedReturns = ({ returns }: RankingContents): RankedReturns =>
  new Map(Object.entries(returns).filter(([, { withdrawn }]) => !withdrawn));

/**
 * Why a revision differs from the one before: found by comparing what the two hold, not from the messages that asked
 * for it, since most messages of a burst are dropped in favour of one (design rule 5) and a repetition after a crash
 * must name the same cause. Where several things changed, the one that touches most parks is named first.
 */
export const causeOf = (
  head: RankingHead | null,
  contents: RankingContents,
): { readonly kind: CauseKind; readonly submissions: readonly string[] } => {
  const before = head?.contents ?? { ...contents, returns: {}, expertScores: null };
  const was = rankedReturns(before);
  const is = rankedReturns(contents);
  const idsOf = (returns: RankedReturns, chosen: (park: string, held: HeldReturn) => boolean) =>
    [...returns].filter(([park, held]) => chosen(park, held)).map(([, { submissionId }]) => submissionId);
  const accepted = idsOf(is, (park, { submissionId }) => was.get(park)?.submissionId !== submissionId);
  const reopened = idsOf(
    is,
    (park, { submissionId, reopened }) =>
      reopened && was.get(park)?.submissionId === submissionId && was.get(park)?.reopened === false,
  );
  const withdrawn = idsOf(was, (park) => !is.has(park));
  const scores =
    contents.expertScores !== null && contents.expertScores.submissionId !== before.expertScores?.submissionId
      ? [contents.expertScores.submissionId]
      : [];
  const submissions = [...scores, ...withdrawn, ...accepted, ...reopened].toSorted();
  const kind = (): CauseKind => {
    if (contents.methodology !== before.methodology) return 'methodology';
    if (contents.registerHash !== before.registerHash) return 'register';
    if (contents.bounds !== before.bounds) return 'bounds';
    if (scores.length > 0) return 'expert-scores';
    if (withdrawn.length > 0) return 'return-withdrawn';
    if (accepted.length > 0) return 'returns-accepted';
    if (reopened.length > 0) return 'return-reopened';
    // Same submissions, other values: last year's were amended. Without any return there was nothing to amend yet.
    return is.size > 0 ? 'priors' : 'register';
  };
  return { kind: kind(), submissions };
};
