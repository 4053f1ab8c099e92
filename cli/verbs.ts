import type { Verb } from './terminal/verb.ts';

/** Every verb of the command, in the order of `--help`. */
export const verbs: readonly Verb[] = [
  {
    name: 'local',
    summary: { zh: '启动、停止本机云环境', en: 'the local cloud: up, down, status, reset' },
    load: async () => (await import('./local/local-verb.ts')).defineLocal,
  },
  {
    name: 'sample',
    summary: { zh: '生成合成（虚构）年报', en: 'synthetic returns, labelled synthetic' },
    load: async () => (await import('./sample/sample-verb.ts')).defineSample,
  },
  {
    name: 'template',
    summary: { zh: '生成园区填报模板（工作簿）', en: 'the workbook that a park fills in for a cycle' },
    load: async () => (await import('./verbs/template-verb.ts')).defineTemplate,
  },
  {
    name: 'check',
    summary: { zh: '离线审核年报文件', en: 'check files offline: the same verdict as the pipeline' },
    load: async () => (await import('./verbs/check-verb.ts')).defineCheck,
  },
  {
    name: 'submit',
    summary: { zh: '上传年报并取得回执', en: 'upload a return and get its receipt' },
    load: async () => (await import('./verbs/submit-verb.ts')).defineSubmit,
  },
  {
    name: 'status',
    summary: { zh: '各园区年报进度', en: 'where each return stands' },
    load: async () => (await import('./verbs/status-verb.ts')).defineStatus,
  },
  {
    name: 'ranking',
    summary: { zh: '排名及其说明', en: 'the ranking and its explanation' },
    load: async () => (await import('./verbs/ranking-verb.ts')).defineRanking,
  },
  {
    name: 'watch',
    summary: { zh: '实时事件', en: 'the live feed of events' },
    load: async () => (await import('./verbs/watch-verb.ts')).defineWatch,
  },
  {
    name: 'cycle',
    summary: { zh: '评价年度：开启、关闭、发布、状态', en: 'open, close, publish, status of a cycle' },
    load: async () => (await import('./verbs/cycle-verb.ts')).defineCycle,
  },
  {
    name: 'return',
    summary: { zh: '年报：退回、撤回、说明', en: 'reopen, withdraw or explain a return' },
    load: async () => (await import('./verbs/return-verb.ts')).defineReturn,
  },
  {
    name: 'audit',
    summary: { zh: '核验审计链并重算排名', en: 'verify the audit chain and recompute the ranking' },
    load: async () => (await import('./verbs/audit-verb.ts')).defineAudit,
  },
];
