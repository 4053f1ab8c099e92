import { describe, expect, test } from 'vitest';
import type { CheckContext } from '../../../shared/domain/rules/check-context.ts';
import { checkReturn } from '../../../shared/domain/rules/check-return.ts';
import workedExample from '../../fixtures/worked-example-2020.json' with { type: 'json' };
import {
  aCell,
  aCheckContext,
  aFiledReturn,
  type ReturnOptions,
  SHEET,
  VALID_INPUTS,
  VALID_PREVIOUS,
} from '../../support/a-filed-return.ts';

const check = (options: ReturnOptions = {}, context: Partial<CheckContext> = {}) =>
  checkReturn({ kind: 'read', filed: aFiledReturn(options) }, aCheckContext(context));

/** `rule cell,cell` of every finding; the cells are those of the builder: row = place in park-inputs-2021 + 1. */
const brokenBy = (options: ReturnOptions, context: Partial<CheckContext> = {}): readonly string[] =>
  check(options, context).report.findings.map(({ rule, cells }) =>
    [rule, cells.map(({ a1 }) => a1).join(',')].join(' ').trim(),
  );

describe('a valid return', () => {
  const result = check();

  test('is accepted without any finding', () => {
    expect(result.report).toMatchObject({
      verdict: 'accepted',
      rulePack: 'gx46-2021@1.1.0',
      rows: { read: 58, blank: 0 },
      counts: { reject: 0, mandatory: 0, query: 0, notice: 0 },
      truncated: false,
      rules: {},
      findings: [],
    });
  });

  test('gives its inputs as exact decimal text', () => {
    expect(Object.keys(result.inputs)).toHaveLength(58);
    expect(result.inputs).toMatchObject({ employees: '57460', revenue: '60311452.29', rd_fte: '2467.2414' });
    expect(result.previous).toEqual({
      employees: '51435',
      revenue: '51138486.54',
      value_added: '14240571.97',
      high_tech_enterprises: '72',
      co2_emissions: '1000000',
    });
  });

  test('names the rules that were not run, with the reason, and no shadow rule', () => {
    const skipped = new Map(result.report.skippedRules.map(({ rule, reason }) => [rule, reason]));
    expect(skipped.get('R-T-008')).toEqual({
      zh: '文件中没有企业数据',
      en: 'the file has no enterprise records',
    });
    expect(skipped.get('R-C-001')?.en).toContain('run by the ministry');
    expect(skipped.get('R-P-002')?.en).toContain('no accepted values');
    expect(skipped.has('R-C-003')).toBe(false);
    expect(skipped.has('R-S-001')).toBe(false);
    expect(skipped.has('R-A-001')).toBe(false);
    // F-007, T-001…008, T-101, T-102, X-001…016, R-001…011, A-008, K-001…006; P-005, P-008, P-009; C-001, C-002; P-002.
    expect(skipped.size).toBe(1 + 10 + 16 + 11 + 1 + 6 + 3 + 2 + 1);
  });
});

