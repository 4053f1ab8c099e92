import { PriorAmended } from '../../events/prior-amended.v1.ts';
import { retryingConflicts } from '../../shared/adapters/conflict-retry.ts';
import { cycleOf } from '../../shared/adapters/cycles-table.ts';
import { amendmentWrite } from '../../shared/adapters/ministry-files.ts';
import type { Amendment } from '../../shared/domain/cycles/amendment.ts';
import type { AmendPrior } from '../../shared/domain/cycles/command.ts';
import { decideAmendment } from '../../shared/domain/cycles/decide-amendment.ts';
import { type CycleRefusal, refusals } from '../../shared/domain/cycles/refusal.ts';
import { FILED_INPUT_CODES } from '../../shared/domain/methodology/shipped-editions.ts';
import type { ManagePorts } from './manage-ports.ts';

export interface PriorIsAmended {
  readonly ok: true;
  readonly amendment: Amendment;
  /** The very same was recorded before; nothing was changed. */
  readonly doneBefore: boolean;
}

/** Records an amendment of last year's values: its row, audit entry and event in one transaction. It counts from a refresh on. */
export const amendPrior = async (
  { command: _, cycle, ...asked }: AmendPrior,
  ports: ManagePorts,
): Promise<PriorIsAmended | CycleRefusal> =>
  retryingConflicts(async (): Promise<PriorIsAmended | CycleRefusal> => {
    const before = await ports.readCycleRow(cycle);
    if (before === null) return refusals.unknownCycle(cycle);
    const { park } = asked;
    if ((await ports.readRegisteredPark(cycle, park)) === null) return refusals.unknownPark(cycle, park);
    const [amendments, priors] = await Promise.all([
      ports.readAmendments(cycle),
      ports.readPriors(cycle, park),
    ]);
    const now = ports.now().toISOString();
    const decision = decideAmendment(
      { cycle: cycleOf(before), amendments, priors: priors?.inputs ?? null, codes: FILED_INPUT_CODES },
      asked,
      now,
    );
    if (decision.kind === 'refused') return decision.refusal;
    const { amendment } = decision;
    if (decision.kind === 'done-before') return { ok: true, amendment, doneBefore: true };
    const { number, values, reason, approvedBy, document, effectiveOn, actor } = amendment;
    const codes = Object.keys(values).toSorted();
    const detail = { park, number, codes, reason, approvedBy, document, effectiveOn, actor };
    await ports.commitCycle({
      before,
      openedWith: before.openedWith,
      transition: decision,
      event: PriorAmended.event({ cycle, occurredAt: now, ...detail }, String(number)),
      alongside: [amendmentWrite(amendment)],
    });
    return { ok: true, amendment, doneBefore: false };
  }, ports.pause);
