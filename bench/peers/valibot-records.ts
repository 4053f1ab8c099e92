import * as v from 'valibot';
import returnFields from '../../shared/data/return-fields.json' with { type: 'json' };
import validationRules from '../../shared/data/validation-rules.json' with { type: 'json' };
import { isUscc } from '../../shared/domain/expressions/uscc.ts';

/** The rules on cells and records by hand in valibot, for `valibot-check.ts`. */

type Row = Readonly<Record<string, string>>;

const DATA_YEAR = 2020;
const ERRORS = new Set(['#REF!', '#DIV/0!', '#N/A', '#VALUE!', '#NAME?', '#NUM!', '#NULL!']);
const NUMBER = /^[+-]?(?:\d+(?:\.\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d{1,3})?$/;

/** An entry of a rule: the sides of its comparison. */
interface Sides {
  readonly part?: string;
  readonly whole?: string;
  readonly left?: string;
  readonly right?: string;
}

const eachOf = (rule: string): readonly Sides[] => {
  const predicate = validationRules.rules.find(({ id }) => id === rule)?.predicate;
  const each: unknown = predicate !== undefined && 'each' in predicate ? predicate.each : [];
  return Array.isArray(each) ? each : [];
};
const fieldsOf = (rule: string): ReadonlySet<string> =>
  new Set(validationRules.rules.find(({ id }) => id === rule)?.fields);
const numberFields = new Set(returnFields.filter(({ unit }) => unit !== '').map(({ code }) => code));
const required = fieldsOf('R-T-002');
const counts = fieldsOf('R-T-003');
const amounts = fieldsOf('R-T-004');
const years = fieldsOf('R-T-005');
const shares = fieldsOf('R-T-006');

/** What a cell says: a number, 不适用, blank (null) or its text. */
export const said = (text: string): number | 'N/A' | string | null => {
  const trimmed = text.normalize('NFKC').trim();
  if (trimmed === '') return null;
  if (trimmed === '不适用' || trimmed.toLowerCase() === 'n/a') return 'N/A';
  return NUMBER.test(trimmed) ? Number(trimmed.replaceAll(',', '')) : trimmed;
};

/** A number field of a record: 不适用 is 0, NaN stands for what is not known, so that no comparison holds. */
export const numberOf = (record: Row, code: string): number => {
  const text = record[code];
  const value = text === undefined ? null : said(text);
  return typeof value === 'number' ? value : value === 'N/A' ? 0 : Number.NaN;
};

/** Credit code of a record; empty where there is none. */
export const keyOf = ({ uscc = '' }: Row): string => {
  const key = said(uscc);
  return key === null || key === 'N/A' ? '' : uscc.trim();
};

const cellSchema = (code: string) =>
  v.pipe(
    v.string(),
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed) return;
      const value = said(dataset.value);
      const broken = (rule: string, isBroken: boolean): void => {
        if (isBroken) addIssue({ message: rule });
      };
      broken('R-F-005', typeof value === 'string' && ERRORS.has(value));
      broken('R-T-002', value === null && required.has(code));
      if (!numberFields.has(code) || value === null || value === 'N/A') return;
      if (typeof value === 'string') return broken('R-T-001', true);
      broken('R-T-003', counts.has(code) && !(value >= 0 && Number.isInteger(value)));
      broken('R-T-004', amounts.has(code) && value < 0);
      broken('R-T-005', years.has(code) && !(Number.isInteger(value) && value >= 1949 && value <= DATA_YEAR));
      broken('R-T-006', shares.has(code) && !(value >= 0 && value <= 100));
    }),
  );

const NAME = /[a-z]+\d\w*/g;
const namesIn = (expression: string): string[] => expression.match(NAME) ?? [];

/** `qc120 + qc227 - qc230` as a function of a record. */
const totalOf = (expression: string): ((q: (code: string) => number) => number) => {
  const terms = [...expression.matchAll(/([+-]?)\s*([a-z]+\d\w*)/g)].map(
    ([, sign, code = '']) => [sign === '-' ? -1 : 1, code] as const,
  );
  return (q) => terms.reduce((sum, [sign, code]) => sum + sign * q(code), 0);
};

interface Comparison {
  readonly rule: string;
  readonly columns: readonly string[];
  readonly left: ReturnType<typeof totalOf>;
  readonly right: ReturnType<typeof totalOf>;
  readonly isBroken: (left: number, right: number) => boolean;
}

const comparison = (
  rule: string,
  left: string,
  right: string,
  isBroken: Comparison['isBroken'],
): Comparison => ({
  rule,
  columns: [...namesIn(left), ...namesIn(right)],
  left: totalOf(left),
  right: totalOf(right),
  isBroken,
});

