import { isDeepStrictEqual } from 'node:util';
import { IndicatorsComputed } from '../../events/indicators-computed.v1.ts';
import { type Pause, retryingConflicts } from '../../shared/adapters/conflict-retry.ts';
import type { CycleReads, FrozenPriors } from '../../shared/adapters/cycle-reads.ts';
import type { IndicatorsRow } from '../../shared/adapters/indicator-rows.ts';
import type { ReturnsTable } from '../../shared/adapters/returns-table.ts';
import type { ScoredReturnsTable } from '../../shared/adapters/scored-returns-table.ts';
import type { Cycle } from '../../shared/domain/cycles/cycle.ts';
import type { Priors } from '../../shared/domain/indicators/compute-indicators.ts';
import type { IndicatorValues, ParkInputs } from '../../shared/domain/indicators/indicator-value.ts';
import type { Hash } from '../../shared/domain/returns/audit-chain.ts';
import { choosePriors } from '../../shared/domain/returns/choose-priors.ts';
import { foldSubmissions, isReopened } from '../../shared/domain/returns/fold-submissions.ts';

export interface ScorePorts
  extends Pick<ReturnsTable, 'readFiler'>,
    Pick<CycleReads, 'readCycle' | 'readPriors'>,
    Pick<ScoredReturnsTable, 'readScoredReturn' | 'commitScores'> {
  /** Values of all quantitative indicators of an edition. @throws when the edition is not known. */
  readonly computeIndicators: (
    methodology: Cycle['methodology'],
    inputs: ParkInputs,
    priors: Priors,
  ) => Promise<IndicatorValues>;
  readonly now: () => string;
  readonly hash: Hash;
  readonly pause: Pause;
}

export interface ScoreOutcome {
  readonly outcome: 'scored' | 'done-before' | 'nothing-in-force' | 'cycle-published';
  /** The submission that was scored, which may be a later one than the event told of. */
  readonly submissionId: string | null;
}

/** Thrown when an event names a cycle that is not in the table. */
export class UnknownCycleError extends Error {
  override readonly name = 'UnknownCycleError';
}

/**
 * Computes the indicator values of the return in force of one park, whichever acceptance asked for it, and stores them
 * with IndicatorsComputed. Provided that the return is still as it was read: values of a return that was displaced or
 * withdrawn in the meantime are never written.
 */
export const scoreReturn = async (
  accepted: { readonly cycle: string; readonly park: string },
  ports: ScorePorts,
): Promise<ScoreOutcome> =>
  retryingConflicts(async (): Promise<ScoreOutcome> => {
    for (;;) {
      const { priors, ...outcome } = await scoreOnce(accepted, ports);
      // Last year's values are no part of the transaction: that row would be one for all parks. Whoever wrote by values that
      // were replaced meanwhile sees it here, or comes before those who score by the new ones.
      const isCurrent =
        outcome.outcome !== 'scored' ||
        isDeepStrictEqual(priors, await ports.readPriors(accepted.cycle, accepted.park));
      if (isCurrent) return outcome;
    }
  }, ports.pause);

const scoreOnce = async (
  accepted: { readonly cycle: string; readonly park: string },
  ports: ScorePorts,
): Promise<ScoreOutcome & { readonly priors: FrozenPriors | null }> => {
  const { cycle, park } = accepted;
  const [state, definition, frozenPriors, before] = await Promise.all([
    ports.readFiler(cycle, park),
    ports.readCycle(cycle),
    ports.readPriors(cycle, park),
    ports.readScoredReturn(cycle, park),
  ]);
  if (definition === null) throw new UnknownCycleError(`No cycle ${cycle}`);
  const nothing = { submissionId: null, priors: frozenPriors };
  if (definition.status === 'published') return { outcome: 'cycle-published', ...nothing };
  const { summary } = state;
  if (summary === null) return { outcome: 'nothing-in-force', ...nothing };
  const { inForce } = foldSubmissions(state.submissions, summary.withdrawal);
  if (inForce === null) return { outcome: 'nothing-in-force', ...nothing };

  const { submissionId, sha256, inputs, previous } = inForce.submission;
  const priors = choosePriors(definition.previousCycle, frozenPriors?.inputs ?? null, previous);
  const values = await ports.computeIndicators(definition.methodology, inputs, priors);
  const row: IndicatorsRow = {
    cycle,
    park,
    submissionId,
    sha256,
    order: inForce.order,
    values: values as IndicatorsRow['values'],
    inputs: { ...inputs },
    priors: { ...priors.values },
    priorSource: priors.source,
    reopened: isReopened(summary, inForce),
    withdrawn: false,
    scoredAt: ports.now(),
  };
  if (before !== null && isDeepStrictEqual({ ...before, scoredAt: row.scoredAt }, row)) {
    return { outcome: 'done-before', submissionId, priors: frozenPriors };
  }
  await ports.commitScores(row, summary, [computedEvent(row, before, ports.hash)]);
  return { outcome: 'scored', submissionId, priors: frozenPriors };
};

const computedEvent = (row: IndicatorsRow, before: IndicatorsRow | null, hash: Hash) => {
  const { cycle, park, submissionId, sha256, order, values, reopened, scoredAt } = row;
  const computed = Object.values(values).filter((value) => 'value' in value).length;
  const notComputable = Object.keys(values).length - computed;
  // The same submission may be scored anew: with corrected priors, or at a later place in the order; and with the values
  // that it had before, where a correction is taken back. What they replace tells these apart.
  const state = hash(JSON.stringify([order, reopened, row.priorSource, values, before?.scoredAt ?? null]));
  return IndicatorsComputed.event(
    { cycle, occurredAt: scoredAt, park, submissionId, sha256, computed, notComputable },
    `${park}|${submissionId}|${state}`,
  );
};
