import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { readXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { FINDINGS_SHEET } from '../../../shared/adapters/readers/read-xlsx-return.ts';
import { UnreadableContent } from '../../../shared/adapters/readers/unreadable-content.ts';
import type { Finding } from '../../../shared/domain/rules/finding.ts';
import { aFinding, aFindingsReport } from '../../support/findings-reports.ts';
import { aCover, aWorkbook } from '../../support/workbooks.ts';
import {
  annotate,
  aStyledWorkbook,
  check,
  fillOf,
  INPUTS_PART,
  inputsXml,
  judgement,
  part,
  SHEET_DATA,
  styleOf,
} from './annotated-workbooks.ts';

const STRICT = 'http://purl.oclc.org/ooxml/spreadsheetml/main';

const RED = 'FFF28B82';
const ORANGE = 'FFF8B183';
const YELLOW = 'FFFFD966';
const BLUE = 'FFA9CEF4';

const at = (a1: string, overrides: Partial<Finding> = {}): Finding =>
  aFinding({
    cells: [{ sheet: '园区填报项', a1, header: '从业人员期末人数', raw: '-57460' }],
    fingerprint: a1.padStart(16, '0'),
    ...overrides,
  });

/** The rows of the index as far as they are shown: what stands in hidden columns is for the next report. */
const shownRows = (rows: readonly (readonly unknown[])[] = []): readonly (readonly unknown[])[] =>
  rows.map((row) => row.slice(0, 8)).filter((row) => row.some((value) => value !== null));

const workbook = aStyledWorkbook({ part: inputsXml() });

describe('an annotated workbook', () => {
  it('is checked with the same verdict and findings', async () => {
    const report = await check(workbook);
    expect(report.counts.mandatory).toBeGreaterThan(0);
    const annotated = await annotate(workbook, report);
    expect(judgement(await check(annotated))).toEqual(judgement(report));
  });

  it('changes nothing of a sheet but the styles of its marked cells', async () => {
    const annotated = await annotate(workbook, aFindingsReport([at('B2'), at('B3')]));
    const xml = part(annotated, INPUTS_PART);
    expect(xml).toContain('<f>SUM(B2:B2)*-1000</f>');
    expect(
      xml
        .replace(/<legacyDrawing[^>]*>/, '')
        .replaceAll(/(r="B[23]") s="\d+"/g, '$1 s="1"')
        .replace('r="2" ht', 'r="2" spans="1:2" ht'),
    ).toBe(inputsXml());
    const before = unzipSync(workbook);
    const after = unzipSync(annotated);
    const touched = [
      '[Content_Types].xml',
      'xl/workbook.xml',
      'xl/_rels/workbook.xml.rels',
      'xl/styles.xml',
      INPUTS_PART,
    ];
    for (const [name, bytes] of Object.entries(before)) {
      if (!touched.includes(name)) expect([name, after[name]]).toEqual([name, bytes]);
    }
  });

  it('keeps number format, font and protection of a marked cell', async () => {
    const annotated = await annotate(workbook, aFindingsReport([at('B2')]));
    expect(styleOf(annotated, INPUTS_PART, 'B2')).toMatch(
      /numFmtId="164" fontId="0" fillId="\d+" borderId="0" applyProtection="1" applyFill="1"><protection locked="0"\/>/,
    );
    expect(styleOf(annotated, INPUTS_PART, 'B3')).toBe(styleOf(workbook, INPUTS_PART, 'B3'));
  });

  it('fills by severity, the gravest of a cell, and dark where the text is light', async () => {
    const annotated = await annotate(
      workbook,
      aFindingsReport([
        at('A2', { severity: 'reject' }),
        at('B2', { rule: 'R-P-001', severity: 'query' }),
        at('B2', { rule: 'R-A-001', severity: 'mandatory' }),
        at('A3', { rule: 'R-P-001', severity: 'query' }),
        at('B3', { rule: 'R-F-101', severity: 'notice' }),
        at('B1', { rule: 'R-F-101', severity: 'notice' }),
      ]),
    );
    const fills = ['A2', 'B2', 'A3', 'B3'].map((a1) => fillOf(annotated, INPUTS_PART, a1));
    expect(fills).toEqual([RED, ORANGE, YELLOW, BLUE]);
    expect(fillOf(annotated, INPUTS_PART, 'B1')).toBe('FF1C4570');
    expect(fillOf(annotated, INPUTS_PART, 'A1')).toBe('FF1F4E79');
  });

  it('marks cells and rows that the sheet does not have, with the style of their row or column', async () => {
    const xml = inputsXml(
      '<row r="3"><c r="B3"><v>1</v></c></row><row r="5" s="1" customFormat="1"/>',
    ).replace('<sheetData>', '<cols><col min="4" max="6" style="1" width="9"/></cols><sheetData>');
    const made = aStyledWorkbook({ part: xml });
    const places = ['C2', 'A3', 'D3', 'A5', 'B9'];
    const annotated = await annotate(made, aFindingsReport(places.map((a1) => at(a1))));
    const after = part(annotated, INPUTS_PART);
    const cells = [...after.matchAll(/<c r="(\w+)"/g)].map(([, a1]) => a1);
    expect(cells).toEqual(['C2', 'A3', 'B3', 'D3', 'A5', 'B9']);
    expect([...after.matchAll(/<row r="(\d+)"/g)].map(([, row]) => row)).toEqual(['2', '3', '5', '9']);
    for (const a1 of places) expect(fillOf(annotated, INPUTS_PART, a1)).toBe(ORANGE);
    for (const a1 of ['D3', 'A5']) expect(styleOf(annotated, INPUTS_PART, a1)).toContain('numFmtId="164"');
    for (const a1 of ['C2', 'B9']) expect(styleOf(annotated, INPUTS_PART, a1)).toContain('numFmtId="0"');
  });

  it('puts what findings say into comments, in both languages, and shows them at their cells', async () => {
    const annotated = await annotate(
      workbook,
      aFindingsReport([at('B2'), at('B2', { rule: 'R-P-001', severity: 'query' }), at('B3')]),
    );
    const sheet = (await readXlsx(annotated)).sheets[1];
    const said = sheet?.cells?.get('1,1')?.comment?.text ?? '';
    expect(said).toContain('强制性 mandatory · R-A-001\n“从业人员”为 -57,460，请更正。\n办法：改正该值。');
    expect(said).toContain('“Employees” is -57,460: correct it.\nWhat to do: Correct the value.');
    expect(said).toContain('核实性 query · R-P-001');
    expect(part(annotated, INPUTS_PART)).toMatch(
      /<legacyDrawing xmlns:r="[^"]*" r:id="rId1"\/><\/worksheet>$/,
    );
    const boxes = part(annotated, 'xl/drawings/vmlDrawing1.vml');
    expect([...boxes.matchAll(/<x:Row>(\d+)<\/x:Row><x:Column>(\d+)</g)].map(([, r, c]) => [r, c])).toEqual([
      ['1', '1'],
      ['2', '1'],
    ]);
  });

  it('comments the first thousand cells of a rule and fills them all', async () => {
    const rows = Array.from(
      { length: 1_200 },
      (_, index) => `<row r="${index + 2}"><c r="B${index + 2}"><v>1</v></c></row>`,
    );
    const made = aStyledWorkbook({ part: inputsXml(rows.join('')) });
    const annotated = await annotate(made, aFindingsReport(rows.map((_, index) => at(`B${index + 2}`))));
    expect(part(annotated, 'xl/comments1.xml').match(/<comment /g)).toHaveLength(1_000);
    expect(fillOf(annotated, INPUTS_PART, 'B1201')).toBe(ORANGE);
  });

  it('lists every finding on a last sheet with links to the cells', async () => {
    const findings = [
      at('B2'),
      at('B3', { cells: [{ sheet: '园区填报项', a1: 'B3', header: '=1+1', raw: '@cmd' }] }),
      at('', {
        rule: 'R-F-002',
        severity: 'reject',
        cells: [{ sheet: 'xl/workbook.xml', a1: '', header: '', raw: '' }],
      }),
    ];
    const annotated = await annotate(workbook, aFindingsReport(findings));
    const { sheets } = await readXlsx(annotated);
    const index = sheets.at(-1);
    expect(sheets.map(({ name }) => name)).toEqual(['封面', '园区填报项', FINDINGS_SHEET]);
    const rows = shownRows(index?.rows);
    expect(rows[0]?.[0]).toBe('审核结果：不通过 · Findings: rejected');
    expect(rows[5]?.slice(0, 3)).toEqual(['级别 severity', '规则 rule', '单元格 cell']);
    const message = '“从业人员”为 -57,460，请更正。\n“Employees” is -57,460: correct it.';
    const fix = '改正该值。\nCorrect the value.';
    expect(rows.slice(6)).toEqual([
      ['拒收 reject', 'R-F-002', 'xl/workbook.xml', null, null, message, fix, '0000000000000000'],
      [
        '强制性 mandatory',
        'R-A-001',
        '园区填报项!B2',
        '从业人员期末人数',
        -57460,
        message,
        fix,
        '00000000000000B2',
      ],
      ['强制性 mandatory', 'R-A-001', '园区填报项!B3', '=1+1', '@cmd', message, fix, '00000000000000B3'],
    ]);
    const xml = part(annotated, 'xl/worksheets/findings1.xml');
    expect(xml).not.toContain('<f>');
    expect(
      [...xml.matchAll(/<hyperlink ref="(\w+)" location="([^"]*)"/g)].map(([, ...link]) => link),
    ).toEqual([
      ['C8', "'园区填报项'!B2"],
      ['C9', "'园区填报项'!B3"],
    ]);
  });

  it('of a rule with many findings counts each column and lists the first 2,000', async () => {
    // Column B broken throughout, C below row 2,000 only.
    const findings = Array.from({ length: 2_400 }, (_, index) => index + 2).flatMap((row) => [
      at(`B${row}`),
      ...(row > 2_000 ? [at(`C${row}`)] : []),
    ]);
    const annotated = await annotate(workbook, aFindingsReport([...findings, at('B9', { rule: 'R-A-002' })]));
    const rows = shownRows((await readXlsx(annotated)).sheets.at(-1)?.rows);
    expect(rows[1]?.[0]).toContain('1 条规则的问题较多，801 处不逐一列出');
    expect(rows[1]?.[0]).toContain('801 cells are counted and filled but not listed');
    expect(rows[6]?.[5]).toBe(
      '本规则共 2,801 处，先按列计数，再列出前 2,000 处，其余 801 处不逐一列出；表中的单元格全部着色。前 1,000 个单元格带批注。全部问题见 CSV 或 JSON 报告（gaoxin check --csv 或 --json）。\n2,801 in all: counted by column, then the first 2,000; 801 more are not listed. Every cell in the sheets is filled. The first 1,000 cells have comments. The CSV and JSON reports have all of them (gaoxin check --csv or --json).',
    );
    expect(rows.slice(7, 9).map((row) => [row[2], row[5]])).toEqual([
      ['园区填报项!B2', '本列共 2,400 处，此为第一处。\n2,400 in this column; this is the first.'],
      ['园区填报项!C2001', '本列共 401 处，此为第一处。\n401 in this column; this is the first.'],
    ]);
    const listed = rows.slice(9);
    expect(listed.map((row) => row[1])).toEqual([...Array(2_000).fill('R-A-001'), 'R-A-002']);
    expect(listed.map((row) => row[2]).slice(0, 2)).toEqual(['园区填报项!B2', '园区填报项!B3']);
    const links = [...part(annotated, 'xl/worksheets/findings1.xml').matchAll(/location="([^"]*)"/g)];
    expect(links.slice(0, 3).map(([, to]) => to)).toEqual([
      "'园区填报项'!B2",
      "'园区填报项'!C2001",
      "'园区填报项'!B2",
    ]);
    expect(fillOf(annotated, INPUTS_PART, 'C2401')).toBe(ORANGE);
  });

  it('of a rule with more cells than comments says so and lists them all', async () => {
    const findings = Array.from({ length: 1_001 }, (_, index) => at(`B${index + 2}`));
    const annotated = await annotate(workbook, aFindingsReport(findings));
    const rows = shownRows((await readXlsx(annotated)).sheets.at(-1)?.rows);
    expect(rows[6]?.[5]).toBe(
      '本规则共 1,001 处，全部列出并着色。前 1,000 个单元格带批注。\n1,001 in all, each listed and filled. The first 1,000 cells have comments.',
    );
    expect(rows).toHaveLength(6 + 1 + 1_001);
  });

  it('is the same, byte for byte, for the same input', async () => {
    const report = aFindingsReport([at('B2')]);
    expect(await annotate(workbook, report)).toEqual(await annotate(workbook, report));
  });
});

