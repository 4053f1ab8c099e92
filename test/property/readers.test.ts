import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { crc32 } from '../../shared/adapters/readers/crc32.ts';
import { readCsvRecords } from '../../shared/adapters/readers/csv-records.ts';
import { createJsonCursor } from '../../shared/adapters/readers/json-cursor.ts';
import { readReturn } from '../../shared/adapters/readers/read-return.ts';
import { columnLetters, columnOfAddress } from '../../shared/adapters/readers/source-row.ts';
import { encodeGb18030 } from '../../shared/adapters/writers/gb18030.ts';
import type { ReturnContent, WrittenValue } from '../../shared/adapters/writers/return-content.ts';
import { writeReturn } from '../../shared/adapters/writers/write-return.ts';
import parkInputs from '../../shared/data/park-inputs-2021.json' with { type: 'json' };
import type { ReadOutcome } from '../../shared/domain/returns/filed-return.ts';
import { filedOf } from '../support/read-outcomes.ts';
import { aCover, anInputSheet, aWorkbook, utf8, workbookParts, zipOf } from '../support/workbooks.ts';

/** Text that a file can carry: no lone surrogates, no non-characters, none of the traces of lost characters. */
const text = fc
  .oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom(
      '不适用',
      '１,２００',
      '#DIV/0!',
      '=1+1',
      '007',
      ' 5 ',
      '"',
      'a"b',
      '_x000D_',
      '\r\n',
      ';',
      '<&>',
      '2020-01-01',
      'TRUE',
    ),
  )
  .filter(
    (value) => value !== '' && !['\u0000', '\ufffd', '\ufffe', '\uffff'].some((bad) => value.includes(bad)),
  );
const gb18030Text = fc
  .string({ unit: fc.constantFrom(...'高新区年报不适用企业，。；１２Ａ€,;"abc019 \n') })
  .filter((v) => v !== '');

const contentOf = (cell: fc.Arbitrary<WrittenValue>): fc.Arbitrary<ReturnContent> =>
  fc
    .uniqueArray(
      fc.record({
        code: fc.constantFrom(...parkInputs.map((input) => input.code)),
        value: cell,
        previous: cell,
      }),
      { selector: ({ code }) => code },
    )
    .map((inputs) => ({
      cycle: '2021',
      park: 'P021',
      template: 'gx46-2021@1',
      inputs: new Map(inputs.map(({ code, ...values }) => [code, values])),
    }));

const number = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }));
const anyContent = contentOf(fc.oneof(text, number, fc.constant(null)));

const shown = (value: WrittenValue | undefined): string =>
  value === null || value === undefined ? '' : `${value}`;
const written = (content: ReturnContent) =>
  [...content.inputs].map(([code, { value, previous }]) => [code, shown(value), shown(previous)]);
const found = (outcome: ReadOutcome) =>
  [...filedOf(outcome).inputs].map(([code, { value, previous }]) => [code, value.raw, previous?.raw ?? '']);

describe('what is written is read, to the last character', () => {
  // JSON and spreadsheets have no negative zero.
  const same = (rows: string[][]) => rows.map((row) => row.map((value) => (value === '-0' ? '0' : value)));

  it.each(['xlsx', 'csv', 'json'] as const)('%s', async (format) => {
    await fc.assert(
      fc.asyncProperty(anyContent, async (content) => {
        // Without a BOM, letters of one other script alone may be GB18030.
        const bytes = await writeReturn(format, content, { encoding: 'utf-8-bom' });
        const outcome = await readReturn({ name: 'f', bytes });
        expect(same(found(outcome))).toEqual(same(written(content)));
      }),
      { numRuns: 150 },
    );
  });

  it('CSV in each encoding with each delimiter', async () => {
    await fc.assert(
      fc.asyncProperty(
        contentOf(fc.oneof(gb18030Text, number)),
        fc.constantFrom(',', ';', '\t'),
        fc.constantFrom('utf-8', 'utf-8-bom', 'gb18030'),
        async (content, delimiter, encoding) => {
          const bytes = await writeReturn('csv', content, { delimiter, encoding } as const);
          expect(same(found(await readReturn({ name: 'f', bytes })))).toEqual(same(written(content)));
        },
      ),
      { numRuns: 150 },
    );
  });
});

/** Where bytes were changed, and to what. */
const damage = fc.array(
  fc.tuple(fc.double({ min: 0, max: 0.999999, noNaN: true }), fc.integer({ min: 0, max: 255 })),
  {
    minLength: 1,
    maxLength: 3,
  },
);
const damaged = (bytes: Uint8Array, changes: readonly (readonly [number, number])[]): Uint8Array => {
  const copy = bytes.slice();
  for (const [where, value] of changes) copy[Math.floor(where * copy.length)] = value;
  return copy;
};

