import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { readXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { readReturn } from '../../shared/adapters/readers/read-return.ts';
import { annotateReturn } from '../../shared/adapters/report-writers/annotate-return.ts';
import { inertText } from '../../shared/adapters/report-writers/formula-injection.ts';
import { createSheetMarker } from '../../shared/adapters/report-writers/mark-sheet.ts';
import { writeFindingsCsv } from '../../shared/adapters/report-writers/write-findings-csv.ts';
import { writeHtmlReport } from '../../shared/adapters/report-writers/write-html-report.ts';
import { writeCsvInputs } from '../../shared/adapters/writers/write-csv-return.ts';
import type { Finding } from '../../shared/domain/rules/finding.ts';
import { aFinding, aFindingsReport } from '../support/findings-reports.ts';
import { filedOf } from '../support/read-outcomes.ts';
import { aCover, aWorkbook, worksheetXml } from '../support/workbooks.ts';

/** Text as people and attackers file it. */
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...'=+-@\t\r\n ＝－0123456789.,eE"\'<>&;|!A汉\u202e') }),
  fc.constantFrom(
    "=cmd|' /C calc'!A0",
    '@SUM(1+1)*cmd',
    '-57460.5',
    '<script>alert(1)</script>',
    '"><img src=x onerror=1>',
    '_x000D_',
    '</t></is></c>',
    ']]>',
    '{label}',
    '$&',
  ),
);
const number = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }));

const finding = fc
  .record({
    entity: text,
    sheet: text,
    header: text,
    raw: text,
    label: text,
  })
  .map(
    ({ entity, sheet, header, raw, label }): Finding =>
      aFinding({
        entity,
        cells: [{ sheet, a1: 'B2', header, raw }],
        parameters: { label: { zh: label, en: label }, value: 1 },
      }),
  );

/** What a spreadsheet program may run: OWASP's list of first characters. */
const mayRun = (value: string): boolean => /^[=+\-@\t\r]/.test(value);
const isPlainNumber = (value: string): boolean =>
  value.trim() === value &&
  value !== '' &&
  Number.isFinite(Number(value.replaceAll(/(?<=\d),(?=\d{3}(?!\d))/g, '')));

describe('formula injection', () => {
  it('no text of a user can begin a formula, and none is changed but by one apostrophe', () => {
    fc.assert(
      fc.property(text, (value) => {
        const inert = inertText(value);
        expect([value, `'${value}`]).toContain(inert);
        if (mayRun(inert)) expect(isPlainNumber(inert)).toBe(true);
      }),
      { numRuns: 5_000 },
    );
  });

  it('numbers stay as they are', () => {
    fc.assert(
      fc.property(number, (value) => {
        expect(inertText(String(value))).toBe(String(value));
      }),
    );
  });

  it('the CSV has every finding, and no field of it can run', () => {
    fc.assert(
      fc.property(fc.array(finding, { maxLength: 5 }), (findings) => {
        const rows = parse([...writeFindingsCsv(aFindingsReport(findings))].join(''), { bom: true });
        expect(rows).toHaveLength(findings.length + 1);
        for (const field of rows.flat()) if (mayRun(field)) expect(isPlainNumber(field)).toBe(true);
        const raws = rows.slice(1).map((row) => row[7]);
        expect(raws).toEqual(findings.map(({ cells }) => inertText(cells[0]?.raw ?? '')));
      }),
      { numRuns: 500 },
    );
  });
});

it('no text of a user becomes markup of the page', () => {
  const markup = (findings: readonly Finding[], name: string): readonly string[] => {
    const report = aFindingsReport(findings);
    const html = [...writeHtmlReport({ ...report, file: { ...report.file, name } })].join('');
    return html.match(/<[^>]*>/g) ?? [];
  };
  const harmless = (findings: readonly Finding[]): readonly Finding[] =>
    findings.map((each) => ({
      ...each,
      entity: 'x',
      parameters: { label: 'x', value: 1 },
      cells: each.cells.map(({ a1, raw }) => ({ sheet: 'x', a1, header: 'x', raw: raw === '' ? '' : 'x' })),
    }));
  fc.assert(
    fc.property(fc.array(finding, { minLength: 1, maxLength: 3 }), text, (findings, name) => {
      expect(markup(findings, name)).toEqual(markup(harmless(findings), 'x'));
    }),
    { numRuns: 500 },
  );
});

/** Text that a workbook can hold without change: no lone surrogates, no non-characters. */
const xmlText = text.filter(
  (value) => value.isWellFormed() && !['\0', '\ufffe', '\uffff'].some((bad) => value.includes(bad)),
);
/** The same as XML text: no control characters, which would need another escape, and no markup. */
const inlineText = xmlText.map((value) =>
  [...value]
    .filter((character) => character >= ' ' || character === '\n')
    .join('')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;'),
);

