import parkInputs from '../../data/park-inputs-2021.json' with { type: 'json' };
import returnFields from '../../data/return-fields.json' with { type: 'json' };
import { visibleText } from '../../domain/rules/filed-value.ts';
import { labelWithoutUnit, unitNamed } from '../../domain/rules/unit-of-measure.ts';

/** A label as it is compared: NFKC, lower case, without white space and invisible characters, without a leading 其中：. */
export const normaliseLabel = (text: string): string =>
  visibleText(text)
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/\s+/g, '')
    .replace(/^其中:/, '');

const withoutBracket = (label: string): string => label.replace(/[([][^()[\]]*[)\]]$/, '');

/** Where a bilingual header changes its language: `中文 / English`, `中文 english`, one below the other. */
const BETWEEN_LANGUAGES = /[/／\n]|(?<=[\u4e00-\u9fff）)])\s+(?=[a-z])/i;

/** Looks up what a header, label or code means; undefined for what nothing is called. */
export type LabelIndex = (text: string) => string | undefined;

/**
 * An index over codes and their labels in any language. A header is found by its whole text, without a unit in
 * brackets or behind a separator at its end, by either half of a bilingual header, or by a leading code (`qc05_0 营业收入`).
 * A label that two codes share finds neither.
 */
export const labelIndex = (
  entries: Iterable<readonly [code: string, labels: readonly string[]]>,
): LabelIndex => {
  const codes = new Map<string, string | null>();
  const shorter = new Map<string, string | null>();
  const add = (map: Map<string, string | null>, label: string, code: string): void => {
    const known = map.get(label);
    map.set(label, known === undefined || known === code ? code : null);
  };
  for (const [code, labels] of entries) {
    for (const text of [code, ...labels]) {
      const label = normaliseLabel(text);
      if (label === '') continue;
      add(codes, label, code);
      add(shorter, withoutBracket(label), code);
    }
  }
  const exact = (label: string): string | undefined =>
    (codes.has(label) ? codes.get(label) : shorter.get(label)) ?? undefined;
  const either = (label: string): string | undefined =>
    exact(label) ?? exact(withoutBracket(label)) ?? exact(labelWithoutUnit(withoutBracket(label)));

  return (text) => {
    if (text.length > 200) return undefined;
    const whole = either(normaliseLabel(text));
    if (whole !== undefined) return whole;
    // Only a half in each language is a translation; `A/B` in one language is another thing.
    const halves = text.split(BETWEEN_LANGUAGES);
    const isBilingual =
      halves.length === 2 && halves.filter((half) => /[\u4e00-\u9fff]/.test(half)).length === 1;
    const half = isBilingual ? halves.map((part) => either(normaliseLabel(part))).find(Boolean) : undefined;
    if (half !== undefined) return half;
    const leading = /^\s*([a-z]+[a-z\d]*[_\d][a-z\d_]*)[\s:：]/i.exec(text)?.[1];
    return leading === undefined ? undefined : exact(normaliseLabel(leading));
  };
};

/** Rows of the inputs: the 63 park inputs and the rows that say whose return it is and what it declares. */
export const inputRowIndex = labelIndex([
  ...parkInputs.map((input) => [input.code, [input.label_zh, input.label_en]] as const),
  ['cycle', ['评价年度', '年度']],
  ['park', ['园区代码', '园区编号']],
  ['template', ['模板版本']],
  ['declaration.enterprises', ['企业记录声明', '企业声明']],
  ['declaration.projects', ['项目记录声明', '项目声明']],
]);

const inputCodes: ReadonlySet<string> = new Set(parkInputs.map((input) => input.code));
export const isInputCode = (code: string): boolean => inputCodes.has(code);

