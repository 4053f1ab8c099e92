import * as z from 'zod';
import parks from '../../data/parks.json' with { type: 'json' };
import type { RegisteredPark } from './ranking.ts';

/** One thing wrong with a register, at a row (1 = first below the header) and column. */
export interface RegisterProblem {
  readonly row: number;
  readonly column: string;
  readonly problem: string;
}

/** Thrown by readRegister; carries every problem at once. */
export class RegisterError extends Error {
  override readonly name = 'RegisterError';
  readonly problems: readonly RegisterProblem[];

  constructor(problems: readonly RegisterProblem[]) {
    super(problems.map(({ row, column, problem }) => `row ${row}, ${column}: ${problem}`).join('\n'));
    this.problems = problems;
  }
}

const yesNo = z.enum(['yes', 'no', ''], 'must be yes, no or empty');
/** A day, or empty. */
const day = z
  .union([z.literal(''), z.iso.date()], 'must be a day like 2021-05-01, or empty')
  .transform((text) => (text === '' ? null : text));
const required = z.string('column missing').trim().min(1, 'must not be empty');

/** A row of `parks.csv`, or of a register in its columns. Further columns are left aside. */
const RegisterRow = z.object({
  id: required.regex(/^P\d{3}$/, 'must be P and three digits'),
  name: required,
  short_name: required,
  province_code: required,
  province: required,
  city: required,
  /** Year, or year and month. */
  approved_year: z
    .string('column missing')
    .regex(/^(\d{4}(-\d{2})?)?$/, 'must be a year, a year and month, or empty'),
  register_2021: z.enum(['yes', 'no'], 'must be yes or no'),
  region: z.enum(['东部', '中部', '西部', '东北'], 'must be 东部, 中部, 西部 or 东北'),
  evaluation_status: z.enum(['', '免评'], 'must be empty or 免评'),
  innovation_zone: yesNo,
  free_trade_zone: yesNo,
  /** First and last day in the register. */
  from: day.optional(),
  to: day.optional(),
});
type RegisterRow = z.infer<typeof RegisterRow>;

/** Columns that a register must have. */
export const REGISTER_COLUMNS: readonly string[] = Object.entries(RegisterRow.shape)
  .filter(([, { type }]) => type !== 'optional')
  .map(([column]) => column);

const known = (answer: 'yes' | 'no' | ''): boolean | null => (answer === '' ? null : answer === 'yes');

/** A row of a register: its park and whether that is in the register on a day; or the columns whose cells are wrong. */
export const readRegisterRow = (
  row: unknown,
  day: string | null,
):
  | { readonly park: RegisteredPark; readonly isIn: boolean }
  | { readonly wrong: readonly { readonly column: string; readonly problem: string }[] } => {
  const parsed = RegisterRow.safeParse(row);
  if (!parsed.success) {
    return {
      wrong: parsed.error.issues.map(({ path, message }) => ({
        column: String(path[0] ?? ''),
        problem: message,
      })),
    };
  }
  const { data } = parsed;
  const { from, to, register_2021 } = data;
  const isWithin = day === null || ((from ?? day) <= day && day <= (to ?? day));
  return { park: parkOf(data), isIn: register_2021 === 'yes' && isWithin };
};

const parkOf = (row: RegisterRow): RegisteredPark => ({
  id: row.id,
  name: row.name,
  shortName: row.short_name,
  province: row.province,
  provinceCode: row.province_code,
  city: row.city,
  region: row.region,
  approvedYear: row.approved_year === '' ? null : Number(row.approved_year.slice(0, 4)),
  exempt: row.evaluation_status === '免评',
  innovationZone: known(row.innovation_zone),
  freeTradeZone: known(row.free_trade_zone),
  ...(row.from == null ? {} : { from: row.from }),
  ...(row.to == null ? {} : { to: row.to }),
});

/**
 * The parks of a register on a day: the rows whose `register_2021` is yes and whose `from` and `to`, where they are given,
 * enclose the day.
 *
 * @param rows one object per row, by column name, all values text
 * @param day `2021-05-10`; null = whatever `from` and `to` say
 * @throws RegisterError with every wrong cell, every id that occurs twice, or a register without parks
 */
export const readRegister = (rows: readonly unknown[], day: string | null = null): RegisteredPark[] => {
  const problems: RegisterProblem[] = [];
  const register: RegisteredPark[] = [];
  const seen = new Set<string>();
  for (const [index, row] of rows.entries()) {
    const read = readRegisterRow(row, day);
    if ('wrong' in read) {
      problems.push(...read.wrong.map((wrong) => ({ row: index + 1, ...wrong })));
      continue;
    }
    const { park, isIn } = read;
    if (seen.has(park.id))
      problems.push({ row: index + 1, column: 'id', problem: `${park.id} occurs twice` });
    seen.add(park.id);
    if (isIn) register.push(park);
  }
  if (problems.length === 0 && register.length === 0) {
    problems.push({
      row: 0,
      column: 'register_2021',
      problem: 'no row says yes on this day: the register has no parks',
    });
  }
  if (problems.length > 0) throw new RegisterError(problems);
  return register;
};

/** The register that comes with the program: the 169 parks of 2018–2021. */
export const shippedRegister = (): RegisteredPark[] => readRegister(parks);
