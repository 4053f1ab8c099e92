import type { Value } from './value.ts';

/** Where the evaluator finds what the names of an expression stand for. Unknown or blank names give null. */
export interface Environment {
  /** Value of a plain or dotted name (`employees`, `task.year`). */
  value(name: string): Value;
  /** Last year's last accepted value of a name. */
  prior(name: string): Value;
  /** Value of `$name`. */
  parameter(name: string): Value;
  /** Value of a computed indicator, by code. */
  indicator(code: string): Value;
  /** The rows of a set, each an environment that also knows the names around it. */
  rows(name: string): readonly Environment[];
  /** What 不适用 counts as: null in park inputs, 0 in an enterprise or project record. */
  readonly notApplicableAs: 'null' | 'zero';
}

/** Plain data behind an environment; whatever is absent is null. */
export interface EnvironmentData {
  readonly values?: Readonly<Record<string, Value>>;
  readonly prior?: Readonly<Record<string, Value>>;
  readonly parameters?: Readonly<Record<string, Value>>;
  readonly indicators?: Readonly<Record<string, Value>>;
  /** Row sets by name; a row's names come before those around it. */
  readonly rows?: Readonly<Record<string, readonly Readonly<Record<string, Value>>[]>>;
  readonly notApplicableAs: 'null' | 'zero';
}

/** An environment over plain data. `outer` is asked for whatever a row does not have itself. */
export const environmentOf = (data: EnvironmentData, outer?: Environment): Environment => {
  const own = (
    record: Readonly<Record<string, Value>> | undefined,
    name: string,
    elsewhere: (() => Value) | undefined,
  ): Value =>
    record !== undefined && Object.hasOwn(record, name) ? (record[name] ?? null) : (elsewhere?.() ?? null);
  const environment: Environment = {
    notApplicableAs: data.notApplicableAs,
    value: (name) => own(data.values, name, outer && (() => outer.value(name))),
    prior: (name) => own(data.prior, name, outer && (() => outer.prior(name))),
    parameter: (name) => own(data.parameters, name, outer && (() => outer.parameter(name))),
    indicator: (code) => own(data.indicators, code, outer && (() => outer.indicator(code))),
    rows: (name) => {
      const rows = data.rows !== undefined && Object.hasOwn(data.rows, name) ? data.rows[name] : undefined;
      if (rows === undefined) return outer?.rows(name) ?? [];
      return rows.map((values) => environmentOf({ values, notApplicableAs: 'zero' }, environment));
    },
  };
  return environment;
};
