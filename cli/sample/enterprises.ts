import { recordFieldCodes, requiredRecordColumns } from '../../shared/adapters/readers/labels.ts';
import type { Random } from './random.ts';

/** Columns of the enterprise records: the keys, every field that an input is made of, then others in form order. */
const COLUMNS = 150;
const required: readonly string[] = requiredRecordColumns.enterprises;
export const enterpriseColumns: readonly string[] = [
  'uscc',
  'name',
  ...required.filter((code) => code !== 'uscc'),
  ...recordFieldCodes.enterprises.filter((code) => code !== 'name' && !required.includes(code)),
].slice(0, COLUMNS);

export const projectColumns: readonly string[] = recordFieldCodes.projects;

/** A record by field code: a number, or text (codes, names, 不适用). */
export type SampleRecord = Readonly<Record<string, number | string>>;

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** A credit code of the region 990000, which no enterprise has: 18 characters with a right check character. */
const creditCode = (park: number, place: number): string => {
  const body = `91990000M${String(park % 1000).padStart(3, '0')}${String(place).padStart(5, '0')}`;
  const sum = WEIGHTS.reduce(
    (total, weight, index) => total + weight * ALPHABET.indexOf(body.charAt(index)),
    0,
  );
  return body + ALPHABET.charAt((31 - (sum % 31)) % 31);
};

const NOT_APPLICABLE = '不适用';

