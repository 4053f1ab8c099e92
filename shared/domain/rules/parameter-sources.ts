import type { Expression } from '../expressions/expression.ts';
import { expressionLabel } from './expression-label.ts';
import type { MessageParameter } from './finding.ts';
import type { PackProblems } from './pack-problems.ts';
import type { InputDefinition, ParameterSource, RulePack, UnitReads } from './rule-pack.ts';
import type { ParameterSpec, RuleSource } from './rule-source.ts';
import type { UnitOutline } from './rule-units.ts';

type Surroundings = Pick<RulePack, 'inputs' | 'labels'> & {
  readonly rule: RuleSource;
  readonly outline: UnitOutline;
  readonly reads: UnitReads;
  /** Texts that the engine supplies with the rule's subject. */
  readonly texts: readonly string[];
  readonly problems: PackProblems;
};

/** The source of one placeholder; null where there is none, with the problem noted. */
export const parameterSource = (
  name: string,
  spec: ParameterSpec,
  around: Surroundings,
): ParameterSource | null => {
  const { outline, problems, rule } = around;
  const place = `${outline.place}.messageParameters.${name}`;
  const fixed = (value: MessageParameter): ParameterSource => ({ kind: 'fixed', value });
  const own = outline.labels[name];
  if (own !== undefined) return fixed(own);
  if (typeof spec === 'string') return parameterSource(name, { value: spec }, around);
  if ('value' in spec) {
    const expression = problems.expression(place, spec.value);
    if (expression === null) return null;
    const { decimals, significant, plain = false } = spec;
    const rounding =
      decimals !== undefined ? { decimals } : significant !== undefined ? { significant } : null;
    const labels =
      (expression.root.kind === 'name' ? rule.valueLabels[expression.root.name] : undefined) ?? null;
    return { kind: 'expression', expression, rounding, plain, labels };
  }
  if ('join' in spec) {
    const expressions = spec.join.map((source, index) => problems.expression(`${place}.${index}`, source));
    return { kind: 'join', expressions: expressions.filter((expression) => expression !== null) };
  }
  if ('context' in spec) {
    if (around.texts.includes(spec.context)) return { kind: 'context', name: spec.context };
    problems.add(place, `the engine supplies no text “${spec.context}” here`);
    return null;
  }
  if ('label' in spec) {
    const expression = problems.expression(place, spec.label);
    const label = expression === null ? null : expressionLabel(expression, outline.bindings, around.labels);
    if (label !== null) return fixed(label);
    if (expression !== null) problems.add(place, `no label for “${spec.label}”; give the entry one`);
    return null;
  }
  const codes = indicatorsBehind(spec.indicators, around);
  if (codes.length > 0) return fixed(codes.length === 1 ? (codes[0] ?? '') : joined(codes));
  problems.add(place, 'no indicator of the rule uses these inputs');
  return null;
};

const joined = (codes: readonly string[]) => ({ zh: codes.join('、'), en: codes.join(', ') });

/** Indicators of the rule that use the unit's inputs (or their last-year values), in the rule's order. */
const indicatorsBehind = (
  by: 'used_by' | 'prior_used_by' | 'entry',
  { rule, reads, inputs }: Surroundings,
): readonly string[] => {
  if (by === 'entry') return reads.indicators;
  const behind = (code: string): readonly string[] => {
    const input: InputDefinition | undefined = inputs.get(code);
    return (by === 'used_by' ? input?.usedBy : input?.priorUsedBy) ?? [];
  };
  const used = new Set((by === 'used_by' ? reads.codes : reads.priors).flatMap(behind));
  return rule.indicators.filter((code) => used.has(code));
};

/** Expressions in a source, for the check of what they name. */
export const expressionsOf = (source: ParameterSource): readonly Expression[] =>
  source.kind === 'expression' ? [source.expression] : source.kind === 'join' ? source.expressions : [];
