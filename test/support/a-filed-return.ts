import parkInputs from '../../shared/data/park-inputs-2021.json' with { type: 'json' };
import type {
  Cell,
  Declaration,
  FiledExplanation,
  FiledForm,
  FiledInput,
  FiledReturn,
  FileFacts,
} from '../../shared/domain/returns/filed-return.ts';
import type { CheckContext } from '../../shared/domain/rules/check-context.ts';
import { loadRulePack } from '../../shared/domain/rules/load-rule-pack.ts';
import workedExample from '../fixtures/worked-example-2020.json' with { type: 'json' };

/** What a cell holds: a number as stored in a workbook, a text, nothing, or a formula with its stored result. */
export type Entry = number | string | null | { readonly formula: number | string | null };

/** The 26 inputs that the worked example does not publish: invented, and in keeping with it. */
const INVENTED: Readonly<Record<string, number>> = {
  technology_service_exports: 51200,
  enterprises_with_venture_capital: 12,
  domestic_enterprises_overseas_rd: 4,
  domestic_enterprises_overseas_trademark: 3,
  domestic_enterprises_overseas_patent: 2,
  domestic_enterprises_overseas_trademark_and_patent: 1,
  domestic_enterprises_international_standard: 1,
  enterprises_newly_listed: 1,
  enterprises_rd5_revenue_500m: 2,
  rd_institutions_national: 6,
  rd_institutions_provincial: 31,
  entrepreneurship_service_institutions_national: 9,
  enterprises_newly_registered: 1830,
  tech_smes_registered: 214,
  incubated_enterprises_new: 96,
  co2_emissions: 1040000,
  green_area: 300,
  land_area: 1000,
  hospitals: 7,
  schools: 22,
  house_price: 9000,
  disposable_fiscal_resources: 52000,
  value_added_full_coverage: 2100000,
  city_gdp: 11000000,
  gazelle_enterprises_new: 18,
  enterprises_with_national_rd_institution: 5,
};

/** A whole return that breaks no rule: one real park-year (worked-example-2020) and the invented inputs. */
export const VALID_INPUTS: Readonly<Record<string, number>> = {
  ...Object.fromEntries(workedExample.inputs.map(({ code, value }) => [code, value])),
  ...INVENTED,
};

/** Last year behind the growth indicators: the example's, and an invented CO₂ figure. */
export const VALID_PREVIOUS: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    workedExample.inputs.flatMap(({ code, prior }) => (prior === undefined ? [] : [[code, prior]])),
  ),
  co2_emissions: 1000000,
};

export interface ReturnOptions {
  readonly format?: 'xlsx' | 'json';
  readonly park?: Entry;
  readonly cycle?: Entry;
  readonly template?: Entry;
  /** Over the valid ones; `undefined` leaves the row out, null leaves the cell blank. */
  readonly inputs?: Readonly<Record<string, Entry | undefined>>;
  readonly previous?: Readonly<Record<string, Entry>>;
  /** false = the sheet has no last-year column. */
  readonly hasPrevious?: boolean;
  /** Order of the rows; the order of park-inputs-2021 otherwise. */
  readonly order?: readonly string[];
  /** Blank rows and a title above the header. */
  readonly firstRow?: number;
  readonly form?: Partial<FiledForm>;
  /** Other sheets. */
  readonly forms?: readonly FiledForm[];
  readonly declarations?: {
    readonly enterprises?: Declaration | string;
    readonly projects?: Declaration | string;
  };
  readonly explanations?: readonly Pick<FiledExplanation, 'finding' | 'reason' | 'text'>[];
}

export const SHEET = '园区填报项';
const COVER = '封面';

/** A cell as a reader would deliver it. */
export const aCell = (sheet: string, a1: string, entry: Entry, header = ''): Cell => {
  const hasFormula = typeof entry === 'object' && entry !== null;
  const stored = hasFormula ? entry.formula : entry;
  return {
    sheet,
    a1,
    header,
    raw: stored === null ? '' : String(stored),
    stored: stored === null || stored === '' ? 'blank' : typeof stored === 'number' ? 'number' : 'text',
    hasFormula,
  };
};

