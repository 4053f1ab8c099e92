import type { Environment } from '../expressions/environment.ts';
import { environmentOf } from '../expressions/environment.ts';
import { evaluate } from '../expressions/evaluate.ts';
import type { Expression, ExpressionNode } from '../expressions/expression.ts';
import { childrenOf } from '../expressions/names-in.ts';
import type { Value } from '../expressions/value.ts';
import { withTotals } from '../records/record-totals.ts';
import { substituted } from '../records/substitute-names.ts';
import { findingCells } from './cell-place.ts';
import type { Finding } from './finding.ts';
import { parkEnvironment, valueCell } from './judge-park.ts';
import { judgeUnit } from './judge-unit.ts';
import type { RecordsAtHand } from './records-at-hand.ts';
import type { ParameterSource, Rule, RuleUnit } from './rule-pack.ts';

/** Findings of a rule on totals of the records: declared against derived, or over all enterprises. */
export const judgeRecordTotals = (rule: Rule, at: RecordsAtHand): readonly Finding[] =>
  rule.units.flatMap((unit) => {
    const finding =
      rule.runsOn === 'enterprise-total' ? judgeTotal(rule, unit, at) : judgeSet(rule, unit, at);
    return finding === null ? [] : [finding];
  });

const judgeTotal = (rule: Rule, unit: RuleUnit, at: RecordsAtHand): Finding | null => {
  const { context, derived, filed, park } = at;
  const code = unit.subject;
  if (code === null || !derived.values.has(code)) return null;
  return judgeUnit(rule, unit, {
    entity: context.park,
    fields: [code],
    environment: environmentOf(
      {
        values: {
          ...context.rulePack.inputs.get(code)?.columns,
          declared: park.values.get(code) ?? null,
          derived_value: derived.values.get(code) ?? null,
        },
        notApplicableAs: 'null',
      },
      parkEnvironment(park, context),
    ),
    cells: findingCells([valueCell(code, filed)]),
    texts: {},
  });
};

/** Sums and counts over enterprises are taken from the columns; the rest of the expression is evaluated as on park inputs. */
const judgeSet = (rule: Rule, unit: RuleUnit, at: RecordsAtHand): Finding | null => {
  const { context, filed, park, records } = at;
  const { derived } = context.rulePack;
  const totals: Record<string, Value> = {};
  const totalled = (expression: Expression): Expression => {
    const found = withTotals(substituted(expression, unit.bindings, derived), records, rule.constants);
    Object.assign(totals, found.values);
    return { source: expression.source, root: found.root };
  };
  const base = parkEnvironment(park, context);
  const environment: Environment = {
    ...base,
    parameter: (name) => (Object.hasOwn(totals, name) ? (totals[name] ?? null) : base.parameter(name)),
  };
  const valuesOfTotals = (expression: Expression): readonly (readonly [string, Value])[] =>
    totalsIn(expression).map(({ source, root }) => [
      source,
      evaluate(totalled({ source, root }), environment),
    ]);
  const parameters = new Map(
    [...unit.parameters].map(([name, source]): [string, ParameterSource] => [
      name,
      source.kind === 'expression' ? { ...source, expression: totalled(source.expression) } : source,
    ]),
  );
  const own: RuleUnit = {
    ...unit,
    when: unit.when === null ? null : totalled(unit.when),
    expression: totalled(unit.expression),
    bindings: new Map(),
    parameters,
  };
  const codes = [...unit.reads.codes, ...unit.reads.priors];
  const inputs = codes.filter((code) => context.rulePack.inputs.has(code));
  const anchor = filed.forms.find(({ form }) => form === 'enterprises')?.anchor;
  return judgeUnit(rule, own, {
    entity: context.park,
    fields: codes.length > 0 ? codes : ['enterprises'],
    environment,
    get totals() {
      return new Map(
        [unit.when, unit.expression].flatMap((one) => (one === null ? [] : valuesOfTotals(one))),
      );
    },
    cells: findingCells(inputs.length > 0 ? inputs.map((code) => valueCell(code, filed)) : [anchor]),
    texts: {},
  });
};

/** The totals of an expression, each with its own text. */
const totalsIn = ({ source, root }: Expression): readonly Expression[] => {
  const under = (node: ExpressionNode): readonly ExpressionNode[] =>
    node.kind === 'rows' ? [node] : childrenOf(node).flatMap(under);
  return under(root).map((node) => ({ source: source.slice(node.at.start, node.at.end), root: node }));
};
