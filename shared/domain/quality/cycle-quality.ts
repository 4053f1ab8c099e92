import type { ParkQuality, RuleQueries } from './park-quality.ts';

/** A share with its denominator; `share` is null where there is nothing to share. */
export interface Rate {
  readonly count: number;
  readonly of: number;
  readonly share: number | null;
}

/**
 * Figures on how the parks of a cycle filed. Counts and rates of parks are of those due. Corrections, queries and rules are
 * counted over all filings, those of parks that are exempt or have left the register among them.
 */
export interface CycleQuality {
  /** 应报: parks of the register that are not exempt. */
  readonly due: number;
  /** 已报: those due that have filed. */
  readonly filed: number;
  /** Parks that have filed without being due: exempt ones, and those that have left the register. */
  readonly filedNotDue: number;
  /** Of those due, whose first accepted file was in time. */
  readonly onTime: Rate;
  /** Of those due whose first file was judged, those where it was accepted as filed. */
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
  const ofDue = parks.filter(({ park }) => isDue.has(park));
  const judged = ofDue.filter(({ firstPass }) => firstPass !== null);
  const filed = ({ submissions }: ParkQuality): boolean => submissions > 0;
  const sum = (of: (park: ParkQuality) => number): number =>
    parks.reduce((total, park) => total + of(park), 0);
  const ids = new Set(parks.flatMap(({ rules }) => Object.keys(rules)));
  return {
    due: due.length,
    filed: ofDue.filter(filed).length,
    filedNotDue: parks.filter((park) => !isDue.has(park.park) && filed(park)).length,
    onTime: rateOf(ofDue.filter(({ timeliness }) => timeliness.onTime === true).length, due.length),
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
    notChecked: of('notChecked'),
    explainedAndAccepted: rateOf(accepted, asked).share,
  };
};
