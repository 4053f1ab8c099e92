import { describe, expect, it } from 'vitest';
import { checkMinistryFile } from '../../../functions/validate-return/check-ministry-file.ts';
import parks from '../../../shared/data/parks.json' with { type: 'json' };
import type { FindingsReport } from '../../../shared/domain/rules/finding.ts';
import { renderMessage } from '../../../shared/domain/rules/render-message.ts';
import { aCycle, aRegisteredPark } from '../../support/returns.ts';

const columns = [...Object.keys(parks[0] ?? {}), 'from', 'to'];
type Row = Readonly<Record<string, string>>;
const csv = (rows: readonly Row[], header: readonly string[] = columns): Uint8Array =>
  new TextEncoder().encode(
    [header.join(','), ...rows.map((row) => header.map((column) => row[column] ?? '').join(','))].join(
      '\r\n',
    ),
  );
/** Row 2 of the file is P001, row 3 P002, row 4 P003. */
const three: readonly Row[] = parks.slice(0, 3);
const withChange = (index: number, change: Row): readonly Row[] =>
  three.map((row, at) => (at === index ? { ...row, ...change } : row));

const filing = {
  cycle: aCycle(),
  // In Beijing it is the 11th by then.
  uploadedAt: '2021-05-10T16:30:00.000Z',
  register: ['P001', 'P002', 'P003'].map((id) => aRegisteredPark(id)),
  openedRegister: ['P001', 'P002', 'P003'].map((id) => aRegisteredPark(id)),
  frozenPriors: new Map<string, Record<string, string>>(),
  amendments: [] as { number: number; park: string; values: Record<string, string> }[],
  packPatch: null,
};
const check = (filer: string, bytes: Uint8Array, over: Partial<typeof filing> = {}) =>
  checkMinistryFile({ name: '文件.csv', bytes }, { ...filing, ...over, filer });
const found = ({ findings }: FindingsReport) =>
  findings.map(({ rule, cells }) => `${rule} ${cells.map(({ a1 }) => a1).join(',')}`.trim());
const messages = (report: FindingsReport, locale: 'zh' | 'en') =>
  report.findings.map(({ rule, parameters }) =>
    renderMessage(report.rules[rule]?.message ?? { zh: '', en: '' }, parameters, locale),
  );

describe('a register', () => {
  const register = (rows: readonly Row[], header?: readonly string[]) => check('REGISTER', csv(rows, header));

  it('is accepted whole, exempt parks among it', async () => {
    const { report, inputs, contents } = await register(withChange(1, { evaluation_status: '免评' }));
    expect(report).toMatchObject({ verdict: 'accepted', findings: [], rows: { read: 3, blank: 0 } });
    expect(inputs).toEqual({ P001: 'due', P002: 'exempt', P003: 'due' });
    expect(contents).toMatchObject({
      register: [{ id: 'P001' }, { id: 'P002', exempt: true }, { id: 'P003' }],
    });
  });

  it('needs no columns from and to', async () => {
    const { report } = await register(three, Object.keys(parks[0] ?? {}));
    expect(found(report)).toEqual([]);
  });

  it.each([
    ['left the day before', { to: '2021-05-10' }, false, ['R-E-208 A3']],
    ['leaves today', { to: '2021-05-11' }, true, ['R-E-210 P3']],
    ['enters today', { from: '2021-05-11' }, true, []],
    ['enters tomorrow', { from: '2021-05-12' }, false, ['R-E-208 A3', 'R-E-210 O3']],
  ])('counts who is in it on the day of the upload: %s', async (_, change, isIn, findings) => {
    const { report, inputs } = await register(withChange(1, change));
    expect(Object.keys(inputs).includes('P002')).toBe(isIn);
    expect(report.verdict).toBe('accepted');
    expect(found(report)).toEqual(findings);
  });

  it('says who is new', async () => {
    const { report } = await check('REGISTER', csv(three), {
      openedRegister: [aRegisteredPark('P001'), aRegisteredPark('P002')],
    });
    expect(messages(report, 'en')).toEqual([
      '文件.csv!A4: park P003 was not in the register that the cycle was opened with and counts from now on.',
    ]);
  });

  it.each([
    ['R-E-201 A3', { id: 'P12' }],
    ['R-E-202 B3', { name: ' ' }],
    ['R-E-203 J3', { region: '南部' }],
    ['R-E-203 I3', { register_2021: 'perhaps' }],
    ['R-E-203 K3', { evaluation_status: 'exempt' }],
    ['R-E-204 G3', { approved_year: '九一年' }],
    ['R-E-204 P3', { to: '2021/05/01' }],
    ['R-E-206 P3', { from: '2021-05-02', to: '2021-05-01' }],
  ])('is refused for %s', async (place, change) => {
    const { report } = await register(withChange(1, change));
    expect(report.verdict).toBe('rejected');
    expect(found(report)).toEqual([place]);
    for (const locale of ['zh', 'en'] as const) {
      for (const message of messages(report, locale)) expect(message).not.toMatch(/[{}—]/);
    }
  });

  it('is refused for a park that occurs twice, at both places', async () => {
    const { report } = await register([...three, ...three.slice(0, 1)]);
    expect(found(report)).toEqual(['R-E-205 A2', 'R-E-205 A5']);
  });

  it('is refused where nobody is in it', async () => {
    const { report } = await register(three.map((row) => ({ ...row, to: '2021-01-01' })));
    expect(found(report)[0]).toBe('R-E-207');
  });

  it.each([
    ['expert scores', 'park,indicator,score\r\nP001,1.10,80'],
    ['an empty file', ''],
    ['a return', '{"format":"gaoxin-return@1","cycle":"2021","park":"P001","inputs":{}}'],
    ['an old workbook', '\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1'],
  ])('that is %s is refused in words', async (_, text) => {
    const { report, inputs } = await check(
      'REGISTER',
      Uint8Array.from(text, (one) => one.codePointAt(0) ?? 0),
    );
    expect(report.verdict).toBe('rejected');
    expect(messages(report, 'zh').join()).toMatch(/\p{Script=Han}/u);
    expect(inputs).toEqual({});
  });
});

