import { CannotDo } from '../terminal/context.ts';
import { type CsvTable, numberOf, requireHeaders } from './csv-table.ts';
import type { IndexMeta } from './read-meta.ts';

/**
 * Reads WEIGHTS: iCode, Weight; other columns are passed over. Codes that are not in it keep META's weight.
 *
 * @throws {CannotDo} for missing columns, codes that are neither indicator nor aggregate, and weights that are none
 */
export const readWeights = (table: CsvTable, meta: IndexMeta): Map<string, number> => {
  requireHeaders(table, ['iCode', 'Weight']);
  const weights = new Map<string, number>();
  for (const row of table.rows) {
    const code = row.cell('iCode');
    const at = { zh: `${table.file} 第 ${row.line} 行`, en: `${table.file}, line ${row.line}` };
    const type = meta.typeOf.get(code);
    if (type !== 'Indicator' && type !== 'Aggregate') {
      throw new CannotDo({
        zh: `${at.zh}：“${code}”不是 ${meta.file} 中的指标或合成指标。`,
        en: `${at.en}: “${code}” is no indicator or aggregate of ${meta.file}.`,
      });
    }
    if (weights.has(code)) {
      throw new CannotDo({ zh: `${at.zh}：“${code}”重复。`, en: `${at.en}: “${code}” stands there twice.` });
    }
    const weight = numberOf(table, row, 'Weight');
    if (!(weight >= 0)) {
      throw new CannotDo({
        zh: `${at.zh}：“${code}”的权重应为不小于 0 的数。`,
        en: `${at.en}: the weight of “${code}” must be a number of at least 0.`,
      });
    }
    weights.set(code, weight);
  }
  return weights;
};
