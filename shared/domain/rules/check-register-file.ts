import type { RegisteredPark } from '../ranking/ranking.ts';
import { REGISTER_COLUMNS, readRegisterRow } from '../ranking/register.ts';
import type { Cell } from '../returns/filed-return.ts';
import type { FiledTable, ReadTableOutcome } from '../returns/filed-table.ts';
import type { Finding, FindingsReport } from './finding.ts';
import { judgeMinistryTable } from './judge-ministry-table.ts';
import { ministryFinding } from './ministry-rules.ts';
import type { RulePack } from './rule-pack.ts';

export interface RegisterFileContext {
  readonly cycle: string;
  readonly dataYear: number;
  readonly rulePack: RulePack;
  /** Day of the upload: who is in the register on it, is in it. */
  readonly day: string;
  /** The register that the cycle was opened with; what differs from it is a notice. */
  readonly opened: readonly Pick<RegisteredPark, 'id'>[];
}

export interface RegisterFileResult {
  readonly report: FindingsReport;
  /** Parks in the register on the day of the upload. Used only when accepted. */
  readonly register: readonly RegisteredPark[];
}

const FILER = 'REGISTER';
const FORM = { form: 'register', keys: ['id'] };

/** What a cell may say, by column, where it is one of few. */
const ALLOWED: Readonly<Record<string, string>> = {
  register_2021: 'yes / no',
  region: '东部 / 中部 / 西部 / 东北',
  evaluation_status: '免评',
  innovation_zone: 'yes / no',
  free_trade_zone: 'yes / no',
};
const DATES: Readonly<Record<string, string>> = {
  approved_year: '1991',
  from: '2021-05-01',
  to: '2021-05-01',
};

/**
 * Checks the ministry's register of parks: what a cell may not say, and repeated parks, refuse the whole file, which is
 * never merged with another; entering and leaving parks are notices. All findings at once; never throws for anything that a
 * file holds.
 */
export const checkRegisterFile = (
  outcome: ReadTableOutcome,
  context: RegisterFileContext,
): RegisterFileResult => {
  const { report, judged } = judgeMinistryTable(outcome, context, { filer: FILER, form: FORM }, (table) =>
    judgeRegister(table, context),
  );
  return { report, register: judged?.register ?? [] };
};

type Row = FiledTable['rows'][number];

const textsOf = ({ cells }: Row): Readonly<Record<string, string>> =>
  Object.fromEntries([...cells].map(([column, cell]) => [column, cell.raw.trim()]));

const judgeRegister = (table: FiledTable, { day, opened }: RegisterFileContext) => {
  const findings: Finding[] = [];
  const register: RegisteredPark[] = [];
  const times = Map.groupBy(table.rows, (row) => textsOf(row).id ?? '');
  for (const row of table.rows) {
    const read = readRegisterRow(textsOf(row), day);
    if ('wrong' in read) {
      findings.push(...read.wrong.map(({ column }) => wrongCell(column, row)));
      continue;
    }
    const { park, isIn } = read;
    const repeated = times.get(park.id)?.length ?? 1;
    if (repeated > 1) {
      findings.push(
        ministryFinding(
          'R-E-205',
          { entity: park.id, fields: ['id'], cell: row.cells.get('id') },
          {
            times: repeated,
          },
        ),
      );
    }
    findings.push(...dateFindings(park, row, day));
    if (isIn) register.push(park);
  }
  if (findings.some(({ severity }) => severity !== 'notice')) return { findings, register };
  if (register.length === 0) {
    findings.push(ministryFinding('R-E-207', { entity: FILER, fields: ['register_2021'] }, { day }));
  }
  return { findings: [...findings, ...changesSince(opened, register, table)], register };
};

const wrongCell = (column: string, row: Row): Finding => {
  const cell = row.cells.get(column);
  const entity = textsOf(row).id || `row ${row.number}`;
  const about = { entity, fields: [column], cell };
  if (cell === undefined || (cell.raw.trim() === '' && REGISTER_COLUMNS.includes(column))) {
    return ministryFinding('R-E-202', about, { header: cell?.header || column });
  }
  if (ALLOWED[column] !== undefined) return ministryFinding('R-E-203', about, { allowed: ALLOWED[column] });
  if (DATES[column] !== undefined) return ministryFinding('R-E-204', about, { form: DATES[column] });
  return ministryFinding('R-E-201', about);
};

/** A park that leaves before it enters; and dates to come, which nobody looks at when they have come. */
const dateFindings = ({ id, from, to }: RegisteredPark, { cells }: Row, day: string): readonly Finding[] => {
  const about = (column: string) => ({ entity: id, fields: [column], cell: cells.get(column) });
  if (from !== undefined && to !== undefined && to < from) {
    return [ministryFinding('R-E-206', about('to'), { park: id, from })];
  }
  return [
    ...(from !== undefined && from > day
      ? [ministryFinding('R-E-210', about('from'), { park: id, day })]
      : []),
    ...(to !== undefined && to >= day ? [ministryFinding('R-E-210', about('to'), { park: id, day })] : []),
  ];
};

const changesSince = (
  opened: RegisterFileContext['opened'],
  register: readonly RegisteredPark[],
  table: FiledTable,
): readonly Finding[] => {
  const before = new Set(opened.map(({ id }) => id));
  const now = new Set(register.map(({ id }) => id));
  const cellOf = (park: string): Cell | undefined =>
    table.rows.find((row) => textsOf(row).id === park)?.cells.get('id');
  const finding = (rule: string, park: string): Finding =>
    ministryFinding(rule, { entity: park, fields: ['id'], cell: cellOf(park) }, { v: park });
  return [
    ...opened.filter(({ id }) => !now.has(id)).map(({ id }) => finding('R-E-208', id)),
    ...register.filter(({ id }) => !before.has(id)).map(({ id }) => finding('R-E-209', id)),
  ];
};
