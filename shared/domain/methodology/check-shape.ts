import type * as z from 'zod';
import type { AddFinding } from './edition-finding.ts';

type Issue = z.core.$ZodIssue;

/** What a schema has against a document, one finding per place, in words. */
export const addShapeFindings = (document: unknown, issues: readonly Issue[], add: AddFinding): void => {
  for (const issue of issues) {
    const place = placeOf(issue.path);
    const subject = subjectAt(document, issue.path);
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) {
        add({
          severity: 'error',
          code: 'unknown-member',
          place: issue.path.length === 0 ? key : `${place}.${key}`,
          subject,
          zh: `格式中没有“${key}”这一项`,
          en: `the format has no member “${key}”`,
        });
      }
    } else if (valueAt(document, issue.path) === undefined) {
      const { zh, en } = expectation(issue);
      add({
        severity: 'error',
        code: 'missing-member',
        place,
        subject,
        zh: zh === '' ? '缺少此项' : `缺少此项，${zh}`,
        en: en === '' ? 'is missing' : `is missing; ${en}`,
      });
    } else {
      const { zh, en } = expectation(issue);
      add({
        severity: 'error',
        code: 'wrong-value',
        place,
        subject,
        zh: zh === '' ? `取值有误（${issue.message}）` : zh,
        en: en === '' ? issue.message : en,
      });
    }
  }
};

/** `indicators[3].weight.multiplier`; `document` for the whole. */
const placeOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (place, key) => (typeof key === 'number' ? `${place}[${key}]` : `${place}${place && '.'}${String(key)}`),
    '',
  ) || 'document';

const valueAt = (document: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    document,
  );

/** Code of the indicator or dimension that a path leads into. */
const subjectAt = (document: unknown, path: readonly PropertyKey[]): string | null => {
  const code = path.length < 2 ? undefined : valueAt(document, [...path.slice(0, 2), 'code']);
  return typeof code === 'string' ? code : null;
};

const typeNames: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  string: { zh: '文字', en: 'text' },
  number: { zh: '数字', en: 'a number' },
  int: { zh: '整数', en: 'a whole number' },
  boolean: { zh: 'true 或 false', en: 'true or false' },
  array: { zh: '列表', en: 'a list' },
  object: { zh: '对象', en: 'an object' },
};

/** What should stand there, where it can be said in a few words. */
const expectation = (issue: Issue): { readonly zh: string; readonly en: string } => {
  if (issue.code === 'invalid_value') {
    const values = issue.values.map((value) => String(value));
    return values.length === 1
      ? { zh: `应为 ${values[0]}`, en: `it must be ${values[0]}` }
      : { zh: `应为 ${values.join('、')} 之一`, en: `it must be one of ${values.join(', ')}` };
  }
  if (issue.code === 'invalid_type') {
    const type = typeNames[issue.expected];
    if (type !== undefined) return { zh: `应为${type.zh}`, en: `it must be ${type.en}` };
  }
  if (issue.code === 'too_small') {
    const { minimum, inclusive, origin } = issue;
    if (origin === 'array')
      return { zh: `至少要有 ${minimum} 项`, en: `it must have at least ${minimum} entries` };
    if (origin === 'string') return { zh: '不得为空', en: 'it must not be empty' };
    return inclusive === true
      ? { zh: `不得小于 ${minimum}`, en: `it must be at least ${minimum}` }
      : { zh: `必须大于 ${minimum}`, en: `it must be greater than ${minimum}` };
  }
  if (issue.code === 'too_big')
    return { zh: `不得大于 ${issue.maximum}`, en: `it must be at most ${issue.maximum}` };
  if (issue.code === 'invalid_format' && issue.format === 'regex') {
    return { zh: `格式应为 ${issue.pattern ?? ''}`, en: `it must have the form ${issue.pattern ?? ''}` };
  }
  return { zh: '', en: '' };
};