/** A synthetic enterprise that breaks no rule: every identity and every part-and-whole holds by construction. */
const enterprise = (park: number, place: number, dataYear: number, random: Random): SampleRecord => {
  const share = (of: number, by: number): number => Math.floor(of * by);
  const employees = Math.round(Math.max(8, Math.min(4_000, 60 * Math.exp(1.1 * random.normal()))));
  const revenue = Math.round(employees * random.uniform(400, 1_500));
  const isIndustrial = random.chance(0.55);
  const isHighTech = random.chance(0.3);
  const isDomestic = !random.chance(0.08);
  const hasVenture = random.chance(0.03);
  const isAbroad = isDomestic && random.chance(0.04);
  const payroll = Math.round(employees * random.uniform(75, 140));
  const technology = share(revenue, isHighTech ? 0.1 : 0.05);
  const products = share(revenue, isHighTech ? 0.8 : 0.7);
  const goods = share(revenue, 0.08);
  const exports = random.chance(0.4) ? share(revenue, 0.12) : 0;
  const operatingProfit = share(revenue, 0.08);
  const totalProfit = operatingProfit + share(revenue, 0.002) - share(revenue, 0.001);
  const incomeTax = share(totalProfit, 0.15);
  const assets = share(revenue, 1.4);
  const liabilities = share(assets, 0.5);
  const current = share(assets, 0.6);
  const research = Math.ceil(revenue * (isHighTech ? 0.062 : 0.012));
  const outsourced = share(research, 0.1);
  const outsourcedTo = share(outsourced, 0.2);
  const staff = share(research, 0.4);
  const input = share(research, 0.3);
  const writeOff = share(research, 0.05);
  const trial = share(research, 0.02);
  const researchers = Math.ceil(employees * (isHighTech ? 0.15 : 0.04));
  const equipment = share(research, 0.1);
  const postgraduates = share(employees, 0.1);
  const skilled = share(employees, 0.2);
  const newStaff = share(employees, 0.1);
  const graduates = share(newStaff, 0.5);
  const granted = share(employees, 0.01) + (isAbroad ? 1 : 0);
  const applied = share(employees, 0.02);
  const trademarks = share(employees, 0.03) + (isAbroad ? 1 : 0);
  const contracts = share(revenue, 0.02);
  const newProducts = share(revenue, 0.2);
  const taxes = share(revenue, 0.04);
  return {
    uscc: creditCode(park, place),
    name: `合成企业${park}-${place}有限公司`,
    qb03_0: '合成数据',
    qb03_1: isIndustrial ? '3921' : '6510',
    qb08: 2008,
    qb101: '40',
    qb20_1: '1',
    qb20: '1',
    qb04: 2006,
    qb04_0: employees * 10,
    qb06: isDomestic ? '110' : '330',
    qb06_1: isDomestic ? NOT_APPLICABLE : '344',
    qb06_2: isDomestic ? 0 : 60,
    qb18: isDomestic ? '110' : '300',
    qb09: '3',
    qb10: NOT_APPLICABLE,
    qb11: isHighTech ? '1' : '2',
    qb13: isHighTech ? `GR${dataYear - 1}99${String(place).padStart(6, '0')}` : NOT_APPLICABLE,
    qb12: isHighTech ? dataYear - 1 : NOT_APPLICABLE,
    qb14: '9',
    qb14_1: NOT_APPLICABLE,
    qb14_2: NOT_APPLICABLE,
    qb15: '9',
    qb15_1: NOT_APPLICABLE,
    qb15_2: NOT_APPLICABLE,
    qb16: '01',
    qb16_1: '0101',
    qc02: isIndustrial ? share(revenue, 1.02) : 0,
    qc05_0: revenue,
    qc55: share(revenue, 0.97),
    qc06: technology,
    qc06_1: share(technology, 0.2),
    qc06_2: share(technology, 0.2),
    qc06_3: share(technology, 0.3),
    qc06_4: share(technology, 0.2),
    qc07: products,
    qc09: share(products, isHighTech ? 0.9 : 0.3),
    qc10: goods,
    qc49: revenue - technology - products - goods,
    qc52: exports * 2,
    qc11: exports,
    qc38: share(exports, 0.4),
    qc11_1: share(exports, 0.1),
    qc220: share(revenue, 0.7),
    qc221: share(revenue, 0.006),
    qc222: share(revenue, 0.03),
    qc223: share(revenue, 0.05),
    qc236: share(revenue, 0.02),
    qc120: operatingProfit,
    qc227: share(revenue, 0.002),
    qc230: share(revenue, 0.001),
    qc234: totalProfit,
    qc12: totalProfit - incomeTax,
    qc231: incomeTax,
    qc13: taxes,
    qc14: share(taxes, 0.5),
    qc16: share(taxes, 0.3),
    qc62: share(revenue, 0.03),
    qc51: payroll,
    qc24: assets,
    qc25: current,
    qc27_1: assets - current,
    qc29: share(assets - current, 0.5),
    qc30: share(assets - current, 0.2),
    qc65: share(assets, 0.1),
    qc61: share(revenue, 0.02),
    qc237: share(liabilities, 0.7),
    qc31: liabilities,
    qc32: share(liabilities, 0.3),
    qc33: assets - liabilities,
    qc34: share(assets - liabilities, 0.4),
    qc40: share(revenue, 0.05),
    qc41: isIndustrial ? Math.round(revenue * random.uniform(0.3, 2)) / 100 : 0,
    qc226_1: hasVenture ? '1' : '2',
    qc226_2: hasVenture ? '1' : NOT_APPLICABLE,
    qc226: hasVenture ? 1_000 + place : 0,
    qd01: employees,
    qd03: share(employees, 0.01),
    qd25: share(employees, 0.004),
    qd26: newStaff,
    qd14: graduates,
    qd14_0: share(graduates, 0.3),
    qd05: employees,
    qd18: postgraduates,
    qd06: share(postgraduates, 0.2),
    qd07: postgraduates - share(postgraduates, 0.2),
    qd08: share(employees, 0.35),
    qd09: share(employees, 0.3),
    qd31: skilled,
    qd32: share(skilled, 0.1),
    qd33: share(skilled, 0.1),
    qd34: share(skilled, 0.2),
    qd35: share(skilled, 0.2),
    qd36: share(skilled, 0.3),
    qd27: share(employees, 0.1),
    qd28: share(employees, 0.3),
    qj09: researchers,
    qj67: share(researchers, 0.1),
    qj09_1: share(researchers, 0.8),
    qj09_2: share(researchers, 0.7),
    qj20: research,
    qj23_1: staff,
    qj23_2: input,
    qj23_3: writeOff,
    qj23_7: trial,
    qj33: outsourced,
    qj33_1: outsourcedTo,
    qj33_2: outsourcedTo,
    qj33_3: share(outsourcedTo, 0.5),
    qj33_4: outsourcedTo,
    qj23_5: research - staff - input - writeOff - trial - outsourced,
    qj250: equipment,
    qj251: share(equipment, 0.6),
    qj256: research,
    qj55: applied * 2,
    qj56: applied,
    qj56_1: applied,
    qj74: granted * 2,
    qj57: granted,
    qj57_1: granted - (isAbroad ? 1 : 0),
    qj83: granted * 9 + 3,
    qj83_1: isAbroad ? 2 : 0,
    qj73: granted * 4,
    qj73_1: isAbroad ? 1 : 0,
    qj70: newProducts,
    qj71: newProducts,
    qj72: share(newProducts, 0.1),
    qj79: trademarks,
    qj77: isAbroad ? 1 : 0,
    qj79_1: isAbroad ? 1 : 0,
    qj79_2: isAbroad ? 1 : 0,
    qj98: isAbroad ? 3 : 0,
    qj98_1: isAbroad ? 1 : 0,
    qj80_1: contracts > 0 ? 2 : 0,
    qj80: contracts,
    qj59: share(research, 0.02),
    qj61: share(research, 0.01),
    qj90: isAbroad ? 1 : 0,
  };
};

/** The project of an enterprise: all its R&D, so that the whole of its spend is internal. */
const project = (of: SampleRecord, place: number): SampleRecord => ({
  uscc: String(of.uscc),
  name: String(of.name),
  xmmc: `合成研究开发项目${place}`,
  qh21: '01',
  qh31: '10',
  qh32: '1',
  qh36: NOT_APPLICABLE,
  qh40: Number(of.qj09) * 6,
  qh51: Math.floor(Number(of.qj20) * 0.9),
});

export interface SampleRecords {
  readonly enterprises: readonly SampleRecord[];
  readonly projects: readonly SampleRecord[];
}

/** `count` synthetic enterprises of a park with a project each. Fields that are not named are 0. */
export const sampleRecords = (
  park: number,
  count: number,
  dataYear: number,
  random: Random,
): SampleRecords => {
  const enterprises = Array.from({ length: count }, (_, place) => enterprise(park, place, dataYear, random));
  return { enterprises, projects: enterprises.map(project) };
};
