import type { SampleRecord } from './enterprises.ts';

const of = (record: SampleRecord, code: string): number => {
  const value = record[code];
  return typeof value === 'number' ? value : 0;
};

const isIndustrial = (record: SampleRecord): boolean => record.qb03_1 === '3921';
const isDomestic = (record: SampleRecord): boolean => String(record.qb18).startsWith('1');
const isHighTech = (record: SampleRecord): boolean => record.qb11 === '1';
const hasOverseasPatent = (record: SampleRecord): boolean => of(record, 'qj57') - of(record, 'qj57_1') > 0;

const valueAdded = (record: SampleRecord): number =>
  of(record, 'qc221') + of(record, 'qc120') + of(record, 'qc62') + of(record, 'qc51') + of(record, 'qc61');

/** Tenths of 千元, to stay in integers; every project is R&D done in house. */
const internalTenths = (record: SampleRecord): number =>
  10 *
    (of(record, 'qj23_1') +
      of(record, 'qj23_2') +
      of(record, 'qj23_7') +
      of(record, 'qj23_5') +
      of(record, 'qj251')) +
  (of(record, 'qj250') - of(record, 'qj251'));

const intensity = (record: SampleRecord): number => internalTenths(record) / 10 / of(record, 'qc05_0');

const fields: Readonly<Record<string, string>> = {
  employees: 'qd01',
  staff_bachelor: 'qd08',
  staff_postgraduate: 'qd18',
  staff_foreign_resident: 'qd25',
  staff_returnees: 'qd03',
  revenue: 'qc05_0',
  industrial_output: 'qc02',
  net_profit: 'qc12',
  payroll: 'qc51',
  exports: 'qc11',
  technology_service_exports: 'qc11_1',
  technology_contract_value: 'qj80',
  outsourced_rd_domestic_institutes: 'qj33_1',
  outsourced_rd_domestic_universities: 'qj33_2',
  outsourced_rd_domestic_enterprises: 'qj33_4',
  outsourced_rd_overseas: 'qj33_3',
  technology_import_spend: 'qj59',
  technology_absorption_spend: 'qj61',
  invention_patent_applications: 'qj56',
  invention_patents_granted: 'qj57',
  valid_invention_patents: 'qj73',
  registered_trademarks: 'qj79',
};

/**
 * The park's totals of synthetic enterprises, summed here on their own (not by the check), in integers wherever the records
 * have integers. The three that need code lists which are not public are left out.
 */
export const enterpriseTotals = (records: readonly SampleRecord[]): ReadonlyMap<string, number> => {
  const sum = (term: (record: SampleRecord) => number): number =>
    records.reduce((total, one) => total + term(one), 0);
  const count = (test: (record: SampleRecord) => boolean): number => records.filter(test).length;
  const hundredths = (total: number): number => Math.round(total) / 100;
  return new Map<string, number>([
    ...Object.entries(fields).map(([input, code]): [string, number] => [input, sum((one) => of(one, code))]),
    ['rd_fte', Math.round((sum((one) => of(one, 'qj09') * 6) / 12) * 10_000) / 10_000],
    ['revenue_rd_intensity_5pct', sum((one) => (intensity(one) >= 0.05 ? of(one, 'qc05_0') : 0))],
    ['revenue_without_industrial_output', sum((one) => (of(one, 'qc02') === 0 ? of(one, 'qc05_0') : 0))],
    ['value_added', sum(valueAdded)],
    ['value_added_industrial', sum((one) => (isIndustrial(one) ? valueAdded(one) : 0))],
    [
      'energy_industrial',
      hundredths(sum((one) => (isIndustrial(one) ? Math.round(of(one, 'qc41') * 100) : 0))),
    ],
    ['exports_high_tech_enterprises', sum((one) => (isHighTech(one) ? of(one, 'qc11') : 0))],
    ['rd_expenditure', sum(internalTenths) / 10],
    ['high_tech_enterprises', count(isHighTech)],
    ['enterprises_with_venture_capital', count((one) => of(one, 'qc226') > 0)],
    ['domestic_enterprises_overseas_rd', count((one) => isDomestic(one) && of(one, 'qj90') > 0)],
    ['domestic_enterprises_overseas_trademark', count((one) => isDomestic(one) && of(one, 'qj79_2') > 0)],
    ['domestic_enterprises_overseas_patent', count((one) => isDomestic(one) && hasOverseasPatent(one))],
    [
      'domestic_enterprises_overseas_trademark_and_patent',
      count((one) => isDomestic(one) && of(one, 'qj79_2') > 0 && hasOverseasPatent(one)),
    ],
    ['domestic_enterprises_international_standard', count((one) => isDomestic(one) && of(one, 'qj98_1') > 0)],
    ['enterprises_rd5_revenue_500m', count((one) => of(one, 'qc05_0') > 500_000 && intensity(one) > 0.05)],
  ]);
};