describe('one defect at a time breaks exactly', () => {
  const withInput = (inputs: ReturnOptions['inputs']): ReturnOptions => ({ inputs: inputs ?? {} });

  test.each<[string, ReturnOptions, readonly string[]]>([
    ['a template of last year', { template: 'gx46-2020@1' }, ['R-F-001 B4']],
    ['a template of another major version', { template: 'gx46-2021@2' }, ['R-F-001 B4']],
    ['a template without its mark', { template: null }, ['R-F-001 B4']],
    ['a template of another minor version', { template: 'gx46-2021@1.3.2' }, []],
    ['another park', { park: 'P022' }, ['R-F-003 B2,B3']],
    ['another year', { cycle: '2020' }, ['R-F-003 B2,B3']],
    ['a blank park', { park: null }, ['R-F-003 B2,B3']],
    ['a full-width year', { cycle: '２０２１' }, []],
    ['a duplicated column', { form: { duplicatedColumns: ['value'] } }, ['R-F-004 A1']],
    ['an unknown column', { form: { unknown: [aCell(SHEET, 'F1', '备注')] } }, ['R-F-101 F1']],
    ['a broken formula', withInput({ schools: { formula: '#DIV/0!' } }), ['R-F-005 C53', 'R-T-009 C53']],
    ['a formula without a result', withInput({ schools: { formula: null } }), ['R-F-005 C53', 'R-T-010 C53']],
    ['a formula with a result', withInput({ schools: { formula: 22 } }), []],
    [
      'a broken formula in last year',
      { previous: { revenue: { formula: '#REF!' } } },
      ['R-F-005 D8', 'R-P-001 D8'],
    ],
    ['a filed declaration without a table', { declarations: { projects: 'filed' } }, ['R-F-006 B3']],
    ['a declaration that is none', { declarations: { projects: '也许' } }, ['R-F-006 B3']],
    ['no such business', { declarations: { projects: 'none', enterprises: 'pending' } }, []],
    ['an expert score of the park’s own', withInput({ expert_score_compliance: 88 }), ['R-F-008 C60']],
    ['不适用 for an expert score', withInput({ expert_score_compliance: '不适用' }), ['R-F-008 C60']],
    ['a word for a number', withInput({ hospitals: '约5家' }), ['R-T-009 C52']],
    ['a fraction of a school', withInput({ schools: 22.5 }), ['R-T-009 C53']],
    ['a negative count', withInput({ schools: -1 }), ['R-T-009 C53']],
    [
      'a negative count beside an inferred bound',
      withInput({ enterprises_with_venture_capital: -1 }),
      ['R-T-009 C35'],
    ],
    ['more than an inferred bound', withInput({ enterprises_with_venture_capital: 251 }), []],
    ['more than the nation', withInput({ rd_fte: 2023548 }), ['R-A-001 C3,C2', 'R-T-009 C3']],
    ['a blank', withInput({ schools: null }), ['R-T-010 C53']],
    ['a missing row', withInput({ schools: undefined }), ['R-T-010 A1']],
    ['不适用 where it is not allowed', withInput({ schools: '不适用' }), ['R-T-010 C53']],
    ['不适用 where it is allowed', withInput({ house_price: '不适用' }), []],
    ['digits in full width', withInput({ employees: '５７，４６０' }), []],
    ['more graduates than staff', withInput({ staff_bachelor: 57460 }), ['R-A-001 C5,C4,C2']],
    ['more green than land', withInput({ green_area: 1001 }), ['R-A-001 C50,C51', 'R-A-007 C50,C51']],
    ['too many large R&D firms', withInput({ enterprises_rd5_revenue_500m: 14 }), ['R-A-001 C42,C11']],
    [
      'both abroad, but one of them not',
      withInput({ domestic_enterprises_overseas_trademark_and_patent: 3 }),
      ['R-A-001 C39,C37,C38'],
    ],
    [
      'value added above output',
      withInput({ industrial_output: 17000000, revenue_without_industrial_output: 1 }),
      ['R-A-002 C14,C13,C12'],
    ],
    [
      'more value added than the city',
      withInput({ city_gdp: 2000000 }),
      ['R-A-004 C56,C57', 'R-A-005 C56,C57'],
    ],
    ['most of the city', withInput({ city_gdp: 3000000 }), ['R-A-005 C56,C57']],
    ['CO₂ up by more than a half', withInput({ co2_emissions: 1500001 }), ['R-A-006 C49,C16,D49,D16']],
    [
      'CO₂ down, energy up',
      { inputs: { co2_emissions: 990000 }, previous: { energy_industrial: 240000 } },
      ['R-A-006 C49,C16,D49,D16'],
    ],
    ['hardly any green', withInput({ green_area: 49 }), ['R-A-007 C50,C51']],
    ['less than its own enterprises', withInput({ value_added_full_coverage: 1705777 }), ['R-A-009 C56,C14']],
    ['more pay than value added', withInput({ payroll: 17057773 }), ['R-A-010 C18,C14']],
    ['no energy figure where none is needed', withInput({ energy_industrial: '不适用' }), []],
    [
      'no exports',
      withInput({ exports: 0, technology_service_exports: 0, exports_high_tech_enterprises: 0 }),
      ['R-D-007 C19'],
    ],
    ['no R&D', withInput({ rd_expenditure: 0 }), ['R-D-003 C22']],
    ['no house price', withInput({ house_price: 0 }), ['R-D-008 C54']],
    ['no land, no green', withInput({ land_area: 0, green_area: 0 }), ['R-D-008 C51']],
    ['no industry at all', withInput({ value_added_industrial: 0 }), ['R-D-006 C15']],
    ['no growth base', { previous: { co2_emissions: 0 } }, ['R-D-009 D49']],
    ['no last year of one input', { previous: { co2_emissions: null } }, ['R-P-001 D49']],
    [
      'no last-year column',
      { hasPrevious: false },
      ['R-P-001 C2', 'R-P-001 C8', 'R-P-001 C14', 'R-P-001 C34', 'R-P-001 C49'],
    ],
    ['a fall by more than half', { previous: { payroll: 8300000 } }, ['R-P-004 C18,D18']],
    ['a rise from zero', { previous: { staff_returnees: 0 } }, ['R-P-004 C7,D7']],
    ['a rise within the floor', { previous: { enterprises_newly_listed: 9 } }, []],
    ['a thousandfold', { previous: { city_gdp: 11000 } }, ['R-P-006 C57,D57']],
    ['a tenth', { previous: { disposable_fiscal_resources: 520000 } }, ['R-P-007 C55,D55']],
    ['a tenth of a base item', { previous: { payroll: 41151321.8 } }, ['R-P-004 C18,D18', 'R-P-007 C18,D18']],
  ])('%s', (_, options, expected) => expect(brokenBy(options)).toEqual(expected));

  test('no staff at all', () => {
    expect(brokenBy(withInput({ employees: 0 }))).toEqual([
      'R-A-001 C3,C2',
      'R-A-001 C5,C4,C2',
      'R-A-001 C6,C7,C2',
      'R-D-001 C2',
      'R-P-004 C2,D2',
    ]);
  });

  test('a loss', () => {
    expect(brokenBy(withInput({ value_added: -120 }))).toEqual([
      'R-A-010 C18,C14',
      'R-D-005 C14',
      'R-P-004 C14,D14',
    ]);
  });
});

