import type { Command } from 'commander';
import { CannotDo, type Terminal } from '../terminal/context.ts';

export const cycleOption = (verb: Command, terminal: Terminal): Command =>
  verb.option(
    '--cycle <year>',
    terminal.text({ zh: '评价年度，如 2021', en: 'cycle (evaluation year), e.g. 2021' }),
  );

export const parkOption = (verb: Command, terminal: Terminal): Command =>
  verb.option('--park <id>', terminal.text({ zh: '园区代码，如 P021', en: 'park id, e.g. P021' }));

/** @throws {CannotDo} when the cycle is absent or no year. */
export function requireCycle(cycle: string | undefined): string {
  if (cycle === undefined) {
    throw new CannotDo({
      zh: '请用 --cycle 指定评价年度，如 --cycle 2021。',
      en: 'Name the cycle, e.g. --cycle 2021.',
    });
  }
  if (!/^\d{4}$/.test(cycle)) {
    throw new CannotDo({
      zh: `评价年度应为四位年份，如 2021；当前为“${cycle}”。`,
      en: `A cycle is a year of four digits, e.g. 2021; found “${cycle}”.`,
    });
  }
  return cycle;
}

/** @throws {CannotDo} when the park is absent or has no park's form. */
export function requirePark(park: string | undefined): string {
  if (park === undefined) {
    throw new CannotDo({
      zh: '请用 --park 指定园区代码，如 --park P021。',
      en: 'Name the park, e.g. --park P021.',
    });
  }
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(park)) {
    throw new CannotDo({
      zh: `园区代码有误：“${park}”，应如 P021。`,
      en: `“${park}” is no park id; one looks like P021.`,
    });
  }
  return park;
}

/** @throws {CannotDo} when the value is no whole number of at least 1. */
export function requireRevision(revision: string | undefined): number | undefined {
  if (revision === undefined) return undefined;
  if (!/^[1-9]\d{0,8}$/.test(revision)) {
    throw new CannotDo({
      zh: `--revision 应为正整数，当前为“${revision}”。`,
      en: `--revision takes a whole number from 1; found “${revision}”.`,
    });
  }
  return Number(revision);
}

/** The trimmed content of a flag that must be given. @throws {CannotDo} */
export function needed(flag: string, value: string | undefined): string {
  if (value === undefined || value.trim() === '') {
    throw new CannotDo({ zh: `请用 ${flag} 给出内容。`, en: `${flag} must be given.` });
  }
  return value.trim();
}

/** The trimmed content of a flag that may be left out; null where it is. @throws {CannotDo} when it is given empty. */
export const given = (flag: string, value: string | undefined): string | null =>
  value === undefined ? null : needed(flag, value);
