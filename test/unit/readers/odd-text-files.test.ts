import { describe, expect, it } from 'vitest';
import { readReturn } from '../../../shared/adapters/readers/read-return.ts';
import type { FiledReturn } from '../../../shared/domain/returns/filed-return.ts';
import { filedOf, formOf, rawInputs } from '../../support/read-outcomes.ts';
import { utf8, zipOf } from '../../support/workbooks.ts';

const read = async (content: string | Uint8Array, name = '年报.csv'): Promise<FiledReturn> =>
  filedOf(await readReturn({ name, bytes: typeof content === 'string' ? utf8(content) : content }));

/** `代码,数值⏎从业人员期末人数,5⏎` in GB18030, by an encoder that is not ours (iconv). */
const GB18030 = Uint8Array.from(
  '\xb4\xfa\xc2\xeb,\xca\xfd\xd6\xb5\n\xb4\xd3\xd2\xb5\xc8\xcb\xd4\xb1\xc6\xda\xc4\xa9\xc8\xcb\xca\xfd,5\n',
  (letter) => letter.charCodeAt(0),
);

const fileOf = (value: string): string => `code,value\nemployees,${value}\n`;
const gb18030Of = (value: string): Uint8Array =>
  Uint8Array.from(fileOf(value), (letter) => letter.charCodeAt(0));

