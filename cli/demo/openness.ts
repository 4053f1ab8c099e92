import facts from '../../shared/data/facts-2019.json' with { type: 'json' };
import type { ParkInputs } from '../../shared/domain/indicators/indicator-value.ts';

/** One published fact of the openness distribution beside what the accepted returns say. */
export interface OpennessCount {
  readonly id: string;
  readonly measure: string;
  readonly operator: string;
  /** %. */
  readonly threshold: number;
  readonly published: number;
  readonly counted: number;
}

/**
 * Counts parks by the published thresholds over accepted inputs, on whole people: a share of employees above t % is
 * people × 100 > t × employees. The tenths of the thresholds make both sides integers.
 */
export function countOpenness(accepted: readonly ParkInputs[]): OpennessCount[] {
  return facts.distribution.facts.map((fact) => {
    const counted = accepted.filter((inputs) => {
      const foreign = Number(inputs.staff_foreign_resident);
      const people = fact.measure === 'foreignOnly' ? foreign : foreign + Number(inputs.staff_returnees);
      const left = people * 1000;
      const right = Math.round(fact.threshold * 10) * Number(inputs.employees);
      return fact.operator === '>' ? left > right : left < right;
    }).length;
    return {
      id: fact.id,
      measure: fact.measure,
      operator: fact.operator,
      threshold: fact.threshold,
      published: fact.parks,
      counted,
    };
  });
}