describe('last year’s values', () => {
  const header = ['park', 'code', 'value'];
  const rows = (...of: readonly (readonly [string, string, string])[]): Uint8Array =>
    csv(
      of.map(([park, code, value]) => ({ park, code, value })),
      header,
    );
  const priors = (bytes: Uint8Array, over: Partial<typeof filing> = {}) => check('PRIORS', bytes, over);
  const complete = [
    ['P001', 'employees', '1200'],
    ['P002', 'employees', '１３００．５'],
    ['P003', 'rd_expenditure', '不适用'],
  ] as const;

  it('are accepted as exact texts', async () => {
    const { report, inputs, contents } = await priors(rows(...complete));
    expect(found(report)).toEqual([]);
    expect(inputs).toEqual({ P001: '1', P002: '1', P003: '1' });
    expect(contents).toEqual({
      priors: { P001: { employees: '1200' }, P002: { employees: '1300.5' }, P003: { rd_expenditure: 'N/A' } },
    });
  });

  it('say whom they do not know', async () => {
    const { report } = await priors(rows(complete[0]));
    expect(report.verdict).toBe('accepted');
    expect(report.findings.map(({ rule, entity }) => `${rule} ${entity}`).toSorted()).toEqual([
      'R-E-306 P002',
      'R-E-306 P003',
    ]);
  });

  it('name the amendments of parks that they leave out, also of one that has left the register', async () => {
    const amendments = [
      { number: 2, park: 'P002', values: { rd_expenditure: '7' } },
      { number: 3, park: 'P099', values: { employees: '5' } },
      { number: 5, park: 'P002', values: { employees: '9' } },
      { number: 6, park: 'P001', values: { employees: '1' } },
    ];
    const { report } = await priors(rows(complete[0], complete[2]), { amendments });
    expect(report.verdict).toBe('accepted');
    expect(report.findings.map(({ rule, entity }) => `${rule} ${entity}`).toSorted()).toEqual([
      'R-E-308 P002',
      'R-E-308 P099',
    ]);
    const [ofP002] = messages(report, 'en').filter((message) => message.includes('P002'));
    expect(ofP002).toContain('amended (no. 2, 5)');
    expect(ofP002).toContain('employees, rd_expenditure');
    // What was published of a park stays whole beneath its amendments.
    const frozenPriors = new Map([['P002', { employees: '8' }]]);
    const published = await priors(rows(complete[0], complete[2]), {
      amendments: amendments.slice(0, 1),
      frozenPriors,
    });
    expect(found(published.report)).toEqual([]);
  });

  it.each([
    ['R-E-301 A5', ['P099', 'employees', '1']],
    ['R-E-302 B5', ['P001', 'employes', '1']],
    ['R-E-302 B5', ['P001', 'expert_score_innovation_climate', '90']],
    ['R-E-303 C5', ['P001', 'rd_expenditure', '约 100']],
    ['R-E-303 C5', ['P001', 'rd_expenditure', '']],
  ] as const)('are refused for %s', async (place, row) => {
    const { report } = await priors(rows(...complete, row));
    expect(report.verdict).toBe('rejected');
    expect(found(report)).toEqual([place]);
  });

  it('are refused for a repeated value, at both places', async () => {
    const { report } = await priors(rows(...complete, complete[0]));
    expect(found(report).filter((one) => one.startsWith('R-E-304'))).toEqual(['R-E-304 B2', 'R-E-304 B5']);
  });

  it('never contradict what was published, but may complete it', async () => {
    const frozenPriors = new Map([
      ['P001', { employees: '1000' }],
      ['P002', {}],
    ]);
    const { report } = await priors(rows(...complete), { frozenPriors });
    expect(found(report)).toEqual(['R-E-305 C2']);
    expect(messages(report, 'en')[0]).toContain(
      'employees of P001 stands at 1000, as published last year, not “1200”',
    );
    const same = await priors(rows(['P001', 'employees', '1000.0'], ...complete.slice(1)), { frozenPriors });
    expect(found(same.report)).toEqual([]);
  });

  it('without a row are refused', async () => {
    expect(found((await priors(rows())).report)).toEqual(['R-E-307']);
  });
});