describe('CSV of inputs', () => {
  const same: [string, string | Uint8Array, FiledReturn['file']['encoding']][] = [
    ['commas', 'code,value\nemployees,5\n', 'utf-8'],
    ['semicolons', 'code;value\nemployees;5\n', 'utf-8'],
    ['tabs', 'code\tvalue\nemployees\t5\n', 'utf-8'],
    ['a first line that names the delimiter', 'sep=;\r\ncode;value\r\nemployees;5', 'utf-8'],
    ['a BOM', '\ufeffcode,value\nemployees,5\n', 'utf-8-bom'],
    ['GB18030', GB18030, 'gb18030'],
    ['CR LF, no last line end', 'code,value\r\nemployees,5', 'utf-8'],
    ['CR only', 'code,value\remployees,5\r', 'utf-8'],
    ['quotes', '"code","value"\n"employees","5"\n', 'utf-8'],
    ['columns of no concern and another order', '单位,本年值,编码\n人,5,employees\n', 'utf-8'],
    ['blank lines and trailing delimiters', '\n\ncode,value\n,\nemployees,5,,,\n\n', 'utf-8'],
  ];
  it.each(same)('%s', async (_, content, encoding) => {
    const filed = await read(content);
    expect(filed.file).toMatchObject({ format: 'csv', encoding });
    expect(formOf(filed, 'PARK')).toMatchObject({ missingColumns: [], unknown: [], rowCount: 1 });
    expect(rawInputs(filed)).toEqual({ employees: '5' });
  });

  // As LibreOffice 7 has them: `soffice --convert-to xlsx` of these texts.
  const rows: [string, string, string][] = [
    ['a field over three lines above', '"说明\n一\n二",\ncode,value\nemployees,5\n', 'B3'],
    ['a blank line above', '\ncode,value\nemployees,5\n', 'B3'],
    ['a first line that names the delimiter', 'sep=,\ncode,value\nemployees,5\n', 'B3'],
  ];
  it.each(rows)('cells are addressed as a spreadsheet shows them: %s', async (_, content, a1) => {
    expect((await read(content)).inputs.get('employees')?.value.a1).toBe(a1);
  });

  it.each([
    ['', 'C3'],
    ['sep=,\n', 'C4'],
  ])('the rows of records too (%j)', async (top, a1) => {
    const [first, second] = ['91110000600037341L', '91110000802100433B'];
    const enterprises = `${top}uscc,name,qc05_0\n${first},"一\n号",1\n${second},二号,约5\n`;
    const filed = await read(
      zipOf([
        ['inputs.csv', utf8('code,value\nemployees,5\n')],
        ['enterprises.csv', utf8(enterprises)],
      ]),
      '年报.zip',
    );
    const table = filed.records?.enterprises;
    const column = table?.column('qc05_0');
    expect(column && table?.cell(column, 1)).toMatchObject({ a1, raw: '约5' });
  });

  const ambiguous: [string, string | Uint8Array, FiledReturn['file']['encoding'], string][] = [
    ['GB18030 that is also UTF-8', gb18030Of('\xd2\xb5'), 'gb18030', '业'],
    ['several such hanzi', gb18030Of('\xd2\xb5 \xcf\xbf'), 'gb18030', '业 峡'],
    ...['×', '5 km²', '“5”', '·', '12 °C', '€5', '业', 'ҵ ×'].map(
      (text): [string, string, 'utf-8', string] => [`UTF-8 with ${text}`, fileOf(text), 'utf-8', text],
    ),
    ['the same letter after a BOM', `\ufeff${fileOf('ҵ')}`, 'utf-8-bom', 'ҵ'],
  ];
  it.each(ambiguous)('%s, alone or in an archive', async (_, content, encoding, text) => {
    const bytes = typeof content === 'string' ? utf8(content) : content;
    for (const one of [bytes, zipOf([['P021/inputs.csv', bytes]])]) {
      const filed = await read(one);
      expect([filed.file.encoding, rawInputs(filed)]).toEqual([encoding, { employees: text }]);
    }
  });

  it('JSON is UTF-8 where it can be', async () => {
    const filed = await read('{"inputs":{"employees":{"value":"ҵ"}}}');
    expect([filed.file.encoding, rawInputs(filed)]).toEqual(['utf-8', { employees: 'ҵ' }]);
  });

  it('says whose return it is and what it declares', async () => {
    const filed = await read(
      'code,value,previous\ncycle,2021,\npark,P021,\ndeclaration.enterprises,无此业务\ndeclaration.projects,暂缺\n',
    );
    expect(filed.cycle).toMatchObject({ sheet: '年报.csv', a1: 'B2', raw: '2021' });
    expect(filed.park?.raw).toBe('P021');
    expect(filed.template).toBeNull();
    expect(filed.declarations).toMatchObject({
      enterprises: { value: 'none', cell: { a1: 'B4' } },
      projects: { value: 'pending', cell: { a1: 'B5' } },
    });
  });

  it('keeps raw text, kinds and rows', async () => {
    const filed = await read(
      'code,value,previous\nemployees,"57,460",-1.5e3\nrevenue,#DIV/0!,\nexports,"a\nb""c",007\nnet_profit, 5 ,不适用\n',
    );
    const cells = [...filed.inputs.values()].map(({ value, previous }) => [
      value.a1,
      value.raw,
      value.stored,
      previous?.raw,
      previous?.stored,
    ]);
    expect(cells).toEqual([
      ['B2', '57,460', 'text', '-1.5e3', 'number'],
      ['B3', '#DIV/0!', 'error', '', 'blank'],
      ['B4', 'a\nb"c', 'text', '007', 'number'],
      ['B5', ' 5 ', 'text', '不适用', 'text'],
    ]);
  });

  it('takes a stray quote as a character', async () => {
    expect(rawInputs(await read('code,value\nemployees,5"\n'))).toEqual({ employees: '5"' });
  });

  it('names a value without code and label by its own cell', async () => {
    const filed = await read('code,value,previous\n,5,\n,,6\n');
    expect(formOf(filed, 'PARK').unknown.map(({ a1, raw }) => [a1, raw])).toEqual([
      ['B2', '5'],
      ['C3', '6'],
    ]);
  });

  it('names unknown rows and columns', async () => {
    const filed = await read('code,value,memo\nemployes,5,x\n__proto__,6,x\nconstructor,7,x\n');
    expect(formOf(filed, 'PARK').unknown.map(({ a1, raw }) => [a1, raw])).toEqual([
      ['C1', 'memo'],
      ['A2', 'employes'],
      ['A3', '__proto__'],
      ['A4', 'constructor'],
    ]);
    expect(filed.inputs.size).toBe(0);
  });

  it('a text file named .xlsx is a CSV without columns', async () => {
    const filed = await read('这是一个文本文件。\n没有表格。\n', '年报.xlsx');
    expect(filed.file.format).toBe('csv');
    expect(formOf(filed, 'PARK').missingColumns).toEqual(['code', 'value']);
  });
});

