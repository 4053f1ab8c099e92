import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inParallel } from '../../../cli/client/in-parallel.ts';
import { projectRoot } from '../../../infra/function-code.ts';
import parkInputs from '../../../shared/data/park-inputs-2021.json' with { type: 'json' };
import type { FindingsReport } from '../../../shared/domain/rules/finding.ts';
import { VALID_INPUTS, VALID_PREVIOUS } from '../../support/a-filed-return.ts';
import {
  aCover,
  anInputSheet,
  aWorkbook,
  INPUT_HEADER,
  type MadeCell,
  type MadeSheet,
  utf8,
} from '../../support/workbooks.ts';

/** The 58 inputs that parks file, in the order of the template; the first is in row 2. */
const codes = parkInputs.filter((input) => input.filed_by === 'park').map(({ code }) => code);
const rowOf = (code: string): number => codes.indexOf(code) + 2;
/** Inputs for which 不适用 is an answer. */
const mayNotApply = new Set(
  parkInputs.filter((input) => input.not_applicable_allowed === 'yes').map(({ code }) => code),
);

type Cells = Readonly<Record<string, MadeCell>>;

const inputRows = (changes: Cells): MadeCell[][] =>
  codes.map((code) => [
    code,
    '',
    '',
    VALID_PREVIOUS[code] ?? null,
    changes[code] === undefined ? (VALID_INPUTS[code] ?? null) : changes[code],
  ]);
const workbook = (...sheets: readonly MadeSheet[]): Uint8Array => aWorkbook({ sheets });
/** A return of P021 for 2021 that breaks no rule, but for what is changed. */
const withInputs = (changes: Cells): Uint8Array => workbook(aCover(), anInputSheet(inputRows(changes)));
const everyInput = (cell: MadeCell): Cells => Object.fromEntries(codes.map((code) => [code, cell]));
const coverOf = (park: string, year: number): MadeSheet => ({
  name: '封面',
  rows: [
    ['园区代码', park],
    ['评价年度', year],
    ['模板版本', 'gx46-2021@1'],
  ],
});

const csvLines = (delimiter: string, first = 'employees'): string[] => [
  ['code', 'value', 'previous'].join(delimiter),
  ['cycle', '2021', ''].join(delimiter),
  ['park', 'P021', ''].join(delimiter),
  ...codes.map((code) =>
    [code === 'employees' ? first : code, VALID_INPUTS[code], VALID_PREVIOUS[code] ?? ''].join(delimiter),
  ),
];
/** `从业人员期末人数` in GB18030, by an encoder that is not ours (iconv). */
const employeesLabel = '\xb4\xd3\xd2\xb5\xc8\xcb\xd4\xb1\xc6\xda\xc4\xa9\xc8\xcb\xca\xfd';
const latin1 = (content: string): Uint8Array => Uint8Array.from(content, (letter) => letter.charCodeAt(0));

const json = (
  members: Readonly<Record<string, unknown>> = {},
  inputs: Readonly<Record<string, unknown>> = {},
) => {
  const filed = codes.map((code) => [code, { value: VALID_INPUTS[code], previous: VALID_PREVIOUS[code] }]);
  const document = {
    format: 'gaoxin-return@1',
    cycle: '2021',
    park: 'P021',
    inputs: { ...Object.fromEntries(filed), ...inputs },
    ...members,
  };
  return utf8(JSON.stringify(document));
};

const whole = withInputs({});
const [firstRow = [], ...otherRows] = inputRows({});
const inputs = '园区填报项';
const hospitals = `${inputs}!E${rowOf('hospitals')}`;

interface OddFile {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly verdict: FindingsReport['verdict'];
  /** Format and encoding that were found, whatever the name says; null = not a return at all. */
  readonly found: readonly [FindingsReport['file']['format'], FindingsReport['file']['encoding']];
  /** Each finding as rule and the cells involved, `sheet!address=raw`. */
  readonly findings: readonly string[];
}