const entryOf = (entry: Entry | undefined, usual: Entry): Entry => (entry === undefined ? usual : entry);

const DECLARATIONS: readonly Declaration[] = ['filed', 'none', 'pending'];

const FILE: FileFacts = {
  name: '年报 a+b.xlsx',
  bytes: 12345,
  sha256: 'a'.repeat(64),
  format: 'xlsx',
  encoding: null,
};

const ORDER: readonly string[] = parkInputs.map(({ code }) => code);
const LABELS: ReadonlyMap<string, string> = new Map(parkInputs.map(({ code, label_zh }) => [code, label_zh]));

/**
 * A filed return as a reader delivers it; without options one that breaks no rule. In a workbook the header is in row
 * `firstRow` (1), the inputs in the rows below, this year in column C, last year in column D.
 */
export const aFiledReturn = (options: ReturnOptions = {}): FiledReturn => {
  const { format = 'xlsx', firstRow = 1, order = ORDER, hasPrevious = true } = options;
  const values: Readonly<Record<string, Entry | undefined>> = { ...VALID_INPUTS, ...options.inputs };
  const previous: Readonly<Record<string, Entry>> = { ...VALID_PREVIOUS, ...options.previous };
  const inputs = new Map<string, FiledInput>();
  const isJson = format === 'json';
  const sheet = isJson ? 'inputs' : SHEET;
  let row = firstRow;
  for (const code of order) {
    const value = values[code];
    if (value === undefined) continue;
    row += 1;
    const label = isJson ? code : (LABELS.get(code) ?? code);
    const before = previous[code] ?? null;
    inputs.set(code, {
      code,
      value: aCell(sheet, isJson ? `/inputs/${code}/value` : `C${row}`, value, label),
      previous:
        hasPrevious && (!isJson || before !== null)
          ? aCell(sheet, isJson ? `/inputs/${code}/previous` : `D${row}`, before, label)
          : null,
    });
  }
  const form: FiledForm = {
    sheet,
    form: 'PARK',
    missingColumns: [],
    duplicatedColumns: [],
    unknown: [],
    rowCount: inputs.size,
    anchor: isJson ? null : aCell(sheet, `A${firstRow}`, '代码'),
    ...options.form,
  };
  const declared = (
    table: 'enterprises' | 'projects',
    a1: string,
  ): FiledReturn['declarations']['projects'] => {
    const value = options.declarations?.[table];
    if (value === undefined) return null;
    const known = DECLARATIONS.find((one) => one === value) ?? null;
    return { value: known, cell: aCell('声明', a1, value) };
  };
  return {
    file: isJson ? { ...FILE, name: 'return.json', format: 'json', encoding: 'utf-8' } : FILE,
    template: isJson ? null : aCell(COVER, 'B4', entryOf(options.template, 'gx46-2021@1'), '模板版本'),
    cycle: aCell(
      isJson ? 'cycle' : COVER,
      isJson ? '/cycle' : 'B3',
      entryOf(options.cycle, '2021'),
      '评价年度',
    ),
    park: aCell(isJson ? 'park' : COVER, isJson ? '/park' : 'B2', entryOf(options.park, 'P021'), '园区代码'),
    forms: [form, ...(options.forms ?? [])],
    inputs,
    declarations: { enterprises: declared('enterprises', 'B2'), projects: declared('projects', 'B3') },
    explanations: (options.explanations ?? []).map((explanation, index) => ({
      ...explanation,
      cell: aCell('说明', `C${index + 2}`, explanation.text),
    })),
    rows: { read: inputs.size, blank: 0 },
  };
};

/** The circumstances of a check: park P021, cycle 2021, the return's own last-year column. */
export const aCheckContext = (options: Partial<CheckContext> = {}): CheckContext => ({
  cycle: '2021',
  park: 'P021',
  dataYear: 2020,
  rulePack: loadRulePack('2021'),
  priors: { source: 'return', values: {} },
  explanations: new Map(),
  filedBy: 'park',
  ...options,
});
