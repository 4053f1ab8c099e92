import type { IndicatorValue } from '../indicators/indicator-value.ts';
import type { Edition } from '../methodology/edition.ts';
import { collectValues } from './collect-values.ts';
import { indicatorBounds } from './indicator-bounds.ts';
import { rankedParks } from './ranked-parks.ts';
import type { RankingInput, RankingResult } from './ranking.ts';
import { scoreParks } from './score-parks.ts';

/**
 * Scores and ranks the parks of a cycle: a pure function of the edition and the input, whatever their order.
 *
 * Indicator score = 100 × clamp((v − min) ÷ (max − min)), reversed where lower is better; score = Σ weight × indicator
 * score over the edition's indicator order. Not computable for every ranked park: out for all. Not computable for some:
 * lowest score, marked. Growth in a park's first cycle: its weight goes to the rest of the dimension, marked.
 *
 * Under frozen bounds leaving a value out never pays while another park has one. Under the population's bounds a park
 * that alone holds the lowest value would move the others' scores by leaving it out: those rankings are provisional.
 *
 * @throws Error when the input contradicts itself (see collectValues, indicatorBounds)
 */
export const rank = (edition: Edition, input: RankingInput): RankingResult => {
  const collected = collectValues(edition, input);
  const columns = collected.values.map(toColumn);
  const bounds = indicatorBounds(edition, input, collected.parks, columns);
  const scored = scoreParks(edition, collected, columns, bounds);
  const { document } = edition;
  const exempt = collected.unranked.filter(({ reason }) => reason === 'exempt').length;
  const ranked = collected.parks.length;
  const due = ranked + collected.unranked.length - exempt;
  const coverage = due === 0 ? 0 : ranked / due;
  const out = document.indicators
    .filter(({ code }) => bounds.values[code] === undefined)
    .map(({ code }) => code);
  return {
    parks: rankedParks(edition, collected, bounds, scored),
    unranked: collected.unranked,
    register: ranked + collected.unranked.length,
    exempt,
    ranked,
    coverage,
    indicative: coverage < document.coverage.indicativeBelow,
    indicators: {
      in: document.indicators.length - out.length,
      of: document.indicators.length,
      out,
      silent: scored.in.filter(({ scores }) => isSilent(scores)).map(({ code }) => code),
    },
    bounds: { source: bounds.source, values: bounds.values, fromPopulation: bounds.fromPopulation },
    ...(bounds.guarded === null ? {} : { smallBaseGuard: bounds.guarded }),
  };
};

const toColumn = (values: readonly IndicatorValue[]): Float64Array =>
  Float64Array.from(values, (value) => ('value' in value ? value.value : Number.NaN));

/** Whether an indicator tells no two parks apart. */
const isSilent = (scores: Float64Array): boolean => {
  const present = scores.filter((score) => !Number.isNaN(score));
  return present.every((score) => score === present[0]);
};