/** Expected by hand from `validation-rules.json`. */
const oddFiles: readonly OddFile[] = [
  {
    file: 'an empty file.xlsx',
    bytes: new Uint8Array(),
    verdict: 'rejected',
    found: [null, null],
    findings: ['R-F-002'],
  },
  {
    file: 'a text file.xlsx',
    bytes: utf8('这是一个文本文件。\n没有表格。\n'),
    verdict: 'rejected',
    found: ['csv', 'utf-8'],
    findings: ['R-F-004 a text file.xlsx!A1=这是一个文本文件。'],
  },
  {
    file: '年报.pdf',
    bytes: utf8('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n'),
    verdict: 'rejected',
    found: [null, null],
    findings: ['R-F-002'],
  },
  {
    file: '年报.xls',
    bytes: Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Uint8Array(504)]),
    verdict: 'rejected',
    found: [null, null],
    findings: ['R-F-002'],
  },
  {
    file: 'truncated.xlsx',
    bytes: whole.subarray(0, Math.floor(whole.length / 2)),
    verdict: 'rejected',
    found: [null, null],
    findings: ['R-F-002'],
  },
  {
    file: 'missing sheet.xlsx',
    bytes: workbook(aCover()),
    verdict: 'rejected',
    found: ['xlsx', null],
    findings: ['R-F-004'],
  },
  {
    file: 'header rows swapped.xlsx',
    bytes: workbook(aCover(), { name: inputs, rows: [firstRow, INPUT_HEADER, ...otherRows] }),
    verdict: 'rejected',
    found: ['xlsx', null],
    findings: [`R-F-004 ${inputs}!A2=代码`],
  },
  {
    file: 'wrong park.xlsx',
    bytes: workbook(coverOf('P022', 2021), anInputSheet(inputRows({}))),
    verdict: 'rejected',
    found: ['xlsx', null],
    findings: ['R-F-003 封面!B1=P022 封面!B2=2021'],
  },
  {
    file: 'wrong year.xlsx',
    bytes: workbook(coverOf('P021', 2020), anInputSheet(inputRows({}))),
    verdict: 'rejected',
    found: ['xlsx', null],
    findings: ['R-F-003 封面!B1=P021 封面!B2=2020'],
  },
  {
    file: '#DIV%0!.xlsx',
    bytes: withInputs({ hospitals: { xml: '<c r="@" t="e"><f>1/0</f><v>#DIV/0!</v></c>' } }),
    verdict: 'rejected',
    found: ['xlsx', null],
    // The error is no number either.
    findings: [`R-F-005 ${hospitals}=#DIV/0!`, `R-T-009 ${hospitals}=#DIV/0!`],
  },
  {
    file: 'numbers as text.xlsx',
    bytes: withInputs({ employees: '５７，４６０', revenue: '60,311,452', schools: ' ２２ ' }),
    verdict: 'accepted',
    found: ['xlsx', null],
    findings: [],
  },
  {
    file: 'formula without a stored value.xlsx',
    bytes: withInputs({ hospitals: { xml: '<c r="@"><f>3+4</f></c>' } }),
    verdict: 'rejected',
    found: ['xlsx', null],
    // Nothing is stored, so the input is blank too.
    findings: [`R-F-005 ${hospitals}=`, `R-T-010 ${hospitals}=`],
  },
  {
    file: 'GB18030.csv',
    bytes: latin1(csvLines(',', employeesLabel).join('\r\n')),
    verdict: 'accepted',
    found: ['csv', 'gb18030'],
    findings: [],
  },
  {
    file: 'semicolons;.csv',
    bytes: utf8(csvLines(';').join('\n')),
    verdict: 'accepted',
    found: ['csv', 'utf-8'],
    findings: [],
  },
  {
    file: 'misspelt member.json',
    bytes: json({ declaration: {} }),
    verdict: 'accepted',
    found: ['json', 'utf-8'],
    findings: ['R-F-101 declaration!/declaration=declaration'],
  },
  {
    file: 'misspelt input.json',
    bytes: json({}, { employees: undefined, employes: { value: 57460, previous: 51435 } }),
    verdict: 'rejected',
    found: ['json', 'utf-8'],
    // This year's value is missing, and last year's, on which 3.5 and 5.2 rest.
    findings: [
      'R-F-101 inputs!/inputs/employes=employes',
      'R-P-001 inputs!/inputs/employees=',
      'R-T-010 inputs!/inputs/employees=',
    ],
  },
  {
    file: 'all blank.xlsx',
    bytes: withInputs(everyInput(null)),
    verdict: 'rejected',
    found: ['xlsx', null],
    findings: codes.map((_, index) => `R-T-010 ${inputs}!E${index + 2}=`),
  },
  {
    file: 'all 不适用.xlsx',
    bytes: withInputs(everyInput('不适用')),
    verdict: 'rejected',
    found: ['xlsx', null],
    findings: codes
      .filter((code) => !mayNotApply.has(code))
      .map((code) => `R-T-010 ${inputs}!E${rowOf(code)}=不适用`),
  },
  {
    file: 'expert score.json',
    bytes: json({}, { expert_score_innovation_climate: { value: 88 } }),
    verdict: 'rejected',
    found: ['json', 'utf-8'],
    findings: ['R-F-008 inputs!/inputs/expert_score_innovation_climate/value=88'],
  },
];