describe('damage', () => {
  const aReturn = {
    sheets: [aCover(), anInputSheet([['employees', '人数', '人', 51435, 57460]])],
    sharedStrings: '<si><t>a</t></si>',
  };
  const workbook = aWorkbook(aReturn);
  const archive = zipOf([['inputs.csv', utf8('代码,数值\nemployees,5\n')]]);
  const json = utf8('{"format":"gaoxin-return@1","inputs":{"employees":{"value":5,"previous":"不适用"}}}');
  const csv = utf8('code,value\nemployees,"5"\n从业人员期末人数,6\n');
  const gb18030 = encodeGb18030('代码,数值\n从业人员期末人数,6\n');
  const files = [workbook, archive, json, csv, gb18030];

  it('of any file never throws', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...files),
        damage,
        fc.double({ min: 0, max: 1, noNaN: true }),
        async (bytes, changes, keep) => {
          const cut = damaged(bytes, changes).subarray(
            0,
            Math.ceil(bytes.length * (keep < 0.5 ? keep * 2 : 1)),
          );
          const outcome = await readReturn({ name: 'f', bytes: cut });
          expect(['read', 'unreadable']).toContain(outcome.kind);
        },
      ),
      { numRuns: 3_000 },
    );
  });

  it.each([
    ['a workbook', workbookParts(aReturn)],
    ['an archive', new Map([['inputs.csv', utf8('代码,数值\nemployees,5\n')]])],
  ])('of any byte of %s never changes a value unnoticed', { timeout: 60_000 }, async (_, parts) => {
    // Stored, not compressed: a changed byte of the content is then a changed character, caught by the checksum alone.
    const bytes = zipSync(Object.fromEntries(parts), { level: 0 });
    const whole = found(await readReturn({ name: 'f', bytes }));
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = bytes.slice();
      changed[at] = (changed[at] ?? 0) ^ 1;
      const outcome = await readReturn({ name: 'f', bytes: changed });
      if (outcome.kind === 'read') expect([at, found(outcome)]).toEqual([at, whole]);
    }
  });

  it('random bytes never throw', async () => {
    const start = fc.constantFrom('', 'PK\u0003\u0004', '{', 'code,value\n', '<', '%PDF');
    await fc.assert(
      fc.asyncProperty(start, fc.uint8Array({ maxLength: 400 }), async (prefix, tail) => {
        const outcome = await readReturn({ name: 'f', bytes: Uint8Array.from([...utf8(prefix), ...tail]) });
        expect(['read', 'unreadable']).toContain(outcome.kind);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('against other readers', () => {
  it('CSV records are those of csv-parse', () => {
    // Well-formed fields: what a quote inside an unquoted field means is each reader's own choice.
    const field = fc.string({ unit: fc.constantFrom(...'ab1,;"\n\r 汉') });
    const table = fc.array(fc.array(field, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 });
    const quoted = (value: string) => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
    fc.assert(
      fc.property(table, fc.constantFrom('\n', '\r\n', '\r'), (rows, end) => {
        const csv = rows.map((row) => row.map(quoted).join(',')).join(end) + end;
        const ours: string[][] = [];
        readCsvRecords(csv, 'f', ',', (row) => {
          const fields = new Array<string>(row.fields ?? 0).fill('');
          for (const cell of row.cells) fields[cell.column] = cell.raw;
          ours.push(fields);
          return true;
        });
        const theirs: string[][] = parse(csv, {
          record_delimiter: end,
          relax_column_count: true,
          skip_empty_lines: false,
        });
        expect(ours).toEqual(theirs);
      }),
      { numRuns: 2_000 },
    );
  });

  it('a JSON text is accepted where JSON.parse accepts it, and its source is kept', () => {
    const near = fc
      .tuple(
        fc.json(),
        fc.nat(),
        fc.constantFrom('', ',', '"', '0', '\\', ' ', ']', '}', '-', '.', 'e', '\u0001'),
      )
      .map(
        ([json, at, extra]) =>
          json.slice(0, at % (json.length + 1)) + extra + json.slice(at % (json.length + 1)),
      );
    const accepts = (read: () => unknown): boolean => {
      try {
        read();
        return true;
      } catch {
        return false;
      }
    };
    fc.assert(
      fc.property(fc.oneof(fc.json(), near), (json) => {
        const ours = accepts(() => {
          const cursor = createJsonCursor(json, 'f');
          expect(cursor.source()).toBe(json.trim());
          cursor.end();
        });
        expect(ours).toBe(accepts(() => JSON.parse(json)));
      }),
      { numRuns: 3_000 },
    );
  });

  it('column letters and addresses are each other’s inverse', () => {
    fc.assert(
      fc.property(fc.nat(16_383), fc.integer({ min: 1, max: 1_048_576 }), (column, row) => {
        expect(columnOfAddress(`${columnLetters(column)}${row}`)).toBe(column);
      }),
    );
    expect([columnLetters(0), columnLetters(25), columnLetters(26), columnLetters(16_383)]).toEqual([
      'A',
      'Z',
      'AA',
      'XFD',
    ]);
  });

  it('the CRC of “123456789” is the published check value, in one piece or several', () => {
    const bytes = utf8('123456789');
    expect(crc32(bytes)).toBe(0xcbf43926);
    expect(crc32(bytes.subarray(3), crc32(bytes.subarray(0, 3)))).toBe(0xcbf43926);
  });
});
