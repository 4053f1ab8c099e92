import type { IndicatorMeta } from '../../shared/domain/composites/composite-data.ts';
import type { HierarchyEntry } from '../../shared/domain/composites/hierarchy.ts';
import type { Goalposts } from '../../shared/domain/composites/normalisation.ts';
import { CannotDo } from '../terminal/context.ts';
import { type CsvRow, type CsvTable, isMissing, numberOf, requireHeaders } from './csv-table.ts';

const types = ['Indicator', 'Aggregate', 'Group', 'Denominator', 'Other'] as const;
type CodeType = (typeof types)[number];

/** COINr's iMeta: what each code is, and how the codes hang together. */
export interface IndexMeta {
  readonly file: string;
  /** In the file's order. */
  readonly indicators: readonly IndicatorMeta[];
  /** Indicators and aggregates, in the file's order. Weights are NaN where the file has none. */
  readonly entries: readonly HierarchyEntry[];
  readonly typeOf: ReadonlyMap<string, CodeType>;
  /** iName of each code that has one. */
  readonly names: ReadonlyMap<string, string>;
}

/** Headers that may stand for one thing: the interface's name, and COINr's own. */
const goalpostHeaders = {
  lower: ['lower', 'goalpost_lower'],
  upper: ['upper', 'goalpost_upper'],
  scale: ['scale', 'goalpost_scale'],
  truncate: ['truncate', 'goalpost_trunc2posts'],
};

/** Score at the better goalpost where META has no Scale. */
const DEFAULT_SCALE = 100;

/**
 * Reads META: Level, iCode, Parent, Direction, Weight, Type; also iName, Target, Denominator and Lower, Upper, Scale,
 * Truncate where they are there. Weight may be absent when `--weights` gives all of them.
 *
 * @throws {CannotDo} for missing columns and cells that are not what their column holds
 */
export const readMeta = (table: CsvTable): IndexMeta => {
  requireHeaders(table, ['Level', 'iCode', 'Parent', 'Direction', 'Type']);
  const typeOf = new Map<string, CodeType>();
  for (const row of table.rows) {
    const code = row.cell('iCode');
    if (code === '') throw badCell(table, row, 'iCode', '不能为空', 'must not be empty');
    if (typeOf.has(code)) throw badCell(table, row, 'iCode', '重复', 'stands there twice');
    typeOf.set(code, typeIn(table, row));
  }
  const rowsOf = (...wanted: CodeType[]): CsvRow[] =>
    table.rows.filter((row) => wanted.includes(typeOf.get(row.cell('iCode')) ?? 'Other'));
  return {
    file: table.file,
    indicators: rowsOf('Indicator').map((row) => indicatorIn(table, row)),
    entries: rowsOf('Indicator', 'Aggregate').map((row) => {
      const parent = blankToNull(row.cell('Parent'));
      const weight = numberOf(table, row, 'Weight');
      return {
        code: row.cell('iCode'),
        level: levelIn(table, row, typeOf),
        parent,
        // At the top there is nothing to weigh against.
        weight: parent === null && Number.isNaN(weight) ? 1 : weight,
      };
    }),
    typeOf,
    names: new Map(table.rows.map((row) => [row.cell('iCode'), row.cell('iName')])),
  };
};

const badCell = ({ file }: CsvTable, { line, cell }: CsvRow, header: string, zh: string, en: string) =>
  new CannotDo({
    zh: `${file} 第 ${line} 行“${header}”列“${cell(header)}”${zh}。`,
    en: `${file}, line ${line}, column “${header}”: “${cell(header)}” ${en}.`,
  });

const blankToNull = (cell: string): string | null => (isMissing(cell) ? null : cell);

const typeIn = (table: CsvTable, row: CsvRow): CodeType => {
  const type = types.find((known) => known === row.cell('Type'));
  if (type !== undefined) return type;
  throw badCell(table, row, 'Type', `应为 ${types.join('、')} 之一`, `is none of ${types.join(', ')}`);
};

const levelIn = (table: CsvTable, row: CsvRow, typeOf: ReadonlyMap<string, CodeType>): number => {
  const level = numberOf(table, row, 'Level');
  const isIndicator = typeOf.get(row.cell('iCode')) === 'Indicator';
  if (isIndicator && level !== 1) {
    throw badCell(
      table,
      row,
      'Level',
      '：指标（Indicator）的层级应为 1',
      'for an Indicator, whose level is 1',
    );
  }
  if (!isIndicator && !(level >= 2)) {
    throw badCell(
      table,
      row,
      'Level',
      '：合成指标（Aggregate）的层级应不小于 2',
      'for an Aggregate, whose level is 2 or more',
    );
  }
  return level;
};

const indicatorIn = (table: CsvTable, row: CsvRow): IndicatorMeta => {
  const direction = numberOf(table, row, 'Direction');
  if (direction !== 1 && direction !== -1) {
    throw badCell(table, row, 'Direction', '应为 1 或 -1', 'is neither 1 nor -1');
  }
  const target = numberOf(table, row, 'Target');
  return {
    code: row.cell('iCode'),
    direction,
    denominator: blankToNull(row.cell('Denominator')),
    target: Number.isNaN(target) ? null : target,
    goalposts: goalpostsIn(table, row),
  };
};

const goalpostsIn = (table: CsvTable, row: CsvRow): Goalposts | null => {
  const headerOf = (names: readonly string[]): string | undefined =>
    table.header.find((label) => names.includes(label.toLowerCase()));
  const number = (names: readonly string[]): number => {
    const header = headerOf(names);
    return header === undefined ? Number.NaN : numberOf(table, row, header);
  };
  const lower = number(goalpostHeaders.lower);
  const upper = number(goalpostHeaders.upper);
  if (Number.isNaN(lower) || Number.isNaN(upper)) return null;
  const scale = number(goalpostHeaders.scale);
  const truncate = headerOf(goalpostHeaders.truncate);
  return {
    lower,
    upper,
    scale: Number.isNaN(scale) ? DEFAULT_SCALE : scale,
    truncate: truncate === undefined || flagIn(table, row, truncate),
  };
};

/** Yes where nothing is said, as COINr's `trunc2posts`. */
const flagIn = (table: CsvTable, row: CsvRow, header: string): boolean => {
  const raw = row.cell(header);
  if (isMissing(raw) || /^(true|t|1|yes|是)$/i.test(raw)) return true;
  if (/^(false|f|0|no|否)$/i.test(raw)) return false;
  throw badCell(table, row, header, '应为 TRUE 或 FALSE', 'is neither TRUE nor FALSE');
};
