import { environmentOf } from '../expressions/environment.ts';
import { namesIn } from '../expressions/names-in.ts';
import type { Value } from '../expressions/value.ts';
import { valueOfInput, valueOfJson } from '../expressions/value-of-json.ts';
import type { RegisteredPark } from '../ranking/ranking.ts';
import { compareTexts } from '../rules/cell-place.ts';
import { judgeUnit } from '../rules/judge-unit.ts';
import type { Rule, RulePack, RuleUnit } from '../rules/rule-pack.ts';
import { peerGrowth } from './peer-growth.ts';
import type {
  ReviewEntry,
  ReviewedParty,
  ReviewedReturn,
  ReviewList,
  SharedEnterprise,
} from './review-list.ts';

export interface ReviewMaterial {
  readonly cycle: string;
  readonly rulePack: RulePack;
  readonly register: readonly Pick<RegisteredPark, 'id' | 'province' | 'city'>[];
  /** Returns in force, in any order. */
  readonly returns: readonly ReviewedReturn[];
  /** Enterprises that more than one of these returns files, in any order. */
  readonly sharedEnterprises: readonly SharedEnterprise[];
}

/** Sets of rows that rules across parks are told of, and the name of a peer's distance. */
const PARKS_FILING = 'parks_filing';
const SAME_CITY_PARKS = 'same_city_parks';
const PEER_Z = 'peer_z';

/**
 * The review list: every rule of the pack that needs other parks' returns, on all returns in force. What a rule is judged on
 * follows from what it reads:
 * - `parks_filing` (R-C-001): each enterprise that several parks file
 * - `same_city_parks` (R-C-002): each park that has another in its city (province and city of the register)
 * - `peer_z` (R-C-003): each input of each park, by `peerGrowth`
 *
 * A pure function of what is in force: any order of the same returns gives the same list.
 */
export const reviewReturns = (material: ReviewMaterial): ReviewList => {
  const { cycle, rulePack } = material;
  const returns = material.returns.toSorted((a, b) => compareTexts(a.park, b.park));
  const ordered = {
    ...material,
    returns,
    sharedEnterprises: material.sharedEnterprises.toSorted((a, b) => compareTexts(a.uscc, b.uscc)),
  };
  const running = rulePack.rules.filter(
    ({ runsOn, effective: { from, to } }) =>
      runsOn === 'cross-park' && cycle >= from && (to === null || cycle <= to),
  );
  const entries = running.flatMap((rule) => rule.units.flatMap((unit) => entriesOf(rule, unit, ordered)));
  const broken = new Set(entries.map(({ rule }) => rule));
  return {
    format: 'gaoxin-review@1',
    cycle,
    rulePack: rulePack.id,
    returns: returns.map(({ park, submissionId, reopened }) => ({ park, submissionId, reopened })),
    rules: Object.fromEntries(
      running
        .filter(({ id }) => broken.has(id))
        .map(({ id, severity, message, fix }) => [id, { severity, message, fix }]),
    ),
    entries,
  };
};

const entriesOf = (rule: Rule, unit: RuleUnit, material: ReviewMaterial): readonly ReviewEntry[] => {
  const { names, rows } = namesIn(unit.expression);
  if (rows.includes(PARKS_FILING)) return sharedEntries(rule, unit, material);
  if (rows.includes(SAME_CITY_PARKS)) return cityEntries(rule, unit, material);
  if (names.includes(PEER_Z) && unit.subject !== null) return peerEntries(rule, unit, unit.subject, material);
  return [];
};

interface Judged extends Pick<ReviewEntry, 'entity' | 'code' | 'parks' | 'population'> {
  readonly fields: readonly string[];
  readonly values: Readonly<Record<string, Value>>;
  readonly rows?: Readonly<Record<string, readonly Readonly<Record<string, Value>>[]>>;
}

const judged = (
  rule: Rule,
  unit: RuleUnit,
  { fields, values, rows = {}, ...about }: Judged,
): readonly ReviewEntry[] => {
  const environment = environmentOf({ values, rows, notApplicableAs: 'null' });
  const finding = judgeUnit(rule, unit, { environment, entity: about.entity, fields, cells: [], texts: {} });
  if (finding === null) return [];
  const { severity, fingerprint, parameters } = finding;
  return [{ rule: rule.id, severity, shadow: rule.mode === 'shadow', fingerprint, ...about, parameters }];
};

const party = (
  { park, submissionId, reopened }: ReviewedReturn,
  observed: ReviewedParty['observed'],
): ReviewedParty => ({ park, submissionId, reopened, observed });

const filedIn = (inputs: ReviewedReturn['inputs'], codes: readonly string[]): Record<string, string> =>
  Object.fromEntries(codes.flatMap((code) => (inputs[code] === undefined ? [] : [[code, inputs[code]]])));

const sharedEntries = (rule: Rule, unit: RuleUnit, { returns, sharedEnterprises }: ReviewMaterial) =>
  sharedEnterprises.flatMap(({ uscc, names }) => {
    const filing = returns.filter(({ park }) => names.has(park));
    return judged(rule, unit, {
      entity: uscc,
      code: null,
      fields: ['uscc'],
      values: { uscc, name: names.get(filing[0]?.park ?? '') ?? '' },
      rows: { [PARKS_FILING]: filing.map(({ park }) => ({ park })) },
      parks: filing.map((one) => party(one, { name: names.get(one.park) ?? '' })),
      population: null,
    });
  });

const cityEntries = (rule: Rule, unit: RuleUnit, { register, returns }: ReviewMaterial) => {
  const cityOf = new Map(register.map(({ id, province, city }) => [id, `${province} ${city}`]));
  const { codes } = unit.reads;
  const valuesOf = ({ inputs }: ReviewedReturn): Readonly<Record<string, Value>> =>
    Object.fromEntries(codes.map((code) => [code, valueOfInput(inputs[code])]));
  return [...Map.groupBy(returns, ({ park }) => cityOf.get(park) ?? park).values()]
    .filter((neighbours) => neighbours.length > 1)
    .flatMap((neighbours) =>
      neighbours.flatMap((own) =>
        judged(rule, unit, {
          entity: own.park,
          code: null,
          fields: codes,
          values: { ...valuesOf(own), own_city_gdp: valueOfInput(own.inputs.city_gdp) },
          rows: { [SAME_CITY_PARKS]: neighbours.map(valuesOf) },
          parks: neighbours.map((one) => party(one, filedIn(one.inputs, codes))),
          population: null,
        }),
      ),
    );
};

const peerEntries = (rule: Rule, unit: RuleUnit, code: string, { returns }: ReviewMaterial) => {
  const peers = peerGrowth(code, returns);
  return returns.flatMap((own) => {
    const population = peers.get(own.park);
    if (population === undefined) return [];
    return judged(rule, unit, {
      entity: own.park,
      code,
      fields: [code],
      values: { [code]: valueOfInput(own.inputs[code]), [PEER_Z]: valueOfJson(population.z) },
      parks: [party(own, { [code]: own.inputs[code] ?? '', previous: own.priors[code] ?? '' })],
      population,
    });
  });
};
