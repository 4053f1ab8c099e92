import { parseDecimal } from '../expressions/decimal.ts';
import { type Environment, environmentOf } from '../expressions/environment.ts';
import { isExact, NOT_APPLICABLE, type Value } from '../expressions/value.ts';
import { valueOfInput } from '../expressions/value-of-json.ts';
import { computeIndicators } from '../indicators/compute-indicators.ts';
import type { IndicatorValues, ParkInputs } from '../indicators/indicator-value.ts';
import { shippedEdition } from '../methodology/shipped-editions.ts';
import type { FiledReturn, Localised } from '../returns/filed-return.ts';
import { addressOf, findingCells } from './cell-place.ts';
import { type CheckContext, subjectEnvironment } from './check-context.ts';
import { filedValue, inputText } from './filed-value.ts';
import type { Finding, FindingCell } from './finding.ts';
import { inputProblem } from './input-problem.ts';
import { judgeUnit, type Subject } from './judge-unit.ts';
import { textParameter } from './message-parameters.ts';
import type { Rule, RuleUnit } from './rule-pack.ts';

/** The edition whose formulas R-A-003 looks at: those of formulas-2021, whatever the cycle scores with. */
const RULE_METHODOLOGY = 'most-2021';

/** The park inputs of a file as the rules see them. */
export interface ParkRecord {
  /** This year, as filed: numbers, 不适用, or text that is neither. */
  readonly values: ReadonlyMap<string, Value>;
  /** Last year as quoted in the file; text that is no number counts as blank. */
  readonly quoted: ReadonlyMap<string, Value>;
  /** Last year as `prior()` has it: accepted values, or the quoted ones where the file's own column counts. */
  readonly prior: ReadonlyMap<string, Value>;
}

export const parkRecord = (filed: FiledReturn, context: CheckContext): ParkRecord => {
  const values = new Map<string, Value>();
  const quoted = new Map<string, Value>();
  for (const { code, value, previous } of filed.inputs.values()) {
    values.set(code, filedValue(value));
    const before = previous === null ? null : filedValue(previous);
    quoted.set(code, isExact(before) || before === NOT_APPLICABLE ? before : null);
  }
  return { values, quoted, prior: priorValues(context, quoted) };
};

const priorValues = (
  { priors }: CheckContext,
  quoted: ReadonlyMap<string, Value>,
): ReadonlyMap<string, Value> => {
  switch (priors.source) {
    case 'return':
      return quoted;
    case 'first-cycle':
      return new Map();
    case 'previous-cycle':
      return new Map(Object.entries(priors.values).map(([code, text]) => [code, valueOfInput(text)]));
  }
};

/** Exact decimal text by code of what is a number or 不适用. */
export const inputTexts = (values: ReadonlyMap<string, Value>): ParkInputs =>
  Object.fromEntries(
    [...values].flatMap(([code, value]) => {
      const text = inputText(value);
      return text === null ? [] : [[code, text] as const];
    }),
  );

/** Findings of the rules on park inputs. */
export const judgePark = (
  filed: FiledReturn,
  record: ParkRecord,
  context: CheckContext,
  rules: readonly Rule[],
): readonly Finding[] => {
  const park = { filed, record, context, environment: parkEnvironment(record, context) };
  return rules.flatMap((rule) =>
    rule.units
      .filter((unit) => rule.codesOf === 'all' || isOfFiler(unit, context))
      .map((unit) => judgeUnit(rule, unit, unitSubject(unit, park)))
      .filter((finding) => finding !== null),
  );
};

/** Whether the input that a unit stands for is one that the filer files. */
const isOfFiler = ({ subject }: RuleUnit, { filedBy, rulePack }: CheckContext): boolean =>
  filedBy === 'ministry' || subject === null || rulePack.inputs.get(subject)?.filedBy === 'park';

