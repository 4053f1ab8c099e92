import { parseDecimal } from '../expressions/decimal.ts';
import type { Expression } from '../expressions/expression.ts';
import type { Value } from '../expressions/value.ts';
import type { Localised } from '../returns/filed-return.ts';
import { plainLabel } from './expression-label.ts';
import type { ShapedPackFiles } from './pack-files.ts';
import type { PackProblems } from './pack-problems.ts';
import type { FieldDefinition, InputDefinition } from './rule-pack.ts';
import type { InputRows } from './rule-source.ts';

/** Everything that rules may name, and how it is called. */
export interface PackDefinitions {
  readonly inputs: ReadonlyMap<string, InputDefinition>;
  /** Enterprise fields by code. */
  readonly fields: ReadonlyMap<string, Localised>;
  readonly fieldDefinitions: ReadonlyMap<string, FieldDefinition>;
  /** Values derived per enterprise or project (`value_added_e`). */
  readonly derived: ReadonlyMap<string, Expression>;
  readonly aggregations: ReadonlyMap<string, Expression>;
  readonly indicators: ReadonlySet<string>;
  /** Keys of records: `uscc`, `name`. */
  readonly keys: readonly string[];
  /** Labels of park inputs and enterprise fields by code. */
  readonly labels: ReadonlyMap<string, Localised>;
}

/** Whether a name is a park input, an enterprise field or a derived value, and not the engine's. */
export const isCode = (name: string, { inputs, fields, derived }: PackDefinitions): boolean =>
  inputs.has(name) || fields.has(name) || derived.has(name);

/** The vocabulary of a pack; what does not parse is left out, with problems noted. */
export const readDefinitions = (files: ShapedPackFiles, problems: PackProblems): PackDefinitions => {
  const { inputs, fields, formulas, additions } = files;
  const parsed = (
    place: string,
    sources: readonly { readonly code: string; readonly expression: string }[],
  ): ReadonlyMap<string, Expression> =>
    new Map(
      sources.flatMap(({ code, expression }) => {
        const read = problems.expression(`${place}.${code}`, expression);
        return read === null ? [] : [[code, read] as const];
      }),
    );
  const ignored = additions.inputBounds.ignoredWhenRangeSourceStartsWith;
  const ofInputs = new Map(inputs.map((row) => [row.code, inputDefinition(row, ignored)]));
  const ofFields = new Map(fields.map(({ code, name_zh }) => [code, fieldLabel(code, name_zh)]));
  return {
    inputs: ofInputs,
    fields: ofFields,
    fieldDefinitions: new Map(
      fields.map(({ code, table, unit }) => [
        code,
        {
          code,
          form: table.slice(0, 6),
          unit,
          codeList: additions.codeLists.fields[code] ?? null,
        },
      ]),
    ),
    derived: parsed('formulas.enterpriseDerived', formulas.enterpriseDerived),
    aggregations: parsed(
      'inputs',
      inputs
        .filter(({ aggregation }) => aggregation !== '')
        .map(({ code, aggregation }) => ({ code, expression: aggregation })),
    ),
    indicators: new Set(formulas.indicators.map(({ code }) => code)),
    keys: Object.keys(files.rules.keys),
    labels: new Map([
      ...ofFields,
      ...[...ofInputs.values()].map(({ code, label }): [string, Localised] => [code, label]),
    ]),
  };
};

/** The forms have Chinese names only; the code stands beside them for other readers. */
const fieldLabel = (code: string, name: string): Localised => ({
  zh: plainLabel(name),
  en: `${plainLabel(name)} (${code})`,
});

const inputDefinition = (row: InputRows[number], ignoredRange: string): InputDefinition => {
  const isInferred = row.range_source.startsWith(ignoredRange);
  const bound = (text: string): Value => (text === '' ? null : parseDecimal(text));
  const min = bound(row.min);
  return {
    code: row.code,
    label: { zh: plainLabel(row.label_zh), en: row.label_en },
    unit: row.unit,
    type: row.type,
    filedBy: row.filed_by,
    usedBy: words(row.used_by),
    priorUsedBy: words(row.prior_used_by),
    columns: {
      'input.type': row.type,
      'input.not_applicable_allowed': row.not_applicable_allowed,
      'input.min': isInferred && row.min !== '0' ? null : min,
      'input.max': isInferred ? null : bound(row.max),
    },
  };
};

const words = (text: string): readonly string[] => text.split(' ').filter((word) => word !== '');
