import type { Environment } from '../expressions/environment.ts';
import { evaluate } from '../expressions/evaluate.ts';
import type { Expression, ExpressionNode } from '../expressions/expression.ts';
import { isExact, NOT_APPLICABLE, type Value } from '../expressions/value.ts';
import { cellValue } from './cell-value.ts';
import { columnSource, readySource } from './column-sources.ts';
import { compileNumber, compileTruth } from './compile-columns.ts';
import type { ColumnNames, Source } from './compiled.ts';
import { keyOf, rowsByKey } from './record-keys.ts';
import { BLOCK_ROWS, type RecordTable, type RecordTableName } from './record-table.ts';
import { substituted } from './substitute-names.ts';
import { TRUTH, UNIT, Workspace } from './vectors.ts';

/** What the expressions on records know beside the records. */
export interface RecordSurroundings {
  /** Values derived per enterprise or project, by code. */
  readonly derived: ReadonlyMap<string, Expression>;
  /** `task.year` and the like. */
  readonly context: Readonly<Record<string, Value>>;
  /** `$name` that no rule gives: code lists. */
  readonly parameters: Readonly<Record<string, Value>>;
}

type Parameters = Readonly<Record<string, Value>>;

/** The same for the same expression over the same constants, wherever it stands. */
export const identityOf = (node: ExpressionNode, parameters: Parameters): string =>
  JSON.stringify([node, parameters], (name, value: unknown) =>
    name === 'at'
      ? undefined
      : typeof value === 'bigint'
        ? `${value}n`
        : value instanceof RegExp
          ? value.source
          : value,
  );

/** The enterprise record that each project belongs to: one, where nothing is wrong. */
export interface ProjectOwners {
  /** By record of the project; −1 where it has none. */
  readonly first: Int32Array;
  /** The others, where a credit code is filed twice. */
  readonly others: ReadonlyMap<number, readonly number[]>;
}

/** The record tables of a return, joined: projects with their enterprise, enterprises with themselves last year. */
export class RecordSet {
  readonly enterprises: RecordTable | null;
  readonly projects: RecordTable | null;
  readonly prior: RecordTable | null;
  readonly enterpriseRows: ReadonlyMap<string, readonly number[]>;
  readonly projectRows: ReadonlyMap<string, readonly number[]>;
  readonly priorRows: ReadonlyMap<string, readonly number[]>;
  readonly surroundings: RecordSurroundings;
  /** Buffers of what is compiled at the moment. */
  readonly workspace = new Workspace();
  readonly #sources = new Map<string, Source>();
  readonly #projectTruths = new Map<string, Uint8Array>();
  #owners: ProjectOwners | undefined;

  constructor(
    tables: {
      readonly enterprises: RecordTable | null;
      readonly projects: RecordTable | null;
      readonly prior: RecordTable | null;
    },
    surroundings: RecordSurroundings,
  ) {
    this.enterprises = tables.enterprises;
    this.projects = tables.projects;
    this.prior = tables.prior;
    this.surroundings = surroundings;
    const none: ReadonlyMap<string, readonly number[]> = new Map();
    this.enterpriseRows = tables.enterprises === null ? none : rowsByKey(tables.enterprises);
    this.projectRows = tables.projects === null ? none : rowsByKey(tables.projects);
    this.priorRows = tables.prior === null ? none : rowsByKey(tables.prior);
  }

  table(name: RecordTableName): RecordTable | null {
    return name === 'enterprises' ? this.enterprises : this.projects;
  }

  /** Project records of an enterprise record. */
  projectsOf(row: number): readonly number[] {
    const key = this.enterprises === null ? '' : keyOf(this.enterprises, row);
    return key === '' ? [] : (this.projectRows.get(key) ?? []);
  }

  #priorRowsNow: Int32Array | undefined;

