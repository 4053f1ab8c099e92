import type { CompositeData } from '../../shared/domain/composites/composite-data.ts';
import { CannotDo } from '../terminal/context.ts';
import { type CsvTable, isMissing, numberOf, requireHeaders } from './csv-table.ts';
import type { IndexMeta } from './read-meta.ts';

/** Columns of iData that COINr knows without META. */
const special = new Set(['uCode', 'uName', 'Time']);

export interface IndexData {
  readonly data: CompositeData;
  /** uName of the units, where the file has it. */
  readonly unitNames: ReadonlyMap<string, string>;
  /** Columns that META does not name; they are not used. */
  readonly unknown: readonly string[];
}

/**
 * Reads DATA: uCode, a column for each indicator of META, and its groups and denominators as far as they are there.
 *
 * @throws {CannotDo} for missing columns, units named twice or not at all, cells that are no numbers
 */
export const readData = (table: CsvTable, meta: IndexMeta): IndexData => {
  requireHeaders(table, ['uCode', ...meta.indicators.map(({ code }) => code)]);
  const computed = table.header.find((label) => meta.typeOf.get(label) === 'Aggregate');
  if (computed !== undefined) {
    throw new CannotDo({
      zh: `${table.file} 含有合成指标“${computed}”的列；合成指标由指标计算得出，请删去该列。`,
      en: `${table.file} has a column for the aggregate “${computed}”, which is computed here; take it out.`,
    });
  }
  const present = (type: string): string[] => table.header.filter((label) => meta.typeOf.get(label) === type);
  const column = (code: string): Float64Array =>
    Float64Array.from(table.rows, (row) => numberOf(table, row, code));
  const units = unitCodes(table);
  return {
    data: {
      units,
      indicators: meta.indicators,
      columns: meta.indicators.map(({ code }) => column(code)),
      denominators: new Map(present('Denominator').map((code) => [code, column(code)])),
      groups: new Map(
        present('Group').map((code) => [
          code,
          table.rows.map(({ cell }) => (isMissing(cell(code)) ? null : cell(code))),
        ]),
      ),
    },
    unitNames: new Map(table.rows.map(({ cell }) => [cell('uCode'), cell('uName')])),
    unknown: table.header.filter((label) => label !== '' && !special.has(label) && !meta.typeOf.has(label)),
  };
};

const unitCodes = ({ file, header, rows }: CsvTable): string[] => {
  const lines = new Map<string, number>();
  for (const { line, cell } of rows) {
    const code = cell('uCode');
    if (code === '') {
      throw new CannotDo({
        zh: `${file} 第 ${line} 行没有 uCode。`,
        en: `${file}, line ${line}: no uCode.`,
      });
    }
    const before = lines.get(code);
    if (before !== undefined) {
      const years = header.includes('Time');
      throw new CannotDo({
        zh: `${file} 中单位“${code}”出现多次（第 ${before}、${line} 行）${years ? '；多个年份（Time）请分成多个文件' : ''}。`,
        en: `${file} has the unit “${code}” more than once (lines ${before} and ${line})${years ? '; put each year (Time) into a file of its own' : ''}.`,
      });
    }
    lines.set(code, line);
  }
  return [...lines.keys()];
};
