import { computeIndicators, indicatorBases } from '../indicators/compute-indicators.ts';
import type { IndicatorValue, ParkInputs } from '../indicators/indicator-value.ts';
import type { InputCatalogue } from '../methodology/check-formulas.ts';
import type { Edition, IndicatorFormula } from '../methodology/edition.ts';
import { loadEdition } from '../methodology/load-edition.ts';
import { rank } from '../ranking/rank.ts';
import type {
  Bound,
  RankingInput,
  RankingResult,
  RankingSnapshot,
  ScoredReturn,
} from '../ranking/ranking.ts';
import { scenarioProblems } from './check-scenario.ts';
import { type Scenario, ScenarioError } from './scenario.ts';
import { editionWithWeights } from './scenario-edition.ts';
import { inputUnderEdition } from './snapshot-under-edition.ts';

/** What a scenario comes to. Never stored, never announced. */
export interface ScenarioOutcome {
  readonly scenario: Scenario;
  /** The edition and the input that were ranked. */
  readonly edition: Edition;
  readonly input: RankingInput;
  readonly result: RankingResult;
  /** Every park that is ranked, in the order of the scenario's ranking. */
  readonly parks: readonly ScenarioPark[];
}

/** One park in the frozen ranking and in the scenario. Negative change = towards the first place. */
export interface ScenarioPark {
  readonly park: string;
  readonly from: number;
  readonly to: number;
  readonly change: number;
  readonly score: { readonly from: number; readonly to: number };
  /** Dimensions of both, by code. */
  readonly dimensions: Readonly<Record<string, { readonly from: number; readonly to: number }>>;
}

/** The frozen ranking that a scenario starts from. */
export interface ScenarioBase {
  readonly snapshot: Pick<RankingSnapshot, 'input' | 'result' | 'basis'>;
  readonly edition: Edition;
  /** What formulas may name. */
  readonly inputs: InputCatalogue;
}

/**
 * Ranks a frozen ranking once more with changed park inputs, indicator values, weights, bounds or edition.
 *
 * The order of application: edition, weights, park inputs (only indicators that read a changed input are computed anew),
 * indicator values, bounds. Frozen bounds stay frozen unless the scenario says otherwise; without frozen ones the
 * population's move with the values. The same scenario on the same ranking gives the same outcome.
 *
 * @throws ScenarioError with everything that the scenario names and that is not there
 * @throws EditionError when the edition that it brings cannot be used
 * @throws SnapshotLacksInputsError when that edition measures what the snapshot does not hold the inputs of
 */
export const runScenario = (base: ScenarioBase, scenario: Scenario): ScenarioOutcome => {
  const { snapshot } = base;
  const brought = scenario.edition === undefined ? base.edition : loadEdition(scenario.edition, base.inputs);
  const problems = scenarioProblems(scenario, snapshot, brought, base.inputs);
  if (problems.length > 0) throw new ScenarioError(problems);
  const edition = editionWithWeights(brought, scenario);
  const restated = inputUnderEdition(snapshot, base.edition, brought);
  const input: RankingInput = {
    ...restated,
    returns: restated.returns.map((filed) => changedReturn(filed, snapshot, edition, scenario)),
    expertScores: changedScores(restated.expertScores, edition, scenario),
    frozenBounds: changedBounds(restated, edition, scenario),
    ...changedBases(restated, snapshot, edition, scenario),
  };
  const result = rank(edition, input);
  const before = new Map(snapshot.result.parks.map((park) => [park.park, park]));
  const parks = result.parks.flatMap((after): ScenarioPark[] => {
    const old = before.get(after.park);
    if (old === undefined) return [];
    return [
      {
        park: after.park,
        from: old.rank,
        to: after.rank,
        change: after.rank - old.rank,
        score: { from: old.score, to: after.score },
        dimensions: Object.fromEntries(
          Object.entries(after.dimensions).flatMap(([code, { rank: to }]) => {
            const from = old.dimensions[code]?.rank;
            return from === undefined ? [] : [[code, { from, to }]];
          }),
        ),
      },
    ];
  });
  return { scenario, edition, input, result, parks };
};

