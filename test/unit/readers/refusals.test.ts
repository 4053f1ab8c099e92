import { zipSync } from 'fflate';
import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { readReturn } from '../../../shared/adapters/readers/read-return.ts';
import type { Unreadable } from '../../../shared/domain/returns/filed-return.ts';
import { refusalOf } from '../../support/read-outcomes.ts';
import {
  aCover,
  anInputSheet,
  aReturnWorkbook,
  aWorkbook,
  utf8,
  worksheetXml,
  zipOf,
} from '../../support/workbooks.ts';

const OLE2 = Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Uint8Array(1000)]);

const DOCTYPE =
  '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>';

const withSheet = (part: string): Uint8Array =>
  aWorkbook({ sheets: [aCover(), { name: '园区填报项', part }] });

const megabytes = (n: number): Uint8Array => new Uint8Array(n * 1024 * 1024).fill(0x20);

interface Case {
  readonly bytes: () => Uint8Array | Promise<Uint8Array>;
  readonly fact: Unreadable['fact'];
  /** Words that the refusal must have, in both languages. */
  readonly zh: RegExp;
  readonly en: RegExp;
  /** Part named, if one is. */
  readonly part?: string;
}

const cases: Record<string, Case> = {
  'an empty file': { bytes: () => new Uint8Array(), fact: 'readable', zh: /空文件/, en: /empty/ },
  'white space only': { bytes: () => utf8('\ufeff \r\n\t'), fact: 'readable', zh: /空文件/, en: /empty/ },
  'a PDF': { bytes: () => utf8('%PDF-1.7\n%âãÏÓ'), fact: 'readable', zh: /PDF/, en: /PDF/ },
  'an old binary workbook': {
    bytes: () => OLE2,
    fact: 'readable',
    zh: /\.xls 或 \.et.*另存为 \.xlsx/,
    en: /save it as \.xlsx/,
  },
  'an encrypted workbook': {
    bytes: () =>
      writeXlsx({ sheets: [{ name: 'a', rows: [['b']] }], encryption: { password: 'p', spinCount: 10 } }),
    fact: 'encrypted',
    zh: /密码/,
    en: /password/,
  },
  'an encrypted zip entry': {
    bytes: () => {
      const bytes = zipOf([['inputs.csv', utf8('code,value\n')]]);
      const view = new DataView(bytes.buffer);
      view.setUint16(view.getUint32(bytes.length - 22 + 16, true) + 8, 1, true);
      return bytes;
    },
    fact: 'encrypted',
    zh: /密码/,
    en: /password/,
    part: 'inputs.csv',
  },
  'a truncated workbook': {
    bytes: () => aReturnWorkbook().slice(0, 900),
    fact: 'readable',
    zh: /不完整或已损坏/,
    en: /incomplete or damaged/,
  },
  'a page that calls itself .xls': {
    bytes: () => utf8('<html><table><tr><td>1'),
    fact: 'readable',
    zh: /另存为 \.xlsx/,
    en: /save it as \.xlsx/,
  },
  'a picture': {
    bytes: () => Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0]),
    fact: 'readable',
    zh: /图片/,
    en: /picture/,
  },
  'unknown binary content': {
    bytes: () => Uint8Array.from({ length: 500 }, (_, i) => i % 7),
    fact: 'readable',
    zh: /无法识别/,
    en: /unrecognised/,
  },
  'UTF-16 text': {
    bytes: () => Uint8Array.from([0xff, 0xfe, ...[...'code,value'].flatMap((c) => [c.charCodeAt(0), 0])]),
    fact: 'has_undecodable_text',
    zh: /UTF-16/,
    en: /UTF-16/,
  },
  'text that is neither UTF-8 nor GB18030': {
    bytes: () => Uint8Array.from([...utf8('code,value\nemployees,'), 0xff, 0xff, 0x0a]),
    fact: 'has_undecodable_text',
    zh: /编码/,
    en: /decoded/,
  },
  'UTF-8 with a damaged character, which GB18030 would turn into others': {
    bytes: () => {
      const bytes = utf8('代码,数值\n从业人员期末人数,5\n');
      bytes[1] = 0x41;
      return bytes;
    },
    fact: 'has_undecodable_text',
    zh: /编码/,
    en: /decoded/,
  },
  'characters lost in an earlier conversion': {
    bytes: () => utf8('code,value\n从业\ufffd人员,5\n'),
    fact: 'has_undecodable_text',
    zh: /第 2 行/,
    en: /line 2/,
  },
  'NULs in a CSV': {
    bytes: () => utf8('code,value\nemployees,5\u0000\n'),
    fact: 'has_undecodable_text',
    zh: /第 2 行有空字符/,
    en: /NUL character on line 2/,
  },
  'a CSV row longer than its header': {
    bytes: () => utf8('code,value,previous\nemployees,57,460,51,435\n'),
    fact: 'readable',
    zh: /第 2 行.*引号/,
    en: /line 2.*quotes/,
    part: 'f',
  },
  'a CSV quote without an end': {
    bytes: () => utf8('code,value\nemployees,"5\nrevenue,6\n'),
    fact: 'readable',
    zh: /引号.*第 2 行/,
    en: /quote without an end.*line 2/,
    part: 'f',
  },
  'malformed JSON': {
    bytes: () => utf8('{"format":"gaoxin-return@1",\n"cycle":}'),
    fact: 'readable',
    zh: /第 2 行/,
    en: /line 2/,
  },
  'JSON of another format': {
    bytes: () => utf8('{"format":"gaoxin-return@2"}'),
    fact: 'readable',
    zh: /gaoxin-return@2/,
    en: /gaoxin-return@2/,
  },
  'JSON nested without end': {
    bytes: () => utf8(`{"inputs":${'['.repeat(100_000)}`),
    fact: 'readable',
    zh: /嵌套/,
    en: /nested/,
  },
  'a billion laughs': {
    bytes: () => withSheet(`${DOCTYPE}<worksheet><sheetData/></worksheet>`),
    fact: 'readable',
    zh: /DOCTYPE/,
    en: /DOCTYPE/,
    part: 'xl/worksheets/sheet2.xml',
  },
  'a document type in a part that is not read': {
    bytes: () => aReturnWorkbook({ parts: { 'docProps/core.xml': `${DOCTYPE}<x/>` } }),
    fact: 'readable',
    zh: /DOCTYPE/,
    en: /DOCTYPE/,
    part: 'docProps/core.xml',
  },
  'an entity of its own': {
    bytes: () =>
      withSheet(worksheetXml('<row r="1"><c r="A1" t="inlineStr"><is><t>&xxe;</t></is></c></row>')),
    fact: 'readable',
    zh: /实体/,
    en: /entity/,
    part: 'xl/worksheets/sheet2.xml',
  },
  'a bomb by ratio': {
    bytes: () => withSheet(worksheetXml(new TextDecoder().decode(megabytes(16)))),
    fact: 'readable',
    zh: /压缩比/,
    en: /bomb/,
    part: 'xl/worksheets/sheet2.xml',
  },
  macros: {
    bytes: () => aReturnWorkbook({ parts: { 'xl/vbaProject.bin': Uint8Array.from([1]) } }),
    fact: 'has_macros',
    zh: /宏/,
    en: /macros/,
    part: 'xl/vbaProject.bin',
  },
  'macros of WPS': {
    bytes: () => aReturnWorkbook({ parts: { 'xl/JDEData.bin': Uint8Array.from([1]) } }),
    fact: 'has_macros',
    zh: /宏/,
    en: /macros/,
    part: 'xl/JDEData.bin',
  },
  'a macro-enabled workbook': {
    bytes: () =>
      aReturnWorkbook({ workbookContentType: 'application/vnd.ms-excel.sheet.macroEnabled.main+xml' }),
    fact: 'has_macros',
    zh: /宏/,
    en: /macros/,
    part: '/xl/workbook.xml',
  },
  'an external link': {
    bytes: () => aReturnWorkbook({ parts: { 'xl/externalLinks/externalLink1.xml': '<externalLink/>' } }),
    fact: 'has_external_links',
    zh: /外部链接/,
    en: /external links/,
    part: 'xl/externalLinks/externalLink1.xml',
  },
  'an external relationship': {
    bytes: () =>
      aReturnWorkbook({
        relationships:
          '<Relationship Id="e" Type="http://x/image" Target="http://x/y.png" TargetMode="External"/>',
      }),
    fact: 'has_external_links',
    zh: /外部链接/,
    en: /external links/,
    part: 'xl/_rels/workbook.xml.rels',
  },
  'an embedded object': {
    bytes: () => aReturnWorkbook({ parts: { 'xl/embeddings/oleObject1.bin': Uint8Array.from([1]) } }),
    fact: 'has_embedded_objects',
    zh: /嵌入对象/,
    en: /embedded objects/,
    part: 'xl/embeddings/oleObject1.bin',
  },
  'an ActiveX control': {
    bytes: () => aReturnWorkbook({ parts: { 'xl/activeX/activeX1.xml': '<x/>' } }),
    fact: 'has_embedded_objects',
    zh: /嵌入对象/,
    en: /embedded objects/,
    part: 'xl/activeX/activeX1.xml',
  },
  'an .xlsb': {
    bytes: () =>
      aReturnWorkbook({
        parts: {
          '_rels/.rels':
            '<Relationships><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.bin"/></Relationships>',
          'xl/workbook.bin': Uint8Array.from([1]),
        },
      }),
    fact: 'readable',
    zh: /\.xlsb/,
    en: /\.xlsb/,
  },
  'an OpenDocument workbook': {
    bytes: () =>
      zipOf([
        ['mimetype', utf8('application/vnd.oasis.opendocument.spreadsheet')],
        ['content.xml', utf8('<x/>')],
      ]),
    fact: 'readable',
    zh: /\.ods/,
    en: /\.ods/,
  },
  'a Word document': {
    bytes: () =>
      zipOf([
        ['[Content_Types].xml', utf8('<Types/>')],
        ['_rels/.rels', utf8('<R><Relationship Type="x/officeDocument" Target="word/document.xml"/></R>')],
      ]),
    fact: 'readable',
    zh: /不是工作簿/,
    en: /no workbook/,
  },
  'a nested archive': {
    bytes: () =>
      zipOf([
        ['inputs.csv', utf8('code,value\n')],
        ['more.zip', zipOf([['a', utf8('b')]])],
      ]),
    fact: 'readable',
    zh: /more\.zip/,
    en: /more\.zip/,
    part: 'more.zip',
  },
  'an archive without inputs': {
    bytes: () => zipOf([['readme.txt', utf8('hello')]]),
    fact: 'readable',
    zh: /inputs\.csv/,
    en: /inputs\.csv/,
  },
  'a part that is named but missing': {
    bytes: () =>
      aReturnWorkbook({
        relationships: '<Relationship Id="s" Type="x/sharedStrings" Target="strings.xml"/>',
      }),
    fact: 'readable',
    zh: /缺失/,
    en: /missing/,
    part: 'xl/strings.xml',
  },
  'a shared string that does not exist': {
    bytes: () =>
      aReturnWorkbook({
        sheets: [aCover(), anInputSheet([[{ xml: '<c r="@" t="s"><v>7</v></c>' }]])],
        sharedStrings: '<si><t>a</t></si>',
      }),
    fact: 'readable',
    zh: /A2.*字符串表/,
    en: /A2/,
    part: 'xl/worksheets/sheet2.xml',
  },
  'rows out of order': {
    bytes: () => withSheet(worksheetXml('<row r="2"/><row r="1"/>')),
    fact: 'readable',
    zh: /行号/,
    en: /row number/,
    part: 'xl/worksheets/sheet2.xml',
  },
  'a cell outside the sheet': {
    bytes: () => withSheet(worksheetXml('<row r="1"><c r="XFE1"><v>1</v></c></row>')),
    fact: 'readable',
    zh: /地址/,
    en: /address/,
    part: 'xl/worksheets/sheet2.xml',
  },
  'a million characters in a cell': {
    bytes: () =>
      withSheet(
        worksheetXml(
          `<row r="1"><c r="A1" t="inlineStr"><is><t>${'汉'.repeat(1_000_000)}</t></is></c></row>`,
        ),
      ),
    fact: 'readable',
    zh: /过长|字符/,
    en: /long|characters/,
    part: 'xl/worksheets/sheet2.xml',
  },
  '16,384 columns with content': {
    bytes: () =>
      aWorkbook({
        sheets: [aCover(), { name: '园区填报项', rows: [Array.from({ length: 16_384 }, (_, i) => i)] }],
      }),
    fact: 'readable',
    zh: /1024 个有内容的列/,
    en: /1024 columns/,
    part: 'xl/worksheets/sheet2.xml',
  },
  'XML cut off inside a part': {
    bytes: () => withSheet('<worksheet><sheetData><row r="1">'),
    fact: 'readable',
    zh: /XML 不完整/,
    en: /incomplete XML/,
    part: 'xl/worksheets/sheet2.xml',
  },
  'XML in another encoding': {
    bytes: () => withSheet('<?xml version="1.0" encoding="GBK"?><worksheet><sheetData/></worksheet>'),
    fact: 'readable',
    zh: /GBK/,
    en: /GBK/,
    part: 'xl/worksheets/sheet2.xml',
  },
  'too many parts': {
    bytes: () =>
      zipSync(Object.fromEntries(Array.from({ length: 2_100 }, (_, i) => [`${i}.csv`, new Uint8Array()]))),
    fact: 'readable',
    zh: /超过 2000/,
    en: /more than 2000/,
  },
};

describe('files that cannot be taken in', () => {
  it.each(Object.entries(cases))('%s', async (_, { bytes, fact, zh, en, part }) => {
    const refusal = refusalOf(await readReturn({ name: 'f', bytes: await bytes() }));
    expect(refusal.fact).toBe(fact);
    expect(refusal.what.zh).toMatch(zh);
    expect(refusal.what.en).toMatch(en);
    if (part !== undefined) expect(refusal.cell?.sheet).toBe(part);
    expect(refusal.file.sha256).toMatch(/^[\da-f]{64}$/);
  });
});
