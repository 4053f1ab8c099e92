import { type OpennessClass, settleInClass } from './openness-classes.ts';
import type { ParkTraits } from './park-traits.ts';
import type { Random } from './random.ts';

/** Things that a park does not have, or does not count; fixed over the years. */
export interface ParkGaps {
  /** 不适用: no industrial enterprises. */
  readonly noIndustry: boolean;
  /** 不适用: no exporting enterprise has ever been surveyed. */
  readonly exportsNotApplicable: boolean;
  /** A true zero: indicator 4.5 is not computable and R-D-007 only gives notice. */
  readonly exportsZero: boolean;
  readonly noHousing: boolean;
  readonly noOwnBudget: boolean;
  readonly carbonNotMeasured: boolean;
  readonly overlapNotCollected: boolean;
  /** 不适用: park-wide value added is not known, its boundaries do not follow the statistics. */
  readonly boundariesDiffer: boolean;
  readonly loss: boolean;
}

/** Input code → number, or 不适用. */
export type YearValues = Readonly<Record<string, number | 'N/A'>>;

/** A park in one year, without what depends on its city. */
export interface ParkYear {
  readonly traits: ParkTraits;
  readonly values: YearValues;
  /** Park-wide value added in 万元, also where the park says 不适用. */
  readonly fullCoverage: number;
}

/** Growth of the park's two drivers over one year; 0.05 = 5 %. */
export interface Growth {
  readonly employees: number;
  readonly productivity: number;
  /** CO₂ grows by this share of the growth of energy: the same sign, as R-A-006 asks. */
  readonly carbon: number;
}

interface Before {
  readonly values: YearValues;
  readonly growth: Growth;
}

/**
 * A count that may be compared with last year's: below 10 on both sides, or changed by less than 50 % (R-P-004).
 */
function settleCount(wanted: number, before: number | 'N/A' | undefined): number {
  const count = Math.max(0, Math.round(wanted));
  if (typeof before !== 'number' || (count < 10 && before < 10)) return count;
  if (before === 0) return Math.min(count, 9);
  const highest = Math.max(before < 10 ? 9 : 0, Math.floor(before * 1.48));
  return Math.max(Math.ceil(before * 0.52), Math.min(highest, count));
}

const round = (value: number, digits: number): number => Number(value.toFixed(digits));

