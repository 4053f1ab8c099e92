import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { readReturn } from '../../../shared/adapters/readers/read-return.ts';
import type { TemplateTask } from '../../../shared/adapters/writers/template/template-task.ts';
import { writeTemplate } from '../../../shared/adapters/writers/template/write-template.ts';
import { writeJsonReturn } from '../../../shared/adapters/writers/write-json-return.ts';
import parkInputs from '../../../shared/data/park-inputs-2021.json' with { type: 'json' };
import { shippedEdition } from '../../../shared/domain/methodology/shipped-editions.ts';
import { shippedRegister } from '../../../shared/domain/ranking/register.ts';
import type { RecordCell } from '../../../shared/domain/records/record-table.ts';
import type { FiledReturn } from '../../../shared/domain/returns/filed-return.ts';
import type { CheckContext } from '../../../shared/domain/rules/check-context.ts';
import { checkReturn } from '../../../shared/domain/rules/check-return.ts';
import type { FindingsReport } from '../../../shared/domain/rules/finding.ts';
import { loadRulePack } from '../../../shared/domain/rules/load-rule-pack.ts';
import { aCheckContext } from '../../support/a-filed-return.ts';
import { filedOf } from '../../support/read-outcomes.ts';

/** The filled cells of the enterprise and project records, with the position of their record. */
export const filledCells = ({ records }: FiledReturn) =>
  [records?.enterprises, records?.projects].flatMap((table) =>
    Array.from({ length: table?.rowCount ?? 0 }, (_, row) =>
      (table?.columns ?? []).flatMap((column) => {
        const cell: RecordCell | undefined = table?.cell(column, row);
        return cell === undefined || cell.raw === '' ? [] : [{ row, code: column.code, cell }];
      }),
    ).flat(),
  );

export type Filling = string | number;
/** Values by input code; what the park of the tests filed in a year. */
export type Fillings = Readonly<Record<string, Filling>>;

/** Codes of the 58 inputs that a park files. */
export const FILED_CODES: readonly string[] = parkInputs
  .filter((input) => input.filed_by === 'park')
  .map((input) => input.code);

/** Place of each sheet in the package. */
export const PARTS = { cover: 1, inputs: 2, enterprises: 3, projects: 4, explanations: 5 } as const;

export const aTask = (previous: TemplateTask['previous'] = null): TemplateTask => {
  const edition = shippedEdition('most-2021');
  const park = shippedRegister().find(({ id }) => id === 'P021');
  if (edition === null || park === undefined) throw new Error('edition or park not shipped');
  return { pack: loadRulePack('2021'), edition, park, previous };
};

export const aTemplate = async (previous: TemplateTask['previous'] = null): Promise<Uint8Array> =>
  (await writeTemplate(aTask(previous))).bytes;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const cellXml = (a1: string, style: string, filling: Filling): string =>
  typeof filling === 'number'
    ? `<c r="${a1}"${style}><v>${filling}</v></c>`
    : `<c r="${a1}"${style} t="inlineStr"><is><t>${escaped(filling)}</t></is></c>`;

/** Types values into cells of a sheet that have a style, as a spreadsheet program does: the style stays. */
export const typeInto = (
  workbook: Uint8Array,
  sheet: number,
  cells: ReadonlyMap<string, Filling>,
): Uint8Array => {
  const parts = unzipSync(workbook);
  const name = `xl/worksheets/sheet${sheet}.xml`;
  let xml = strFromU8(parts[name] ?? new Uint8Array());
  for (const [a1, filling] of cells) {
    const pattern = new RegExp(`<c r="${a1}"([^>]*?)(/>|>.*?</c>)`, 's');
    const attributes = pattern.exec(xml)?.[1];
    if (attributes === undefined) throw new Error(`${name} has no cell ${a1}`);
    const style = / s="\d+"/.exec(attributes)?.[0] ?? '';
    xml = xml.replace(pattern, () => cellXml(a1, style, filling));
  }
  return zipSync({ ...parts, [name]: strToU8(xml) });
};

/** Fills the sheet of park inputs at the cells where the reader says that they are. */
export const fillInputs = async (
  workbook: Uint8Array,
  values: Fillings,
  previous: Fillings = {},
): Promise<Uint8Array> => {
  const { inputs } = filedOf(await readReturn({ name: 'f.xlsx', bytes: workbook }));
  const cells = new Map<string, Filling>();
  for (const [code, { value, previous: before }] of inputs) {
    const filling = values[code];
    if (filling !== undefined) cells.set(value.a1, filling);
    const earlier = previous[code];
    if (earlier !== undefined && before !== null) cells.set(before.a1, earlier);
  }
  return typeInto(workbook, PARTS.inputs, cells);
};

/** The same values as a JSON file. */
export const asJson = (values: Fillings, previous: Fillings = {}): Uint8Array =>
  writeJsonReturn({
    cycle: '2021',
    park: 'P021',
    template: 'gx46-2021@1',
    inputs: new Map(
      FILED_CODES.flatMap((code) => {
        const value = values[code];
        return value === undefined ? [] : [[code, { value, previous: previous[code] ?? null }] as const];
      }),
    ),
  });

export const check = async (
  bytes: Uint8Array,
  context: Partial<CheckContext> = {},
): Promise<FindingsReport> =>
  checkReturn(await readReturn({ name: 'f', bytes }), aCheckContext(context)).report;

/** What must be the same in every way of filing the same values. */
export const judgement = ({ verdict, counts, findings }: FindingsReport) => ({
  verdict,
  counts,
  findings: findings.map(({ rule, fingerprint }) => `${rule} ${fingerprint}`).sort(),
});
