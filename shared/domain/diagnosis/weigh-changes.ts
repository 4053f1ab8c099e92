import { namesIn } from '../expressions/names-in.ts';
import { computeIndicators } from '../indicators/compute-indicators.ts';
import type { IndicatorValue, PriorSource } from '../indicators/indicator-value.ts';
import type { Edition } from '../methodology/edition.ts';
import type { EditionIndicator } from '../methodology/edition-document.ts';
import { rank } from '../ranking/rank.ts';
import type { RankingSnapshot } from '../ranking/ranking.ts';
import { loadRulePack } from '../rules/load-rule-pack.ts';
import { type BrokenRules, brokenUnits, type JudgedReturn, newlyBroken } from './broken-rules.ts';
import { type Gain, gainOf, type ParkBasis, withInputs } from './changed-park.ts';
import { type InputChange, inputChanges } from './input-changes.ts';

/** An input's change with what it does to everything that reads the input; null where it was not solved. */
export type WeighedChange = InputChange & {
  /** Other indicators that read the input. */
  readonly alsoMoves: readonly string[];
  /** Whether the indicator divides by it: arithmetic, hardly something to be aimed at. */
  readonly isBase: boolean;
  /** Rules that the changed return would break beyond those it breaks now; null where it was not solved. */
  readonly breaks: BrokenRules | null;
  /** The whole effect: every indicator that reads it computed again. */
  readonly net: Gain | null;
};

/** Why no input changes are given. */
export type NoInputs =
  /** A score of the ministry's experts, not a figure that a park files. */
  | 'expert-score'
  /** The snapshot's park inputs are absent or do not give the recorded value. */
  | 'basis-differs'
  | 'no-target';

/**
 * What each input alone would have to be for the indicator to reach `target`, and what comes of it.
 *
 * @param value the recorded value, which the recorded inputs have to give
 */
export const changesFor = (
  edition: Edition,
  snapshot: RankingSnapshot,
  park: string,
  { code, dimension, direction }: Pick<EditionIndicator, 'code' | 'dimension' | 'direction'>,
  value: IndicatorValue,
  target: number,
): { inputs: WeighedChange[]; noInputs: NoInputs | null } => {
  const basis = snapshot.basis[park];
  const formula = edition.formulas.get(code);
  if (
    basis === undefined ||
    formula === undefined ||
    !isBehind(edition, snapshot, park, basis, code, value)
  ) {
    return { inputs: [], noInputs: 'basis-differs' };
  }
  const priorSource = priorSourceOf(snapshot, park);
  const judged: JudgedReturn = { cycle: snapshot.cycle, park, ...basis, priorSource };
  const pack = loadRulePack(snapshot.cycle);
  const now = brokenUnits(edition, pack, judged);
  const bases = formula.denominator === null ? [] : namesIn(formula.denominator).names;
  const inputs = inputChanges(formula, basis, target, direction).map((change): WeighedChange => {
    const about = {
      alsoMoves: [...edition.formulas]
        .filter(([other, { inputs: read }]) => other !== code && read.includes(change.input))
        .map(([other]) => other),
      isBase: bases.includes(change.input),
    };
    if (!change.solved) return { ...change, ...about, breaks: null, net: null };
    const changed = { [change.input]: change.to };
    const input = withInputs(edition, snapshot.input, park, basis, changed);
    return {
      ...change,
      ...about,
      breaks: newlyBroken(edition, pack, now, { ...judged, inputs: { ...basis.inputs, ...changed } }),
      net: gainOf(snapshot.result, rank(edition, input), park, dimension),
    };
  });
  return { inputs, noInputs: null };
};

const priorSourceOf = ({ input }: RankingSnapshot, park: string): PriorSource =>
  input.returns.find((filed) => filed.park === park)?.priorSource ?? 'return';

/** Whether the recorded inputs give the recorded value. */
const isBehind = (
  edition: Edition,
  snapshot: RankingSnapshot,
  park: string,
  { inputs, priors }: ParkBasis,
  code: string,
  value: IndicatorValue,
): boolean => {
  const source = priorSourceOf(snapshot, park);
  const computed = computeIndicators(edition, inputs, { source, values: priors })[code];
  if (computed === undefined) return false;
  return 'value' in computed ? 'value' in value && computed.value === value.value : !('value' in value);
};