/** All inputs of one park and year but the city's GDP, from its traits. `before` is absent in the base year. */
export function yearOf(
  traits: ParkTraits,
  kind: OpennessClass,
  gaps: ParkGaps,
  start: { readonly employees: number; readonly foreignShare: number; readonly togetherShare: number },
  random: Random,
  before?: Before,
): ParkYear {
  const prior = (code: string): number | undefined => {
    const value = before?.values[code];
    return typeof value === 'number' ? value : undefined;
  };
  const count = (code: string, wanted: number): number => settleCount(wanted, prior(code));
  const growth = before?.growth ?? { employees: 0, productivity: 0, carbon: 1 };
  const employees = Math.round((prior('employees') ?? start.employees) * (1 + growth.employees));
  const hands = employees / 10_000;
  const valueAdded =
    before === undefined
      ? round(employees * traits.productivity, 0)
      : round((prior('value_added') ?? 0) * (1 + growth.employees) * (1 + growth.productivity), 0);
  const output = valueAdded / traits.valueAddedRate;
  const revenue = round(output * traits.revenueToOutput, 0);
  const withoutOutput = round(revenue * traits.withoutIndustrialOutput, 0);
  const people = settleInClass(kind, employees, {
    foreign: before
      ? (prior('staff_foreign_resident') ?? 0) * (1 + growth.employees) * random.uniform(0.97, 1.05)
      : (employees * start.foreignShare) / 100,
    returnees: before
      ? (prior('staff_returnees') ?? 0) * (1 + growth.employees) * random.uniform(0.97, 1.05)
      : (employees * (start.togetherShare - start.foreignShare)) / 100,
  });
  const degrees = employees * traits.degrees;
  const postgraduates = count('staff_postgraduate', degrees * traits.postgraduatesAmongDegrees);
  const research = round(revenue * traits.researchSpend, 0);
  const property = revenue * traits.intellectualProperty;
  // Not more than 100 fewer: the bound of 2.6 is absolute.
  const firms = count(
    'high_tech_enterprises',
    Math.max(employees * traits.highTechEnterprises, (prior('high_tech_enterprises') ?? 0) - 100),
  );
  const exported = gaps.exportsZero || gaps.exportsNotApplicable ? 0 : round(revenue * traits.exports, 0);
  const intensive = round(revenue * traits.researchIntensive, 0);
  const trademarkFirms = count(
    'domestic_enterprises_overseas_trademark',
    Math.min(240, firms * traits.overseasTrademarks),
  );
  const patentFirms = count(
    'domestic_enterprises_overseas_patent',
    Math.min(240, firms * traits.overseasPatents),
  );
  const industrial = round(valueAdded * traits.industrialShare, 0);
  const energy = round(industrial * traits.energy, 0);
  const carbonBefore = prior('co2_emissions');
  const energyBefore = prior('energy_industrial');
  const carbon =
    carbonBefore === undefined || !energyBefore
      ? round(energy * traits.carbon, 0)
      : round(carbonBefore * (1 + (energy / energyBefore - 1) * growth.carbon), 0);
  const fullCoverage = round((valueAdded / 10) * traits.fullCoverage, 2);
  const landArea = prior('land_area') ?? round(400 + 900 * Math.sqrt(hands) * random.uniform(0.6, 1.6), 1);

  const values: Record<string, number | 'N/A'> = {
    employees,
    rd_fte: round(employees * traits.researchStaff, 1),
    staff_bachelor: count('staff_bachelor', degrees - postgraduates),
    staff_postgraduate: postgraduates,
    staff_foreign_resident: people.foreign,
    staff_returnees: people.returnees,
    revenue,
    revenue_high_tech_services: round(revenue * traits.highTechServices, 0),
    revenue_digital_industry: round(revenue * traits.digital, 0),
    revenue_rd_intensity_5pct: intensive,
    revenue_without_industrial_output: withoutOutput,
    industrial_output: round(output - withoutOutput, 0),
    value_added: valueAdded,
    value_added_industrial: gaps.noIndustry ? 'N/A' : industrial,
    energy_industrial: gaps.noIndustry ? 'N/A' : energy,
    net_profit: round(revenue * traits.profit * (gaps.loss ? -0.4 : 1), 0),
    payroll: round(valueAdded * traits.payroll, 0),
    exports: gaps.exportsNotApplicable ? 'N/A' : exported,
    exports_high_tech_enterprises: round(exported * traits.highTechExports, 0),
    technology_service_exports: gaps.exportsNotApplicable
      ? 'N/A'
      : round(exported * traits.serviceExports, 0),
    rd_expenditure: research,
    technology_contract_value: round(employees * traits.contracts, 0),
    ...openResearch(revenue * traits.openResearch),
    invention_patent_applications: count(
      'invention_patent_applications',
      research * traits.patentApplications,
    ),
    invention_patents_granted: count('invention_patents_granted', employees * traits.patentsGranted),
    valid_invention_patents: count('valid_invention_patents', property * (1 - traits.trademarksAmongThem)),
    registered_trademarks: count('registered_trademarks', property * traits.trademarksAmongThem),
    high_tech_enterprises: firms,
    enterprises_with_venture_capital: count(
      'enterprises_with_venture_capital',
      Math.min(240, firms * traits.ventureBacked),
    ),
    domestic_enterprises_overseas_rd: count(
      'domestic_enterprises_overseas_rd',
      firms * traits.overseasResearch,
    ),
    domestic_enterprises_overseas_trademark: trademarkFirms,
    domestic_enterprises_overseas_patent: patentFirms,
    domestic_enterprises_overseas_trademark_and_patent: gaps.overlapNotCollected
      ? 'N/A'
      : Math.floor(Math.min(trademarkFirms, patentFirms) * 0.3),
    domestic_enterprises_international_standard: count(
      'domestic_enterprises_international_standard',
      firms * 0.002,
    ),
    enterprises_newly_listed: count('enterprises_newly_listed', firms * traits.newlyListed),
    // At most a third of the strict lower bound of R-A-001 (each such firm has more than 500 000 千元 of revenue).
    enterprises_rd5_revenue_500m: count(
      'enterprises_rd5_revenue_500m',
      Math.min(130, intensive / 500_000 / 3),
    ),
    rd_institutions_national: count('rd_institutions_national', 1 + firms * 0.012),
    rd_institutions_provincial: count('rd_institutions_provincial', 5 + firms * 0.09),
    entrepreneurship_service_institutions_national: count(
      'entrepreneurship_service_institutions_national',
      2 + firms * 0.01,
    ),
    enterprises_newly_registered: count('enterprises_newly_registered', firms * traits.newlyRegistered),
    tech_smes_registered: count('tech_smes_registered', firms * traits.technologySmes),
    incubated_enterprises_new: count('incubated_enterprises_new', 10 + firms * traits.incubated),
    co2_emissions: gaps.carbonNotMeasured ? 'N/A' : carbon,
    green_area: round(landArea * traits.greenRate, 1),
    land_area: landArea,
    hospitals: count('hospitals', 12 + hands * 1.2),
    schools: count('schools', 22 + hands * 2.5),
    house_price: gaps.noHousing
      ? 'N/A'
      : round((prior('house_price') ?? random.uniform(6_000, 30_000)) * random.uniform(0.98, 1.08), 0),
    disposable_fiscal_resources: gaps.noOwnBudget ? 'N/A' : round((valueAdded / 10) * traits.fiscal, 2),
    value_added_full_coverage: gaps.boundariesDiffer ? 'N/A' : fullCoverage,
    gazelle_enterprises_new: count('gazelle_enterprises_new', 1 + firms * traits.gazelles),
    enterprises_with_national_rd_institution: count(
      'enterprises_with_national_rd_institution',
      1 + firms * traits.nationalResearch,
    ),
  };
  return { traits, values, fullCoverage };
}

/** The six kinds of spend behind indicator 4.2, in 千元. */
function openResearch(total: number): Record<string, number> {
  const shares = {
    outsourced_rd_domestic_institutes: 0.12,
    outsourced_rd_domestic_universities: 0.13,
    outsourced_rd_domestic_enterprises: 0.35,
    outsourced_rd_overseas: 0.18,
    technology_import_spend: 0.17,
    technology_absorption_spend: 0.05,
  };
  return Object.fromEntries(Object.entries(shares).map(([code, share]) => [code, round(total * share, 0)]));
}