const changedReturn = (
  filed: ScoredReturn,
  { basis }: ScenarioBase['snapshot'],
  edition: Edition,
  scenario: Scenario,
): ScoredReturn => {
  const inputs = scenario.inputs.filter(({ park }) => park === filed.park);
  const values = scenario.indicators.filter(({ park }) => park === filed.park);
  if (inputs.length + values.length === 0) return filed;
  const changed: Record<string, IndicatorValue> = { ...filed.values };
  const own = basis[filed.park];
  if (inputs.length > 0 && own !== undefined) {
    const formulas = new Map([...edition.formulas].filter(([, formula]) => readsChanged(formula, inputs)));
    const { inputs: now, priors } = changedBasis(own, inputs);
    const source = filed.priorSource;
    Object.assign(changed, computeIndicators({ ...edition, formulas }, now, { source, values: priors }));
  }
  for (const { indicator, value } of values) {
    if (isScore(edition, indicator)) continue;
    changed[indicator] =
      value === null ? { notComputable: 'missing-input', because: ['scenario'] } : { value };
  }
  return { ...filed, values: changed };
};

const readsChanged = (formula: IndicatorFormula, inputs: Scenario['inputs']): boolean =>
  inputs.some(({ input, prior }) => (prior ? formula.priorInputs : formula.inputs).includes(input));

/** Filed inputs with those of the scenario. */
const changedBasis = (own: Basis, changes: Scenario['inputs']): Basis => {
  const changed = (filed: ParkInputs, isPrior: boolean): ParkInputs => {
    const values: Record<string, string> = { ...filed };
    for (const { input, prior, value } of changes) {
      if (prior !== isPrior) continue;
      // An empty text makes an input blank.
      if (value === '') delete values[input];
      else values[input] = value;
    }
    return values;
  };
  return { inputs: changed(own.inputs, false), priors: changed(own.priors, true) };
};
type Basis = RankingSnapshot['basis'][string];

/** Denominators of the parks whose inputs change, where the small-base guard looks at them. */
const changedBases = (
  { bases, returns }: RankingInput,
  { basis }: ScenarioBase['snapshot'],
  edition: Edition,
  { inputs }: Scenario,
): Pick<RankingInput, 'bases'> => {
  if (bases === undefined) return {};
  const changed: Record<string, Readonly<Record<string, number>>> = { ...bases };
  for (const { park, priorSource } of returns) {
    const own = basis[park];
    const changes = inputs.filter((change) => change.park === park);
    if (own === undefined || changes.length === 0) continue;
    const { inputs: now, priors } = changedBasis(own, changes);
    changed[park] = indicatorBases(edition, now, { source: priorSource, values: priors });
  }
  return { bases: changed };
};

const isScore = (edition: Edition, code: string): boolean =>
  edition.formulas.get(code)?.indicator.kind === 'expert-score';

const changedScores = (
  scores: RankingInput['expertScores'],
  edition: Edition,
  { indicators }: Scenario,
): RankingInput['expertScores'] => {
  const changes = indicators.filter(({ indicator }) => isScore(edition, indicator));
  if (changes.length === 0) return scores;
  const changed: Record<string, Record<string, number>> = {};
  for (const [park, own] of Object.entries(scores ?? {})) changed[park] = { ...own };
  for (const { park, indicator, value } of changes) {
    const own = { ...changed[park] };
    if (value === null) delete own[indicator];
    else own[indicator] = value;
    changed[park] = own;
  }
  return changed;
};

/** Bounds of the scenario beside the frozen ones; where none were frozen, the others stay the population's. */
const changedBounds = (
  { frozenBounds }: RankingInput,
  edition: Edition,
  { bounds, populationBounds }: Scenario,
): RankingInput['frozenBounds'] => {
  const frozen = populationBounds ? null : frozenBounds;
  if (bounds.length === 0) return frozen;
  const given: Record<string, Bound> = { ...frozen?.bounds };
  for (const { indicator, min, max } of bounds) {
    if (edition.formulas.has(indicator)) given[indicator] = { min, max };
  }
  return { source: frozen?.source ?? 'closed', bounds: given };
};
