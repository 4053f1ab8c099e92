import { atValue, type DefectKind, eachNumber, filedPrior, filedValue, number } from './defect.ts';

/** Amounts that stand in no relation to others but to their own last year (R-P-004, R-P-006, R-P-007). */
const amountsAlone = [
  'technology_contract_value',
  'industrial_output',
  'outsourced_rd_domestic_institutes',
  'outsourced_rd_domestic_universities',
  'outsourced_rd_domestic_enterprises',
  'outsourced_rd_overseas',
  'technology_import_spend',
];
/** The same, of the park's comprehensive form: not among the forty of R-P-004. */
const comprehensiveAmounts = ['disposable_fiscal_resources', 'city_gdp'];

/** R-A-001 and what breaks with it. */
export const partAboveWhole: DefectKind = {
  kind: 'part-above-whole',
  what: { zh: '其中项大于总计', en: 'a part exceeds its whole' },
  find: (filed) => {
    const employees = filedValue(filed, 'employees');
    const intensive = filedValue(filed, 'revenue_rd_intensity_5pct');
    const firms = 'enterprises_rd5_revenue_500m';
    const both = 'domestic_enterprises_overseas_trademark_and_patent';
    return [
      // Each of the three is at most 0.52 of employees, so that it also more than doubles: R-P-004.
      ...['staff_bachelor', 'staff_returnees', 'rd_fte'].map((code) =>
        atValue(code, number(employees + 1), 'R-A-001', 'R-P-004'),
      ),
      atValue(
        firms,
        number(Math.floor(intensive / 500_000) + 2 * filedPrior(filed, firms) + 10),
        'R-A-001',
        'R-P-004',
      ),
      atValue(
        both,
        number(
          Math.min(
            filedValue(filed, 'domestic_enterprises_overseas_trademark'),
            filedValue(filed, 'domestic_enterprises_overseas_patent'),
          ) + 3,
        ),
        'R-A-001',
      ),
      // Above the whole is above 70 % of it too.
      atValue('green_area', number(filedValue(filed, 'land_area') * 1.1), 'R-A-001', 'R-A-007'),
    ];
  },
};

/** R-D-001 to R-D-008 and what breaks with them. */
export const zero: DefectKind = {
  kind: 'zero-denominator',
  what: { zh: '分母填为零', en: 'a denominator of zero' },
  find: (filed) => [
    // Three groups of staff are then more than all: foreign residents with returnees, graduates, R&D staff.
    atValue('employees', number(0), 'R-D-001', 'R-P-004', 'R-A-001', 'R-A-001', 'R-A-001'),
    // So are four kinds of revenue.
    atValue('revenue', number(0), 'R-D-002', 'R-P-004', 'R-A-001', 'R-A-001', 'R-A-001', 'R-A-001'),
    atValue('value_added', number(0), 'R-D-005', 'R-P-004', 'R-A-010'),
    atValue('land_area', number(0), 'R-D-008', 'R-A-001'),
    ...eachNumber(filed, ['house_price'], (code) => atValue(code, number(0), 'R-D-008')),
    // The 60 % of R-A-005 is a ratio to zero, hence null and not broken.
    ...eachNumber(filed, ['value_added_full_coverage'], () =>
      atValue('city_gdp', number(0), 'R-D-008', 'R-A-004'),
    ),
  ],
};

/** Last year's amount times 10 (千元 for 万元): R-P-007; times 1000 or 10 000: R-P-006. */
export function unitSlip(factor: 10 | 1000 | 10_000): DefectKind {
  const rule = factor === 10 ? 'R-P-007' : 'R-P-006';
  return {
    kind: `unit-slip-${factor}`,
    what: { zh: `计量单位有误，约为上年的 ${factor} 倍`, en: `wrong unit: ${factor} times last year` },
    find: (filed) => [
      ...eachNumber(filed, amountsAlone, (code, _, prior) =>
        prior >= 10 ? atValue(code, number(prior * factor), 'R-P-004', rule) : null,
      ),
      ...eachNumber(filed, comprehensiveAmounts, (code, _, prior) =>
        prior > 0 ? atValue(code, number(prior * factor), rule) : null,
      ),
      // Payroll is at least 17 % of value added, which grows by less than half: tenfold is always above it.
      ...(factor === 10
        ? eachNumber(filed, ['payroll'], (code, _, prior) =>
            atValue(code, number(prior * 10), 'R-P-004', 'R-P-007', 'R-A-010'),
          )
        : []),
    ],
  };
}

/** 千元 filed as 百万元. */
export const smallerUnit: DefectKind = {
  kind: 'unit-slip-thousandth',
  what: { zh: '计量单位有误，约为上年的千分之一', en: 'wrong unit: a thousandth of last year' },
  find: (filed) =>
    eachNumber(filed, ['value_added'], (code, _, prior) =>
      atValue(code, number(prior / 1000), 'R-P-004', 'R-P-006', 'R-A-010'),
    ),
};