describe('the annotated workbook', () => {
  it('holds values of a CSV as filed: numbers as numbers, all else as text, no formulas', async () => {
    // A CSV keeps no carriage return apart from a line feed, and its reader refuses the traces of lost characters.
    const filed = fc.oneof(
      xmlText.filter((value) => value !== '' && !/[\r\ufffd]|锟斤拷/.test(value)),
      number,
    );
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(filed, { minLength: 1, maxLength: 4, selector: String }),
        async (values) => {
          const bytes = writeCsvInputs({
            cycle: '2021',
            park: 'P021',
            template: '',
            inputs: new Map(values.map((value, index) => [`code${index}`, { value }])),
          });
          const report = aFindingsReport([], {
            file: { name: 'f.csv', bytes: 1, sha256: 'c'.repeat(64), format: 'csv', encoding: 'utf-8' },
          });
          const workbook = await readXlsx(await annotateReturn({ name: 'f.csv', bytes }, report));
          const rows =
            workbook.sheets[0]?.rows.filter(([code]) => String(code).startsWith('code')).slice(1) ?? [];
          for (const [index, value] of values.entries()) {
            const cell = rows[index]?.[1];
            if (typeof value === 'number' && typeof cell === 'number')
              expect(cell).toBe(value === 0 ? 0 : value);
            else expect(String(cell)).toBe(String(value));
            if (typeof value === 'number' && Math.abs(value) < 1e15 && Number.isInteger(value))
              expect(cell).toBe(value === 0 ? 0 : value);
          }
          for (const { cells } of workbook.sheets) {
            for (const cell of cells?.values() ?? []) expect(cell.formula).toBeUndefined();
          }
        },
      ),
      { numRuns: 80 },
    );
  });

  it('is read as the workbook that was filed, wherever the marks stand', async () => {
    const place = fc.record({
      row: fc.integer({ min: 1, max: 12 }),
      column: fc.constantFrom('A', 'B', 'C', 'E', 'AA'),
    });
    const sheet = fc.array(
      fc.record({
        code: fc.constantFrom('employees', 'revenue', 'exports', 'x'),
        value: inlineText,
        empty: fc.boolean(),
      }),
      { maxLength: 8 },
    );
    await fc.assert(
      fc.asyncProperty(sheet, fc.array(place, { maxLength: 8 }), async (rows, places) => {
        const data = rows
          .map(({ code, value, empty }, index) =>
            empty
              ? `<row r="${index + 2}"/>`
              : `<row r="${index + 2}"><c r="A${index + 2}" t="inlineStr"><is><t>${code}</t></is></c><c r="C${index + 2}" t="inlineStr"><is><t xml:space="preserve">${value}</t></is></c></row>`,
          )
          .join('');
        const head =
          '<row r="1"><c r="A1" t="inlineStr"><is><t>code</t></is></c><c r="C1" t="inlineStr"><is><t>value</t></is></c></row>';
        const filed = aWorkbook({ sheets: [aCover(), { name: '园区填报项', data: head + data }] });
        const findings = places.map(({ row, column }) =>
          aFinding({ cells: [{ sheet: '园区填报项', a1: `${column}${row}`, header: '', raw: '' }] }),
        );
        const annotated = await annotateReturn({ name: 'f', bytes: filed }, aFindingsReport(findings));
        const content = async (bytes: Uint8Array) => {
          const { inputs, forms, cycle, park } = filedOf(await readReturn({ name: 'f', bytes }));
          return { inputs, forms, cycle, park };
        };
        expect(await content(annotated)).toEqual(await content(filed));
      }),
      { numRuns: 80 },
    );
  });

  it('comes out the same in whatever pieces a sheet is read', () => {
    const xml = worksheetXml(
      '<row r="1" spans="1:2"><c r="A1"><v>1</v></c><c r="B1" s="2" t="inlineStr"><is><t><![CDATA[<c r="A9"><row>]]></t></is></c></row><!-- <row r="7"> --><row r="3"/><row r="4"><c r="C4" t="str"><f>"a&gt;b"&amp;"</f><v>></v></c></row>',
    ).replace('</worksheet>', '<drawing id="1"/><extLst><ext><legacyDrawing/></ext></extLst></worksheet>');
    const marks = new Map(
      [1, 2, 3, 4, 9].map((row) => [row, new Map([0, 2, 5].map((column) => [column, 'x']))]),
    );
    const marked = (cuts: readonly number[]): string => {
      const marker = createSheetMarker<string>({
        marks,
        restyle: (style, mark) => (mark === undefined ? undefined : style + 10),
        looksAtAll: false,
        drawing: () => 'r:id="rId1"',
      });
      const places = [0, ...cuts.map((cut) => cut % xml.length).toSorted((a, b) => a - b), xml.length];
      return (
        places.map((from, index) => marker.push(xml.slice(from, places[index + 1] ?? from))).join('') +
        marker.end()
      );
    };
    const whole = marked([]);
    expect(whole).toContain('<drawing id="1"/><legacyDrawing r:id="rId1"/><extLst>');
    expect([...whole.matchAll(/<c r="(\w+)" s="(\d+)"/g)].map(([, ...cell]) => cell.join(' '))).toEqual(
      'A1 10,B1 2,C1 10,F1 10,A2 10,C2 10,F2 10,A3 10,C3 10,F3 10,A4 10,F4 10,A9 10,C9 10,F9 10'.split(','),
    );
    expect(whole).toContain('<c r="C4" t="str" s="10">');
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 12 }), (cuts) => {
        expect(marked(cuts)).toBe(whole);
      }),
      { numRuns: 1_000 },
    );
  });
});
