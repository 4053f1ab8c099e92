import * as z from 'zod';
import type { ReturnIsSignedOff } from '../../functions/manage-cycle/sign-off-return.ts';
import { beijingDay } from '../../shared/domain/cycles/beijing-day.ts';
import { CannotDo, type Terminal } from '../terminal/context.ts';
import { needed } from './common-options.ts';

/** Codes separated by commas; null where none are given. @throws {CannotDo} when the list is empty. */
export function scopeOf(scope: string | undefined): string[] | null {
  if (scope === undefined) return null;
  const codes = scope.split(/[,，、\s]+/).filter((code) => code !== '');
  needed('--scope', codes.join());
  return codes;
}

/** `CODE=VALUE` pairs as exact text; 不适用 stands as `N/A`. @throws {CannotDo} */
export function valuesOf(pairs: readonly string[] | undefined): Record<string, string> {
  if (pairs === undefined || pairs.length === 0) needed('--set', undefined);
  const values: Record<string, string> = {};
  for (const pair of pairs ?? []) {
    const [, code, value] = /^\s*([^=＝\s]+)\s*[=＝]\s*(\S.*?)\s*$/.exec(pair) ?? [];
    if (code === undefined || value === undefined) {
      throw new CannotDo({
        zh: `--set 应写作 代码=数值，如 rd_expenditure=1234.5；当前为“${pair}”。`,
        en: `--set takes CODE=VALUE, e.g. rd_expenditure=1234.5; found “${pair}”.`,
      });
    }
    values[code] = value === '不适用' ? 'N/A' : value.normalize('NFKC').replaceAll(',', '');
  }
  return values;
}

/** A day as `2021-05-10`; today in Beijing where none is given. @throws {CannotDo} */
export function dayOf(flag: string, value: string | undefined): string {
  const now = new Date().toISOString();
  if (value === undefined) return beijingDay(now);
  if (!z.iso.date().safeParse(value).success) {
    throw new CannotDo({
      zh: `${flag} 应为日期，如 2021-05-10；当前为“${value}”。`,
      en: `${flag} takes a day, e.g. 2021-05-10; found “${value}”.`,
    });
  }
  return value;
}

/** What was signed, so that anybody can check the hashes. */
export function saySignOff({ signOff }: ReturnIsSignedOff, { say, text }: Terminal): void {
  const { submissionId, sha256, report, rulePack, signatories, at } = signOff;
  const { unitHead, statisticsHead, preparedBy } = signatories;
  const names = [unitHead, statisticsHead, preparedBy ?? '—'];
  say(`  ${text({ zh: '提交', en: 'submission' })}  ${submissionId}`);
  say(`  ${text({ zh: '文件 SHA-256', en: 'file SHA-256' })}  ${sha256}`);
  say(`  ${text({ zh: '审核报告 SHA-256', en: 'report SHA-256' })}  ${report.sha256}`);
  say(`  ${text({ zh: '规则包', en: 'rule pack' })}  ${rulePack}`);
  say(
    `  ${text({ zh: '单位负责人、统计负责人、填表人', en: 'unit head, statistics head, prepared by' })}  ${names.join(' / ')}  ${at}`,
  );
}
