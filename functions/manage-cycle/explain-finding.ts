import { FindingExplained } from '../../events/finding-explained.v1.ts';
import { retryingConflicts } from '../../shared/adapters/conflict-retry.ts';
import { outboxWrite } from '../../shared/adapters/outbox-row.ts';
import { gateIsOpen } from '../../shared/adapters/publication-gates.ts';
import { explanationWrite } from '../../shared/adapters/returns-table.ts';
import type { ExplainFinding } from '../../shared/domain/cycles/command.ts';
import { type CycleRefusal, refusals } from '../../shared/domain/cycles/refusal.ts';
import { decideVerdict } from '../../shared/domain/returns/decide-verdict.ts';
import type { Explanation } from '../../shared/domain/returns/explanation.ts';
import { aboutOf } from '../../shared/domain/returns/explanation-band.ts';
import type { FilerState, ReturnStatus } from '../../shared/domain/returns/filer-state.ts';
import { repeatedExplanations } from '../../shared/domain/returns/repeated-explanations.ts';
import type { Finding } from '../../shared/domain/rules/finding.ts';
import { withFingerprints } from '../../shared/domain/rules/report-findings.ts';
import { judgedAnew } from '../validate-return/judge-anew.ts';
import { keepVerdict } from '../validate-return/keep-verdict.ts';
import type { ManagePorts } from './manage-ports.ts';

export interface FindingIsExplained {
  readonly ok: true;
  readonly cycle: string;
  readonly park: string;
  readonly finding: string;
  /** Where the return stands now. */
  readonly status: ReturnStatus;
  /** Submissions that have a new verdict because of it. */
  readonly judgedAnew: readonly string[];
}

/**
 * Keeps an explanation (说明) of a query and judges anew what waited for it, from the stored reports. It is kept whenever
 * a submission that is not accepted has the finding, also where others are still open, and holds for the values of that
 * submission.
 */
export const explainFinding = async (
  { cycle, park, finding, reason, text, actor }: ExplainFinding,
  ports: ManagePorts,
): Promise<FindingIsExplained | CycleRefusal> =>
  retryingConflicts(async (): Promise<FindingIsExplained | CycleRefusal> => {
    const definition = await ports.readCycle(cycle);
    if (definition === null) return refusals.unknownCycle(cycle);
    if (definition.status === 'published') return refusals.cyclePublished(cycle);
    if ((await ports.readRegisteredPark(cycle, park)) === null) return refusals.unknownPark(cycle, park);
    const state = await ports.readFiler(cycle, park);
    if (state.summary === null) return refusals.noReturn(cycle, park);
    const open = await openFinding(state, finding, ports);
    if (open === null) return refusals.unknownFinding(finding);
    if (open.severity !== 'query') return refusals.notExplainable(finding, open.rule);

    const now = ports.now().toISOString();
    const explanation: Explanation = {
      cycle,
      filer: park,
      finding,
      about: aboutOf(open),
      reason,
      text,
      actor,
      at: now,
      order: null,
    };
    const all = [...(await ports.readExplanations(cycle, park)), explanation];
    const judged = await judgedAnew(state, all, ports);
    const transition = decideVerdict(
      state,
      {
        cycle: definition,
        judgements: judged.map(({ judgement }) => judgement),
        explanations: [explanation],
        repeatedExplanations: repeatedExplanations(all),
      },
      { now, hash: ports.sha256 },
    );
    if (transition === null) return refusals.unknownFinding(finding);
    const judgedAgain = transition.submissions.map(({ submissionId }) => submissionId);
    const event = FindingExplained.event(
      { cycle, occurredAt: now, park, finding, rule: open.rule, reason, actor, judgedAnew: judgedAgain },
      `${park}|${transition.summary.audit.sequence}`,
    );
    // Nothing repeats a command that was cut off: the explanation counts with its audit entry, or not at all.
    await keepVerdict(transition, { judged, standing: state.submissions, explanations: [] }, ports, [
      gateIsOpen(cycle, park),
      explanationWrite(explanation),
      outboxWrite(event),
    ]);
    return {
      ok: true,
      cycle,
      park,
      finding,
      status: transition.summary.status,
      judgedAnew: judgedAgain,
    };
  }, ports.pause);

/**
 * The finding in the latest submission that has it and is not accepted, before all one that waits for explanations; null
 * where none has it. In a rejected one it may be explained ahead of the corrected file.
 */
const openFinding = async (
  state: FilerState,
  fingerprint: string,
  ports: Pick<ManagePorts, 'readReport'>,
): Promise<Finding | null> => {
  const latestFirst = state.submissions.toSorted((a, b) => (a.order < b.order ? 1 : -1));
  for (const wanted of ['needs-explanation', 'rejected'] as const) {
    for (const submission of latestFirst) {
      if (submission.status !== wanted) continue;
      const { findings } = await ports.readReport(submission);
      const [found] = withFingerprints(findings, new Set([fingerprint]));
      if (found !== undefined) return found;
    }
  }
  return null;
};
