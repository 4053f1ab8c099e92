import type { Cycle } from '../../shared/domain/cycles/cycle.ts';
import type { CycleRefusal } from '../../shared/domain/cycles/refusal.ts';
import { statusText } from './status-text.ts';

/** Whose values of last year count; a cycle opened before last year is published goes without them for good. */
export const priorsText = (
  answer: { readonly ok: true; readonly cycle: Cycle } | CycleRefusal,
): { zh: string; en: string } => {
  const from = answer.ok ? answer.cycle.previousCycle : null;
  return from === null
    ? {
        zh: '上年数取自各园区年报的上年栏（此前没有已发布的年度）。',
        en: 'Last year’s values are those that the returns give themselves (no earlier cycle is published).',
      }
    : {
        zh: `上年数取自已发布的 ${from} 年度。`,
        en: `Last year’s values are those published of ${from}.`,
      };
};

/** What an opening did: opened the cycle, set when it opens by itself, or nothing where that was done before. */
export const openedText = (
  answer: { readonly ok: true; readonly cycle: Cycle } | CycleRefusal,
  cycle: string,
  parks: number,
  methodology: string,
): { zh: string; en: string } => {
  if (answer.ok && (answer.cycle.status === 'closed' || answer.cycle.status === 'published')) {
    const status = statusText[answer.cycle.status];
    return {
      zh: `${cycle} 年度此前已开启，现为${status.zh}；未作任何更改。`,
      en: `Cycle ${cycle} was opened before and is ${status.en} now; nothing was changed.`,
    };
  }
  const opensAt = answer.ok && answer.cycle.status === 'scheduled' ? answer.cycle.opensAt : null;
  return opensAt === null
    ? {
        zh: `${cycle} 年度已开启：名册 ${parks} 个园区，指标体系 ${methodology}。`,
        en: `Cycle ${cycle} is open: ${parks} parks in the register, methodology ${methodology}.`,
      }
    : {
        zh: `${cycle} 年度将于 ${opensAt} 自动开启：名册 ${parks} 个园区，指标体系 ${methodology}。`,
        en: `Cycle ${cycle} will open by itself at ${opensAt}: ${parks} parks in the register, methodology ${methodology}.`,
      };
};
