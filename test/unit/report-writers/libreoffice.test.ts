import { readXlsx } from 'hucre/xlsx';
import { beforeAll, describe, expect, it } from 'vitest';
import { writeJsonReturn } from '../../../shared/adapters/writers/write-json-return.ts';
import type { FindingsReport } from '../../../shared/domain/rules/finding.ts';
import { hasLibreOffice, OFFICE_MS, savedByLibreOffice } from '../../support/libreoffice.ts';
import {
  annotate,
  aStyledWorkbook,
  check,
  fillOf,
  inputsXml,
  judgement,
  part,
} from './annotated-workbooks.ts';

const TAIL =
  '<sheetProtection sheet="1"/><conditionalFormatting sqref="B2:B3"><cfRule type="cellIs" priority="1" operator="lessThan"><formula>0</formula></cfRule></conditionalFormatting><dataValidations count="1"><dataValidation type="decimal" operator="greaterThan" sqref="B2"><formula1>0</formula1></dataValidation></dataValidations><pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>';

describe.skipIf(!hasLibreOffice)('in LibreOffice (skipped where soffice is not installed)', () => {
  let saved: ReadonlyMap<string, Uint8Array>;
  let report: FindingsReport;
  const filed = aStyledWorkbook({ part: inputsXml(undefined, TAIL) });
  const json = writeJsonReturn({
    cycle: '2021',
    park: 'P021',
    template: '',
    inputs: new Map([['employees', { value: -5 }]]),
  });

  beforeAll(async () => {
    // First saved by it, so that the workbook annotated is one of its own.
    const own = (await savedByLibreOffice({ 'own.xlsx': filed })).get('own.xlsx') ?? new Uint8Array();
    report = await check(own);
    saved = await savedByLibreOffice({
      'made.xlsx': await annotate(filed, await check(filed)),
      'own.xlsx': await annotate(own, report),
      'json.xlsx': await annotate(json, await check(json)),
    });
  }, 2 * OFFICE_MS);

  const of = (name: string): Uint8Array => saved.get(name) ?? new Uint8Array();

  it.each(['made.xlsx', 'own.xlsx'])('%s opens, and saved again is checked the same', async (name) => {
    expect(report.findings.length).toBeGreaterThan(0);
    expect(judgement(await check(of(name)))).toEqual(judgement(report));
  });

  it.each(['made.xlsx', 'own.xlsx'])(
    '%s keeps fills, comments, formulas, validation and links',
    async (name) => {
      const { sheets } = await readXlsx(of(name));
      const inputs = sheets[1];
      expect(inputs?.cells?.get('1,1')?.comment?.text).toMatch(/^【审核 gaoxin】\n强制性 mandatory · /);
      expect(fillOf(of(name), 'xl/worksheets/sheet2.xml', 'B2')).toBe('FFF8B183');
      expect(part(of(name), 'xl/worksheets/sheet2.xml')).toMatch(/<f[^>]*>SUM\(B2:B2\)\*-1000<\/f>/);
      expect(inputs?.dataValidations).toHaveLength(1);
      expect(inputs?.conditionalRules).toHaveLength(1);
      const links = part(of(name), 'xl/worksheets/sheet3.xml').matchAll(/location="([^"]*)"/g);
      expect([...links].map(([, to]) => to)).toContain('&apos;园区填报项&apos;!B2');
    },
  );

  it('a table made of JSON opens with its marks', async () => {
    const { sheets } = await readXlsx(of('json.xlsx'));
    expect(sheets.map(({ name }) => name)).toEqual(['return', 'inputs', '审核结果 Findings']);
    expect(fillOf(of('json.xlsx'), 'xl/worksheets/sheet2.xml', 'B2')).toBe('FFF8B183');
  });

  it('annotated again after its saving, marks of what is put right are gone', async () => {
    const again = await annotate(of('own.xlsx'), { ...report, findings: [] });
    expect(fillOf(again, 'xl/worksheets/sheet2.xml', 'B2')).toBe('FFFFFFCC');
    expect((await readXlsx(again)).sheets[1]?.cells?.get('1,1')?.comment).toBeUndefined();
  });
});