  /** Last year's record of the enterprise of a record; −1 where there is none. */
  priorRowOf(name: RecordTableName, row: number): number {
    const { enterprises } = this;
    if (name === 'projects' || enterprises === null) return -1;
    this.#priorRowsNow ??= Int32Array.from({ length: enterprises.rowCount }, (_, at) => {
      const key = keyOf(enterprises, at);
      return key === '' ? -1 : (this.priorRows.get(key)?.[0] ?? -1);
    });
    return this.#priorRowsNow[row] ?? -1;
  }

  /** The exact environment of a record: its fields, what is derived of them, its projects, its last year. */
  environment(name: RecordTableName, row: number, parameters: Parameters = {}): Environment {
    const table = this.table(name);
    return this.#environment(table, row, parameters, {
      projects: name === 'enterprises' ? () => this.projectsOf(row) : () => [],
      prior: (code) => this.#priorValue(code, this.priorRowOf(name, row)),
    });
  }

  /** The exact environment of last year's record. */
  priorEnvironment(row: number, parameters: Parameters = {}): Environment {
    return this.#environment(this.prior, row, parameters, { projects: () => [], prior: () => null });
  }

  #environment(
    table: RecordTable | null,
    row: number,
    parameters: Parameters,
    around: { readonly projects: () => readonly number[]; readonly prior: (code: string) => Value },
  ): Environment {
    const { derived, context } = this.surroundings;
    const environment: Environment = {
      notApplicableAs: 'zero',
      value: (code) => {
        const column = table?.column(code);
        if (table !== null && column !== undefined) return cellValue(table, column, row);
        const expression = derived.get(code);
        if (expression !== undefined) {
          const known =
            table !== null && table === this.projects ? this.#projectTruth(code, expression, row) : undefined;
          return known === undefined ? evaluate(expression, environment) : known;
        }
        if (code === 'still_filed') return table !== null && this.enterpriseRows.has(keyOf(table, row));
        if (code === 'new_this_year') return table !== null && !this.priorRows.has(keyOf(table, row));
        return Object.hasOwn(context, code) ? (context[code] ?? null) : null;
      },
      prior: around.prior,
      parameter: (code) => this.parameter(code, parameters),
      indicator: () => null,
      rows: (set) =>
        set === 'projects'
          ? around.projects().map((project) => this.environment('projects', project, parameters))
          : [],
    };
    return environment;
  }

  /** A condition derived per project, from its columns; undefined where doubles cannot tell. */
  #projectTruth(code: string, expression: Expression, row: number): boolean | null | undefined {
    let truths = this.#projectTruths.get(code);
    if (truths === undefined && this.projects !== null) {
      const { projects } = this;
      truths = new Uint8Array(projects.rowCount).fill(TRUTH.uncertain);
      const compiled = compileTruth(
        substituted(expression, new Map(), this.surroundings.derived),
        this.names('projects'),
      );
      for (let block = 0; compiled !== null && block < projects.blockCount; block += 1) {
        const rows = projects.rowsIn(block);
        truths.set(compiled(block, rows).subarray(0, rows), block * BLOCK_ROWS);
      }
      this.#projectTruths.set(code, truths);
    }
    const said = truths?.[row] ?? TRUTH.uncertain;
    return said === TRUTH.uncertain ? undefined : said === TRUTH.unknown ? null : said === TRUTH.true;
  }

  /** `$name`: of the rule, or of the pack. */
  parameter(name: string, parameters: Parameters): Value {
    if (Object.hasOwn(parameters, name)) return parameters[name] ?? null;
    const { parameters: common } = this.surroundings;
    return Object.hasOwn(common, name) ? (common[name] ?? null) : null;
  }

  /** Names of a table's records as columns. */
  names(name: RecordTableName | 'prior', parameters: Parameters = {}): ColumnNames {
    const table = name === 'prior' ? this.prior : this.table(name);
    const { context } = this.surroundings;
    return {
      workspace: this.workspace,
      name: (code) =>
        this.#source(`${name} ${code}`, () => {
          const column = table?.column(code);
          if (table !== null && column !== undefined) return columnSource(table, column);
          if (code === 'still_filed' || code === 'new_this_year') return null;
          return { kind: 'constant', value: Object.hasOwn(context, code) ? (context[code] ?? null) : null };
        }),
      prior: (code) =>
        name === 'enterprises' ? this.#source(`last year ${code}`, () => this.#priorSource(code)) : null,
      parameter: (code) => this.parameter(code, parameters),
      rows: (node) =>
        name === 'enterprises' && node.rows === 'projects'
          ? this.#source(identityOf(node, parameters), () => this.#projectTotals(node, parameters))
          : null,
    };
  }

  #source(key: string, make: () => Source | null): Source | null {
    const known = this.#sources.get(key);
    if (known !== undefined) return known;
    const made = make();
    if (made !== null) this.#sources.set(key, made);
    return made;
  }

  #priorValue(code: string, row: number): Value {
    const column = row < 0 ? undefined : this.prior?.column(code);
    if (this.prior === null || column === undefined) return null;
    const value = cellValue(this.prior, column, row);
    return isExact(value) || value === NOT_APPLICABLE ? value : null;
  }

  #priorSource(code: string): Source | null {
    const { enterprises, prior } = this;
    const column = prior?.column(code);
    if (enterprises === null || prior === null || column === undefined)
      return { kind: 'constant', value: null };
    if (column.kind !== 'number') return null;
    const v = new Float64Array(enterprises.rowCount).fill(Number.NaN);
    const e = new Float64Array(enterprises.rowCount);
    const source = columnSource(prior, column);
    if (source.kind !== 'number') return null;
    const errors = new Float64Array(prior.rowCount);
    for (let block = 0; block < prior.blockCount; block += 1) {
      const rows = prior.rowsIn(block);
      const vector = source.read(block, rows);
      if (vector.e !== null) errors.set(vector.e.subarray(0, rows), block * BLOCK_ROWS);
    }
    for (let row = 0; row < enterprises.rowCount; row += 1) {
      const before = this.priorRowOf('enterprises', row);
      if (before < 0) continue;
      v[row] = prior.number(column, before);
      e[row] = errors[before] ?? 0;
    }
    return readySource(v, e);
  }

  /** Enterprise records of the projects. */
  get owners(): ProjectOwners {
    if (this.#owners !== undefined) return this.#owners;
    const first = new Int32Array(this.projects?.rowCount ?? 0).fill(-1);
    const others = new Map<number, readonly number[]>();
    for (const [key, rows] of this.projectRows) {
      const [owner, ...more] = this.enterpriseRows.get(key) ?? [];
      if (owner === undefined) continue;
      for (const row of rows) {
        first[row] = owner;
        if (more.length > 0) others.set(row, more);
      }
    }
    this.#owners = { first, others };
    return this.#owners;
  }

  /** sum and count over the projects of each enterprise. */
  #projectTotals(node: Extract<ExpressionNode, { kind: 'rows' }>, parameters: Parameters): Source | null {
    if (node.function !== 'sum' && node.function !== 'count') return null;
    const { enterprises, projects } = this;
    if (enterprises === null) return null;
    const v = new Float64Array(enterprises.rowCount);
    const e = new Float64Array(enterprises.rowCount);
    if (projects === null) return readySource(v, e);
    const names = this.names('projects', parameters);
    const condition = node.condition === null ? null : compileTruth(node.condition, names);
    const of = node.of === null ? null : compileNumber(node.of, names);
    if ((node.condition !== null && condition === null) || (node.of !== null && of === null)) return null;
    const { first, others } = this.owners;
    const take = (row: number, term: number, error: number, isUncertain: boolean): void => {
      const before = v[row] as number;
      const sum = before + term;
      const isWhole = Number.isInteger(before) && Number.isInteger(term) && Math.abs(sum) < 2 ** 53;
      v[row] = sum;
      const rounding = isWhole ? 0 : Math.abs(sum) * UNIT + Number.MIN_VALUE;
      e[row] = isUncertain ? Number.POSITIVE_INFINITY : (e[row] as number) + rounding + error;
    };
    for (let block = 0; block < projects.blockCount; block += 1) {
      const rows = projects.rowsIn(block);
      const from = block * BLOCK_ROWS;
      const taken = condition === null ? null : condition(block, rows);
      const terms = of === null ? null : of(block, rows);
      const errors = terms?.e ?? null;
      for (let i = 0; i < rows; i += 1) {
        const truth = taken === null ? TRUTH.true : (taken[i] as number);
        if (truth === TRUTH.false || truth === TRUTH.unknown) continue;
        const owner = first[from + i] as number;
        if (owner < 0) continue;
        const term = terms === null ? 1 : (terms.v[i] as number);
        const error = errors === null ? 0 : (errors[i] as number);
        const isUncertain = truth === TRUTH.uncertain;
        take(owner, term, error, isUncertain);
        if (others.size > 0)
          for (const row of others.get(from + i) ?? []) take(row, term, error, isUncertain);
      }
    }
    for (let row = 0; row < v.length; row += 1) {
      // An uncertain term may be the blank one: then nothing is known of the sum.
      if (Number.isNaN(v[row]) && e[row] === Number.POSITIVE_INFINITY) v[row] = 0;
      else if (Number.isNaN(v[row])) e[row] = 0;
    }
    return readySource(v, e);
  }
}
