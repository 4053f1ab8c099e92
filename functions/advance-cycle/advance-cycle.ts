import type { OutboxEvent } from '../../events/contract.ts';
import { CycleClosed } from '../../events/cycle-closed.v1.ts';
import { CycleOpened } from '../../events/cycle-opened.v1.ts';
import { type Pause, retryingConflicts } from '../../shared/adapters/conflict-retry.ts';
import type { CycleCommits } from '../../shared/adapters/cycle-commits.ts';
import type { CycleSchedules } from '../../shared/adapters/cycle-schedules.ts';
import { type CyclesTable, cycleOf } from '../../shared/adapters/cycles-table.ts';
import type { CycleTransition } from '../../shared/domain/cycles/decide-cycle.ts';
import { decideDue, dueAt } from '../../shared/domain/cycles/decide-times.ts';

export interface AdvancePorts
  extends Pick<CyclesTable, 'readCycleRow' | 'readRegister'>,
    Pick<CycleCommits, 'commitCycle'>,
    CycleSchedules {
  readonly now: () => Date;
  readonly pause: Pause;
}

export interface Advanced {
  /** What the cycle did by itself, in order. */
  readonly done: readonly ('cycle-opened' | 'cycle-closed')[];
  /** When it is looked at next; null = never again. */
  readonly next: string | null;
}

/** Thrown when a message names a cycle that was never opened. */
export class UnknownCycleError extends Error {
  override readonly name = 'UnknownCycleError';
}

/**
 * Brings a cycle to where it should be by now, and sees to it that it is looked at again when it next opens or closes by
 * itself. Whoever asks, when and how often makes no difference: a schedule that fires early only finds nothing due and is
 * set again, one that fires twice finds everything done, and times that were changed meanwhile are those of the row.
 *
 * @throws {UnknownCycleError}
 */
export const advanceCycle = async (cycle: string, ports: AdvancePorts): Promise<Advanced> => {
  const done: Advanced['done'][number][] = [];
  for (;;) {
    const step = await retryingConflicts(() => stepOnce(cycle, ports), ports.pause);
    if (step.done !== null) {
      done.push(step.done);
      continue;
    }
    const { next } = step;
    await retryingConflicts(
      () => (next === null ? ports.unschedule(cycle) : ports.schedule(cycle, next)),
      ports.pause,
    );
    // Somebody who read the row later may have set the schedule sooner: whoever sets it last must have set what the row says.
    if (dueAt(await requireRow(cycle, ports)) !== next) continue;
    // A time that has come while its schedule was being set: nobody knows whether a schedule of the past fires.
    if (next === null || Date.parse(next) > ports.now().getTime()) return { done, next };
  }
};

const requireRow = async (cycle: string, { readCycleRow }: Pick<AdvancePorts, 'readCycleRow'>) => {
  const row = await readCycleRow(cycle);
  if (row === null) throw new UnknownCycleError(`Cycle ${cycle} was never opened`);
  return row;
};

const stepOnce = async (cycle: string, ports: AdvancePorts) => {
  const before = await requireRow(cycle, ports);
  const now = ports.now().toISOString();
  const transition = decideDue(cycleOf(before), now);
  if (transition === null) return { done: null, next: dueAt(before) };
  await ports.commitCycle({
    before,
    openedWith: before.openedWith,
    transition,
    event: await eventOf(transition, now, ports),
    alongside: [],
  });
  return { done: transition.cycle.status === 'open' ? 'cycle-opened' : 'cycle-closed', next: null } as const;
};

const eventOf = async (
  { cycle: advanced, fact }: CycleTransition,
  occurredAt: string,
  ports: Pick<AdvancePorts, 'readRegister'>,
): Promise<OutboxEvent> => {
  const { cycle, closedAt } = advanced;
  if (advanced.status === 'closed') {
    const detail = { cycle, occurredAt, closedAt: closedAt ?? occurredAt, actor: fact.actor };
    return CycleClosed.event(detail, 'closed');
  }
  const { methodology, rulePack, opensAt, closesAt, late, previousCycle } = advanced;
  const register = (await ports.readRegister(cycle)).length;
  return CycleOpened.event(
    { cycle, occurredAt, methodology, rulePack, register, opensAt, closesAt, late, previousCycle },
    'opened',
  );
};
