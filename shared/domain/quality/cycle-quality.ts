import type { ParkQuality, RuleQueries } from './park-quality.ts';

/** A share with its denominator; `share` is null where there is nothing to share. */
export interface Rate {
  readonly count: number;
  readonly of: number;
  readonly share: number | null;
}

/** Figures on how the parks of a cycle filed. */
export interface CycleQuality {
  /** 应报: parks of the register that are not exempt. */
  readonly due: number;
  readonly filed: number;
  /** Of those due, whose first accepted file was in time. */
  readonly onTime: Rate;
  /** Of the parks whose first file was judged, those where it was accepted as filed. */
  readonly firstPass: Rate;
  readonly corrections: ParkQuality['corrections'];
  readonly unexplainedQueries: number;
  /** By rule, with the share of its queries that were explained and accepted: near 1, the rule asks for nothing. */
  readonly rules: Readonly<Record<string, RuleQueries & { readonly explainedAndAccepted: number | null }>>;
}

const rateOf = (count: number, of: number): Rate => ({ count, of, share: of === 0 ? null : count / of });

/** The figures of a cycle from those of its parks; a park that has filed nothing has none. */
export const cycleQuality = (due: readonly string[], parks: readonly ParkQuality[]): CycleQuality => {
  const isDue = new Set(due);
  const judged = parks.filter(({ firstPass }) => firstPass !== null);
  const sum = (of: (park: ParkQuality) => number): number =>
    parks.reduce((total, park) => total + of(park), 0);
  const ids = new Set(parks.flatMap(({ rules }) => Object.keys(rules)));
  return {
    due: due.length,
    filed: parks.filter(({ submissions }) => submissions > 0).length,
    onTime: rateOf(
      parks.filter(({ park, timeliness }) => isDue.has(park) && timeliness.onTime === true).length,
      due.length,
    ),
    firstPass: rateOf(judged.filter(({ firstPass }) => firstPass === true).length, judged.length),
    corrections: {
      beforeAcceptance: sum(({ corrections }) => corrections.beforeAcceptance),
      afterAcceptance: sum(({ corrections }) => corrections.afterAcceptance),
      reopened: sum(({ corrections }) => corrections.reopened),
      withdrawn: sum(({ corrections }) => corrections.withdrawn),
    },
    unexplainedQueries: sum(({ unexplainedQueries }) => unexplainedQueries ?? 0),
    rules: Object.fromEntries([...ids].sort().map((id) => [id, ruleTotals(id, parks)])),
  };
};

const ruleTotals = (id: string, parks: readonly ParkQuality[]): CycleQuality['rules'][string] => {
  const of = (member: keyof RuleQueries): number =>
    parks.reduce((total, { rules }) => total + (rules[id]?.[member] ?? 0), 0);
  const [asked, accepted] = [of('asked'), of('accepted')];
  return {
    asked,
    accepted,
    fixed: of('fixed'),
    open: of('open'),
    explainedAndAccepted: rateOf(accepted, asked).share,
  };
};
