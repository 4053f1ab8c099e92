import * as z from 'zod';
import { namesIn } from '../../domain/expressions/names-in.ts';
import type { Localised } from '../../domain/returns/filed-return.ts';
import { MINISTRY_RULES } from '../../domain/rules/ministry-rules.ts';
import type { PackFiles } from '../../domain/rules/pack-files.ts';
import { canBeSwitchedOff } from '../../domain/rules/patched-pack.ts';
import type { Rule, RulePack, SubjectKind } from '../../domain/rules/rule-pack.ts';
import { severityWords } from '../report-writers/report-words.ts';

/** What the files say of a rule beside what the pack keeps of it. */
const DescribedRule = z.looseObject({
  id: z.string(),
  scope: z.string(),
  predicate: z.looseObject({
    words: z.string(),
    expression: z.string(),
    when: z.string().optional(),
    each: z.unknown().optional(),
  }),
  parameters: z
    .record(
      z.string(),
      z.looseObject({ default: z.unknown(), unit: z.string().optional(), status: z.string().default('—') }),
    )
    .default({}),
  tolerance: z
    .looseObject({
      abs: z.number(),
      rel: z.number(),
      unit: z.string().optional(),
      why: z.string().optional(),
    })
    .nullish(),
  action: z.string(),
  origin: z.string(),
  thresholdStatus: z.string(),
  note: z.string().optional(),
});
type DescribedRule = z.infer<typeof DescribedRule>;

const RulesFile = z.looseObject({
  rules: z.array(DescribedRule),
  retired: z.array(z.looseObject({ id: z.string(), since: z.string(), reason: z.string() })).default([]),
});

const modeWords: Readonly<Record<Rule['mode'], Localised>> = {
  live: { zh: '启用', en: 'live' },
  shadow: { zh: '影子', en: 'shadow' },
  off: { zh: '停用', en: 'off' },
};

const actionWords: Readonly<Record<string, Localised>> = {
  'fix-and-upload-again': { zh: '改正后重新上传', en: 'fix and upload again' },
  fix: { zh: '改正', en: 'fix' },
  'fix-or-explain': { zh: '改正或说明', en: 'fix or explain' },
  none: { zh: '无需处理', en: 'nothing to do' },
};

const subjectWords: Readonly<Record<SubjectKind, Localised>> = {
  file: { zh: '文件', en: 'the file' },
  form: { zh: '每张表', en: 'each sheet or part' },
  'record-table': { zh: '每张记录表', en: 'each table of records' },
  'filed-cell': { zh: '每个填报单元格', en: 'each cell that the format names' },
  'unknown-cell': {
    zh: '每个模板外的列、代码或成员',
    en: 'each header, code or member that the format does not name',
  },
  park: { zh: '园区填报项', en: 'the park inputs' },
  'score-file': { zh: '专家评分文件', en: 'the file of expert scores' },
  'score-row': { zh: '专家评分每行', en: 'each row of expert scores' },
  'score-pair': { zh: '每个园区的每个评分指标', en: 'each park and scored indicator' },
  'score-park': { zh: '每个评分园区', en: 'each scored park' },
  'enterprise-record': { zh: '每条企业或项目记录', en: 'each record of an enterprise or project' },
  'enterprise-record-of-both-years': {
    zh: '两年均有的每家企业',
    en: 'each enterprise with records in both years',
  },
  'enterprise-column': {
    zh: '企业表或项目表的每列',
    en: 'each column of the enterprise and project records',
  },
  'enterprise-key': { zh: '每个统一社会信用代码', en: 'each unified social credit code' },
  'enterprise-total': { zh: '每个企业数据合计', en: 'each total of the enterprise records' },
  'enterprise-set': { zh: '园区全部企业', en: 'all enterprises of the park' },
  'enterprise-set-of-both-years': {
    zh: '园区两年全部企业',
    en: 'all enterprises of the park in both years',
  },
  'cross-park': { zh: '全部园区', en: 'all parks' },
};

