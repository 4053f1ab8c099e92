import * as z from 'zod';
import { CannotDo } from '../terminal/context.ts';

/** A time with its zone as UTC; null where none is given. @throws {CannotDo} */
export function timeOf(flag: string, value: string | undefined): string | null {
  if (value === undefined) return null;
  const time = new Date(value);
  // To Date alone 31 February is 3 March.
  const hasDay = z.iso.date().safeParse(value.slice(0, 10)).success;
  if (!hasDay || Number.isNaN(time.getTime()) || !/(Z|[+-]\d{2}:?\d{2})$/.test(value)) {
    throw new CannotDo({
      zh: `${flag} 应为带时区的时间，如 2021-03-31T23:59:59+08:00；当前为“${value}”。`,
      en: `${flag} takes a time with its zone, e.g. 2021-03-31T23:59:59+08:00; found “${value}”.`,
    });
  }
  return time.toISOString();
}
