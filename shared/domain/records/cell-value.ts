import { parseDecimal } from '../expressions/decimal.ts';
import { exactRatio } from '../expressions/exact.ts';
import { NOT_APPLICABLE, type Value } from '../expressions/value.ts';
import { filedValue, normalisedText } from '../rules/filed-value.ts';
import { POWERS_OF_TEN } from './plain-decimal.ts';
import { CELL, type RecordColumn, type RecordTable } from './record-table.ts';

/**
 * What a cell of a record table says, exactly: in a number column a number, 不适用 or text that is neither; in a text column
 * the text (a code keeps its leading zeros) or 不适用; null where it is blank.
 */
export const cellValue = (table: RecordTable, column: RecordColumn, row: number): Value => {
  const state = table.state(column, row);
  if (state <= CELL.emptyFormula) return null;
  if (state === CELL.notApplicable) return NOT_APPLICABLE;
  if (column.kind === 'text') return normalisedText(table.raw(column, row));
  if (state >= CELL.decimals) return plainValue(table.number(column, row), state - CELL.decimals);
  if (state === CELL.oddNumber || state === CELL.dumpedNumber)
    return parseDecimal(String(table.number(column, row)));
  return filedValue({ raw: table.raw(column, row), stored: 'text' });
};

const plainValue = (value: number, decimals: number): Value => {
  if (decimals === 0) return { numerator: BigInt(value), denominator: 1n };
  const scale = POWERS_OF_TEN[decimals] as number;
  return exactRatio(BigInt(Math.round(value * scale)), BigInt(scale));
};