const isAbove = (left: number, right: number): boolean => left > right;
const comparisons: readonly Comparison[] = [
  ...['R-X-003', 'R-X-011', 'R-X-012'].flatMap((rule) =>
    eachOf(rule).map(({ part = '', whole = '' }) => comparison(rule, part, whole, isAbove)),
  ),
  ...eachOf('R-X-005').map(({ part = '', whole = '' }) =>
    comparison('R-X-005', part, whole, (left, right) => left > right + 1),
  ),
  ...eachOf('R-X-008').map(({ left = '', right = '' }) =>
    comparison('R-X-008', left, right, (one, other) => Math.abs(one - other) > 2),
  ),
  ...eachOf('R-X-014').map(({ left = '', right = '' }) =>
    comparison('R-X-014', left, right, (one, other) => (one > 0 && other <= 0) || (one <= 0 && other > 0)),
  ),
  comparison('R-X-001', 'qd25 + qd03', 'qd01', isAbove),
  comparison('R-X-002', 'qd18 + qd08 + qd09', 'qd01', isAbove),
  comparison('R-X-004', 'qc05_0', 'qd01', (revenue, staff) => revenue > 0 && staff <= 0),
  comparison(
    'R-X-006',
    'qc06 + qc07 + qc10 + qc49',
    'qc05_0',
    (kinds, revenue) => Math.abs(kinds - revenue) > Math.max(2, revenue / 1000),
  ),
  comparison('R-X-007', 'qc11', 'qc05_0', isAbove),
  comparison(
    'R-X-010',
    'qj23_1 + qj23_2 + qj23_3 + qj23_4 + qj23_6 + qj23_7 + qj33 + qj23_5',
    'qj20',
    (items, whole) => Math.abs(items - whole) > 4,
  ),
  comparison('R-X-013', 'qj57', 'qj73', isAbove),
  comparison('R-R-001', 'qc12', 'qc05_0', (profit, revenue) => {
    const margin = (profit / revenue) * 100;
    return revenue !== 0 && (margin < -50 || margin > 60);
  }),
  comparison('R-R-005', 'qc51', 'qd01', (payroll, staff) => {
    const pay = payroll / staff / 10;
    return staff !== 0 && (pay > 150 || (staff > 50 && pay < 2));
  }),
  comparison(
    'R-R-008',
    'qj33_1 + qj33_2 + qj33_3 + qj33_4 + qj59 + qj61',
    'qc05_0',
    (spend, revenue) => revenue !== 0 && (spend / revenue) * 100 > 30,
  ),
  comparison('R-R-010', 'qd08 + qd18', 'qd01', (part, staff) => staff > 50 && part <= 0),
  comparison('R-R-010', 'qd03', 'qd01', (part, staff) => staff > 1000 && part <= 0),
  comparison('R-R-011', 'qc41', 'qc05_0', (energy, whole) => whole !== 0 && (energy / whole) * 10 > 1),
  comparison('R-R-011', 'qc41', 'qc02', (energy, whole) => whole !== 0 && (energy / whole) * 10 > 1),
];

/** Sums over the projects of an enterprise; NaN where a term is not known. */
export interface ProjectSums {
  count: number;
  months: number;
  spend: number;
  countedSpend: number;
  ownSpend: number;
}
const NO_PROJECTS: Readonly<ProjectSums> = { count: 0, months: 0, spend: 0, countedSpend: 0, ownSpend: 0 };

const OUTPUTS = new Set(['01', '04', '07', '08', '09', '12', '13']);
const GOALS = new Set(['1', '2', '3', '4']);

/** The sums over projects by credit code. */
export function projectSums(projects: readonly Row[]): ReadonlyMap<string, ProjectSums> {
  const sums = new Map<string, ProjectSums>();
  for (const project of projects) {
    const key = keyOf(project);
    if (key === '') continue;
    const of = sums.get(key) ?? { ...NO_PROJECTS };
    sums.set(key, of);
    const { qh21 = '', qh31 = '', qh32 = '', qh36 = '' } = project;
    const spend = numberOf(project, 'qh51');
    of.count += 1;
    of.spend += spend;
    if (qh31 === '' || qh31 === '30') continue;
    of.ownSpend += spend;
    if (qh36 === '' || qh36 === '4' || !OUTPUTS.has(qh21) || !GOALS.has(qh32)) continue;
    of.months += numberOf(project, 'qh40');
    of.countedSpend += spend;
  }
  return sums;
}

const VALUE_ADDED = 'qc221 - qc229 - qc225 + qc120 + qc62 + qc51 + qc61';
const valueAddedOf = totalOf(VALUE_ADDED);
const ownResearchOf = totalOf('qj23_1 + qj23_2 + qj23_6 + qj23_7 + qj23_5 + qj251');