describe('where a return cannot be judged whole', () => {
  test('a missing sheet is refused, the rest is told, nothing is silently dropped', () => {
    const filed = aFiledReturn({ park: 'P022' });
    const { report, inputs } = checkReturn(
      { kind: 'read', filed: { ...filed, forms: [], inputs: new Map() } },
      aCheckContext(),
    );
    expect(report.findings.map(({ rule, parameters }) => [rule, parameters])).toEqual([
      ['R-F-003', { v: { zh: 'P022、2021', en: 'P022, 2021' }, t: { zh: 'P021、2021', en: 'P021, 2021' } }],
      [
        'R-F-004',
        {
          sheet: SHEET,
          cols: {
            zh: '缺少：整张工作表（文件中没有这个名称的工作表）',
            en: 'missing: the whole sheet (no sheet of the file has this name)',
          },
        },
      ],
    ]);
    expect(report.skippedRules.find(({ rule }) => rule === 'R-T-010')?.reason.zh).toContain(
      '园区填报项表缺失',
    );
    expect(report.verdict).toBe('rejected');
    expect(inputs).toEqual({});
  });

  test('a file that does not say whose it is lacks that', () => {
    const filed = { ...aFiledReturn(), park: null };
    const { report } = checkReturn({ kind: 'read', filed }, aCheckContext());
    expect(report.findings).toMatchObject([
      {
        rule: 'R-F-004',
        cells: [{ a1: 'A1' }],
        parameters: { cols: { zh: '缺少：园区（park）', en: 'missing: park' } },
      },
    ]);
  });

  test('a format without a template mark passes', () => {
    expect(brokenBy({ format: 'json' })).toEqual([]);
  });

  test('a blank member of a JSON file is named by the pointer where it should be', () => {
    expect(brokenBy({ format: 'json', inputs: { schools: undefined } })).toEqual(['R-T-010 /inputs/schools']);
  });

  test('a missing row is blank, whatever stands in the cell that is pointed at', () => {
    const [finding] = check({ inputs: { schools: undefined } }).report.findings;
    expect(finding).toMatchObject({
      cells: [{ a1: 'A1', raw: '代码' }],
      parameters: { problem: { zh: '为空' } },
    });
  });

  test('an unreadable file breaks R-F-002 and skips every other rule', () => {
    const what = { zh: '宏（vbaProject.bin）', en: 'macros (vbaProject.bin)' };
    const { file } = aFiledReturn();
    for (const fact of ['readable', 'encrypted', 'has_macros', 'has_undecodable_text'] as const) {
      const { report } = checkReturn({ kind: 'unreadable', file, what, cell: null, fact }, aCheckContext());
      expect(report.findings.map(({ rule, parameters }) => [rule, parameters])).toEqual([
        ['R-F-002', { what, advice: expect.objectContaining({ zh: expect.any(String) }) }],
      ]);
      expect(report.verdict).toBe('rejected');
      expect(report.skippedRules.map(({ rule }) => rule)).toContain('R-F-003');
      expect(report.skippedRules.map(({ rule }) => rule)).toContain('R-T-010');
    }
  });
});

