import { withEnterpriseTotals } from '../../cli/sample/enterprise-return.ts';
import {
  enterpriseColumns,
  projectColumns,
  type SampleRecord,
  sampleRecords,
} from '../../cli/sample/enterprises.ts';
import { seededStreams } from '../../cli/sample/random.ts';
import { makeSample } from '../../cli/sample/sample-files.ts';
import type { ReturnContent } from '../../shared/adapters/writers/return-content.ts';
import { writeReturn } from '../../shared/adapters/writers/write-return.ts';
import { shippedRegister } from '../../shared/domain/ranking/register.ts';

const [filed] = makeSample({ register: shippedRegister(), cycle: '2021', parks: 1, defects: 0, seed: '3' })
  .population.returns;
if (filed === undefined) throw new Error('a sample of one park has one return');

/** The park whose return it is. */
export const recordsPark = filed.park.id;

/** Forty enterprises and their projects of a data year, with nothing wrong: the same ones every year. */
export const recordsOfYear = (dataYear: number) =>
  sampleRecords(1, 40, dataYear, seededStreams('3')('records'));

/** Those of cycle 2021. */
export const clean = recordsOfYear(2020);

export interface RecordChanges {
  readonly cycle?: string;
  readonly park?: string;
  /** Whose totals are declared; and the records, unless others are given. */
  readonly records?: typeof clean;
  readonly enterprises?: readonly SampleRecord[];
  readonly projects?: readonly SampleRecord[];
  readonly inputs?: Readonly<Record<string, string>>;
  readonly explanations?: ReturnContent['explanations'];
}

const rowsOf = (columns: readonly string[], records: readonly SampleRecord[]) => ({
  columns,
  rows: records.map((record) => columns.map((code) => record[code] ?? 0)),
});

/** The clean enterprises with one of them changed. */
export const changed = (row: number, change: SampleRecord): readonly SampleRecord[] =>
  clean.enterprises.map(
    (record, index) => (index === row ? { ...record, ...change } : record) as SampleRecord,
  );

/** A return with enterprise records as a ZIP of CSV, whose declared totals are those of the clean ones. */
export const aRecordsReturn = async ({
  cycle = '2021',
  park = recordsPark,
  records = clean,
  enterprises = records.enterprises,
  projects = records.projects,
  inputs = {},
  explanations = [],
}: RecordChanges): Promise<Uint8Array> => {
  const own = withEnterpriseTotals(filed, records);
  return writeReturn('csv', {
    cycle,
    park,
    template: `gx46-${cycle}@1`,
    inputs: new Map(
      Object.entries({ ...own.inputs, ...inputs }).map(([code, value]) => [
        code,
        { value: value === 'N/A' ? '不适用' : value, previous: own.previous[code] ?? null },
      ]),
    ),
    enterprises: rowsOf(enterpriseColumns, enterprises),
    projects: rowsOf(projectColumns, projects),
    ...(explanations.length > 0 ? { explanations } : {}),
  });
};
