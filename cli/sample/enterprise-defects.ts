import type { Localised } from '../../shared/domain/returns/filed-return.ts';
import type { SampleRecord, SampleRecords } from './enterprises.ts';

/** A mistake in one cell of an enterprise record, and the rules that it breaks there, each as often as it finds something. */
interface EnterpriseDefectKind {
  readonly kind: string;
  readonly what: Localised;
  readonly code: string;
  readonly content: (record: SampleRecord, dataYear: number) => number | string;
  readonly rules: (record: SampleRecord) => readonly string[];
}

const kind = (
  name: string,
  zh: string,
  en: string,
  code: string,
  content: EnterpriseDefectKind['content'],
  ...rules: string[]
): EnterpriseDefectKind => ({ kind: name, what: { zh, en }, code, content, rules: () => rules });

/**
 * Kinds of mistakes, derived by hand from validation-rules.json on an enterprise that is right otherwise. None changes a
 * total of the park: a total with a blank or a text in it is not known, and the other fields feed none.
 */
export const enterpriseDefectKinds: readonly EnterpriseDefectKind[] = [
  kind('record-text', '数值栏填了文字', 'words in a number cell', 'qd27', () => '约200', 'R-T-001'),
  kind('record-blank', '漏填', 'left blank', 'qj61', () => '', 'R-T-002'),
  kind('record-letter', '字母 O 当作零', 'a letter O for a zero', 'qd28', () => '12O0', 'R-T-001'),
  kind('record-fraction', '人数不是整数', 'a count that is no integer', 'qd27', () => 0.5, 'R-T-003'),
  kind('record-negative', '金额为负', 'a negative amount', 'qc222', () => -5, 'R-T-004'),
  kind('record-future', '年份在填报年度之后', 'a year to come', 'qb04', (_, year) => year + 1, 'R-T-005'),
  {
    ...kind('record-share', '比例超过 100%', 'a share above 100%', 'qb06_2', () => 150),
    // In an enterprise under domestic control it is also a foreign share above one half.
    rules: (record) => (String(record.qb18).startsWith('1') ? ['R-T-006', 'R-X-016'] : ['R-T-006']),
  },
  kind(
    'record-part',
    '其中项大于总计',
    'a part above its whole',
    'qc55',
    (one) => Number(one.qc05_0) + 9,
    'R-X-005',
  ),
  kind(
    'record-balance',
    '资产负债不平',
    'a balance sheet that does not balance',
    'qc24',
    (one) => Number(one.qc24) + 7,
    'R-X-008',
    'R-X-008',
  ),
  kind('record-error', '公式出错', 'a formula that fails', 'qd05', () => '#REF!', 'R-F-005', 'R-T-001'),
  {
    ...kind(
      'record-flag',
      '风险投资标志与金额不符',
      'a flag that contradicts the amount',
      'qc226_1',
      (one) => (Number(one.qc226) > 0 ? '2' : '1'),
    ),
    rules: () => ['R-X-009'],
  },
  kind(
    'record-staff',
    '部分人数大于总人数',
    'more in a part than in all',
    'qd31',
    (one) => Number(one.qd01) + 1,
    'R-X-003',
  ),
];

/** A defect in the record at `row` (from 0) of the enterprises. */
export interface EnterpriseDefect {
  readonly kind: string;
  readonly what: Localised;
  readonly row: number;
  readonly code: string;
  readonly content: number | string;
  readonly rules: readonly string[];
}

/** Seeds defects, one an enterprise, spread over the park; throws RangeError where there are more than enterprises. */
export const seedEnterpriseDefects = (
  records: SampleRecords,
  count: number,
  dataYear: number,
  columns: readonly string[],
): { readonly records: SampleRecords; readonly defects: readonly EnterpriseDefect[] } => {
  const { enterprises } = records;
  if (count > enterprises.length) throw new RangeError(`no room for ${count} defects`);
  const kinds = enterpriseDefectKinds.filter(({ code }) => columns.includes(code));
  const changed = [...enterprises];
  const defects = Array.from({ length: count }, (_, place): EnterpriseDefect => {
    const row = Math.floor((place * enterprises.length) / count);
    const found = kinds[place % kinds.length] as EnterpriseDefectKind;
    const record = enterprises[row] as SampleRecord;
    const content = found.content(record, dataYear);
    changed[row] = { ...record, [found.code]: content };
    return { kind: found.kind, what: found.what, row, code: found.code, content, rules: found.rules(record) };
  });
  return { records: { ...records, enterprises: changed }, defects };
};
