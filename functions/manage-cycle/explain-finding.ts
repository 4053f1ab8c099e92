import { retryingConflicts } from '../../shared/adapters/conflict-retry.ts';
import type { ExplainFinding } from '../../shared/domain/cycles/command.ts';
import { type CycleRefusal, refusals } from '../../shared/domain/cycles/refusal.ts';
import { decideVerdict } from '../../shared/domain/returns/decide-verdict.ts';
import type { Explanation } from '../../shared/domain/returns/explanation.ts';
import type { FilerState, ReturnStatus } from '../../shared/domain/returns/filer-state.ts';
import type { Finding } from '../../shared/domain/rules/finding.ts';
import { judgedAnew } from '../validate-return/judge-anew.ts';
import { keepVerdict } from '../validate-return/keep-verdict.ts';
import type { ManagePorts } from './manage-ports.ts';

export interface FindingExplained {
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
 * a submission that waits has the finding, also where others are still open.
 */
export const explainFinding = async (
  { cycle, park, finding, reason, text, actor }: ExplainFinding,
  ports: ManagePorts,
): Promise<FindingExplained | CycleRefusal> =>
  retryingConflicts(async (): Promise<FindingExplained | CycleRefusal> => {
    const definition = await ports.readCycle(cycle);
    if (definition === null) return refusals.unknownCycle(cycle);
    if (definition.status === 'published') return refusals.cyclePublished(cycle);
    if ((await ports.readRegisteredPark(cycle, park)) === null) return refusals.unknownPark(cycle, park);
    const state = await ports.readFiler(cycle, park);
    if (state.summary === null) return refusals.noReturn(cycle, park);
    const open = await waitingFinding(state, finding, ports);
    if (open === null) return refusals.unknownFinding(finding);
    if (open.severity !== 'query') return refusals.notExplainable(finding, open.rule);

    const now = ports.now().toISOString();
    const explanation: Explanation = {
      cycle,
      filer: park,
      finding,
      reason,
      text,
      actor,
      at: now,
      order: null,
    };
    const known = await ports.readExplanations(cycle, park);
    const judged = await judgedAnew(state, new Set([...known.map((one) => one.finding), finding]), ports);
    const transition = decideVerdict(
      state,
      {
        cycle: definition,
        judgements: judged.map(({ judgement }) => judgement),
        explanations: [explanation],
      },
      { now, hash: ports.sha256 },
    );
    if (transition === null) return refusals.unknownFinding(finding);
    await keepVerdict(transition, judged, ports);
    return {
      ok: true,
      cycle,
      park,
      finding,
      status: transition.summary.status,
      judgedAnew: judged.map(({ judgement }) => judgement.submissionId),
    };
  }, ports.pause);

/** The finding in the latest submission that waits for explanations; null where none has it. */
const waitingFinding = async (
  state: FilerState,
  fingerprint: string,
  ports: Pick<ManagePorts, 'readReport'>,
): Promise<Finding | null> => {
  const waiting = state.submissions
    .filter(({ status }) => status === 'needs-explanation')
    .toSorted((a, b) => (a.order < b.order ? 1 : -1));
  for (const submission of waiting) {
    if (submission.status !== 'needs-explanation') continue;
    const { findings } = await ports.readReport(submission.reportKey);
    const found = findings.find((one) => one.fingerprint === fingerprint);
    if (found !== undefined) return found;
  }
  return null;
};
