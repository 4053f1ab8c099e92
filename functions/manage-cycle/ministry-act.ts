import { retryingConflicts } from '../../shared/adapters/conflict-retry.ts';
import type { IndicatorsRow } from '../../shared/adapters/indicator-rows.ts';
import { cycleUnchanged } from '../../shared/adapters/rankings-table.ts';
import { outboxEventsOf } from '../../shared/adapters/return-outbox.ts';
import { indicatorsMarked, indicatorsUnchanged } from '../../shared/adapters/scored-returns-table.ts';
import { type CycleRefusal, refusals } from '../../shared/domain/cycles/refusal.ts';
import {
  decideMinistryAct,
  type MinistryAct,
  type MinistryActDecision,
} from '../../shared/domain/returns/decide-ministry-act.ts';
import type { ReturnStatus } from '../../shared/domain/returns/filer-state.ts';
import { foldSubmissions } from '../../shared/domain/returns/fold-submissions.ts';
import type { ManagePorts } from './manage-ports.ts';

export interface ReturnActedOn {
  readonly ok: true;
  readonly cycle: string;
  readonly park: string;
  /** The submission that was in force. */
  readonly submissionId: string;
  readonly status: ReturnStatus;
  /** It was so before; nothing was changed. */
  readonly doneBefore: boolean;
}

/**
 * Does what the ministry decided on one return: its row, audit entry, mark on the indicator values and event in one
 * transaction.
 */
export const actOnReturn = async (
  { cycle, park, act }: { readonly cycle: string; readonly park: string; readonly act: MinistryAct },
  ports: ManagePorts,
): Promise<ReturnActedOn | CycleRefusal> =>
  retryingConflicts(async (): Promise<ReturnActedOn | CycleRefusal> => {
    const definition = await ports.readCycle(cycle);
    if (definition === null) return refusals.unknownCycle(cycle);
    if ((await ports.readRegisteredPark(cycle, park)) === null) return refusals.unknownPark(cycle, park);
    const state = await ports.readFiler(cycle, park);
    const { summary } = state;
    if (summary === null) return refusals.noReturn(cycle, park);
    const circumstances = { now: ports.now().toISOString(), hash: ports.sha256 };
    const decision = decideMinistryAct(state, { cycle: definition, act }, circumstances);
    if (decision.kind === 'impossible') return refusalOf(decision.because, { cycle, park, act });
    const submissionId = summary.inForce?.submissionId ?? summary.withdrawal?.submissionId ?? '';
    const done = { ok: true, cycle, park, submissionId } as const;
    if (decision.kind === 'done-before') return { ...done, status: summary.status, doneBefore: true };
    const { transition } = decision;
    const { inForce } = foldSubmissions(state.submissions, summary.withdrawal);
    const stored = await ports.readScoredReturn(cycle, park);
    const marked = markedIndicators(act, { cycle, park, now: circumstances.now, inForce, stored });
    await ports.commit(transition, outboxEventsOf(transition, ports.reportsBucket), [
      cycleUnchanged(definition),
      // Values that are scored between reading and committing must not miss the mark: then this is decided anew.
      marked === null ? indicatorsUnchanged(cycle, park, stored) : indicatorsMarked(marked, stored),
    ]);
    return { ...done, status: transition.summary.status, doneBefore: false };
  }, ports.pause);

const refusalOf = (
  because: Extract<MinistryActDecision, { kind: 'impossible' }>['because'],
  { cycle, park, act }: { readonly cycle: string; readonly park: string; readonly act: MinistryAct },
): CycleRefusal => {
  switch (because) {
    case 'cycle-published':
      return refusals.cyclePublished(cycle);
    case 'nothing-in-force':
      return refusals.nothingInForce(cycle, park);
    case 'deadline-passed':
      return refusals.deadlinePassed(act.kind === 'reopen' ? (act.deadline ?? '') : '');
  }
};

/**
 * The indicator values with the ministry's mark on them. A withdrawal leaves a tombstone even where nothing is scored
 * yet, so that the ranking finds what the event tells of. A reopening marks only the values of the bytes it is about;
 * values that are scored later carry the mark from the start.
 */
const markedIndicators = (
  act: MinistryAct,
  {
    cycle,
    park,
    now,
    inForce,
    stored,
  }: {
    readonly cycle: string;
    readonly park: string;
    readonly now: string;
    readonly inForce: ReturnType<typeof foldSubmissions>['inForce'];
    readonly stored: IndicatorsRow | null;
  },
): IndicatorsRow | null => {
  if (inForce === null) return null;
  const { submissionId, sha256 } = inForce.submission;
  if (act.kind === 'reopen') {
    return stored === null || stored.withdrawn || stored.sha256 !== sha256
      ? null
      : { ...stored, reopened: true };
  }
  const scored = stored ?? {
    cycle,
    park,
    values: {},
    inputs: {},
    priors: {},
    priorSource: 'return',
    reopened: false,
    scoredAt: now,
  };
  return { ...scored, submissionId, sha256, order: inForce.order, withdrawn: true };
};
