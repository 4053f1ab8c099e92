import returnFields from '../../../data/return-fields.json' with { type: 'json' };
import type { RulePack } from '../../../domain/rules/rule-pack.ts';
import { FORMATS } from './template-styles.ts';

/** How the cells of a record field are kept: 18-digit ids and codes as text, or they lose digits and leading zeros. */
export type FieldKind = 'text' | 'yes-no' | 'count' | 'amount' | 'amount-of-any-sign' | 'year' | 'percent';

export interface RecordField {
  readonly code: string;
  readonly name: string;
  readonly unit: string;
  readonly note: string;
  /** `GQ-001 企业概况`; empty for the keys of a row. */
  readonly form: string;
  readonly kind: FieldKind;
}

/** Coded 1 = 是, 2 = 否 (R-T-007 and R-X-009 of the rule pack). */
const YES_NO: ReadonlySet<string> = new Set(['qb11', 'qc226_1']);

/** 年 is the unit of years, and of nothing else on these forms. */
const COUNT_UNITS: ReadonlySet<string> = new Set(['人', '家', '件', '项', '个', '篇']);

const KEYS: readonly RecordField[] = [
  { code: 'uscc', name: '统一社会信用代码', unit: '', note: '18 位文本', form: '', kind: 'text' },
  { code: 'name', name: '企业名称', unit: '', note: '', form: '', kind: 'text' },
];

const fields = new Map(returnFields.map((field) => [field.code, field]));

/** Fields that R-T-004 keeps from being negative; profits, gains and losses are not among them. */
const nonNegative = (pack: RulePack): ReadonlySet<string> =>
  new Set(
    (pack.rules.find(({ id }) => id === 'R-T-004')?.units ?? []).flatMap(({ subject }) =>
      subject === null ? [] : [subject],
    ),
  );

const kindOf = (code: string, unit: string, cannotBeNegative: boolean): FieldKind => {
  if (YES_NO.has(code)) return 'yes-no';
  if (unit === '') return 'text';
  if (unit === '年') return 'year';
  if (unit === '%') return 'percent';
  if (COUNT_UNITS.has(unit)) return 'count';
  return cannotBeNegative ? 'amount' : 'amount-of-any-sign';
};

/** The fields of a record table in the order given; codes that no form has are the keys of a row. */
export const recordFields = (codes: readonly string[], pack: RulePack): readonly RecordField[] => {
  const signed = nonNegative(pack);
  return codes.flatMap((code) => {
    const key = KEYS.find((candidate) => candidate.code === code);
    if (key !== undefined) return [key];
    const field = fields.get(code);
    if (field === undefined) return [];
    const { name_zh: name, unit, note, table: form } = field;
    return [{ code, name, unit, note, form, kind: kindOf(code, unit, signed.has(code)) }];
  });
};

/** Number formats by kind. */
export const fieldFormat: Readonly<Record<FieldKind, string>> = {
  text: FORMATS.text,
  'yes-no': FORMATS.text,
  count: FORMATS.whole,
  amount: FORMATS.amount,
  'amount-of-any-sign': FORMATS.amount,
  year: FORMATS.plain,
  percent: FORMATS.amount,
};
