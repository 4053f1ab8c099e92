import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { readReturn } from '../../shared/adapters/readers/read-return.ts';
import { dataYear } from '../../shared/domain/cycles/data-year.ts';
import type { Priors } from '../../shared/domain/indicators/compute-indicators.ts';
import type { RecordTable } from '../../shared/domain/records/record-table.ts';
import type { ReadOutcome } from '../../shared/domain/returns/filed-return.ts';
import { type CheckResult, checkReturn } from '../../shared/domain/rules/check-return.ts';
import { loadRulePack } from '../../shared/domain/rules/load-rule-pack.ts';
import type { PackPatch } from '../../shared/domain/rules/pack-patch.ts';
import { patchedPack } from '../../shared/domain/rules/patched-pack.ts';
import { renderMessage } from '../../shared/domain/rules/render-message.ts';
import { CannotDo } from '../terminal/context.ts';

/** Reads a file that the user named. @throws {CannotDo} when it cannot be opened. */
export async function openFile(path: string): Promise<{ name: string; bytes: Uint8Array }> {
  try {
    if ((await stat(path)).isDirectory()) {
      throw new CannotDo({ zh: `${path} 是文件夹，请指定文件。`, en: `${path} is a folder; name a file.` });
    }
    return { name: basename(path), bytes: await readFile(path) };
  } catch (error) {
    if (error instanceof CannotDo) throw error;
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    const reason = error instanceof Error ? error.message : String(error);
    throw new CannotDo(
      missing
        ? { zh: `找不到文件 ${path}。`, en: `There is no file ${path}.` }
        : { zh: `无法打开文件 ${path}（${reason}）。`, en: `${path} cannot be opened (${reason}).` },
      { cause: error },
    );
  }
}

export interface CheckTask {
  readonly cycle: string;
  readonly park: string;
  readonly priors: Priors;
  /** Last year's enterprise records, where last year's file has them. */
  readonly priorRecords?: RecordTable | null;
  /** Rules that the ministry switched off; absent = the pack as it comes with the program. */
  readonly packPatch?: PackPatch | null;
}

/** The check of one file as the pipeline does it, for a park's own filing and without explanations by command. */
export async function checkFile(path: string, task: CheckTask): Promise<CheckResult> {
  return checkOpened(await openFile(path), task);
}

/** The same of a file that has been opened. */
export async function checkOpened(
  file: { name: string; bytes: Uint8Array },
  task: CheckTask,
): Promise<CheckResult> {
  return optimisingReaders(async () => {
    const reading = readReturn(file);
    // Made while another thread inflates the file.
    loadRulePack(task.cycle);
    return checkOutcome(await reading, task);
  });
}

/**
 * Does something with V8's slowest compiler kept to the readers of rows: a check is over before most of what it would make of
 * the rest is of use, and its work takes time from the check.
 */
async function optimisingReaders<T>(task: () => Promise<T>): Promise<T> {
  setFlagsFromString('--turbo-filter=read*');
  try {
    return await task();
  } finally {
    setFlagsFromString('--turbo-filter=*');
  }
}

const checkOutcome = (
  outcome: ReadOutcome,
  { cycle, park, priors, priorRecords = null, packPatch = null }: CheckTask,
): CheckResult =>
  checkReturn(outcome, {
    cycle,
    park,
    dataYear: dataYear(cycle),
    rulePack: patchedPack(loadRulePack(cycle), packPatch),
    priors,
    priorRecords,
    explanations: new Map(),
    filedBy: 'park',
  });

/**
 * Last year's values out of last year's return, or the return's own last-year column where no file is named.
 * @throws {CannotDo} when the file is not that park's return of the year before.
 */
export async function priorsOf(
  previous: string | undefined,
  task: Pick<CheckTask, 'cycle' | 'park'>,
): Promise<Required<Pick<CheckTask, 'priors' | 'priorRecords'>>> {
  if (previous === undefined) return { priors: { source: 'return', values: {} }, priorRecords: null };
  const lastCycle = String(Number(task.cycle) - 1);
  const outcome = await readReturn(await openFile(previous));
  const { report, inputs } = checkOutcome(outcome, {
    cycle: lastCycle,
    park: task.park,
    priors: { source: 'return', values: {} },
  });
  const [refusal] = report.findings;
  if (refusal?.severity === 'reject') {
    const message = report.rules[refusal.rule]?.message ?? { zh: '', en: '' };
    const why = (locale: 'zh' | 'en'): string => renderMessage(message, refusal.parameters, locale);
    throw new CannotDo({
      zh: `--previous ${previous} 不能作为 ${task.park} 的 ${lastCycle} 年度年报：${why('zh')}（${refusal.rule}）`,
      en: `--previous ${previous} cannot serve as the return of ${task.park} for cycle ${lastCycle}: ${why('en')} (${refusal.rule})`,
    });
  }
  const records = outcome.kind === 'read' ? outcome.filed.records?.enterprises : null;
  return { priors: { source: 'previous-cycle', values: inputs }, priorRecords: records ?? null };
}
