import parkInputs from '../../shared/data/park-inputs-2021.json' with { type: 'json' };
import { atValue, type DefectKind, eachNumber, number, text } from './defect.ts';
import { partAboveWhole, smallerUnit, unitSlip, zero } from './related-defects.ts';

const filedByParks = parkInputs.filter((input) => input.filed_by === 'park');
const codes = filedByParks.map((input) => input.code);
const notApplicableRefused = filedByParks
  .filter((input) => input.not_applicable_allowed === 'no')
  .map((input) => input.code);
const counts = filedByParks.filter((input) => input.type === 'integer').map((input) => input.code);
const expertCodes = parkInputs.filter((input) => input.filed_by === 'ministry').map((input) => input.code);

/** Counts that stand in no relation to anything else, and are not compared with last year (R-P-004). */
const countsAlone = [
  'hospitals',
  'schools',
  'rd_institutions_national',
  'rd_institutions_provincial',
  'entrepreneurship_service_institutions_national',
  'enterprises_newly_registered',
  'tech_smes_registered',
  'incubated_enterprises_new',
  'gazelle_enterprises_new',
  'enterprises_with_national_rd_institution',
];
/** Every kind of mistake that `sample --defects` can make in park inputs, mildest last. */
export const defectKinds: readonly DefectKind[] = [
  {
    kind: 'blank',
    what: { zh: '漏填', en: 'left blank' },
    find: () => codes.map((code) => atValue(code, { kind: 'blank' }, 'R-T-010')),
  },
  unitSlip(10),
  {
    kind: 'text',
    what: { zh: '填了文字', en: 'words instead of a number' },
    find: () => codes.map((code) => atValue(code, text('待核实'), 'R-T-009')),
  },
  partAboveWhole,
  {
    kind: 'error-value',
    what: { zh: '公式出错', en: 'a formula that fails' },
    workbookOnly: true,
    find: () =>
      // The error is no number either.
      countsAlone.map((code) =>
        atValue(code, { kind: 'error', text: '#DIV/0!', formula: '1/0' }, 'R-F-005', 'R-T-009'),
      ),
  },
  unitSlip(1000),
  {
    kind: 'not-applicable',
    what: { zh: '不允许“不适用”的项填了“不适用”', en: '不适用 where it is not allowed' },
    find: () => notApplicableRefused.map((code) => atValue(code, text('不适用'), 'R-T-010')),
  },
  {
    kind: 'wrong-year',
    what: { zh: '填报了其他年度的表', en: "another year's return" },
    find: (filed) => [
      { place: { at: 'cycle' }, content: text(String(Number(filed.cycle) - 1)), breaks: ['R-F-003'] },
    ],
  },
  smallerUnit,
  {
    kind: 'negative',
    what: { zh: '负数', en: 'a negative count' },
    find: (filed) =>
      eachNumber(filed, countsAlone, (code, value) => atValue(code, number(-value - 1), 'R-T-009')),
  },
  zero,
  {
    kind: 'full-width',
    what: { zh: '全角数字（不应有审核结果）', en: 'full-width digits (no finding)' },
    find: (filed) =>
      eachNumber(filed, counts, (code, value) =>
        atValue(
          code,
          text(String(value).replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))),
        ),
      ),
  },
  {
    kind: 'fraction',
    what: { zh: '计数填了小数', en: 'a count with a fraction' },
    find: (filed) =>
      // Half a person or firm more cannot bring these past 50 % of change: they are compared with nothing, or large.
      eachNumber(filed, ['employees', ...countsAlone], (code, value) =>
        atValue(code, number(value + 0.5), 'R-T-009'),
      ),
  },
  unitSlip(10_000),
  {
    kind: 'expert-score',
    what: { zh: '园区填报了专家评分', en: 'an expert score filed by the park' },
    find: () => expertCodes.map((code) => atValue(code, number(88), 'R-F-008')),
  },
  {
    kind: 'formula-without-value',
    what: { zh: '公式没有计算结果', en: 'a formula without a stored value' },
    workbookOnly: true,
    // Nothing is stored, so the input is blank too.
    find: () =>
      countsAlone.map((code) => atValue(code, { kind: 'formula', formula: '1+1' }, 'R-F-005', 'R-T-010')),
  },
  {
    kind: 'quoted-prior',
    what: { zh: '所填上年数与上年认定数不一致', en: 'a last-year figure that is not the accepted one' },
    needsPriors: true,
    find: (filed) =>
      eachNumber(
        filed,
        ['revenue', 'high_tech_enterprises', 'employees', 'value_added'],
        (code, _, prior) => ({
          place: { at: 'input', code, column: 'previous' },
          content: number(prior + 1),
          breaks: ['R-P-002'],
        }),
      ),
  },
  {
    kind: 'wrong-park',
    what: { zh: '填报了其他园区的表', en: "another park's return" },
    find: (filed) => [
      {
        place: { at: 'park' },
        content: text(filed.park.id === 'P001' ? 'P002' : 'P001'),
        breaks: ['R-F-003'],
      },
    ],
  },
  {
    kind: 'thousands-separators',
    what: { zh: '千分位逗号（不应有审核结果）', en: 'thousands separators (no finding)' },
    find: (filed) =>
      eachNumber(filed, ['employees', 'revenue', 'industrial_output', 'value_added'], (code, value) =>
        atValue(code, text(value.toLocaleString('en-US'))),
      ),
  },
  {
    kind: 'missing-column',
    what: { zh: '缺少“本年数”列', en: 'the column of values is missing' },
    tableOnly: true,
    find: () => [
      { place: { at: 'header', column: 'value' }, content: { kind: 'blank' }, breaks: ['R-F-004'] },
    ],
  },
];
