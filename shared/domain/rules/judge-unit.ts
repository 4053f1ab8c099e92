import { withBindings } from '../expressions/bindings.ts';
import { type Environment, environmentOf } from '../expressions/environment.ts';
import { evaluateTruth } from '../expressions/evaluate.ts';
import type { Value } from '../expressions/value.ts';
import type { Finding, FindingCell, MessageParameter } from './finding.ts';
import { fingerprintOf } from './fingerprint.ts';
import { messageParameters } from './message-parameters.ts';
import type { Rule, RuleUnit } from './rule-pack.ts';
import { explainedValues } from './values-read.ts';

/** What a unit is evaluated on. */
export interface Subject {
  readonly environment: Environment;
  /** Park id, 统一社会信用代码, or form. */
  readonly entity: string;
  /** What the finding is about, in names that survive moved rows and columns. */
  readonly fields: readonly string[];
  readonly cells: readonly FindingCell[];
  /** Texts for the message that no expression gives. */
  readonly texts: Readonly<Record<string, MessageParameter>>;
  /** Totals of records that the unit reads, as its expressions name them, where they are not evaluated on rows. */
  readonly totals?: ReadonlyMap<string, Value>;
}

const environmentOfUnit = (rule: Rule, unit: RuleUnit, environment: Environment): Environment =>
  withBindings(
    environmentOf({ parameters: rule.constants, notApplicableAs: environment.notApplicableAs }, environment),
    unit.bindings,
  );

/**
 * Whether a unit of a rule is broken: its condition holds (or it has none) and its expression is false. What cannot be
 * told (null: something is blank) is not broken.
 */
export const isBroken = (rule: Rule, unit: RuleUnit, environment: Environment): boolean => {
  const own = environmentOfUnit(rule, unit, environment);
  if (unit.when !== null && evaluateTruth(unit.when, own) !== true) return false;
  return evaluateTruth(unit.expression, own) === false;
};

/** The finding of a unit on a subject, or null when the rule holds or cannot be told. */
export const judgeUnit = (rule: Rule, unit: RuleUnit, subject: Subject): Finding | null => {
  return isBroken(rule, unit, subject.environment) ? brokenUnit(rule, unit, subject) : null;
};

/** The finding of a unit that is known to be broken on a subject. */
export const brokenUnit = (
  rule: Rule,
  unit: RuleUnit,
  subject: Subject,
  fingerprint = fingerprintOf(rule.id, subject.entity, subject.fields),
): Finding => {
  const own = () => environmentOfUnit(rule, unit, subject.environment);
  return {
    rule: rule.id,
    severity: rule.severity,
    fingerprint,
    entity: subject.entity,
    cells: subject.cells,
    parameters: messageParameters(unit.parameters, own, subject.texts),
    ...(rule.severity === 'query' ? { about: explainedValues(unit, own(), subject.totals) } : {}),
  };
};

/** Every unit of a rule on one subject. */
export const judgeRule = (rule: Rule, subject: Subject): readonly Finding[] =>
  rule.units.map((unit) => judgeUnit(rule, unit, subject)).filter((finding) => finding !== null);
