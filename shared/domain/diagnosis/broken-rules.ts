import { dataYear } from '../cycles/data-year.ts';
import { parseDecimal } from '../expressions/decimal.ts';
import type { Environment } from '../expressions/environment.ts';
import { environmentOf } from '../expressions/environment.ts';
import type { Value } from '../expressions/value.ts';
import { valueOfInput } from '../expressions/value-of-json.ts';
import { computeIndicators } from '../indicators/compute-indicators.ts';
import type { IndicatorValues, ParkInputs, PriorSource } from '../indicators/indicator-value.ts';
import type { Edition } from '../methodology/edition.ts';
import { subjectEnvironment } from '../rules/check-context.ts';
import { isBroken } from '../rules/judge-unit.ts';
import type { RulePack } from '../rules/rule-pack.ts';

/** What a park's inputs are judged with. */
export interface JudgedReturn {
  readonly cycle: string;
  readonly park: string;
  readonly inputs: ParkInputs;
  readonly priors: ParkInputs;
  readonly priorSource: PriorSource;
}

/** Ids of rules: those that keep a return from being accepted, and those that ask for an explanation. */
export interface BrokenRules {
  readonly blocking: readonly string[];
  readonly query: readonly string[];
}

/**
 * The live rules on park inputs that a return would break beyond those that `now` breaks: what a change of inputs would
 * meet when it is filed. Rules on files, records and other parks are not looked at.
 */
export const newlyBroken = (
  edition: Edition,
  pack: RulePack,
  now: ReadonlySet<string>,
  changed: JudgedReturn,
): BrokenRules => {
  const broken = [...brokenUnits(edition, pack, changed)].filter((unit) => !now.has(unit));
  const ids = new Set(broken.map((unit) => unit.split(' ')[0] ?? ''));
  const of = (isWanted: (severity: string) => boolean): string[] =>
    pack.rules.filter(({ id, severity }) => ids.has(id) && isWanted(severity)).map(({ id }) => id);
  return {
    blocking: of((severity) => severity === 'reject' || severity === 'mandatory'),
    query: of((severity) => severity === 'query'),
  };
};

/** Units of the live rules on park inputs that a return breaks, as `rule index`. */
export const brokenUnits = (edition: Edition, pack: RulePack, judged: JudgedReturn): ReadonlySet<string> => {
  const { cycle, priorSource } = judged;
  const environment = parkEnvironment(edition, pack, judged);
  const broken = new Set<string>();
  for (const { effective, ...rule } of pack.rules) {
    if (rule.runsOn !== 'park' || rule.mode !== 'live') continue;
    if (cycle < effective.from || (effective.to !== null && cycle > effective.to)) continue;
    for (const [index, unit] of rule.units.entries()) {
      const subject = unit.subject === null ? undefined : pack.inputs.get(unit.subject);
      const prior = subject === undefined ? null : valueOfInput(judged.priors[subject.code]);
      const values: Record<string, Value> = {
        ...subject?.columns,
        quoted_prior: prior,
        accepted_prior: priorSource === 'previous-cycle' ? prior : null,
      };
      const own = environmentOf({ values, notApplicableAs: 'null' }, environment);
      if (isBroken({ ...rule, effective }, unit, own)) broken.add(`${rule.id} ${index}`);
    }
  }
  return broken;
};

const parkEnvironment = (
  edition: Edition,
  rulePack: RulePack,
  { cycle, park, inputs, priors, priorSource }: JudgedReturn,
): Environment => {
  let computed: IndicatorValues | null = null;
  const base = subjectEnvironment(
    { park, dataYear: dataYear(cycle), rulePack },
    { 'file.filed_by': 'park', 'park.first_cycle': priorSource === 'first-cycle' },
  );
  return {
    ...base,
    value: (name) => (Object.hasOwn(inputs, name) ? valueOfInput(inputs[name]) : base.value(name)),
    prior: (name) => valueOfInput(priors[name]),
    indicator: (code) => {
      computed ??= computeIndicators(edition, inputs, { source: priorSource, values: priors });
      const value = computed[code];
      return value !== undefined && 'value' in value ? parseDecimal(String(value.value)) : null;
    },
  };
};
