import type { Localised } from '../returns/filed-return.ts';
import type { ReturnSummary } from '../returns/filer-state.ts';
import type { Severity } from './finding.ts';
import type { PackPatch } from './pack-patch.ts';
import type { RulePack, SubjectKind } from './rule-pack.ts';

/** What a rule in shadow mode found in the last judged submissions: for the ministry only. */
export interface ShadowCount {
  /** Parks whose file it was run on. */
  readonly parks: number;
  /** Parks in which it found something, and how much in all. */
  readonly parksWithFindings: number;
  readonly findings: number;
}

/** How a rule stands in a cycle. */
export interface RuleState {
  readonly rule: string;
  readonly version: string;
  readonly severity: Severity;
  readonly runsOn: SubjectKind;
  readonly mode: 'live' | 'shadow' | 'off';
  readonly message: Localised;
  /** Null unless it is off. */
  readonly off: { readonly reason: string; readonly actor: string; readonly at: string } | null;
  /** Null unless it runs in shadow mode. */
  readonly shadow: ShadowCount | null;
}

/** Every rule of a pack as it comes with the program, with what the ministry's patch and the returns say of it. */
export const ruleStates = (
  pack: Pick<RulePack, 'rules'>,
  patch: PackPatch | null,
  returns: readonly Pick<ReturnSummary, 'review'>[],
): readonly RuleState[] => {
  const off = new Map((patch?.off ?? []).map(({ rule, ...why }) => [rule, why]));
  return pack.rules.map(({ id, version, severity, runsOn, mode, message }) => {
    const why = off.get(id) ?? null;
    return {
      rule: id,
      version,
      severity,
      runsOn,
      mode: why === null ? mode : 'off',
      message,
      off: why,
      shadow: why === null && mode === 'shadow' ? shadowCount(id, returns) : null,
    };
  });
};

const shadowCount = (rule: string, returns: readonly Pick<ReturnSummary, 'review'>[]): ShadowCount => {
  const counts = returns.map(({ review }) => review.shadow[rule]).filter((count) => count !== undefined);
  return {
    parks: counts.length,
    parksWithFindings: counts.filter((count) => count > 0).length,
    findings: counts.reduce((sum, count) => sum + count, 0),
  };
};