/** Columns of the inputs sheet or CSV. */
export const inputColumnIndex = labelIndex([
  ['code', ['代码', '编码', '指标代码']],
  ['name', ['名称', '指标名称', '填报项']],
  ['unit', ['计量单位', '单位', 'unit of measure']],
  ['value', ['数值', '本年值', '本年数', '本年', 'this year', 'current']],
  ['previous', ['上年值', '上年数', '上年', '上年认定数', 'last year', 'previous year']],
  // Guidance of the template, not read.
  ['name_en', ['英文名称', 'english name']],
  ['range', ['允许范围', 'allowed range']],
  ['not_applicable', ['可否不适用', 'not applicable']],
  ['indicators', ['用于指标', 'used by indicators']],
  ['note', ['备注', 'notes']],
]);

export const explanationColumnIndex = labelIndex([
  ['finding', ['问题编号', '问题指纹', '指纹', 'fingerprint']],
  ['reason', ['原因', '原因代码', 'reason code']],
  ['text', ['说明', '文字说明', '说明文字', 'explanation']],
]);

/** Labels of the cover; those of the declarations are longer than on the sheet of their own. */
export const coverIndex = labelIndex([
  ['park', ['园区代码', '园区编号', 'park id', 'park code']],
  ['cycle', ['评价年度', '年度', 'evaluation year']],
  ['template', ['模板版本', 'template version']],
  ['declaration.enterprises', ['企业记录声明', '企业声明']],
  ['declaration.projects', ['项目记录声明', '项目声明']],
]);

export const declarationIndex = labelIndex([
  ['declaration.enterprises', ['enterprises', '企业', '企业记录', '企业表', '企业记录声明', '企业声明']],
  [
    'declaration.projects',
    ['projects', '项目', '项目记录', '项目表', '研发项目', '项目记录声明', '项目声明'],
  ],
]);

const KEYS = [
  [
    'uscc',
    ['统一社会信用代码', '统一社会信用代码/组织机构代码', 'unified social credit code', 'credit code'],
  ],
  ['name', ['企业名称', '单位名称', '单位详细名称', 'enterprise name']],
] as const;

const numberFields: ReadonlySet<string> = new Set(
  returnFields.filter((field) => field.unit !== '').map((field) => field.code),
);

/** Whether a field holds numbers: those with a unit of measure; codes, names and certificates have none. */
export const isNumberField = (code: string): boolean => numberFields.has(code);

const projectTable = 'GQ-004 科技(研发)项目';
const fieldsOf = (table: 'enterprises' | 'projects') =>
  returnFields.filter((field) => (field.table === projectTable) === (table === 'projects'));

/** Codes of a record table: the row keys, then the fields in the order of the forms. */
export const recordFieldCodes = {
  enterprises: ['uscc', 'name', ...fieldsOf('enterprises').map((field) => field.code)],
  projects: ['uscc', 'name', ...fieldsOf('projects').map((field) => field.code)],
} as const;

export const recordColumnIndex = {
  enterprises: labelIndex([...KEYS, ...fieldsOf('enterprises').map((f) => [f.code, [f.name_zh]] as const)]),
  projects: labelIndex([...KEYS, ...fieldsOf('projects').map((f) => [f.code, [f.name_zh]] as const)]),
} as const;

const feedsInputs: ReadonlySet<string> = new Set(parkInputs.flatMap((input) => input.field_codes.split(' ')));

/** Columns without which the park inputs cannot be derived: the row key and every field that an input is made of. */
export const requiredRecordColumns = {
  enterprises: ['uscc', ...recordFieldCodes.enterprises.filter((code) => feedsInputs.has(code))],
  projects: ['uscc', ...recordFieldCodes.projects.filter((code) => feedsInputs.has(code))],
} as const;

const units: ReadonlySet<string> = new Set(
  [...returnFields.map((field) => field.unit), ...parkInputs.map((input) => input.unit)]
    .filter((unit) => unit !== '')
    .map(normaliseLabel),
);

/** Whether a text is the name of a unit of measure, as a row of units below a header has it; one of other forms too. */
export const isUnit = (text: string): boolean => {
  const bare = normaliseLabel(text).replaceAll(/[()]/g, '');
  return units.has(bare) || unitNamed(bare) !== null;
};
