import { exactInteger } from '../expressions/exact.ts';
import type { Value } from '../expressions/value.ts';
import type {
  Cell,
  Declaration,
  FiledForm,
  FiledReturn,
  Localised,
  ReadOutcome,
} from '../returns/filed-return.ts';
import { addressOf, findingCells } from './cell-place.ts';
import { type CheckContext, subjectEnvironment } from './check-context.ts';
import { normalisedText } from './filed-value.ts';
import type { Subject } from './judge-unit.ts';
import { BLANK, textParameter } from './message-parameters.ts';
import { adviceOn } from './refusal-advice.ts';
import type { RulePack, RuleUnit } from './rule-pack.ts';

/** What subjects of a file need to know of its circumstances. */
export type FileContext = Pick<CheckContext, 'park' | 'dataYear' | 'rulePack'>;

/** A sheet or part as the rules see it: a form of a return, or a table of the ministry. */
export type Form = Omit<FiledForm, 'form'> & { readonly form: string };

const WHOLE_SHEET: Localised = {
  zh: '整张工作表（文件中没有这个名称的工作表）',
  en: 'the whole sheet (no sheet of the file has this name)',
};
const YEAR = /^\d{4}$/;
const TEMPLATE = /^(.+@\d+)(?:\.\d+)*$/;

/** Pack and major version of a template mark; minor versions and patches do not matter. */
const templateMark = (raw: string): string => {
  const text = normalisedText(raw);
  return TEMPLATE.exec(text)?.[1] ?? text;
};

/** Data year of the cycle that a file names; its text where it names none. */
const filedYear = (raw: string): Value => {
  const text = normalisedText(raw);
  return YEAR.test(text) ? exactInteger(Number(text) - 1) : text;
};

/** The file as a whole, with the cells of what the unit reads. */
export const fileSubject = (unit: RuleUnit, outcome: ReadOutcome, context: FileContext): Subject => {
  const facts = {
    'file.readable': true,
    'file.encrypted': false,
    'file.has_macros': false,
    'file.has_external_links': false,
    'file.has_embedded_objects': false,
    'file.has_undecodable_text': false,
  };
  const fields = unit.reads.context.filter((name) => name.startsWith('file.'));
  const common = { entity: context.park, fields };
  if (outcome.kind === 'unreadable') {
    const broken = { [`file.${outcome.fact}`]: outcome.fact !== 'readable' };
    return {
      ...common,
      environment: subjectEnvironment(context, { ...facts, ...broken }),
      cells: findingCells([outcome.cell]),
      texts: { 'file.what': outcome.what, 'file.advice': adviceOn(outcome.fact) },
    };
  }
  const { filed } = outcome;
  const cellOf: Readonly<Record<string, Cell | null>> = {
    'file.template': filed.template,
    'file.park': filed.park,
    'file.year': filed.cycle,
  };
  const own = findingCells(fields.map((name) => cellOf[name]));
  return {
    ...common,
    environment: subjectEnvironment(context, {
      ...facts,
      'file.template': filed.template === null ? null : templateMark(filed.template.raw),
      'file.park': filed.park === null ? null : normalisedText(filed.park.raw),
      'file.year': filed.cycle === null ? null : filedYear(filed.cycle.raw),
    }),
    cells: own.length > 0 ? own : findingCells([anchorOf(filed)]),
    texts: {
      'file.identity': identity(filed.park?.raw ?? '', filed.cycle?.raw ?? ''),
      'task.identity': identity(context.park, String(context.dataYear + 1)),
    },
  };
};

/** Park and evaluation year as they stand in the cells. */
const identity = (park: string, cycle: string): Localised => {
  const parts = [park, cycle].map((raw): Localised => {
    const text = normalisedText(raw);
    return text === '' ? BLANK : { zh: text, en: text };
  });
  return { zh: parts.map(({ zh }) => zh).join('、'), en: parts.map(({ en }) => en).join(', ') };
};

const anchorOf = (filed: FiledReturn): Cell | null =>
  filed.forms.find(({ anchor }) => anchor !== null)?.anchor ?? null;

/** A sheet or part, for the rules on its columns. */
export const formSubject = (form: Form, context: FileContext): Subject => {
  const { missingColumns, duplicatedColumns, duplicates = [] } = form;
  const columns = [...missingColumns, ...duplicatedColumns];
  return {
    entity: form.form,
    fields: columns,
    environment: subjectEnvironment(context, {
      'sheet.missing_columns': missingColumns,
      'sheet.duplicated_columns': duplicatedColumns,
    }),
    cells: findingCells([
      ...(missingColumns.length > 0 || duplicates.length === 0 ? [form.anchor] : []),
      ...duplicates,
    ]),
    texts: {
      'sheet.label': sheetLabel(form, context.rulePack),
      'sheet.columns': differences(form, context.rulePack),
    },
  };
};

