import type { ReadTable } from '../../domain/returns/filed-table.ts';
import { labelIndex } from './labels.ts';
import { readTable } from './read-table.ts';

const columns = labelIndex([
  ['park', ['园区', '园区代码', '园区编号', 'park id', 'park code']],
  ['indicator', ['指标', '指标代码', '评分项']],
  ['score', ['评分', '得分', '分数']],
]);

/** Reads the ministry's expert scores: rows of `park`, `indicator`, `score`, each a located cell. CSV or xlsx. */
export const readExpertScores: ReadTable = (file) =>
  readTable(file, { columns, required: ['park', 'indicator', 'score'] });