const directory = mkdtempSync(join(tmpdir(), 'gaoxin-odd-'));

interface Checked {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const check = async (words: readonly string[]): Promise<Checked> => {
  const child = spawn(
    process.execPath,
    [join(projectRoot, 'cli', 'gaoxin.ts'), 'check', ...words, '--cycle', '2021', '--park', 'P021'],
    { cwd: directory, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const ended = once(child, 'close');
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [status] = await ended;
  return { status, stdout, stderr };
};

describe('gaoxin check', () => {
  let asJson: ReadonlyMap<string, Checked>;
  const asText = new Map<string, Checked>();

  beforeAll(async () => {
    mkdirSync(join(directory, 'a folder'));
    for (const { file, bytes } of oddFiles) writeFileSync(join(directory, file), bytes);
    const names = oddFiles.map(({ file }) => file);
    const checked = await inParallel(names, 2, (name) => check([name, '--json']));
    asJson = new Map(names.map((name, index) => [name, checked[index] ?? expect.fail('not checked')]));
    for (const locale of ['zh', 'en']) asText.set(locale, await check([...names, '--locale', locale]));
  }, 120_000);
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  test.each(oddFiles)('$file: $verdict', ({ file, bytes, verdict, found, findings }) => {
    const { status, stdout, stderr } = asJson.get(file) ?? expect.fail('not checked');
    expect(stderr).toBe('');
    const report: FindingsReport = JSON.parse(stdout);
    expect([status, report.verdict]).toEqual([verdict === 'accepted' ? 0 : 1, verdict]);
    const said = report.findings.map(({ rule, cells }) =>
      [rule, ...cells.map(({ sheet, a1, raw }) => `${sheet}!${a1}=${raw}`)].join(' '),
    );
    expect(said.toSorted()).toEqual(findings.toSorted());
    const [format, encoding] = found;
    expect(report.file).toMatchObject({ name: file, bytes: bytes.length, format, encoding });
    expect(report.truncated).toBe(false);
    for (const { rule } of report.findings) {
      expect(report.rules[rule]).toMatchObject({
        message: { zh: expect.any(String), en: expect.any(String) },
        fix: { zh: expect.any(String), en: expect.any(String) },
      });
    }
  });

  test.each(['zh', 'en'])('says it in %s, with every message filled in and never a stack trace', (locale) => {
    const { status, stdout, stderr } = asText.get(locale) ?? expect.fail('not checked');
    expect(status).toBe(1);
    expect(stderr).toBe('');
    expect(stdout).not.toMatch(/^\s+at .+:\d+|Error:|undefined|NaN|\[object |\{\w+\}/m);
    for (const { file, findings } of oddFiles) {
      expect(stdout).toContain(file);
      for (const finding of findings.slice(0, 5)) expect(stdout).toContain(finding.split(' ')[0]);
    }
    expect(stdout).toContain({ zh: '空文件', en: 'an empty file' }[locale]);
    expect(stdout).toContain({ zh: '另存为 .xlsx', en: 'save it as .xlsx' }[locale]);
  });

  test.each([
    ['no such file.xlsx', '找不到文件', 'There is no file'],
    ['a folder', '是文件夹', 'is a folder'],
  ])(
    '%s: could not be done',
    async (name, zh, en) => {
      for (const [locale, sentence] of [
        ['zh', zh],
        ['en', en],
      ]) {
        const { status, stdout, stderr } = await check([name, '--json', '--locale', locale ?? '']);
        expect([status, stdout]).toEqual([2, '']);
        expect(stderr.trimEnd().split('\n')).toEqual([expect.stringContaining(sentence ?? '')]);
      }
    },
    60_000,
  );
});
