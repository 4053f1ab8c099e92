import type { ReadTable } from '../../domain/returns/filed-table.ts';
import { labelIndex } from './labels.ts';
import { readTable } from './read-table.ts';

const columns = labelIndex([
  ['park', ['园区', '园区代码', '园区编号', 'park id', 'park code']],
  ['code', ['代码', '指标代码', '项目代码', 'input', 'input code']],
  ['value', ['上年认定数', '上年数', '数值', 'accepted value']],
]);

/** Reads last year's accepted values: rows of `park`, `code`, `value`, each a located cell. CSV or xlsx. */
export const readPriors: ReadTable = (file) =>
  readTable(file, { columns, required: ['park', 'code', 'value'] });
