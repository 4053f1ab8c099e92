import { strFromU8, unzipSync } from 'fflate';
import { readReturn } from '../../../shared/adapters/readers/read-return.ts';
import { annotateReturn } from '../../../shared/adapters/report-writers/annotate-return.ts';
import { checkReturn } from '../../../shared/domain/rules/check-return.ts';
import type { FindingsReport } from '../../../shared/domain/rules/finding.ts';
import { aCheckContext } from '../../support/a-filed-return.ts';
import {
  aCover,
  aWorkbook,
  type MadeSheet,
  type MadeWorkbook,
  worksheetXml,
} from '../../support/workbooks.ts';

/** Style 1 is dark text on yellow with a number format, style 2 white text on blue. */
export const STYLES =
  '<?xml version="1.0"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="164" formatCode="#,##0.00"/></numFmts><fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><b/><color rgb="FFFFFFFF"/></font></fonts><fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFFFFFCC"/></patternFill></fill><fill><patternFill patternType="solid"><fgColor rgb="FF1F4E79"/></patternFill></fill></fills><borders count="1"><border/></borders><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/><xf numFmtId="164" fontId="0" fillId="2" borderId="0" applyProtection="1"><protection locked="0"/></xf><xf numFmtId="0" fontId="1" fillId="3" borderId="0"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>';

export const part = (workbook: Uint8Array, name: string): string =>
  strFromU8(unzipSync(workbook)[name] ?? new Uint8Array());

export const INPUTS_PART = 'xl/worksheets/sheet2.xml';

/** A workbook with a cover, a sheet of inputs given as XML, and a style sheet. */
export const aStyledWorkbook = (inputs: Partial<MadeSheet>, made: Partial<MadeWorkbook> = {}): Uint8Array => {
  const { parts, relationships, ...rest } = made;
  return aWorkbook({
    sheets: [aCover(), { name: '园区填报项', ...inputs }],
    relationships: `<Relationship Id="rIdStyles" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>${relationships ?? ''}`,
    parts: { 'xl/styles.xml': STYLES, ...parts },
    ...rest,
  });
};

export const HEAD =
  '<row r="1"><c r="A1" s="2" t="inlineStr"><is><t>代码</t></is></c><c r="B1" s="2" t="inlineStr"><is><t>本年数</t></is></c></row>';

/** The inputs sheet with styled cells: employees is negative, revenue a formula, and row 4 has no cells. */
export const SHEET_DATA = `${HEAD}<row r="2" spans="1:2" ht="20" customHeight="1"><c r="A2" t="inlineStr"><is><t>employees</t></is></c><c r="B2" s="1"><v>-57460</v></c></row><row r="3"><c r="A3" t="inlineStr"><is><t>revenue</t></is></c><c r="B3" s="1"><f>SUM(B2:B2)*-1000</f><v>57460000</v></c></row><row r="4" s="1" customFormat="1"/>`;

export const inputsXml = (data = SHEET_DATA, tail = ''): string =>
  worksheetXml(data).replace('</worksheet>', `${tail}</worksheet>`);

export const check = async (bytes: Uint8Array, name = 'f.xlsx'): Promise<FindingsReport> =>
  checkReturn(await readReturn({ name, bytes }), aCheckContext()).report;

/** Verdict and findings without what names the file. */
export const judgement = ({ verdict, counts, findings }: FindingsReport) => ({ verdict, counts, findings });

export const annotate = (bytes: Uint8Array, report: FindingsReport, name = 'f.xlsx'): Promise<Uint8Array> =>
  annotateReturn({ name, bytes }, report);

/** The `xf` of a cell of a sheet part as text. */
export const styleOf = (workbook: Uint8Array, sheetPart: string, a1: string): string => {
  const tag = new RegExp(`<(?:\\w+:)?c r="${a1}"[^>]*>`).exec(part(workbook, sheetPart))?.[0] ?? '';
  const style = Number(/\ss="(\d+)"/.exec(tag)?.[1] ?? 0);
  const list =
    /<(?:\w+:)?cellXfs[\s\S]*<\/(?:\w+:)?cellXfs>/.exec(part(workbook, 'xl/styles.xml'))?.[0] ?? '';
  const all = list.match(/<(?:\w+:)?xf\s[^>]*?(?:\/>|>[\s\S]*?<\/(?:\w+:)?xf>)/g) ?? [];
  return all[style] ?? '';
};

/** The fill of a cell as ARGB, or the pattern where it is not solid. */
export const fillOf = (workbook: Uint8Array, sheetPart: string, a1: string): string => {
  const fill = Number(/fillId="(\d+)"/.exec(styleOf(workbook, sheetPart, a1))?.[1] ?? 0);
  const list = /<(?:\w+:)?fills[\s\S]*<\/(?:\w+:)?fills>/.exec(part(workbook, 'xl/styles.xml'))?.[0] ?? '';
  const found = (list.match(/<(?:\w+:)?fill>[\s\S]*?<\/(?:\w+:)?fill>/g) ?? [])[fill] ?? '';
  return /fgColor rgb="(\w{8})"/.exec(found)?.[1] ?? /patternType="(\w+)"/.exec(found)?.[1] ?? '';
};
