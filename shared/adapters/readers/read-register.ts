import { REGISTER_COLUMNS } from '../../domain/ranking/register.ts';
import type { ReadTable } from '../../domain/returns/filed-table.ts';
import { labelIndex } from './labels.ts';
import { readTable } from './read-table.ts';

const columns = labelIndex([
  ['id', ['园区代码', '园区编号']],
  ['name', ['园区名称', '名称']],
  ['short_name', ['简称']],
  ['province_code', ['省份代码']],
  ['province', ['省份']],
  ['city', ['城市']],
  ['approved_year', ['批准年份']],
  ['approved_year_status', []],
  ['register_2021', []],
  ['region', ['地区', '区域']],
  ['evaluation_status', ['评价状态']],
  ['innovation_zone', ['自创区']],
  ['free_trade_zone', ['自贸区']],
  ['from', ['进入日期']],
  ['to', ['退出日期']],
  ['note', ['备注']],
]);

/** Reads a register of parks: one row per park under the columns of `domain/parks.csv`, each a located cell. */
export const readRegister: ReadTable = (file) => readTable(file, { columns, required: REGISTER_COLUMNS });
