import type { Finding, FindingsReport } from '../../shared/domain/rules/finding.ts';
import { aReport } from './reports.ts';

/** A mandatory finding on one cell of the inputs sheet. */
export const aFinding = (overrides: Partial<Finding> = {}): Finding => ({
  rule: 'R-A-001',
  severity: 'mandatory',
  fingerprint: '4e51c150ed0e5ab7',
  entity: 'P021',
  cells: [{ sheet: '园区填报项', a1: 'E2', header: '从业人员期末人数', raw: '-57460' }],
  parameters: { value: -57460, label: { zh: '从业人员', en: 'Employees' } },
  ...overrides,
});

/** A report of these findings on a workbook, its rules described. */
export const aFindingsReport = (
  findings: readonly Finding[],
  overrides: Partial<FindingsReport> = {},
): FindingsReport =>
  aReport(findings, {
    file: { name: '年报.xlsx', bytes: 8215, sha256: 'b'.repeat(64), format: 'xlsx', encoding: null },
    rows: { read: 2, blank: 0 },
    rules: Object.fromEntries(
      findings.map(({ rule, severity }) => [
        rule,
        {
          severity,
          message: { zh: '“{label}”为 {value}，请更正。', en: '“{label}” is {value}: correct it.' },
          fix: { zh: '改正该值。', en: 'Correct the value.' },
        },
      ]),
    ),
    skippedRules: [
      { rule: 'R-X-001', reason: { zh: '文件中没有企业数据', en: 'the file has no enterprise records' } },
      { rule: 'R-X-002', reason: { zh: '文件中没有企业数据', en: 'the file has no enterprise records' } },
    ],
    ...overrides,
  });