describe('workbooks of other writers', () => {
  it('with prefixed elements and without addresses', async () => {
    const xml = inputsXml(
      SHEET_DATA.replaceAll(/\sr="\w+"/g, '').replace('<row s="1" customFormat="1"/>', ''),
    )
      .replace('xmlns=', 'xmlns:x=')
      .replaceAll(/<(\/?)(?=[a-z])/gi, '<$1x:');
    const made = aStyledWorkbook({ part: xml });
    const report = await check(made);
    const annotated = await annotate(made, report);
    expect(judgement(await check(annotated))).toEqual(judgement(report));
    const after = part(annotated, INPUTS_PART);
    expect(after).toMatch(/<x:c s="\d+"><x:v>-57460/);
    expect(after).not.toMatch(/<(?:c|row|legacyDrawing)[\s>]/);
  });

  it('without a style sheet', async () => {
    const data = SHEET_DATA.replaceAll(/ s="\d"/g, '');
    const made = aWorkbook({ sheets: [aCover(), { name: '园区填报项', part: inputsXml(data) }] });
    const annotated = await annotate(made, aFindingsReport([at('B2')]));
    expect(part(annotated, 'xl/styles1.xml')).toContain(ORANGE);
    expect(part(annotated, 'xl/_rels/workbook.xml.rels')).toContain('Target="/xl/styles1.xml"');
  });

  it('of the strict variant of the format', async () => {
    const strict = (text: string): string =>
      text
        .replaceAll('http://schemas.openxmlformats.org/spreadsheetml/2006/main', STRICT)
        .replaceAll(
          'http://schemas.openxmlformats.org/officeDocument/2006',
          'http://purl.oclc.org/ooxml/officeDocument',
        );
    const parts = Object.entries(unzipSync(workbook)).map(([name, bytes]) => [
      name,
      strToU8(strict(strFromU8(bytes))),
    ]);
    const made = zipSync(Object.fromEntries(parts));
    const report = await check(made);
    const annotated = await annotate(made, report);
    expect(judgement(await check(annotated))).toEqual(judgement(report));
    for (const [name, bytes] of Object.entries(unzipSync(annotated))) {
      expect([name, strFromU8(bytes)]).toEqual([
        name,
        expect.not.stringMatching(/openxmlformats\.org\/(spreadsheetml|officeDocument)/),
      ]);
    }
  });

  it('with comments of their own: they stay, also on a marked cell, and ours come and go behind them', async () => {
    const relationship = (id: string, kind: string, target: string): string =>
      `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${kind}" Target="${target}"/>`;
    const own = (ref: string, text: string): string =>
      `<comment ref="${ref}" authorId="0"><text><r><t>${text}</t></r></text></comment>`;
    const box = (row: number): string =>
      `<v:shape id="own${row}"><x:ClientData ObjectType="Note"><x:Row>${row}</x:Row><x:Column>1</x:Column></x:ClientData></v:shape>`;
    const made = aStyledWorkbook(
      {
        part: inputsXml(
          SHEET_DATA,
          '<legacyDrawing xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId7"/>',
        ),
      },
      {
        parts: {
          'xl/worksheets/_rels/sheet2.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relationship('rId7', 'vmlDrawing', '../drawings/own.vml')}${relationship('rId8', 'comments', '../comments7.xml')}</Relationships>`,
          'xl/comments7.xml': `<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors><author>王</author></authors><commentList>${own('B2', '请核对 &amp; 更正')}${own('B3', '属实')}</commentList></comments>`,
          'xl/drawings/own.vml': `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel">${box(1)}${box(2)}<br></xml>`,
        },
      },
    );
    const texts = async (bytes: Uint8Array) => {
      const cells = (await readXlsx(bytes)).sheets[1]?.cells;
      return ['1,0', '1,1', '2,1'].map((key) => cells?.get(key)?.comment?.text);
    };
    const annotated = await annotate(made, aFindingsReport([at('A2'), at('B2')]));
    const [first, second, third] = await texts(annotated);
    expect(first).toMatch(/^【审核 gaoxin】/);
    expect(second).toMatch(/^请核对 & 更正\n\n【审核 gaoxin】\n强制性/);
    expect(third).toBe('属实');
    expect(part(annotated, 'xl/drawings/own.vml').match(/<v:shape /g)).toHaveLength(3);
    // The drawing is another program's: it need not declare the prefixes of what is added to it.
    for (const prefix of ['v', 'o', 'x']) {
      expect(part(annotated, 'xl/drawings/own.vml')).toMatch(
        new RegExp(`<v:shape [^>]*xmlns:${prefix}="[^>]*id="_x0000_s70001"`),
      );
    }
    expect(part(annotated, INPUTS_PART).match(/<legacyDrawing /g)).toHaveLength(1);

    const again = await annotate(annotated, aFindingsReport([at('B3')]));
    const [none, bare, marked] = await texts(again);
    expect([none, bare]).toEqual([undefined, '请核对 & 更正']);
    expect(marked).toMatch(/^属实\n\n【审核 gaoxin】/);
    expect(part(again, 'xl/drawings/own.vml').match(/<v:shape /g)).toHaveLength(2);
  });
});

