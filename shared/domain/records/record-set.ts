import type { Environment } from '../expressions/environment.ts';
import { evaluate } from '../expressions/evaluate.ts';
import type { Expression, ExpressionNode } from '../expressions/expression.ts';
import { isExact, NOT_APPLICABLE, type Value } from '../expressions/value.ts';
import { cellValue } from './cell-value.ts';
import { columnSource, exactNumbersSource } from './column-sources.ts';
import { compileTruth } from './compile-columns.ts';
import type { ColumnNames, Source } from './compiled.ts';
import type { ExactNumbers } from './exact-columns.ts';
import { priorColumn } from './prior-column.ts';
import { noTotals, ownersOf, type ProjectOwners, projectTotals } from './project-totals.ts';
import { keyOf, rowsByKey } from './record-keys.ts';
import { BLOCK_ROWS, type RecordTable, type RecordTableName } from './record-table.ts';
import { substituted } from './substitute-names.ts';
import { TRUTH, Workspace } from './vectors.ts';

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
  readonly #projectTotals = new Map<string, ExactNumbers>();
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
    return this.#beforeOf(enterprises)[row] ?? -1;
  }

  #beforeOf(enterprises: RecordTable): Int32Array {
    this.#priorRowsNow ??= Int32Array.from({ length: enterprises.rowCount }, (_, at) => {
      const key = keyOf(enterprises, at);
      return key === '' ? -1 : (this.priorRows.get(key)?.[0] ?? -1);
    });
    return this.#priorRowsNow;
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
          ? this.#source(identityOf(node, parameters), () => {
              const totals = this.projectTotals(node, parameters);
              return totals === null ? null : exactNumbersSource(totals);
            })
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
    return priorColumn(prior, column, this.#beforeOf(enterprises));
  }

  /** A sum or count over the projects of each enterprise; null where it has no form as columns. */
  projectTotals(
    node: Extract<ExpressionNode, { kind: 'rows' }>,
    parameters: Parameters,
  ): ExactNumbers | null {
    const key = identityOf(node, parameters);
    const known = this.#projectTotals.get(key);
    if (known !== undefined) return known;
    const { projects } = this;
    const count = this.enterprises?.rowCount ?? 0;
    if (projects === null) return noTotals(count);
    this.#owners ??= ownersOf(projects.rowCount, this.projectRows, this.enterpriseRows);
    const made = projectTotals(node, count, projects, {
      owners: this.#owners,
      names: this.names('projects', parameters),
      parameter: (name) => this.parameter(name, parameters),
    });
    if (made !== null) this.#projectTotals.set(key, made);
    return made;
  }
}