describe('last year', () => {
  const accepted = Object.fromEntries(
    Object.entries(VALID_PREVIOUS).map(([code, value]) => [code, String(value)]),
  );

  test('accepted values count, and the file must quote them', () => {
    const priors = { source: 'previous-cycle', values: accepted } as const;
    expect(brokenBy({}, { priors })).toEqual([]);
    expect(brokenBy({ previous: { employees: 50435 } }, { priors })).toEqual(['R-P-002 D2']);
    expect(brokenBy({ previous: { employees: 51435.004 } }, { priors })).toEqual([]);
    expect(brokenBy({ hasPrevious: false }, { priors })).toEqual([]);
  });

  test('a park without an accepted return last year is asked for every base', () => {
    const priors = { source: 'previous-cycle', values: {} } as const;
    expect(brokenBy({}, { priors })).toEqual([
      'R-P-001 C2',
      'R-P-001 C8',
      'R-P-001 C14',
      'R-P-001 C34',
      'R-P-001 C49',
    ]);
  });

  test('a park in its first cycle is not asked', () => {
    const context = { priors: { source: 'first-cycle', values: {} } } as const;
    expect(brokenBy({ hasPrevious: false }, context)).toEqual([]);
    const skipped = check({}, context).report.skippedRules;
    expect(skipped.find(({ rule }) => rule === 'R-P-001')?.reason.en).toContain('first cycle');
  });

  test('nothing is compared with the values of another park', () => {
    const priors = { source: 'previous-cycle', values: { ...accepted, revenue: '1' } } as const;
    expect(brokenBy({ park: 'P022' }, { priors })).toEqual(['R-F-003 B2,B3']);
  });
});

