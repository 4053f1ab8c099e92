import { namesIn } from '../expressions/names-in.ts';
import { keyOf } from '../records/record-keys.ts';
import type { RecordSet } from '../records/record-set.ts';
import type { RecordCell, RecordColumn, RecordTable, RecordTableName } from '../records/record-table.ts';
import { substituted } from '../records/substitute-names.ts';
import { addressOf } from './cell-place.ts';
import { fingerprintOf, fingerprintsOf } from './fingerprint.ts';
import type { Subject } from './judge-unit.ts';
import { textParameter } from './message-parameters.ts';
import type { Rule, RulePack, RuleUnit } from './rule-pack.ts';

/** The fields behind a unit, derived values followed to what they are made of, in the order of the rule. */
export const fieldsBehind = (unit: RuleUnit, pack: RulePack): readonly string[] => {
  const expressions = unit.when === null ? [unit.expression] : [unit.expression, unit.when];
  const fields = new Set<string>();
  for (const expression of expressions) {
    const root = substituted(expression, unit.bindings, pack.derived);
    const { names, priors } = namesIn({ source: '', root });
    for (const name of [...names, ...priors]) if (pack.fields.has(name) || name === 'uscc') fields.add(name);
  }
  return [...fields];
};

/** Which table a unit is judged on: projects where it reads nothing but fields of projects. */
export const tableOf = (unit: RuleUnit, pack: RulePack): RecordTableName => {
  const fields = fieldsBehind(unit, pack);
  const areProjects = fields.length > 0 && fields.every((code) => pack.fields.get(code)?.form === 'GQ-004');
  return areProjects ? 'projects' : 'enterprises';
};

/** The subjects of a unit on the records of a table. */
export interface RecordSubjects {
  /** Columns of the table that a finding shows, in its order. */
  readonly columns: readonly RecordColumn[];
  readonly subject: (row: number) => Subject;
  /** Fingerprint of the finding on a row. */
  readonly fingerprint: (row: number) => string;
}

/** The subjects of a unit on the records of a table: what does not depend on the record is found once. */
export const recordSubjects = (
  rule: Rule,
  unit: RuleUnit,
  table: RecordTable,
  records: RecordSet,
  pack: RulePack,
): RecordSubjects => {
  const fields = unit.subject === null ? fieldsBehind(unit, pack) : [unit.subject];
  const own = fields.map((code) => table.column(code)).filter((column) => column !== undefined);
  const key = table.column('uscc');
  const columns = own.length > 0 || key === undefined ? own : [key];
  const ofProjects =
    table.name === 'enterprises' && records.projects !== null
      ? fields.map((code) => records.projects?.column(code)).filter((column) => column !== undefined)
      : [];
  const names = unit.subject === null ? [...unit.reads.codes, ...unit.reads.priors] : [unit.subject];
  const fieldsOf = (row: number): readonly string[] =>
    table.name === 'projects' ? [...names, placeAmong(table, records, row)] : names;
  const fingerprintOfEntity = fingerprintsOf(rule.id, names);
  const subject = (row: number): Subject => {
    const cells: RecordCell[] = columns.map((column) => table.cell(column, row));
    if (ofProjects.length > 0) {
      const { projects } = records;
      for (const project of records.projectsOf(row)) {
        for (const column of ofProjects) {
          if (projects !== null && column.code !== 'uscc') cells.push(projects.cell(column, project));
        }
      }
    }
    const [first] = cells;
    return {
      entity: keyOf(table, row),
      fields: fieldsOf(row),
      // Made only where a message calculates something: most of 600,000 findings do not.
      get environment() {
        return records.environment(table.name, row, rule.constants);
      },
      cells,
      texts: {
        'cell.address': first === undefined ? null : addressOf(first),
        'cell.text': textParameter(first?.raw ?? ''),
      },
    };
  };
  return {
    columns,
    subject,
    fingerprint: (row) =>
      table.name === 'projects'
        ? fingerprintOf(rule.id, keyOf(table, row), fieldsOf(row))
        : fingerprintOfEntity(keyOf(table, row)),
  };
};

/** A project has no key of its own but its place among those of its enterprise. */
const placeAmong = (table: RecordTable, records: RecordSet, row: number): string => {
  const rows = records.projectRows.get(keyOf(table, row)) ?? [];
  // Rows ascend: one enterprise may have all the projects of a large file.
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle] as number) < row) low = middle + 1;
    else high = middle;
  }
  return `project ${1 + low}`;
};
