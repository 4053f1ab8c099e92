import type { IndicatorValues, ParkInputs, PriorSource } from '../indicators/indicator-value.ts';
import type {
  Bound,
  RankingInput,
  RankingSnapshot,
  RegisteredPark,
  UnrankedReason,
} from '../ranking/ranking.ts';
import type { ReturnStatus } from '../returns/filer-state.ts';
import { type Cycle, hasClosed } from './cycle.ts';

/** Indicator values of the return in force of one park, as stored. */
export interface StoredIndicators {
  readonly park: string;
  readonly submissionId: string;
  readonly sha256: string;
  /** Place in the total order of the park's submissions. */
  readonly order: string;
  readonly values: IndicatorValues;
  /** Exact decimal text by input code that the values were computed from, this year's and last year's. */
  readonly inputs: ParkInputs;
  readonly priors: ParkInputs;
  readonly priorSource: PriorSource;
  readonly reopened: boolean;
  /** A tombstone of the ministry: present, but not ranked. */
  readonly withdrawn: boolean;
}

/** The ministry's expert scores in force. */
export interface StoredExpertScores {
  readonly submissionId: string;
  readonly order: string;
  readonly scores: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** Bounds of normalisation by indicator code. */
export type Bounds = Readonly<Record<string, Bound>>;

/** All that is stored of a cycle and matters to its ranking, read with strong consistency. */
export interface RankingState {
  readonly cycle: Cycle;
  readonly register: readonly RegisteredPark[];
  /** The ministry's file that the register comes from; null = the opening. */
  readonly registerFile: { readonly submissionId: string; readonly order: string } | null;
  readonly indicators: readonly StoredIndicators[];
  readonly expertScores: StoredExpertScores | null;
  /** Copied from the previous published cycle at opening; null without one. */
  readonly previousCycleBounds: Bounds | null;
  /** Computed by the first ranking after the close; null until then. */
  readonly closedBounds: Bounds | null;
  /** Where the returns stand, by park; it tells why a park is not ranked and moves no rank. */
  readonly returns: ReadonlyMap<string, ReturnStatus>;
}

const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * The input of a ranking of this state: parks in the order of their ids, withdrawn returns left out. A closed cycle
 * whose bounds are not computed yet has the population's (`needsClosedBounds` tells).
 */
export const rankingInputOf = (state: RankingState): RankingInput => {
  const register = state.register.toSorted((a, b) => byCodeUnit(a.id, b.id));
  const returns = state.indicators
    .filter((row) => !row.withdrawn)
    .toSorted((a, b) => byCodeUnit(a.park, b.park))
    .map(({ park, sha256, submissionId, values, priorSource, reopened }) => ({
      park,
      sha256,
      submissionId,
      values,
      priorSource,
      reopened,
    }));
  const scored = new Set(returns.map(({ park }) => park));
  return {
    cycle: state.cycle.cycle,
    methodology: state.cycle.methodology,
    register,
    returns,
    expertScores: state.expertScores?.scores ?? null,
    frozenBounds: frozenBoundsOf(state),
    withoutReturn: register
      .filter(({ id }) => !scored.has(id))
      .map(({ id }) => ({ park: id, reason: reasonOf(state.returns.get(id)) })),
  };
};

const reasonOf = (status: ReturnStatus | undefined): UnrankedReason => {
  switch (status) {
    case undefined:
      return 'not-filed';
    case 'accepted':
    case 'reopened':
      return 'not-scored';
    case 'withdrawn':
      return 'withdrawn';
    default:
      return 'not-accepted';
  }
};

const frozenBoundsOf = (state: RankingState): RankingInput['frozenBounds'] => {
  if (state.closedBounds !== null) return { source: 'closed', bounds: state.closedBounds };
  if (!hasClosed(state.cycle) && state.previousCycleBounds !== null) {
    return { source: 'previous-cycle', bounds: state.previousCycleBounds };
  }
  return null;
};

/** True when the next ranking must compute the bounds of the closed cycle from its population and freeze them. */
export const needsClosedBounds = (state: RankingState): boolean =>
  hasClosed(state.cycle) && state.closedBounds === null;

/** What the values of the ranked returns were computed from, by park: for whoever studies a snapshot. */
export const basisOf = (state: RankingState): RankingSnapshot['basis'] =>
  Object.fromEntries(
    state.indicators
      .filter((row) => !row.withdrawn)
      .map(({ park, inputs, priors }) => [park, { inputs, priors }]),
  );
