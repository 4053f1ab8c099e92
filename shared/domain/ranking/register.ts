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
});

const known = (answer: 'yes' | 'no' | ''): boolean | null => (answer === '' ? null : answer === 'yes');

/**
 * The parks of a register: the rows whose `register_2021` is yes.
 *
 * @param rows one object per row, by column name, all values text
 * @throws RegisterError with every wrong cell, every id that occurs twice, or a register without parks
 */
export const readRegister = (rows: readonly unknown[]): RegisteredPark[] => {
  const problems: RegisterProblem[] = [];
  const register: RegisteredPark[] = [];
  const seen = new Set<string>();
  for (const [index, row] of rows.entries()) {
    const parsed = RegisterRow.safeParse(row);
    if (!parsed.success) {
      for (const { path, message } of parsed.error.issues) {
        problems.push({ row: index + 1, column: String(path[0] ?? ''), problem: message });
      }
      continue;
    }
    const park = parsed.data;
    if (seen.has(park.id))
      problems.push({ row: index + 1, column: 'id', problem: `${park.id} occurs twice` });
    seen.add(park.id);
    if (park.register_2021 === 'no') continue;
    register.push({
      id: park.id,
      name: park.name,
      shortName: park.short_name,
      province: park.province,
      provinceCode: park.province_code,
      city: park.city,
      region: park.region,
      approvedYear: park.approved_year === '' ? null : Number(park.approved_year.slice(0, 4)),
      exempt: park.evaluation_status === '免评',
      innovationZone: known(park.innovation_zone),
      freeTradeZone: known(park.free_trade_zone),
    });
  }
  if (problems.length === 0 && register.length === 0) {
    problems.push({ row: 0, column: 'register_2021', problem: 'no row says yes: the register has no parks' });
  }
  if (problems.length > 0) throw new RegisterError(problems);
  return register;
};

/** The register that comes with the program: the 169 parks of 2018–2021. */
export const shippedRegister = (): RegisteredPark[] => readRegister(parks);