const sheetLabel = (form: Pick<Form, 'sheet' | 'form'>, pack: RulePack): string | Localised =>
  form.sheet === '' ? (pack.forms[form.form] ?? form.form) : form.sheet;

/** What a sheet lacks and what it has twice: `缺少：本年数（value）；重复：营业收入（revenue）`. */
const differences = (form: Form, pack: RulePack): Localised => {
  const { missingColumns, duplicatedColumns } = form;
  const missing = form.isAbsent ? WHOLE_SHEET : columnLabels(missingColumns, pack);
  const twice = columnLabels(duplicatedColumns, pack);
  const parts: readonly (Localised | null)[] = [
    missingColumns.length === 0 ? null : { zh: `缺少：${missing.zh}`, en: `missing: ${missing.en}` },
    duplicatedColumns.length === 0 ? null : { zh: `重复：${twice.zh}`, en: `more than once: ${twice.en}` },
  ];
  const said = parts.filter((part) => part !== null);
  return { zh: said.map(({ zh }) => zh).join('；'), en: said.map(({ en }) => en).join('; ') };
};

/** Names of columns for a message: `本年数（value）、营业收入（revenue）`. */
const columnLabels = (columns: readonly string[], pack: RulePack): Localised => {
  const labels = columns.map((column): Localised => {
    const label = pack.labels.get(column);
    const known = label && { zh: `${label.zh}（${column}）`, en: `${label.en} (${column})` };
    return pack.columns[column] ?? known ?? { zh: column, en: column };
  });
  return {
    zh: labels.map(({ zh }) => zh).join('、'),
    en: labels.map(({ en }) => en).join(', '),
  };
};

/** Without a declaration a present table counts as filed, an absent one as still missing. */
export const tableSubject = (
  table: 'enterprises' | 'projects',
  filed: FiledReturn,
  context: FileContext,
): Subject => {
  const form = filed.forms.find((one) => one.form === table);
  const declaration = filed.declarations[table];
  const assumed: Declaration = form === undefined ? 'pending' : 'filed';
  const written = normalisedText(declaration?.cell.raw ?? '');
  return {
    entity: table,
    fields: ['declaration'],
    environment: subjectEnvironment(context, {
      'sheet.declared': declaration?.value ?? (written === '' ? assumed : written),
      'sheet.row_count': exactInteger(form?.rowCount ?? 0),
    }),
    cells: findingCells([declaration?.cell ?? form?.anchor]),
    texts: { 'sheet.label': sheetLabel(form ?? { sheet: '', form: table }, context.rulePack) },
  };
};

const cellTexts = (cell: Cell): Subject['texts'] => ({
  'cell.address': addressOf(cell),
  'cell.text': textParameter(cell.raw),
});

/** What a cell is known by in `cell.…` of the expressions. */
const cellFacts = (cell: Cell): Readonly<Record<string, Value>> => ({
  'cell.raw': normalisedText(cell.raw),
  'cell.has_formula': cell.hasFormula,
  'cell.stored': cell.stored === 'blank' ? null : cell.raw,
});

/** A cell that the format names, by a name that survives moved rows. */
export const cellSubject = (name: string, cell: Cell, context: FileContext): Subject => ({
  entity: context.park,
  fields: [name],
  environment: subjectEnvironment(context, cellFacts(cell)),
  cells: findingCells([cell]),
  texts: cellTexts(cell),
});

/** A sheet of another name stands with the form of the inputs, by its name at A1. */
const isWholeSheet = (form: Form, { sheet, a1, raw }: Cell): boolean =>
  a1 === 'A1' && raw === sheet && sheet !== form.sheet;

/** A header, row code or member that the format does not name. */
export const unknownSubject = (form: Form, cell: Cell, context: FileContext): Subject => ({
  entity: form.form,
  fields: [normalisedText(cell.raw)],
  environment: subjectEnvironment(context, { 'cell.known': false }),
  cells: findingCells([cell]),
  texts: isWholeSheet(form, cell)
    ? {
        ...cellTexts(cell),
        'cell.text': { zh: `整张工作表 ${cell.sheet}`, en: `the whole sheet ${cell.sheet}` },
      }
    : cellTexts(cell),
});