describe('zip of CSV', () => {
  it('reads its parts, each in its own encoding, in a folder too', async () => {
    const outcome = await readReturn({
      name: 'a.zip',
      bytes: zipOf([
        ['P021/inputs.csv', GB18030],
        ['P021/explanations.csv', utf8('finding;reason;text\nf1;r;"a;b"\n')],
        ['__MACOSX/P021/._inputs.csv', utf8('x')],
        ['P021/readme.txt', utf8('x')],
      ]),
    });
    const filed = filedOf(outcome);
    expect(filed.file).toMatchObject({ format: 'zip', encoding: 'gb18030' });
    expect(filed.inputs.get('employees')?.value).toMatchObject({ sheet: 'inputs.csv', a1: 'B2', raw: '5' });
    expect(filed.explanations).toMatchObject([{ finding: 'f1', text: 'a;b' }]);
    expect(formOf(filed, 'PARK').unknown.map(({ raw }) => raw)).toEqual(['P021/readme.txt']);
  });
});

describe('JSON', () => {
  it('keeps numbers as they are written and points at each value', async () => {
    const filed = await read(
      '{"format":"gaoxin-return@1","cycle":"2021","park":"P021","inputs":{"employees":{"value":57460.0,"previous":1e400},"revenue":12345678901234567.89,"house_price":{"value":"不适用"},"exports":null,"payroll":{"value":[1, 2]},"schools":{"value":true}},"declarations":{"enterprises":"已报"}}',
      'a.json',
    );
    const cells = Object.fromEntries(
      [...filed.inputs].map(([code, { value, previous }]) => [
        code,
        [value.a1, value.raw, value.stored, previous?.raw],
      ]),
    );
    expect(cells).toEqual({
      employees: ['/inputs/employees/value', '57460.0', 'number', '1e400'],
      revenue: ['/inputs/revenue', '12345678901234567.89', 'number', undefined],
      house_price: ['/inputs/house_price/value', '不适用', 'text', undefined],
      exports: ['/inputs/exports', '', 'blank', undefined],
      payroll: ['/inputs/payroll/value', '[1, 2]', 'text', undefined],
      schools: ['/inputs/schools/value', 'true', 'boolean', undefined],
    });
    expect(filed.park).toMatchObject({ sheet: 'park', a1: '/park', raw: 'P021' });
    expect(filed.declarations.enterprises).toMatchObject({
      value: 'filed',
      cell: { a1: '/declarations/enterprises' },
    });
    expect(filed.declarations.projects).toBeNull();
  });

  it('names misspelt and repeated members', async () => {
    const filed = await read(
      '{"format":"gaoxin-return@1","cylce":"2021","inputs":{"employees":{"vlaue":5,"value":6},"employees":7,"a/b~c":1,"__proto__":{"value":8}},"inputs":{}}',
    );
    expect(formOf(filed, 'cover')).toMatchObject({
      duplicatedColumns: ['inputs'],
      unknown: [{ a1: '/cylce', raw: 'cylce' }],
    });
    const form = formOf(filed, 'PARK');
    expect(form.duplicatedColumns).toEqual(['employees']);
    expect(form.unknown.map(({ a1, raw }) => [a1, raw])).toEqual([
      ['/inputs/employees/vlaue', 'vlaue'],
      ['/inputs/a~1b~0c', 'a/b~c'],
      ['/inputs/__proto__', '__proto__'],
    ]);
    expect(rawInputs(filed)).toEqual({ employees: '6' });
    expect(filed.cycle).toBeNull();
  });

  it('without inputs or format misses them', async () => {
    const filed = await read('{"input":{}}');
    expect(formOf(filed, 'PARK').missingColumns).toEqual(['code', 'value']);
    expect(formOf(filed, 'cover').missingColumns).toEqual(['format']);
  });

  it.each([
    '[]',
    '{} {}',
    '{"a":01}',
    '{"a":1,}',
    '{"a":"\t"}',
    '{"a":"\\x"}',
    '{a:1}',
    '{"a":nul}',
    '{"a":1',
  ])('refuses %s', async (text) => {
    const outcome = await readReturn({ name: 'a.json', bytes: utf8(text) });
    expect(outcome).toMatchObject({ kind: 'unreadable', fact: 'readable', file: { format: 'json' } });
  });
});
