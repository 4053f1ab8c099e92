import { VerdictOutdated } from '../../events/verdict-outdated.v1.ts';
import type { CycleReads } from '../../shared/adapters/cycle-reads.ts';
import type { ReturnsTable } from '../../shared/adapters/returns-table.ts';
import type { Hash } from '../../shared/domain/returns/audit-chain.ts';
import { outdatedAmong, priorsHash } from '../../shared/domain/returns/judged-priors.ts';
import { parksThatFiled } from '../score-return/score-anew.ts';

export interface RecallPorts
  extends Pick<ReturnsTable, 'readReturns' | 'readFiler' | 'announce'>,
    Pick<CycleReads, 'readCycle' | 'readPriors'> {
  readonly now: () => string;
  readonly hash: Hash;
}

/**
 * Asks for a new verdict on every submission of the given parks, or of all that have filed, that is not accepted and was
 * judged by other values of last year than count now: one event each, since each is a file to be opened. A submission that
 * waits for its first verdict sees the new values by itself. In a published cycle no verdict changes any more.
 *
 * @param cause the event by which they changed: told again, it asks for the same verdicts by the same events.
 */
export const recallVerdicts = async (
  {
    cycle,
    parks,
    cause,
  }: { readonly cycle: string; readonly parks: readonly string[] | null; readonly cause: string },
  ports: RecallPorts,
): Promise<{ readonly recalled: number }> => {
  let recalled = 0;
  if ((await ports.readCycle(cycle))?.status === 'published') return { recalled };
  for (const park of parks ?? (await parksThatFiled(cycle, ports))) {
    const [{ submissions }, frozen] = await Promise.all([
      ports.readFiler(cycle, park),
      ports.readPriors(cycle, park),
    ]);
    const priors = priorsHash(frozen?.inputs ?? null, ports.hash);
    for (const { submissionId, sha256, status: verdict } of outdatedAmong(submissions, priors)) {
      const detail = { park, submissionId, sha256, verdict, because: 'priors' as const };
      await ports.announce(
        VerdictOutdated.event({ cycle, occurredAt: ports.now(), ...detail }, `${submissionId}|${cause}`),
      );
      recalled += 1;
    }
  }
  return { recalled };
};
