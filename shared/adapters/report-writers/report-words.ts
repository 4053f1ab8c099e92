import type { Localised } from '../../domain/returns/filed-return.ts';
import type { Severity, Verdict } from '../../domain/rules/finding.ts';

export const severityWords: Readonly<Record<Severity, Localised>> = {
  reject: { zh: '拒收', en: 'reject' },
  mandatory: { zh: '强制性', en: 'mandatory' },
  query: { zh: '核实性', en: 'query' },
  notice: { zh: '提示', en: 'notice' },
};

export const verdictWords: Readonly<Record<Verdict, Localised>> = {
  accepted: { zh: '通过', en: 'accepted' },
  'needs-explanation': { zh: '待说明', en: 'needs explanation' },
  rejected: { zh: '不通过', en: 'rejected' },
};

/** Headers of a table of findings, one finding or one of its cells a row. */
export const columnWords = {
  severity: { zh: '级别', en: 'severity' },
  rule: { zh: '规则', en: 'rule' },
  entity: { zh: '填报对象', en: 'entity' },
  sheet: { zh: '工作表', en: 'sheet' },
  cell: { zh: '单元格', en: 'cell' },
  header: { zh: '表头', en: 'header' },
  raw: { zh: '填报值', en: 'value as filed' },
  message: { zh: '问题', en: 'message' },
  fix: { zh: '办法', en: 'what to do' },
  fingerprint: { zh: '问题编号', en: 'fingerprint' },
} as const satisfies Readonly<Record<string, Localised>>;