describe('a workbook that was annotated before', () => {
  it('loses the marks of what is put right, its own fills coming back', async () => {
    const first = await annotate(workbook, aFindingsReport([at('A2'), at('B2'), at('B3')]));
    const second = await annotate(first, aFindingsReport([at('B3', { severity: 'query' })]));
    expect(['A2', 'B2', 'B3'].map((a1) => fillOf(second, INPUTS_PART, a1))).toEqual([
      'none',
      'FFFFFFCC',
      YELLOW,
    ]);
    expect(styleOf(second, INPUTS_PART, 'B2')).toContain('numFmtId="164"');
    const third = await annotate(second, aFindingsReport([]));
    expect(fillOf(third, INPUTS_PART, 'B3')).toBe('FFFFFFCC');
    expect((await readXlsx(third)).sheets.map(({ name }) => name)).toEqual([
      '封面',
      '园区填报项',
      FINDINGS_SHEET,
    ]);
    expect(part(third, 'xl/comments1.xml')).not.toContain('<comment ');
    expect(part(third, 'xl/drawings/vmlDrawing1.vml')).not.toContain('<v:shape ');
  });

  it('has its own fills again at cells that the index does not list', async () => {
    // Yellow cells with a blue one after every third; 5,000 ranges are more than a cell of the index holds.
    const rows = Array.from({ length: 5_000 }, (_, index) => {
      const row = index + 2;
      return `<row r="${row}"><c r="B${row}" s="1"/><c r="C${row}" s="1"/><c r="D${row}" s="${row % 3 === 0 ? 2 : 1}"/></row>`;
    });
    const filed = aStyledWorkbook({ part: inputsXml(rows.join('')) });
    const all = rows.flatMap((_, index) => ['B', 'C', 'D'].map((column) => at(`${column}${index + 2}`)));
    const marked = await annotate(filed, aFindingsReport(all));
    for (const a1 of ['B2', 'C5001']) expect(fillOf(marked, INPUTS_PART, a1)).toBe(ORANGE);
    const again = await annotate(await annotate(marked, aFindingsReport(all)), aFindingsReport([]));
    const fills = (workbook: Uint8Array) => {
      const styles = [...part(workbook, INPUTS_PART).matchAll(/<c r="(\w+)" s="(\d+)"/g)];
      const first = new Map(styles.map(([, a1 = '', style]) => [style, a1]));
      const fill = new Map([...first].map(([style, a1]) => [style, fillOf(workbook, INPUTS_PART, a1)]));
      return styles.map(([, a1, style]) => `${a1} ${fill.get(style)}`);
    };
    expect(fills(again)).toEqual(fills(filed));
  });

  it('is annotated again as it was', async () => {
    const report = aFindingsReport([at('A2'), at('B2')]);
    const once = await annotate(workbook, report);
    const twice = await annotate(once, report);
    for (const name of [INPUTS_PART, 'xl/styles.xml', 'xl/worksheets/findings1.xml', 'xl/workbook.xml']) {
      expect(part(twice, name)).toBe(part(once, name));
    }
  });
});

it('a part that is read here only and is empty is refused in words', async () => {
  const parts = unzipSync(workbook);
  const broken = zipSync({ ...parts, 'xl/styles.xml': new Uint8Array() });
  const report = await check(broken);
  expect(report.verdict).toBe('rejected');
  await expect(annotate(broken, report)).rejects.toThrow(UnreadableContent);
});
