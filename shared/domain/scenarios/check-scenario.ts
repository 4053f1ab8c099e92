import type { InputCatalogue } from '../methodology/check-formulas.ts';
import type { Edition } from '../methodology/edition.ts';
import type { RankingSnapshot } from '../ranking/ranking.ts';
import type { Scenario, ScenarioProblem } from './scenario.ts';

/**
 * What a scenario names that the ranking or the edition does not have, and what it says twice. Empty = it can be applied.
 *
 * @param edition the edition that the scenario is ranked with
 */
export const scenarioProblems = (
  scenario: Scenario,
  { input, basis }: Pick<RankingSnapshot, 'input' | 'basis'>,
  edition: Edition,
  inputs: InputCatalogue,
): readonly ScenarioProblem[] => {
  const problems: ScenarioProblem[] = [];
  const add = (place: string, zh: string, en: string): void =>
    void problems.push({ place, message: { zh, en } });
  const ranked = new Set(input.returns.map(({ park }) => park));
  const exempt = new Set(input.register.filter((park) => park.exempt).map(({ id }) => id));
  const addPark = (park: string, place: string): void => {
    if (!ranked.has(park)) add(place, `${park} 未参与该次排名`, `${park} is not ranked`);
    else if (exempt.has(park)) add(place, `${park} 免评`, `${park} is exempt`);
  };
  const addIndicator = (code: string, place: string): void => {
    if (edition.formulas.has(code)) return;
    const { id } = edition.document;
    add(place, `指标体系 ${id} 没有指标 ${code}`, `edition ${id} has no indicator ${code}`);
  };
  for (const [index, { park, input: code }] of scenario.inputs.entries()) {
    const place = `inputs[${index}]`;
    addPark(park, place);
    const score = inputs.scores.get(code);
    if (score !== undefined) {
      add(
        place,
        `“${code}”是专家评分，请改指标 ${score}`,
        `“${code}” is an expert score; change indicator ${score}`,
      );
    } else if (!inputs.codes.has(code)) {
      add(place, `没有名为“${code}”的园区填报项`, `there is no park input “${code}”`);
    } else if (ranked.has(park) && !Object.hasOwn(basis, park)) {
      add(place, `快照没有 ${park} 的填报项`, `the snapshot does not hold the inputs of ${park}`);
    }
  }
  for (const [index, { park, indicator, value }] of scenario.indicators.entries()) {
    const place = `indicators[${index}]`;
    addPark(park, place);
    addIndicator(indicator, place);
    const isScore = edition.formulas.get(indicator)?.indicator.kind === 'expert-score';
    if (isScore && value !== null && (value < 0 || value > 100)) {
      add(
        place,
        `专家评分应在 0 至 100 之间，当前为 ${value}`,
        `an expert score lies between 0 and 100, not ${value}`,
      );
    }
  }
  for (const [index, { indicator }] of scenario.multipliers.entries()) {
    addIndicator(indicator, `multipliers[${index}]`);
  }
  for (const [index, { indicator, min, max }] of scenario.bounds.entries()) {
    addIndicator(indicator, `bounds[${index}]`);
    if (!(min < max)) add(`bounds[${index}]`, `下界 ${min} 不小于上界 ${max}`, `${min} is not below ${max}`);
  }
  addDimensionProblems(scenario, edition, add);
  addRepetitions(scenario, add);
  return problems;
};

const addDimensionProblems = (
  { dimensionWeights }: Scenario,
  { document: { id, dimensions } }: Edition,
  add: (place: string, zh: string, en: string) => void,
): void => {
  if (dimensionWeights.length === 0) return;
  for (const [index, { dimension }] of dimensionWeights.entries()) {
    if (dimensions.some(({ code }) => code === dimension)) continue;
    add(
      `dimensionWeights[${index}]`,
      `指标体系 ${id} 没有一级指标 ${dimension}`,
      `edition ${id} has no dimension ${dimension}`,
    );
  }
  const named = new Set(dimensionWeights.map(({ dimension }) => dimension));
  const total = dimensionWeights.reduce((sum, { weight }) => sum + weight, 0);
  const isAll = dimensions.every(({ code }) => named.has(code));
  // The slack is that of an edition's own weights.
  if (isAll ? Math.abs(total - 1) > 1e-9 : total >= 1) {
    const sum = Number(total.toPrecision(12));
    add(
      'dimensionWeights',
      isAll ? `权重之和为 ${sum}，应为 1` : `权重之和为 ${sum}，没有给其余一级指标留下权重`,
      isAll
        ? `the weights add up to ${sum}, not to 1`
        : `the weights add up to ${sum} and leave nothing for the other dimensions`,
    );
  }
};

const addRepetitions = (scenario: Scenario, add: (place: string, zh: string, en: string) => void): void => {
  const keys: Readonly<Record<string, readonly string[]>> = {
    inputs: scenario.inputs.map(({ park, input, prior }) => `${park}.${input}${prior ? ' prior' : ''}`),
    indicators: scenario.indicators.map(({ park, indicator }) => `${park}.${indicator}`),
    multipliers: scenario.multipliers.map(({ indicator }) => indicator),
    dimensionWeights: scenario.dimensionWeights.map(({ dimension }) => dimension),
    bounds: scenario.bounds.map(({ indicator }) => indicator),
  };
  for (const [list, own] of Object.entries(keys)) {
    for (const [index, key] of own.entries()) {
      if (own.indexOf(key) < index) add(`${list}[${index}]`, `${key} 给了两次`, `${key} is given twice`);
    }
  }
};
