import { retryingConflicts } from '../../shared/adapters/conflict-retry.ts';
import { cycleUnchanged } from '../../shared/adapters/rankings-table.ts';
import { outboxEventsOf } from '../../shared/adapters/return-outbox.ts';
import type { SignOffReturn } from '../../shared/domain/cycles/command.ts';
import { type CycleRefusal, refusals } from '../../shared/domain/cycles/refusal.ts';
import { decideSignOff, type SignOffDecision } from '../../shared/domain/returns/decide-sign-off.ts';
import type { SignOff } from '../../shared/domain/returns/filer-state.ts';
import { foldSubmissions } from '../../shared/domain/returns/fold-submissions.ts';
import type { ManagePorts } from './manage-ports.ts';

export interface ReturnIsSignedOff {
  readonly ok: true;
  readonly cycle: string;
  readonly park: string;
  readonly signOff: SignOff;
  /** It was signed so before; nothing was changed. */
  readonly doneBefore: boolean;
}

/** Signs the return in force off (数据确认): its row, audit entry and event in one transaction. */
export const signOffReturn = async (command: SignOffReturn, ports: ManagePorts) =>
  retryingConflicts(() => signOnce(command, ports), ports.pause);

const signOnce = async (
  { cycle, park, unitHead, statisticsHead, preparedBy, submission, actor }: SignOffReturn,
  ports: ManagePorts,
): Promise<ReturnIsSignedOff | CycleRefusal> => {
  const definition = await ports.readCycle(cycle);
  if (definition === null) return refusals.unknownCycle(cycle);
  if ((await ports.readRegisteredPark(cycle, park)) === null) return refusals.unknownPark(cycle, park);
  const state = await ports.readFiler(cycle, park);
  if (state.summary === null) return refusals.noReturn(cycle, park);
  const { inForce } = foldSubmissions(state.submissions, state.summary.withdrawal);
  const report = {
    key: inForce?.submission.reportKey ?? '',
    sha256: inForce === null ? '' : await ports.digestReport(inForce.submission),
  };
  const signatories = { unitHead, statisticsHead, preparedBy };
  const decision = decideSignOff(
    state,
    { cycle: definition, act: { signatories, actor, submissionId: submission, report } },
    { now: ports.now().toISOString(), hash: ports.sha256 },
  );
  if (decision.kind === 'impossible') return refusalOf(decision, { cycle, park, submission });
  const { signOff } = decision;
  if (decision.kind === 'done-before') return { ok: true, cycle, park, signOff, doneBefore: true };
  await ports.commit(decision.transition, outboxEventsOf(decision.transition, ports.reportsBucket), [
    cycleUnchanged(definition),
  ]);
  return { ok: true, cycle, park, signOff, doneBefore: false };
};

const refusalOf = (
  { because }: Extract<SignOffDecision, { kind: 'impossible' }>,
  { cycle, park, submission }: Pick<SignOffReturn, 'cycle' | 'park' | 'submission'>,
): CycleRefusal => {
  switch (because) {
    case 'cycle-published':
      return refusals.cyclePublished(cycle);
    case 'reopened':
      return refusals.returnReopened(cycle, park);
    case 'other-in-force':
      return refusals.otherInForce(park, submission ?? '');
    case 'nothing-in-force':
      return refusals.nothingInForce(cycle, park);
  }
};
