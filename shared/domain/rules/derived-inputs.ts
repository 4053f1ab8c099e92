import { decimalText } from '../expressions/decimal.ts';
import { environmentOf } from '../expressions/environment.ts';
import { evaluate } from '../expressions/evaluate.ts';
import { namesIn } from '../expressions/names-in.ts';
import { isExact, type Value } from '../expressions/value.ts';
import type { ParkInputs } from '../indicators/indicator-value.ts';
import type { RecordSet } from '../records/record-set.ts';
import { withTotals } from '../records/record-totals.ts';
import { substituted } from '../records/substitute-names.ts';
import type { Localised } from '../returns/filed-return.ts';
import type { RulePack } from './rule-pack.ts';

/** Park inputs derived from the enterprise records. */
export interface DerivedInputs {
  /** By code; null where a record lacks something that the total needs. */
  readonly values: ReadonlyMap<string, Value>;
  /** Inputs whose total needs a code list that the pack does not have, with the name of the list. */
  readonly withoutList: ReadonlyMap<string, string>;
}

export const NOTHING_DERIVED: DerivedInputs = { values: new Map(), withoutList: new Map() };

/** Every park input that is a total of the enterprise records, by the aggregation column of park-inputs-2021, exactly. */
export const deriveInputs = (records: RecordSet, pack: RulePack): DerivedInputs => {
  const values = new Map<string, Value>();
  const withoutList = new Map<string, string>();
  if (records.enterprises === null) return { values, withoutList };
  for (const [code, aggregation] of pack.aggregations) {
    const root = substituted(aggregation, new Map(), pack.derived);
    const missing = namesIn({ source: '', root }).parameters.find((name) => pack.codeLists[name] == null);
    if (missing !== undefined) {
      withoutList.set(code, missing);
      continue;
    }
    const total = withTotals(aggregation.root, records, {});
    const environment = environmentOf({ parameters: total.values, notApplicableAs: 'zero' });
    values.set(code, evaluate({ source: aggregation.source, root: total.root }, environment));
  }
  return { values, withoutList };
};

/** As stored for scoring: exact decimal text. */
export const derivedTexts = ({ values }: DerivedInputs): ParkInputs =>
  Object.fromEntries(
    [...values].flatMap(([code, value]) => {
      const text = isExact(value) ? decimalText(value) : null;
      return text === null ? [] : [[code, text] as const];
    }),
  );

/** What the totals that could not be derived are told as; null where all could. */
export const notDerivedReason = (
  { withoutList }: DerivedInputs,
  pack: RulePack,
  codes: readonly string[],
): Localised | null => {
  const left = codes.filter((code) => withoutList.has(code));
  if (left.length === 0) return null;
  const inputs = left.map((code) => pack.labels.get(code) ?? { zh: code, en: code });
  const lists = [...new Set(left.map((code) => withoutList.get(code) ?? ''))].map(
    (name) => pack.codeListLabels[name] ?? { zh: name, en: name },
  );
  return {
    zh: `以下填报项未与企业合计核对，以填报值为准：${inputs.map(({ zh }) => zh).join('、')}；规则包中没有${lists.map(({ zh }) => zh).join('、')}`,
    en: `not compared with the enterprise records, the declared value counts: ${inputs.map(({ en }) => en).join(', ')}; the rule pack has no ${lists.map(({ en }) => en).join(', ')}`,
  };
};