/** What the rules and the park inputs derive of an enterprise. */
export function derivedOf(record: Row, projects: ProjectSums = NO_PROJECTS) {
  const q = (code: string): number => numberOf(record, code);
  const share = projects.countedSpend / projects.ownSpend;
  const equipment = (q('qj250') - q('qj251')) * 0.1;
  return {
    valueAdded: valueAddedOf(q),
    researchStaff: projects.months / 12,
    research: (ownResearchOf(q) + equipment) * (Number.isFinite(share) ? share : 0),
    isHighTech: record.qb11 === '1',
    isDomestic: record.qb18?.startsWith('1') === true,
    isIndustrial: /^(0[6-9]|[1-3][0-9]|4[0-6])[0-9][0-9]$/.test(record.qb03_1 ?? ''),
  };
}

const usccSchema = v.pipe(
  v.string(),
  v.check((text) => !ERRORS.has(text.trim()), 'R-F-005'),
  v.check((text) => text.trim() === '' || isUscc(text.trim()), 'R-T-008'),
);
const entriesOf = (codes: readonly string[]) => ({
  ...Object.fromEntries(codes.map((code) => [code, cellSchema(code)])),
  uscc: usccSchema,
});

/** A project record. Each issue's message is a rule and its columns, or a rule whose column is the issue's path. */
export const projectSchema = (codes: readonly string[]) => v.object(entriesOf(codes));

/** An enterprise record with what its projects sum up to, by credit code. */
export const enterpriseSchema = (codes: readonly string[], projectsOf: ReadonlyMap<string, ProjectSums>) => {
  const known = comparisons.filter(({ columns }) => columns.every((code) => codes.includes(code)));
  return v.pipe(
    v.object(entriesOf(codes)),
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed) return;
      const record: Row = dataset.value;
      const numbers = new Map<string, number>();
      const q = (code: string): number => {
        const known = numbers.get(code);
        if (known !== undefined) return known;
        const number = numberOf(record, code);
        numbers.set(code, number);
        return number;
      };
      const broken = (isBroken: boolean, rule: string, columns: readonly string[]): void => {
        if (isBroken) addIssue({ message: `${rule} ${columns.join(' ')}` });
      };
      for (const { rule, columns, left, right, isBroken } of known) {
        broken(isBroken(left(q), right(q)), rule, columns);
      }
      judgeOthers(record, q, projectsOf.get(keyOf(record)), broken);
    }),
  );
};

function judgeOthers(
  record: Row,
  q: (code: string) => number,
  projects: ProjectSums = NO_PROJECTS,
  broken: (isBroken: boolean, rule: string, columns: readonly string[]) => void,
): void {
  const { valueAdded, researchStaff, research, isHighTech, isDomestic } = derivedOf(record, projects);
  const revenue = q('qc05_0');
  const staff = q('qd01');
  const output = Math.max(q('qc02'), revenue);
  const added = [...namesIn(VALUE_ADDED), 'qc02', 'qc05_0'];
  const share = (part: number, whole: number): number => (whole === 0 ? Number.NaN : (part / whole) * 100);
  const flag = said(record.qc226_1 ?? '');
  const hasVenture = q('qc226') > 0;
  const isFlagKnown = flag !== null && !Number.isNaN(q('qc226'));
  broken(isFlagKnown && (record.qc226_1 === '1') !== hasVenture, 'R-X-009', ['qc226_1', 'qc226']);
  const isCertified =
    said(record.qb13 ?? '') !== null && !(q('qb12') < DATA_YEAR - 2) && said(record.qb12 ?? '') !== null;
  broken(isHighTech && !isCertified, 'R-X-015', ['qb11', 'qb13', 'qb12']);
  broken(isDomestic && q('qb06_2') > 50, 'R-X-016', ['qb18', 'qb06_2']);
  broken(valueAdded > output, 'R-R-002', added);
  const valueShare = share(valueAdded, output);
  broken(valueShare < 5 || valueShare > 80, 'R-R-003', added);
  broken(q('qc51') > valueAdded, 'R-R-004', added);
  broken(share(research, revenue) > 50, 'R-R-006', ['qj23_1', 'qj250', 'qc05_0']);
  if (isHighTech) {
    const intensity = share(q('qj20'), revenue);
    const least = revenue <= 50_000 ? 5 : revenue <= 200_000 ? 4 : 3;
    broken(intensity < least, 'R-R-007', ['qb11', 'qj20', 'qc05_0']);
    broken(share(q('qj09'), staff) < 10, 'R-R-009', ['qb11', 'qj09', 'qd01']);
    broken(share(q('qc06') + q('qc09'), revenue) < 60, 'R-R-009', ['qb11', 'qc06', 'qc09', 'qc05_0']);
  }
  broken(researchStaff > q('qj09'), 'R-K-005', ['qj09']);
  const isOver = projects.spend > (q('qj20') + q('qj250')) * 1.05;
  broken(isOver || (q('qj20') > 0 && projects.count === 0), 'R-K-006', ['qj20', 'qj250']);
}
