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
    summary: {
      zh: '评价年度：开启、关闭、发布、状态、审查清单',
      en: 'open, close, publish, status, review list of a cycle',
    },
    load: async () => (await import('./verbs/cycle-verb.ts')).defineCycle,
  },
  {
    name: 'return',
    summary: {
      zh: '年报：退回、撤回、签署、说明、上年数据更正',
      en: 'reopen, withdraw, sign off or explain a return; amend last year’s data',
    },
    load: async () => (await import('./verbs/return-verb.ts')).defineReturn,
  },
  {
    name: 'rules',
    summary: { zh: '审核规则：清单、停用、恢复', en: 'the rules of a cycle: list, switch off, switch on' },
    load: async () => (await import('./verbs/rules-verb.ts')).defineRules,
  },
  {
    name: 'audit',
    summary: { zh: '核验审计链并重算排名', en: 'verify the audit chain and recompute the ranking' },
    load: async () => (await import('./verbs/audit-verb.ts')).defineAudit,
  },
  {
    name: 'index',
    summary: { zh: '综合指数：对任意“单位×指标”表计分排名', en: 'score any table of units × indicators' },
    load: async () => (await import('./index/index-verb.ts')).defineIndex,
  },
  {
    name: 'distribution',
    summary: { zh: '一个指标或比值在各园区间的分布', en: 'an indicator or ratio over the parks' },
    load: async () => (await import('./studies/distribution-verb.ts')).defineDistribution,
  },
  {
    name: 'openness',
    summary: { zh: '一个园区的开放度', en: 'how open a park is' },
    load: async () => (await import('./studies/openness-verb.ts')).defineOpenness,
  },
  {
    name: 'diagnose',
    summary: { zh: '一个园区的提升空间与对策', en: 'what would raise a park, and how' },
    load: async () => (await import('./studies/diagnose-verb.ts')).defineDiagnose,
  },
  {
    name: 'park-report',
    summary: { zh: '一个园区的一页评价报告', en: 'a one-page report of a park' },
    load: async () => (await import('./studies/park-report-verb.ts')).defineParkReport,
  },
  {
    name: 'lists',
    summary: {
      zh: '全国、地区合计与前 50、单项前 20（xlsx、CSV）',
      en: 'national and regional totals, top 50, top 20 by indicator (xlsx, CSV)',
    },
    load: async () => (await import('./studies/lists-verb.ts')).defineLists,
  },
  {
    name: 'methodology',
    summary: {
      zh: '指标体系版本：列出、检查、比较、载入',
      en: 'methodology editions: list, check, diff, load',
    },
    load: async () => (await import('./studies/methodology-verb.ts')).defineMethodology,
  },
  {
    name: 'compare',
    summary: {
      zh: '同一年度按两套指标体系排名并分解变动',
      en: 'one cycle under two editions, and why parks move',
    },
    load: async () => (await import('./studies/compare-verb.ts')).defineCompare,
  },
  {
    name: 'what-if',
    summary: {
      zh: '情景推演（非正式，不改动任何数据）',
      en: 'a scenario: what would move, nothing is stored',
    },
    load: async () => (await import('./studies/what-if-verb.ts')).defineWhatIf,
  },
  {
    name: 'robustness',
    summary: {
      zh: '排名的稳健性：位次区间、方法与指标的影响',
      en: 'how far ranks hang on unknown weights, methods, single indicators and parks',
    },
    load: async () => (await import('./studies/robustness-verb.ts')).defineRobustness,
  },
  {
    name: 'audit-methodology',
    summary: { zh: '指标体系的一致性检验', en: 'whether the indicators hang together' },
    load: async () => (await import('./studies/audit-methodology-verb.ts')).defineAuditMethodology,
  },
];
