import { CycleOpened } from '../../events/cycle-opened.v1.ts';
import { CycleScheduled } from '../../events/cycle-scheduled.v1.ts';
import { retryingConflicts } from '../../shared/adapters/conflict-retry.ts';
import { boundsRows } from '../../shared/adapters/cycle-rows.ts';
import type { TableWrite } from '../../shared/adapters/table.ts';
import { tableKeys } from '../../shared/adapters/table-keys.ts';
import type { OpenCycle } from '../../shared/domain/cycles/command.ts';
import type { Cycle } from '../../shared/domain/cycles/cycle.ts';
import { decideOpening } from '../../shared/domain/cycles/decide-cycle.ts';
import type { Bounds } from '../../shared/domain/cycles/ranking-state.ts';
import { type CycleRefusal, refusals } from '../../shared/domain/cycles/refusal.ts';
import type { Edition } from '../../shared/domain/methodology/edition.ts';
import { canonicalJson } from '../../shared/domain/ranking/input-hash.ts';
import { boundsUnderEdition } from '../../shared/domain/scenarios/snapshot-under-edition.ts';
import { findMethodology } from './find-methodology.ts';
import { findPreviousCycle, type PreviousCycle, priorsOf } from './last-years-values.ts';
import type { ManagePorts } from './manage-ports.ts';

export interface CycleIsOpen {
  readonly ok: true;
  readonly cycle: Cycle;
  /** Parks of the register. */
  readonly register: number;
  /** Parks whose values of the previous cycle were copied. */
  readonly priors: number;
  /** The cycle was open before; nothing was changed. */
  readonly doneBefore: boolean;
}

/**
 * Opens a cycle, now or, where its opening time is still to come, by itself at that time: register, last year's values, last
 * year's bounds, and the cycle itself.
 *
 * A transaction takes 100 writes and a register alone has 169 rows, so register and priors go first, in batches that may
 * be repeated, and the row of the cycle goes last: until it is there the cycle does not exist for anybody, however much
 * of it is written. What an opening that was cut off wrote is completed by repeating it; a claim keeps another opening
 * from mixing its register into the first.
 */
export const openCycle = async (
  command: OpenCycle,
  ports: ManagePorts,
): Promise<CycleIsOpen | CycleRefusal> => {
  const edition = await findMethodology(command.methodology, ports);
  if ('ok' in edition) return edition;
  return retryingConflicts(() => openOnce(command, edition, ports), ports.pause);
};

const openOnce = async (
  command: OpenCycle,
  edition: Edition,
  ports: ManagePorts,
): Promise<CycleIsOpen | CycleRefusal> => {
  const { command: _, actor, reason, register, ...asked } = command;
  const { cycle } = command;
  const now = ports.now().toISOString();
  // What was asked for, not what follows from it: a repetition comes at another time.
  const openedWith = ports.sha256(canonicalJson({ ...asked, register }));
  const before = await ports.readCycleRow(cycle);
  const begunWith = await ports.readOpening(cycle);
  const previous = await findPreviousCycle(cycle, ports);
  const decision = decideOpening(
    { openedWith: before?.openedWith ?? null, begunWith },
    {
      definition: {
        cycle,
        methodology: { id: edition.document.id, version: edition.document.version },
        rulePack: ports.rulePackOf(cycle),
        opensAt: command.opensAt ?? now,
        closesAt: command.closesAt,
        late: command.late,
        previousCycle: previous?.cycle ?? null,
      },
      openedWith,
      parks: register.map(({ id }) => id),
      actor,
      reason,
    },
    now,
  );
  if (decision.kind === 'refused') return decision.refusal;
  if (decision.kind === 'done-before') {
    const definition = await ports.readCycle(cycle);
    if (definition === null) return refusals.unknownCycle(cycle);
    return { ok: true, cycle: definition, register: register.length, priors: 0, doneBefore: true };
  }

  await ports.beginOpening(cycle, openedWith, now);
  await ports.writeRegister(cycle, register);
  const priors = previous === null ? [] : await priorsOf(cycle, previous, ports);
  await ports.writePriors(priors);
  const { methodology, rulePack, opensAt, closesAt, late, previousCycle } = decision.cycle;
  const opened = { methodology, rulePack, opensAt, closesAt, late, previousCycle };
  await ports.commitCycle({
    before,
    openedWith,
    transition: decision,
    event:
      decision.cycle.status === 'open'
        ? CycleOpened.event({ cycle, occurredAt: now, register: register.length, ...opened }, 'opened')
        : CycleScheduled.event({ cycle, occurredAt: now, opensAt, closesAt, late, reason, actor }, 'first'),
    alongside: previousBounds(cycle, await boundsUnder(edition, previous, ports), now),
  });
  const copied = priors.filter(({ fromSubmission }) => fromSubmission !== null).length;
  return { ok: true, cycle: decision.cycle, register: register.length, priors: copied, doneBefore: false };
};

/** The published bounds of the previous cycle, by which this one is scored until it closes. */
const previousBounds = (cycle: string, bounds: Bounds | null, now: string): readonly TableWrite[] =>
  bounds === null
    ? []
    : [
        {
          put: boundsRows.rowOf(tableKeys.bounds(cycle, 'previous-cycle'), {
            cycle,
            source: 'previous-cycle',
            bounds,
            frozenAt: now,
          }),
        },
      ];

/**
 * The previous cycle's bounds as far as the edition of this one measures the same thing: under another edition a code may
 * stand for something else.
 */
const boundsUnder = async (
  edition: Edition,
  previous: PreviousCycle | null,
  ports: ManagePorts,
): Promise<Bounds | null> => {
  if (previous?.bounds == null) return null;
  const { methodology } = await ports.readSnapshot(previous.snapshot);
  const { id, version } = edition.document;
  if (methodology.id === id && methodology.version === version) return previous.bounds;
  return boundsUnderEdition(previous.bounds, await ports.readEdition(methodology), edition);
};
