import { namesIn } from '../expressions/names-in.ts';
import { keyOf } from '../records/record-keys.ts';
import type { RecordSet } from '../records/record-set.ts';
import type { RecordCell, RecordTable, RecordTableName } from '../records/record-table.ts';
import { substituted } from '../records/substitute-names.ts';
import { addressOf } from './cell-place.ts';
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

/** The subject maker of a unit on the records of a table: what does not depend on the record is found once. */
export const recordSubjects = (
  rule: Rule,
  unit: RuleUnit,
  table: RecordTable,
  records: RecordSet,
  pack: RulePack,
): ((row: number) => Subject) => {
  const fields = unit.subject === null ? fieldsBehind(unit, pack) : [unit.subject];
  const own = fields.map((code) => table.column(code)).filter((column) => column !== undefined);
  const key = table.column('uscc');
  const columns = own.length > 0 || key === undefined ? own : [key];
  const ofProjects =
    table.name === 'enterprises' && records.projects !== null
      ? fields.map((code) => records.projects?.column(code)).filter((column) => column !== undefined)
      : [];
  const names = unit.subject === null ? [...unit.reads.codes, ...unit.reads.priors] : [unit.subject];
  return (row) => {
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
    const entity = keyOf(table, row);
    return {
      entity,
      fields: table.name === 'projects' ? [...names, placeAmong(table, records, entity, row)] : names,
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
};

/** A project has no key of its own but its place among those of its enterprise. */
const placeAmong = (table: RecordTable, records: RecordSet, key: string, row: number): string => {
  const rows = table.name === 'projects' ? records.projectRows.get(key) : undefined;
  return `project ${1 + (rows?.indexOf(row) ?? 0)}`;
};
