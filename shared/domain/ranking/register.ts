import * as z from 'zod';
import parks from '../../data/parks.json' with { type: 'json' };
import type { Localised } from '../returns/filed-return.ts';
import type { RegisteredPark } from './ranking.ts';

/** What is wrong with the cell of a column. */
interface WrongCell {
  readonly column: string;
  readonly problem: Localised;
}

/** One thing wrong with a register, at a row (1 = first below the header, 0 = the register as a whole) and column. */
export interface RegisterProblem extends WrongCell {
  readonly row: number;
}

/** Thrown by readRegister; carries every problem at once. */
export class RegisterError extends Error {
  override readonly name = 'RegisterError';
  readonly problems: readonly RegisterProblem[];

  constructor(problems: readonly RegisterProblem[]) {
    super(problems.map(({ row, column, problem }) => `row ${row}, ${column}: ${problem.en}`).join('\n'));
    this.problems = problems;
  }
}

/** What a cell must be, by the message of its check. */
const problems = {
  missing: { zh: '缺少该列', en: 'column missing' },
  blank: { zh: '不能为空', en: 'must not be empty' },
  id: { zh: '应为 P 加三位数字', en: 'must be P and three digits' },
  year: { zh: '应为年份、年月（如 2021-05）或留空', en: 'must be a year, a year and month, or empty' },
  yesNo: { zh: '应为 yes 或 no', en: 'must be yes or no' },
  yesNoBlank: { zh: '应为 yes、no 或留空', en: 'must be yes, no or empty' },
  region: { zh: '应为东部、中部、西部或东北', en: 'must be 东部, 中部, 西部 or 东北' },
  status: { zh: '应留空或为“免评”', en: 'must be empty or 免评' },
  day: { zh: '应为 2021-05-01 形式的日期或留空', en: 'must be a day like 2021-05-01, or empty' },
} as const satisfies Readonly<Record<string, Localised>>;
const otherwise = { zh: '内容有误', en: 'is wrong' };

/** Names the problem of a check that fails. */
const saying = (problem: keyof typeof problems): string => problem;
const problemOf = (message: string): Localised =>
  Object.hasOwn(problems, message) ? problems[message as keyof typeof problems] : otherwise;

const yesNo = z.enum(['yes', 'no', ''], saying('yesNoBlank'));
/** A day, or empty. */
const day = z
  .union([z.literal(''), z.iso.date(saying('day'))], saying('day'))
  .transform((text) => (text === '' ? null : text));
const required = z.string(saying('missing')).trim().min(1, saying('blank'));

/** A row of `parks.csv`, or of a register in its columns. Further columns are left aside. */
const RegisterRow = z.object({
  id: required.regex(/^P\d{3}$/, saying('id')),
  name: required,
  short_name: required,
  province_code: required,
  province: required,
  city: required,
  /** Year, or year and month. */
  approved_year: z.string(saying('missing')).regex(/^(\d{4}(-\d{2})?)?$/, saying('year')),
  register_2021: z.enum(['yes', 'no'], saying('yesNo')),
  region: z.enum(['东部', '中部', '西部', '东北'], saying('region')),
  evaluation_status: z.enum(['', '免评'], saying('status')),
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
): { readonly park: RegisteredPark; readonly isIn: boolean } | { readonly wrong: readonly WrongCell[] } => {
  const parsed = RegisterRow.safeParse(row);
  if (!parsed.success) {
    return {
      wrong: parsed.error.issues.map(({ path, message }) => ({
        column: String(path[0] ?? ''),
        problem: problemOf(message),
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
  const found: RegisterProblem[] = [];
  const register: RegisteredPark[] = [];
  const seen = new Set<string>();
  for (const [index, row] of rows.entries()) {
    const read = readRegisterRow(row, day);
    if ('wrong' in read) {
      found.push(...read.wrong.map((wrong) => ({ row: index + 1, ...wrong })));
      continue;
    }
    const { park, isIn } = read;
    if (seen.has(park.id))
      found.push({
        row: index + 1,
        column: 'id',
        problem: { zh: `${park.id} 重复出现`, en: `${park.id} occurs twice` },
      });
    seen.add(park.id);
    if (isIn) register.push(park);
  }
  if (found.length === 0 && register.length === 0) {
    found.push({
      row: 0,
      column: 'register_2021',
      problem: {
        zh: '该日没有一行为 yes，名册为空',
        en: 'no row says yes on this day: the register has no parks',
      },
    });
  }
  if (found.length > 0) throw new RegisterError(found);
  return register;
};

/** The register that comes with the program: the 169 parks of 2018–2021. */
export const shippedRegister = (): RegisteredPark[] => readRegister(parks);
