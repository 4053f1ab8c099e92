import { evaluateTruth } from '../expressions/evaluate.ts';
import type { ExpressionNode } from '../expressions/expression.ts';
import type { Value } from '../expressions/value.ts';
import { compileTruth } from './compile-columns.ts';
import type { ColumnNames } from './compiled.ts';
import type { RecordSet } from './record-set.ts';
import { BLOCK_ROWS, type RecordTableName } from './record-table.ts';
import { TRUTH } from './vectors.ts';

/** Rows of a table on which a condition is true, decided by loops over columns, and exactly where doubles cannot tell. */
export const rowsWhere = (
  condition: ExpressionNode,
  table: RecordTableName | 'prior',
  records: RecordSet,
  parameters: Readonly<Record<string, Value>>,
): readonly number[] => {
  const found = table === 'prior' ? records.prior : records.table(table);
  if (found === null) return [];
  records.workspace.reset();
  const names: ColumnNames = records.names(table, parameters);
  const compiled = compileTruth(condition, names);
  const taken: number[] = [];
  for (let block = 0; block < found.blockCount; block += 1) {
    const rows = found.rowsIn(block);
    const truth = compiled === null ? null : compiled(block, rows);
    for (let i = 0; i < rows; i += 1) {
      const row = block * BLOCK_ROWS + i;
      const says = truth === null ? TRUTH.uncertain : (truth[i] as number);
      if (says === TRUTH.uncertain) {
        const environment =
          table === 'prior'
            ? records.priorEnvironment(row, parameters)
            : records.environment(table, row, parameters);
        if (evaluateTruth({ source: '', root: condition }, environment) === true) taken.push(row);
      } else if (says === TRUTH.true) taken.push(row);
    }
  }
  return taken;
};
