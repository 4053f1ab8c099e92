import { SHEET_NAMES } from '../../shared/adapters/readers/read-xlsx-return.ts';
import { columnLetters } from '../../shared/adapters/readers/source-row.ts';
import type { WrittenRecords } from '../../shared/adapters/writers/return-content.ts';
import parkInputs from '../../shared/data/park-inputs-2021.json' with { type: 'json' };
import type { EnterpriseDefect } from './enterprise-defects.ts';
import { seedEnterpriseDefects } from './enterprise-defects.ts';
import { enterpriseTotals } from './enterprise-totals.ts';
import {
  enterpriseColumns,
  projectColumns,
  type SampleRecord,
  type SampleRecords,
  sampleRecords,
} from './enterprises.ts';
import type { FileVariant } from './file-variants.ts';
import type { SampleReturn } from './population.ts';
import type { Random } from './random.ts';
import type { CellAddress } from './return-files.ts';

/** Growth on last year of everything that is a total of the enterprises: no rule on last year asks about 5 %. */
const GROWTH = 1.05;

const isCount = new Set(parkInputs.filter(({ type }) => type === 'integer').map(({ code }) => code));
const lastYear = (code: string, value: number): number =>
  isCount.has(code) ? Math.round(value / GROWTH) : Math.round((value / GROWTH) * 100) / 100;

/** A park's return whose totals are those of its enterprises; what stands in relation to them is moved along. */
export const withEnterpriseTotals = (filed: SampleReturn, records: SampleRecords): SampleReturn => {
  const totals = enterpriseTotals(records.enterprises);
  const count = records.enterprises.length;
  const inputs: Record<string, number> = {};
  for (const [code, value] of totals) inputs[code] = value;
  const valueAdded = totals.get('value_added') ?? 0;
  const revenue = totals.get('revenue') ?? 0;
  const scale = revenue / Number(filed.inputs.revenue);
  inputs.value_added_full_coverage = Math.ceil((valueAdded / 10) * 1.2);
  inputs.city_gdp = inputs.value_added_full_coverage * 4;
  for (const code of ['revenue_high_tech_services', 'revenue_digital_industry']) {
    inputs[code] = Math.round(Number(filed.inputs[code]) * scale);
  }
  // Measured where it is not, so that it grows with energy (R-A-006).
  inputs.co2_emissions = Math.max(1_000, Math.round((totals.get('energy_industrial') ?? 0) * 2.2));
  for (const code of [
    'tech_smes_registered',
    'incubated_enterprises_new',
    'gazelle_enterprises_new',
    'enterprises_with_national_rd_institution',
  ]) {
    inputs[code] = Math.min(Number(filed.inputs[code]), Math.floor(count / 2));
  }
  const texts = (values: Readonly<Record<string, number>>) =>
    Object.fromEntries(Object.entries(values).map(([code, value]) => [code, String(value)]));
  const before = Object.fromEntries(
    Object.entries(inputs).map(([code, value]) => [code, lastYear(code, value)]),
  );
  return {
    ...filed,
    inputs: { ...filed.inputs, ...texts(inputs) },
    previous: { ...filed.previous, ...texts(before) },
  };
};

/** The records of a return as they are written, and what is wrong with them. */
export interface SampleEnterprises {
  readonly records: SampleRecords;
  readonly defects: readonly EnterpriseDefect[];
}

export const makeEnterprises = (
  park: number,
  asked: { readonly enterprises: number; readonly defects: number; readonly dataYear: number },
  random: Random,
): { readonly clean: SampleRecords; readonly written: SampleEnterprises } => {
  const clean = sampleRecords(park, asked.enterprises, asked.dataYear, random);
  const written = seedEnterpriseDefects(clean, asked.defects, asked.dataYear, enterpriseColumns);
  return { clean, written };
};

/** Records as rows of values; a field that is not named is 0, an empty text a blank. */
const written = (columns: readonly string[], records: readonly SampleRecord[]): WrittenRecords => ({
  columns,
  rows: records.map((record) => columns.map((code) => (record[code] === '' ? null : (record[code] ?? 0)))),
});

export const writtenRecords = ({ records }: SampleEnterprises) => ({
  enterprises: written(enterpriseColumns, records.enterprises),
  projects: written(projectColumns, records.projects),
});

/** Where a record's field stands: below one header row in a CSV, below two in a workbook. */
export const recordAddress = (
  { row, code }: Pick<EnterpriseDefect, 'row' | 'code'>,
  variant: FileVariant,
): CellAddress => {
  const letter = columnLetters(enterpriseColumns.indexOf(code));
  switch (variant.format) {
    case 'json':
      return { sheet: 'enterprises', a1: `/enterprises/${row}/${code}` };
    case 'csv':
      return { sheet: 'enterprises.csv', a1: `${letter}${row + 2}` };
    case 'xlsx':
      return { sheet: SHEET_NAMES.enterprises, a1: `${letter}${row + 3}` };
  }
};
