import { compileTruth } from '../records/compile-columns.ts';
import type { RecordSet } from '../records/record-set.ts';
import { BLOCK_ROWS, type RecordTableName } from '../records/record-table.ts';
import { substituted } from '../records/substitute-names.ts';
import { TRUTH, truthEverywhere } from '../records/vectors.ts';
import { isBroken } from './judge-unit.ts';
import type { Rule, RuleUnit } from './rule-pack.ts';

/**
 * Records that break a unit of a rule, ascending. Loops over columns decide wherever doubles are certain; the rest is
 * decided by the exact evaluator, so that the answer is always that of `isBroken` on each record.
 */
export const brokenRows = (
  rule: Rule,
  unit: RuleUnit,
  table: RecordTableName,
  records: RecordSet,
): readonly number[] => {
  const found = records.table(table);
  if (found === null) return [];
  records.workspace.reset();
  const names = records.names(table, rule.constants);
  const { derived } = records.surroundings;
  const holds = compileTruth(substituted(unit.expression, unit.bindings, derived), names);
  const when =
    unit.when === null ? null : compileTruth(substituted(unit.when, unit.bindings, derived), names);
  const isColumnar = holds !== null && (unit.when === null || when !== null);
  const broken: number[] = [];
  const judge = (row: number): void => {
    if (isBroken(rule, unit, records.environment(table, row, rule.constants))) broken.push(row);
  };
  for (let block = 0; block < found.blockCount; block += 1) {
    const rows = found.rowsIn(block);
    const from = block * BLOCK_ROWS;
    if (!isColumnar) {
      for (let i = 0; i < rows; i += 1) judge(from + i);
      continue;
    }
    const truth = holds(block, rows);
    const everywhere = truthEverywhere(truth);
    if (everywhere === TRUTH.true || everywhere === TRUTH.unknown) continue;
    const applies = when === null ? null : when(block, rows);
    for (let i = 0; i < rows; i += 1) {
      const says = truth[i] as number;
      if (says === TRUTH.true || says === TRUTH.unknown) continue;
      const isMeant = applies === null ? TRUTH.true : (applies[i] as number);
      if (isMeant === TRUTH.false || isMeant === TRUTH.unknown) continue;
      if (says === TRUTH.false && isMeant === TRUTH.true) broken.push(from + i);
      else judge(from + i);
    }
  }
  return broken;
};