/** Codes beyond this many fold away. */
const CODES_IN_LINE = 30;

/**
 * The closed list of rules as Markdown: what each asks, reads and says, with the status of its thresholds. Made from the
 * pack, so that it cannot say anything else than what runs.
 *
 * @throws {z.ZodError} when the files have another shape than the pack's.
 */
export const rulesDocument = (pack: RulePack, files: Pick<PackFiles, 'rules' | 'ownRules'>): string => {
  const [source, own] = [RulesFile.parse(files.rules), RulesFile.parse(files.ownRules)];
  const described = new Map([...source.rules, ...own.rules].map((rule) => [rule.id, rule]));
  const version = pack.id.slice(pack.id.lastIndexOf('@') + 1);
  return `${[
    '# 审核规则 · Rules',
    `由 \`npm run rules\` 从规则包生成，请勿手工修改。Generated from the rule pack by \`npm run rules\`; do not edit.`,
    [
      `规则包 ${version}，共 ${pack.rules.length} 条规则：${countsText(pack.rules, 'zh')}。`,
      `Pack ${version}, ${pack.rules.length} rules: ${countsText(pack.rules, 'en')}.`,
    ].join('  \n'),
    [
      '影子规则只计数，供主管部门参考，园区看不到。除拒收规则外，主管部门可随时停用任一规则（`gaoxin rules off`），规则包随之升一个修订号。',
      'Rules in shadow mode are counted for the ministry and never shown to parks. The ministry can switch off any rule that does not refuse a file (`gaoxin rules off`); each switch is a patch of the pack.',
    ].join('\n'),
    overview(pack.rules, described),
    ...pack.rules.map((rule) => ruleSection(rule, described.get(rule.id))),
    ministryRules(),
    ...(source.retired.length === 0 ? [] : [retired(source.retired)]),
  ].join('\n\n')}\n`;
};

/** What is said of the ministry's own files and of corrections; no expression of the pack reads them. */
const ministryRules = (): string =>
  [
    '## 主管部门文件与更正的规则 · Rules on the ministry’s files and on corrections',
    '名册（R-E-2xx）、上年认定数（R-E-3xx）与退回更正（R-L）由程序直接审核，不能停用。The register, last year’s values and corrections of reopened returns are judged by the program; these rules cannot be switched off.',
    tableOf(
      ['规则 rule', '等级 severity', '提示 message'],
      MINISTRY_RULES.map(({ id, severity, message }) => [id, both(severityWords[severity]), both(message)]),
    ),
  ].join('\n\n');

const both = ({ zh, en }: Localised): string => (zh === en ? zh : `${zh} ${en}`);

const countsText = (rules: readonly Rule[], locale: keyof Localised): string =>
  (['reject', 'mandatory', 'query', 'notice'] as const)
    .map((severity) => {
      const count = rules.filter((rule) => rule.severity === severity).length;
      return `${severityWords[severity][locale]} ${count}`;
    })
    .join(locale === 'zh' ? '、' : ', ');

/** Text in a cell of a table. */
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

const row = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;

const tableOf = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

const overview = (rules: readonly Rule[], described: ReadonlyMap<string, DescribedRule>): string =>
  tableOf(
    ['规则 rule', '级别 severity', '范围 scope', '状态 mode', '要求 what it asks'],
    rules.map((rule) => [
      `[${rule.id}](#${rule.id.toLowerCase()})`,
      both(severityWords[rule.severity]),
      described.get(rule.id)?.scope ?? '',
      both(modeWords[rule.mode]),
      described.get(rule.id)?.predicate.words ?? '',
    ]),
  );