describe('explanations', () => {
  const defect: ReturnOptions = { inputs: { city_gdp: 3000000 } };
  const finding = check(defect).report.findings.find(() => true)?.fingerprint ?? '';
  const said = { reason: '统计口径', text: '按区一级 GDP 填报' };

  test('an unexplained query asks', () => {
    expect(check(defect).report.verdict).toBe('needs-explanation');
  });

  test.each([finding, `#${finding.toUpperCase()} `])('one in the file covers it (%s)', (fingerprint) => {
    const { report } = check({ ...defect, explanations: [{ finding: fingerprint, ...said }] });
    expect(report.verdict).toBe('accepted');
    expect(report.findings).toMatchObject([{ rule: 'R-A-005', explained: true }]);
  });

  test('one that covers no query is named with why', () => {
    const idle = (options: ReturnOptions) => check(options).report.idleExplanations;
    expect(idle({ ...defect, explanations: [{ finding, ...said }] })).toBeUndefined();
    expect(idle({ ...defect, explanations: [{ finding: 'deadbeefdeadbeef', ...said }] })).toMatchObject({
      count: 1,
      named: [{ finding: 'deadbeefdeadbeef', why: { zh: expect.stringContaining('没有这个编号') } }],
    });
    expect(idle({ ...defect, explanations: [{ finding, reason: '', text: '文字' }] })).toMatchObject({
      named: [{ why: { zh: '原因或说明未填' } }],
    });
    const blank: ReturnOptions = { inputs: { schools: null } };
    const [mandatory] = check(blank).report.findings.map(({ fingerprint }) => fingerprint);
    expect(idle({ ...blank, explanations: [{ finding: mandatory ?? '', ...said }] })).toMatchObject({
      named: [{ why: { zh: '强制性问题不能以说明代替' } }],
    });
  });

  test('one known before covers it', () => {
    expect(check(defect, { explanations: new Map([[finding, said]]) }).report.verdict).toBe('accepted');
  });

  test.each([
    { reason: '', text: '文字' },
    { reason: '原因', text: '  ' },
  ])('without reason or text it covers nothing: %j', (empty) => {
    const { report } = check({ ...defect, explanations: [{ finding, ...empty }] });
    expect(report.verdict).toBe('needs-explanation');
    expect([...report.findings][0]).not.toHaveProperty('explained');
  });

  test('what must be fixed cannot be explained', () => {
    const broken: ReturnOptions = { inputs: { schools: null } };
    const [mandatory] = check(broken).report.findings;
    const explanations = [{ finding: mandatory?.fingerprint ?? '', ...said }];
    expect(check({ ...broken, explanations }).report.verdict).toBe('rejected');
  });
});

test('a score in a park’s file is never used', () => {
  const { inputs } = check({ inputs: { expert_score_compliance: 88 } });
  expect(inputs).not.toHaveProperty('expert_score_compliance');
});

test('the ministry may file scores', () => {
  const options: ReturnOptions = { inputs: { expert_score_compliance: 105 } };
  expect(brokenBy(options, { filedBy: 'ministry' })).toEqual(['R-T-009 C60']);
});

test('shadow rules are counted and touch neither findings nor verdict', () => {
  const result = check({ inputs: { rd_expenditure: 12321344.557, net_profit: 30000000 } });
  expect(result.shadow).toEqual({ 'R-A-003': 2 });
  expect(result.report.verdict).toBe('accepted');
  expect(result.report.findings).toEqual([]);
});

test('the worked example alone lacks 26 inputs and last year’s CO₂, and breaks nothing else', () => {
  const published = new Set(workedExample.inputs.map(({ code }) => code));
  const missing = Object.keys(VALID_INPUTS).filter((code) => !published.has(code));
  const { report } = check({
    inputs: Object.fromEntries(missing.map((code) => [code, null])),
    previous: { co2_emissions: null },
  });
  expect(missing).toHaveLength(26);
  expect(report.counts).toEqual({ reject: 0, mandatory: 26, query: 1, notice: 0 });
  expect(new Set(report.findings.map(({ rule }) => rule))).toEqual(new Set(['R-T-010', 'R-P-001']));
});

test('all inputs blank and all 不适用 are each told once per input', () => {
  const all = (entry: string | null) =>
    check({
      inputs: Object.fromEntries(Object.keys(VALID_INPUTS).map((code) => [code, entry])),
    }).report;
  expect(all(null).counts.mandatory).toBe(58);
  // 10 of the 58 may be 不适用.
  expect(all('不适用').counts.mandatory).toBe(48);
});

test('findings stand by severity, rule and cell', () => {
  const { findings, rules } = check({
    template: 'gx46-2020@1',
    inputs: { city_gdp: 3000000, exports: 0, schools: null, hospitals: null },
    form: { unknown: [aCell(SHEET, 'F1', '备注')] },
  }).report;
  expect(findings.map(({ severity, rule, cells }) => `${severity} ${rule} ${cells[0]?.a1}`)).toEqual([
    'reject R-F-001 B4',
    'mandatory R-A-001 C20',
    'mandatory R-A-001 C21',
    'mandatory R-T-010 C52',
    'mandatory R-T-010 C53',
    'query R-A-005 C56',
    'notice R-D-007 C19',
    'notice R-F-101 F1',
  ]);
  expect(Object.keys(rules).sort()).toEqual([...new Set(findings.map(({ rule }) => rule))].sort());
});
