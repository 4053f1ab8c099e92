import type { FiledReturn, Localised, ReadOutcome } from '../returns/filed-return.ts';
import type { CheckContext } from './check-context.ts';
import { normalisedText } from './filed-value.ts';
import type { Rule } from './rule-pack.ts';

export const REASONS = {
  unreadable: { zh: '文件无法读取，未能审核', en: 'the file cannot be read' },
  'switched-off': { zh: '主管部门已停用该规则', en: 'the ministry has switched the rule off' },
  'not-in-force': { zh: '该规则在本年度不生效', en: 'the rule is not in force in this cycle' },
  'no-inputs': {
    zh: '园区填报项表缺失，或缺少代码列、数值列，未能审核',
    en: 'the park inputs, or their code or value column, are missing',
  },
  'no-records': { zh: '文件中没有企业数据', en: 'the file has no enterprise records' },
  'records-of-both-years': {
    zh: '需要本年和上年的企业数据，没有上年的企业数据',
    en: 'needs the enterprise records of both years; there are none of last year',
  },
  'no-code-lists': {
    zh: '该规则所需的代码表尚未载入规则包',
    en: 'the code lists that the rule needs are not loaded in the rule pack',
  },
  'cross-park': {
    zh: '由主管部门对全部园区统一审核，不影响本文件的结论',
    en: 'run by the ministry over all parks; it does not affect the verdict on this file',
  },
  foreign: {
    zh: '文件所属园区或年度与填报任务不符，未与上年数比较',
    en: 'the file is of another park or year than the task; last year’s values were not compared',
  },
  'first-cycle': {
    zh: '园区首次参加评价，没有上年数',
    en: 'the park’s first cycle: there are no values of last year',
  },
  'no-accepted-priors': {
    zh: '没有上年认定数可供核对，以文件中的上年数为准',
    en: 'there are no accepted values of last year; the file’s own column counts',
  },
} satisfies Record<string, Localised>;

type Reason = keyof typeof REASONS;

/** Columns without which no park input can be judged. */
const INDISPENSABLE = ['code', 'value'];

const hasInputs = (filed: FiledReturn): boolean =>
  filed.forms.some(
    ({ form, missingColumns }) =>
      form === 'PARK' && !INDISPENSABLE.some((column) => missingColumns.includes(column)),
  );

const hasRecords = ({ records }: FiledReturn): boolean =>
  records !== undefined && (records.enterprises !== null || records.projects !== null);

const readsPriors = (rule: Rule): boolean => rule.units.some(({ reads }) => reads.priors.length > 0);

const readsAccepted = (rule: Rule): boolean =>
  rule.units.some(({ reads }) => reads.context.includes('accepted_prior'));

const readsCodeList = (rule: Rule): boolean =>
  rule.units.some(({ reads }) => reads.context.includes('column.code_list'));

const knowsCodeLists = ({ rulePack }: CheckContext): boolean =>
  [...rulePack.fields.values()].some(({ codeList }) => codeList !== null);

/** Whether the file names another park or year than the task: then nothing of last year can be compared. */
const isForeign = (filed: FiledReturn, context: CheckContext): boolean =>
  normalisedText(filed.park?.raw ?? '') !== context.park ||
  normalisedText(filed.cycle?.raw ?? '') !== context.cycle;

/** Why a rule cannot be run on this file, or null when it can. */
export const whySkipped = (rule: Rule, outcome: ReadOutcome, context: CheckContext): Localised | null => {
  const reason = reasonOf(rule, outcome, context);
  return reason === null ? null : REASONS[reason];
};

const reasonOf = (rule: Rule, outcome: ReadOutcome, context: CheckContext): Reason | null => {
  if (rule.mode === 'off') return 'switched-off';
  const { from, to } = rule.effective;
  if (context.cycle < from || (to !== null && context.cycle > to)) return 'not-in-force';
  if (rule.runsOn === 'cross-park') return 'cross-park';
  if (outcome.kind === 'unreadable') return isAboutReading(rule) ? null : 'unreadable';
  const { filed } = outcome;
  if (rule.runsOn.startsWith('enterprise-')) {
    if (!hasRecords(filed)) return 'no-records';
    if (rule.runsOn.endsWith('-of-both-years') && !context.priorRecords) return 'records-of-both-years';
    if (rule.runsOn === 'enterprise-total' && !filed.records?.enterprises) return 'no-records';
    return readsCodeList(rule) && !knowsCodeLists(context) ? 'no-code-lists' : null;
  }
  if (rule.runsOn !== 'park') return null;
  if (!hasInputs(filed)) return 'no-inputs';
  const { source } = context.priors;
  if (readsPriors(rule) || readsAccepted(rule)) {
    if (source === 'previous-cycle' && isForeign(filed, context)) return 'foreign';
    if (source === 'first-cycle') return 'first-cycle';
  }
  return readsAccepted(rule) && source !== 'previous-cycle' ? 'no-accepted-priors' : null;
};

/** The rule that an unreadable file breaks reads only what was found before its content. */
const isAboutReading = (rule: Rule): boolean =>
  rule.units.some(({ reads }) => reads.context.includes('file.readable'));
