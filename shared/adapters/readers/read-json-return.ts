import type {
  Cell,
  FiledForm,
  FiledInput,
  FiledRecords,
  FiledReturn,
} from '../../domain/returns/filed-return.ts';
import { declarationsFrom } from './declarations.ts';
import { createJsonCursor, type JsonCursor } from './json-cursor.ts';
import { formOf, pointerTo, readRecords, readValueCell, valueCell } from './json-records.ts';
import { inputRowIndex, isInputCode } from './labels.ts';
import { noteUnknown } from './unknown-cells.ts';
import { UnreadableContent } from './unreadable-content.ts';

const FORMAT = 'gaoxin-return@1';

/** `inputs`: code → `{ value, previous }`, or the bare value. */
const readInputs = (cursor: JsonCursor): { form: FiledForm; inputs: ReadonlyMap<string, FiledInput> } => {
  const inputs = new Map<string, FiledInput>();
  const unknown: Cell[] = [];
  const duplicated = new Set<string>();
  if (cursor.kind() !== 'object') {
    cursor.source();
    return { form: formOf('inputs', 'PARK', { missingColumns: ['code', 'value'] }), inputs };
  }
  cursor.members((name) => {
    const at = pointerTo('/inputs', name);
    const code = inputRowIndex(name);
    if (code === undefined || !isInputCode(code)) {
      cursor.source();
      noteUnknown(unknown, valueCell('inputs', at, 'string', name));
      return;
    }
    if (inputs.has(code)) {
      cursor.source();
      duplicated.add(code);
      return;
    }
    if (cursor.kind() !== 'object') {
      inputs.set(code, { code, value: readValueCell(cursor, 'inputs', at, name), previous: null });
      return;
    }
    let value: Cell | undefined;
    let previous: Cell | null = null;
    cursor.members((member) => {
      const cell = readValueCell(cursor, 'inputs', pointerTo(at, member), name);
      if (member === 'value' && value === undefined) value = cell;
      else if (member === 'previous' && previous === null) previous = cell;
      else if (member === 'value' || member === 'previous') duplicated.add(code);
      else noteUnknown(unknown, { ...cell, raw: member, stored: 'text' });
    });
    inputs.set(code, { code, value: value ?? valueCell('inputs', at, 'null', ''), previous });
  });
  return {
    form: formOf('inputs', 'PARK', { unknown, duplicatedColumns: [...duplicated], rowCount: inputs.size }),
    inputs,
  };
};

const readExplanations = (cursor: JsonCursor) => {
  const explanations: FiledReturn['explanations'][number][] = [];
  const unknown: Cell[] = [];
  let isTable = cursor.kind() === 'array';
  if (!isTable) cursor.source();
  else {
    cursor.elements((index) => {
      const at = pointerTo('/explanations', index);
      if (cursor.kind() !== 'object') {
        isTable = false;
        cursor.source();
        return;
      }
      const cells = new Map<string, Cell>();
      cursor.members((name) => {
        const cell = readValueCell(cursor, 'explanations', pointerTo(at, name), name);
        if (!['finding', 'reason', 'text'].includes(name))
          noteUnknown(unknown, { ...cell, raw: name, stored: 'text' });
        else if (!cells.has(name)) cells.set(name, cell);
      });
      const cell = cells.get('text') ?? valueCell('explanations', at, 'null', '');
      explanations.push({
        finding: cells.get('finding')?.raw.trim() ?? '',
        reason: cells.get('reason')?.raw.trim() ?? '',
        text: cell.raw,
        cell,
      });
    });
  }
  const form = formOf('explanations', 'explanations', {
    unknown,
    missingColumns: isTable ? [] : ['finding', 'reason', 'text'],
    rowCount: explanations.length,
  });
  return { form, explanations };
};

/**
 * Reads a return from JSON (`gaoxin-return@1`). Places are JSON Pointers; a number's raw text is its source text.
 * Members that the format does not know are named as unknown, repeated ones as duplicated, the first counting.
 * @throws UnreadableContent for malformed JSON and for other versions of the format.
 */
export const readJsonReturn = (text: string, part: string): Omit<FiledReturn, 'file'> => {
  const cursor = createJsonCursor(text, part);
  if (cursor.kind() !== 'object') {
    throw new UnreadableContent('readable', {
      zh: `顶层不是对象的 JSON（应为 ${FORMAT} 格式）`,
      en: `JSON that is not an object (it should have the format ${FORMAT})`,
    });
  }
  const top = new Map<string, Cell>();
  const forms: FiledForm[] = [];
  const records: { -readonly [table in keyof FiledRecords]: FiledRecords[table] } = {
    enterprises: null,
    projects: null,
  };
  const unknown: Cell[] = [];
  const duplicated = new Set<string>();
  const seen = new Set<string>();
  let inputs: ReadonlyMap<string, FiledInput> = new Map();
  let explanations: FiledReturn['explanations'] = [];

  const declarations = (): void => {
    if (cursor.kind() !== 'object') {
      top.set('declaration.enterprises', readValueCell(cursor, 'declarations', '/declarations', ''));
      return;
    }
    cursor.members((name) => {
      const cell = readValueCell(cursor, 'declarations', pointerTo('/declarations', name), name);
      if (name !== 'enterprises' && name !== 'projects')
        noteUnknown(unknown, { ...cell, raw: name, stored: 'text' });
      else if (top.has(`declaration.${name}`)) duplicated.add(name);
      else top.set(`declaration.${name}`, cell);
    });
  };

  cursor.members((name) => {
    if (seen.has(name)) {
      duplicated.add(name);
      cursor.source();
      return;
    }
    seen.add(name);
    if (name === 'inputs') {
      const found = readInputs(cursor);
      forms.push(found.form);
      inputs = found.inputs;
    } else if (name === 'enterprises' || name === 'projects') {
      const found = readRecords(cursor, name);
      if (found !== null) forms.push(found.form);
      records[name] = found?.records ?? null;
    } else if (name === 'explanations') {
      const found = readExplanations(cursor);
      forms.push(found.form);
      explanations = found.explanations;
    } else if (name === 'declarations') declarations();
    else {
      const isKnown = name === 'format' || name === 'cycle' || name === 'park';
      const cell = readValueCell(cursor, name, pointerTo('', name), name);
      if (isKnown) top.set(name, cell);
      else noteUnknown(unknown, { ...cell, raw: name, stored: 'text' });
    }
  });
  cursor.end();

  const format = top.get('format');
  if (format !== undefined && format.raw !== FORMAT) {
    const shown = format.raw.slice(0, 60);
    throw new UnreadableContent(
      'readable',
      {
        zh: `格式“${shown}”的 JSON（应为 ${FORMAT}）`,
        en: `JSON of the format “${shown}” (it should be ${FORMAT})`,
      },
      format,
    );
  }
  if (!seen.has('inputs')) forms.push(formOf('inputs', 'PARK', { missingColumns: ['code', 'value'] }));
  forms.unshift(
    formOf(FORMAT, 'cover', {
      missingColumns: format === undefined ? ['format'] : [],
      duplicatedColumns: [...duplicated],
      unknown,
    }),
  );
  return {
    template: null,
    cycle: top.get('cycle') ?? null,
    park: top.get('park') ?? null,
    forms,
    inputs,
    declarations: declarationsFrom(top.get('declaration.enterprises'), top.get('declaration.projects')),
    explanations,
    records,
    rows: { read: forms.reduce((sum, form) => sum + form.rowCount, 0), blank: 0 },
  };
};
