import type { Cycle } from '../../../shared/domain/cycles/cycle.ts';
import { decideMinistryAct, type MinistryAct } from '../../../shared/domain/returns/decide-ministry-act.ts';
import { decideReceipt, type Upload } from '../../../shared/domain/returns/decide-receipt.ts';
import { decideSignOff, type SignOffAct } from '../../../shared/domain/returns/decide-sign-off.ts';
import { decideVerdict, type Judgement } from '../../../shared/domain/returns/decide-verdict.ts';
import type { FilerState } from '../../../shared/domain/returns/filer-state.ts';
import type { Transition } from '../../../shared/domain/returns/transition.ts';
import { aCycle, after, aJudgement, at, noState, sha256 } from '../../support/returns.ts';

/** A command to a return, in the order given. */
export type Step =
  | { readonly upload: Upload }
  | { readonly judge: string; readonly as: Judgement['verdict'] }
  | { readonly act: MinistryAct; readonly minute: number }
  | { readonly sign: Partial<SignOffAct>; readonly minute: number };

export const upload = (value: Upload): Step => ({ upload: value });
export const judge = (submissionId: string, as: Judgement['verdict']): Step => ({ judge: submissionId, as });
export const act = (value: MinistryAct, minute: number): Step => ({ act: value, minute });

/** Both heads sign, minute by minute of the filing day. */
export const sign = (minute: number, value: Partial<SignOffAct> = {}): Step => ({ sign: value, minute });

const decide = (state: FilerState, step: Step, cycle: Cycle): Transition | null => {
  const circumstances = { now: at('minute' in step ? step.minute : 59), hash: sha256 };
  if ('upload' in step) {
    const decision = decideReceipt(state, { cycle, upload: step.upload }, circumstances);
    return decision.kind === 'transition' ? decision.transition : null;
  }
  if ('act' in step) {
    const decision = decideMinistryAct(state, { cycle, act: step.act }, circumstances);
    return decision.kind === 'transition' ? decision.transition : null;
  }
  if ('sign' in step) {
    const inForce = state.summary?.inForce?.submissionId ?? '';
    const act: SignOffAct = {
      signatories: { unitHead: '王建国', statisticsHead: '赵敏', preparedBy: null },
      actor: 'park:P001:赵敏',
      submissionId: null,
      report: { key: `reports/2021/P001/${inForce}.json`, sha256: sha256(`report of ${inForce}`) },
      ...step.sign,
    };
    const decision = decideSignOff(state, { cycle, act }, circumstances);
    return decision.kind === 'transition' ? decision.transition : null;
  }
  const judgements = [aJudgement(step.judge, step.as)];
  return decideVerdict(state, { cycle, judgements, explanations: [] }, circumstances);
};

/** Runs the steps one after the other; the last transition (null = nothing to do) and the state after it. */
export const given = (
  steps: readonly Step[],
  cycle: Cycle = aCycle(),
): { readonly state: FilerState; readonly last: Transition | null } => {
  let state = noState();
  let last: Transition | null = null;
  for (const step of steps) {
    last = decide(state, step, cycle);
    if (last !== null) state = after(state, last);
  }
  return { state, last };
};