/** Names of the park inputs as the rules see them. */
export const parkEnvironment = (record: ParkRecord, context: CheckContext): Environment => {
  let indicators: IndicatorValues | null = null;
  const indicator = (code: string): Value => {
    indicators ??= indicatorsOf(record, context);
    const value = indicators[code];
    return value !== undefined && 'value' in value ? parseDecimal(String(value.value)) : null;
  };
  const base = subjectEnvironment(context, {
    'file.filed_by': context.filedBy,
    'park.first_cycle': context.priors.source === 'first-cycle',
  });
  return {
    ...base,
    value: (name) => record.values.get(name) ?? base.value(name),
    prior: (name) => record.prior.get(name) ?? null,
    indicator,
  };
};

const indicatorsOf = (record: ParkRecord, context: CheckContext): IndicatorValues => {
  const edition = shippedEdition(RULE_METHODOLOGY);
  if (edition === null) return {};
  const { source } = context.priors;
  return computeIndicators(edition, inputTexts(record.values), { source, values: inputTexts(record.prior) });
};

interface Park {
  readonly filed: FiledReturn;
  readonly record: ParkRecord;
  readonly context: CheckContext;
  readonly environment: Environment;
}

const unitSubject = (unit: RuleUnit, park: Park): Subject => {
  const { context, record } = park;
  const { codes, priors, indicators } = unit.reads;
  const cells = unitCells(unit, park);
  const [first] = cells;
  const own = unit.subject === null ? {} : subjectValues(unit.subject, record, context);
  return {
    entity: context.park,
    fields: unit.subject === null ? [...codes, ...priors, ...indicators] : [unit.subject],
    environment: environmentOf({ values: own, notApplicableAs: 'null' }, park.environment),
    cells,
    texts: {
      'cell.address': first === undefined ? null : addressOf(first),
      // A missing row is shown by another cell, whose text is not the input's.
      'cell.text': textParameter(filedText(unit, park)),
      'input.problem': unit.subject === null ? null : problemOf(unit.subject, park),
    },
  };
};

const problemOf = (code: string, { filed, record, context }: Park): Localised | null =>
  inputProblem(
    record.values.get(code) ?? null,
    context.rulePack.inputs.get(code)?.columns ?? {},
    filed.inputs.get(code)?.value.raw ?? '',
  );

const filedText = ({ subject }: RuleUnit, { filed }: Park): string =>
  (subject === null ? undefined : filed.inputs.get(subject)?.value.raw) ?? '';

/** Names that stand for the input at hand where a rule runs once per input. */
const subjectValues = (code: string, record: ParkRecord, context: CheckContext): Record<string, Value> => ({
  ...context.rulePack.inputs.get(code)?.columns,
  quoted_prior: record.quoted.get(code) ?? null,
  accepted_prior: context.priors.source === 'previous-cycle' ? (record.prior.get(code) ?? null) : null,
});

const unitCells = (unit: RuleUnit, { filed, context }: Park): readonly FindingCell[] => {
  const { codes, priors, context: names, indicators } = unit.reads;
  const ownColumn = context.priors.source === 'return';
  const formulas = shippedEdition(RULE_METHODOLOGY)?.formulas;
  return findingCells([
    ...codes.map((code) => valueCell(code, filed)),
    ...priors.map((code) => (ownColumn && filed.inputs.get(code)?.previous) || valueCell(code, filed)),
    ...(unit.subject !== null && names.includes('quoted_prior')
      ? [filed.inputs.get(unit.subject)?.previous]
      : []),
    ...indicators.flatMap((code) => formulas?.get(code)?.inputs ?? []).map((code) => valueCell(code, filed)),
  ]);
};

/** The cell of an input's value; where the file has no row for it, the place where it is missing. */
export const valueCell = (code: string, filed: FiledReturn): FindingCell | null => {
  const cell = filed.inputs.get(code)?.value;
  if (cell !== undefined) return cell;
  const form = filed.forms.find((one) => one.form === 'PARK');
  if (form === undefined) return null;
  // A JSON file has no header cell: the pointer names the member that is not there.
  return form.anchor ?? { sheet: form.sheet, a1: `/inputs/${code}`, header: '', raw: '' };
};
