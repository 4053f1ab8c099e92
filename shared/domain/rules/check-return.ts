import type { ParkInputs } from '../indicators/indicator-value.ts';
import { aboutOf, coverage } from '../returns/explanation-band.ts';
import type { FiledReturn, Localised, ReadOutcome } from '../returns/filed-return.ts';
import type { CheckContext } from './check-context.ts';
import { derivedTexts, deriveInputs, NOTHING_DERIVED, notDerivedReason } from './derived-inputs.ts';
import { filedInputs } from './filed-inputs.ts';
import type { FindingsReport } from './finding.ts';
import { findingsReport } from './findings-report.ts';
import { filedFingerprint } from './fingerprint.ts';
import { idleExplanations } from './idle-explanations.ts';
import { judgeFile } from './judge-file.ts';
import { inputTexts, judgePark, parkRecord } from './judge-park.ts';
import { judgeRecords, recordSetOf } from './judge-records.ts';
import type { Explanations } from './lazy-findings.ts';
import type { Found } from './record-findings.ts';
import { countFound } from './rule-findings.ts';
import type { InputDefinition, Rule } from './rule-pack.ts';
import { whySkipped } from './skipped-rules.ts';

export interface CheckResult {
  /** What the park sees. */
  readonly report: FindingsReport;
  /**
   * This year's inputs that are numbers or 不适用: exact decimal text, `N/A`. Never a park's expert scores. Where the file has
   * enterprise records their totals stand in place of what is declared.
   */
  readonly inputs: ParkInputs;
  /** The same of the file's last-year column, whatever the priors are. */
  readonly previous: ParkInputs;
  /** Findings of shadow-mode rules by rule, for the ministry only; they touch neither report nor verdict. */
  readonly shadow: Readonly<Record<string, number>>;
}

/**
 * Checks a return: every rule of the pack that a file alone can break, all findings at once. Pure, so that command,
 * pipeline and browser give the same report for the same file and context. Rules that cannot be run on this file stand in
 * `skippedRules` with the reason; a file that is refused is still judged as far as it can be read. Never throws for
 * anything that a file holds.
 */
export const checkReturn = (outcome: ReadOutcome, context: CheckContext): CheckResult => {
  const skippedRules: { rule: string; reason: Localised }[] = [];
  const running: Rule[] = [];
  for (const rule of context.rulePack.rules) {
    if (rule.runsOn.startsWith('score-')) continue;
    const reason = whySkipped(rule, outcome, context);
    if (reason === null) running.push(rule);
    else if (rule.mode !== 'shadow') skippedRules.push({ rule: rule.id, reason });
  }
  const filed = outcome.kind === 'read' ? outcome.filed : null;
  const record = filed === null ? null : parkRecord(filed, context);
  const onPark = running.filter(({ runsOn }) => runsOn === 'park');
  const records = filed === null ? null : recordSetOf(filed, context);
  const derived = records === null ? NOTHING_DERIVED : deriveInputs(records, context.rulePack);
  for (const rule of running.filter(({ runsOn }) => runsOn === 'enterprise-total')) {
    const codes = rule.units.flatMap(({ subject }) => subject ?? []);
    const reason = notDerivedReason(derived, context.rulePack, codes);
    if (reason !== null) skippedRules.push({ rule: rule.id, reason });
  }
  const found: readonly Found[] = [
    ...judgeFile(
      outcome,
      context,
      running.filter(({ runsOn }) => runsOn !== 'park'),
    ),
    ...(filed === null || record === null ? [] : judgePark(filed, record, context, onPark)),
    ...(filed === null || record === null || records === null
      ? []
      : judgeRecords({ filed, records, park: record, derived, context }, running)),
  ];
  const shadowRules = running.filter(({ mode }) => mode === 'shadow').map(({ id }) => id);
  const byRule = Map.groupBy(found, ({ rule }) => rule);
  const shadow = Object.fromEntries(shadowRules.map((id) => [id, countFound(byRule.get(id) ?? [])]));
  const shown = found.filter(({ rule }) => !Object.hasOwn(shadow, rule));
  const about = {
    file: outcome.kind === 'read' ? outcome.filed.file : outcome.file,
    rows: filed?.rows ?? { read: 0, blank: 0 },
    skippedRules,
  };
  const isScored = (code: string): boolean => filesInput(context.rulePack.inputs.get(code), context);
  const report = findingsReport(about, shown, context.rulePack, explanationsFor(filed, context));
  return {
    report:
      filed === null ? report : { ...report, inputs: filedInputs(filed, isScored), ...idleIn(filed, report) },
    inputs: only(
      { ...(record === null ? {} : inputTexts(record.values)), ...derivedTexts(derived) },
      isScored,
    ),
    previous: only(record === null ? {} : inputTexts(record.quoted), isScored),
    shadow,
  };
};

const idleIn = (
  filed: FiledReturn,
  { findings }: FindingsReport,
): Pick<FindingsReport, 'idleExplanations'> => {
  const idle = idleExplanations(filed, findings);
  return idle === undefined ? {} : { idleExplanations: idle };
};

const filesInput = (input: InputDefinition | undefined, { filedBy }: CheckContext): boolean =>
  input !== undefined && (filedBy === 'ministry' || input.filedBy === 'park');

const only = (inputs: ParkInputs, isWanted: (code: string) => boolean): ParkInputs =>
  Object.fromEntries(Object.entries(inputs).filter(([code]) => isWanted(code)));

/** Explanations in the file and those known before; null where there are none. Only queries can be explained. */
const explanationsFor = (filed: FiledReturn | null, { explanations }: CheckContext): Explanations | null => {
  const says = ({ reason, text }: { reason: string; text: string }): boolean =>
    reason.trim() !== '' && text.trim() !== '';
  const inFile = new Set(
    (filed?.explanations ?? []).filter(says).map((one) => filedFingerprint(one.finding)),
  );
  const known = new Map([...explanations].filter(([, one]) => says(one)));
  if (inFile.size + known.size === 0) return null;
  return {
    fingerprints: inFile.union(known),
    covers: (query) => {
      if (inFile.has(query.fingerprint)) return true;
      const about = known.get(query.fingerprint)?.about;
      return about === undefined || coverage(about, aboutOf(query)).covered;
    },
  };
};