const ruleSection = (rule: Rule, described: DescribedRule | undefined): string => {
  const { severity, mode, runsOn, message, fix, effective, owner, version } = rule;
  const facts: (readonly [string, string])[] = [
    ['级别 severity', both(severityWords[severity])],
    [
      '状态 mode',
      `${both(modeWords[mode])}${canBeSwitchedOff(rule) ? '' : '（不可停用 cannot be switched off）'}`,
    ],
    ['审核对象 runs on', both(subjectWords[runsOn])],
    ...(described === undefined ? [] : describedFacts(described)),
    ['提示信息 message', `${message.zh}<br>${message.en}`],
    ['办法 what to do', `${fix.zh}<br>${fix.en}`],
    ['版本 version', `${version}，${effective.from}–${effective.to ?? ''}，${both(owner)}`],
  ];
  return [
    `## ${rule.id}`,
    ...(described === undefined ? [] : [described.predicate.words]),
    tableOf(['', ''], facts),
    ...(described === undefined ? [] : [predicateText(described), ...parametersText(described)]),
    readsText(rule),
    ...(described?.note === undefined ? [] : [`说明 note: ${described.note}`]),
  ].join('\n\n');
};

const describedFacts = ({ scope, action, origin, thresholdStatus }: DescribedRule) =>
  [
    ['范围 scope', scope],
    ['处理 action', both(actionWords[action] ?? { zh: action, en: action })],
    ['来源 origin', origin],
    ['阈值 thresholds', thresholdStatus],
  ] as const;

const predicateText = ({ predicate }: DescribedRule): string => {
  const { expression, when, each } = predicate;
  const lines = [
    ...(when === undefined ? [] : [`when ${when}`]),
    expression,
    ...(typeof each === 'string' ? [`each ${each}`] : []),
    ...(Array.isArray(each) ? each.map((entry) => `each ${bindingsText(entry)}`) : []),
  ];
  return ['```', ...lines, '```'].join('\n');
};

/** `part = qd06 + qd07, whole = qd01`; the labels of an entry are words, not bindings. */
const bindingsText = (entry: unknown): string =>
  Object.entries(z.record(z.string(), z.unknown()).parse(entry))
    .filter(([name]) => name !== 'label')
    .map(([name, source]) => `${name} = ${String(source)}`)
    .join(', ');

const parametersText = ({ parameters, tolerance }: DescribedRule): readonly string[] => {
  const rows = Object.entries(parameters).map(([name, { default: value, unit = '', status }]) => [
    `$${name}`,
    JSON.stringify(value),
    unit,
    status,
  ]);
  const tolerances = tolerance
    ? [`绝对 abs ${tolerance.abs}，相对 rel ${tolerance.rel}`, tolerance.unit ?? '', tolerance.why ?? '']
    : null;
  const all = tolerances === null ? rows : [...rows, ['容差 tolerance', ...tolerances]];
  return all.length === 0
    ? []
    : [tableOf(['参数 parameter', '默认 default', '单位 unit', '依据 status'], all)];
};

/** Everything that the parsed units of a rule name; of row sets, the set. */
const readsText = ({ units }: Rule): string => {
  const of = (member: keyof Rule['units'][number]['reads']): readonly string[] => [
    ...new Set(units.flatMap(({ reads }) => reads[member])),
  ];
  const names = [
    ...of('codes'),
    ...of('priors').map((code) => `prior(${code})`),
    ...of('indicators').map((code) => `indicator(${code})`),
    ...of('context'),
    ...new Set(units.flatMap(rowSets)),
  ].map((name) => `\`${name}\``);
  if (names.length <= CODES_IN_LINE) return `读取 reads: ${names.join(' ')}`;
  return `<details><summary>读取 reads: ${names.length}</summary>\n\n${names.join(' ')}\n\n</details>`;
};

const rowSets = ({ when, expression, bindings }: Rule['units'][number]): readonly string[] =>
  [when, expression, ...bindings.values()].flatMap((one) => (one === null ? [] : namesIn(one).rows));

const retired = (rules: z.infer<typeof RulesFile>['retired']): string =>
  [
    '## 已停止使用的编号 · Retired ids',
    '编号不再给别的规则使用。An id is never given to another rule.',
    tableOf(
      ['规则 rule', '自 since', '原因 reason'],
      rules.map(({ id, since, reason }) => [id, since, reason]),
    ),
  ].join('\n\n');
