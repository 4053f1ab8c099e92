import { SHEET_NAMES } from '../../shared/adapters/readers/read-xlsx-return.ts';
import type {
  ReturnContent,
  WrittenRecords,
  WrittenValue,
} from '../../shared/adapters/writers/return-content.ts';
import { writeReturn } from '../../shared/adapters/writers/write-return.ts';
import type { DefectPlace } from './defect.ts';
import type { FileVariant } from './file-variants.ts';
import type { DraftCell, ReturnDraft } from './return-draft.ts';
import { finishWorkbook, type WorkbookEdit } from './workbook-edits.ts';

/** Sheet and address as findings name them: A1 in workbooks and CSV, JSON Pointer in JSON. */
export interface CellAddress {
  readonly sheet: string;
  readonly a1: string;
}

const syntheticLabel = '合成数据（虚构，非真实年报） Synthetic data: not a real return';

/**
 * Where the writers put things. Workbook: the cover has a title and the label above park and cycle; inputs have a header
 * row and the columns code, name, unit, previous, value. CSV: a header, cycle and park, then the inputs.
 */
const layout = {
  xlsx: { park: 'B3', cycle: 'B4', header: 'A1', value: 'E', previous: 'D', firstRow: 2 },
  csv: { park: 'B3', cycle: 'B2', header: 'A1', value: 'B', previous: 'C', firstRow: 4 },
} as const;

/** Address of a place of the draft in a file of this variant and name. */
export function addressOf(
  draft: ReturnDraft,
  place: DefectPlace,
  variant: FileVariant,
  fileName: string,
): CellAddress {
  if (variant.format === 'json') {
    return place.at === 'input'
      ? { sheet: 'inputs', a1: `/inputs/${place.code}/${place.column}` }
      : place.at === 'header'
        ? { sheet: 'inputs', a1: '' }
        : { sheet: place.at, a1: `/${place.at}` };
  }
  const where = layout[variant.format];
  const inputs = variant.format === 'xlsx' ? SHEET_NAMES.inputs : fileName;
  switch (place.at) {
    case 'park':
    case 'cycle':
      return { sheet: variant.format === 'xlsx' ? SHEET_NAMES.cover : fileName, a1: where[place.at] };
    case 'header':
      return { sheet: inputs, a1: where.header };
    case 'input': {
      const row = where.firstRow + draft.rows.findIndex((each) => each.code === place.code);
      return { sheet: inputs, a1: `${where[place.column]}${row}` };
    }
  }
}

/** What the writers can write; formulas stand as 0 until the workbook is finished. */
function writtenValue(cell: DraftCell): WrittenValue {
  switch (cell.kind) {
    case 'number':
      return Number(cell.text);
    case 'text':
      return cell.text;
    case 'blank':
      return null;
    default:
      return 0;
  }
}

/** Record tables that a return has beside its inputs. */
export interface DraftRecords {
  readonly enterprises: WrittenRecords;
  readonly projects: WrittenRecords;
}

function contentOf(draft: ReturnDraft, variant: FileVariant, records: DraftRecords | null): ReturnContent {
  const rows: [string, { value: WrittenValue; previous: WrittenValue }][] = draft.rows.map((row) => [
    row.code,
    { value: writtenValue(row.value), previous: writtenValue(row.previous) },
  ]);
  // A line without values is a title to the reader. JSON has no place for one: there the file's name says it.
  if (variant.format === 'csv') rows.push([syntheticLabel, { value: null, previous: null }]);
  return {
    cycle: draft.cycle,
    park: draft.park,
    template: draft.template,
    label: syntheticLabel,
    inputs: new Map(rows),
    ...(records === null ? {} : { ...records, declarations: { enterprises: 'filed', projects: 'filed' } }),
  };
}

/** Writes a draft as a file. The same draft and variant give the same bytes. */
export async function writeDraft(
  draft: ReturnDraft,
  variant: FileVariant,
  records: DraftRecords | null = null,
): Promise<Uint8Array> {
  const content = contentOf(draft, variant, records);
  if (variant.format === 'json') return writeReturn('json', content);
  if (variant.format === 'csv') {
    const bytes = await writeReturn('csv', content, variant.csv);
    return draft.withoutColumns.length === 0 ? bytes : withoutSecondField(bytes, variant.csv.delimiter);
  }
  const edits: WorkbookEdit[] = draft.rows.flatMap(({ code, value }) =>
    value.kind === 'error' || value.kind === 'formula'
      ? [{ at: addressOf(draft, { at: 'input', code, column: 'value' }, variant, '').a1, content: value }]
      : [],
  );
  if (draft.withoutColumns.length > 0) edits.push({ withoutColumn: layout.xlsx.value });
  return finishWorkbook(await writeReturn('xlsx', content), edits);
}

/**
 * Deletes the second column of a CSV, byte by byte so that the encoding does not matter: no byte of a delimiter, quote or
 * line end occurs inside a character of UTF-8 or of the two-byte GB18030 that our writer uses.
 */
function withoutSecondField(bytes: Uint8Array, delimiter: string): Uint8Array {
  const separator = delimiter.charCodeAt(0);
  const kept: number[] = [];
  let column = 0;
  let quoted = false;
  for (const byte of bytes) {
    if (byte === 0x22) quoted = !quoted;
    const ends = !quoted && (byte === 0x0a || byte === 0x0d);
    if (ends) column = 0;
    if (!quoted && byte === separator) column += 1;
    if (column !== 1 || ends) kept.push(byte);
  }
  return Uint8Array.from(kept);
}
