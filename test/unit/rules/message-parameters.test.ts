import { expect, test } from 'vitest';
import { checkReturn } from '../../../shared/domain/rules/check-return.ts';
import { renderMessage } from '../../../shared/domain/rules/render-message.ts';
import {
  aCell,
  aCheckContext,
  aFiledReturn,
  type ReturnOptions,
  SHEET,
} from '../../support/a-filed-return.ts';

/** Every message of a return, by rule. */
const said = (options: ReturnOptions, locale: 'zh' | 'en') => {
  const { report } = checkReturn({ kind: 'read', filed: aFiledReturn(options) }, aCheckContext());
  return report.findings.map(({ rule, parameters }) => [
    rule,
    renderMessage(report.rules[rule]?.message ?? { zh: '', en: '' }, parameters, locale),
  ]);
};

// By hand: 7,000,000 ÷ 11,000,000 = 63.6363… %; 990,000 ÷ 1,000,000 − 1 = −1 %; 242,095.12 ÷ 240,000 − 1 = 0.87296… %;
// 110,000,000 ÷ 1,050,000 = 104.76…; 52,000 ÷ 51,000,000 = 0.0010196….
test.each<[string, ReturnOptions, string, string]>([
  [
    'R-F-001',
    { template: 'gx46-2020@1.0.3' },
    '模板版本 gx46-2020@1 不属于本年度，请下载 gx46-2021@1 版模板后重新上传。',
    'Template version gx46-2020@1 does not belong to this cycle; download version gx46-2021@1 and upload again.',
  ],
  [
    'R-F-003',
    { park: null, cycle: '2022' },
    '文件所属园区、评价年度为 空、2022，与当前填报任务 P021、2021 不符，请核对后重新上传。',
    'The file is for blank, 2022, but the task is for P021, 2021; check and upload again.',
  ],
  [
    'R-F-004',
    { form: { missingColumns: ['previous'], duplicatedColumns: ['revenue'] } },
    `工作表“${SHEET}”与模板不符（缺少：上年数（previous）；重复：营业收入（revenue）），请按模板更正后重新上传。`,
    `Sheet “${SHEET}” differs from the template (missing: previous; more than once: Operating revenue (revenue)); correct it after the template and upload again.`,
  ],
  [
    'R-F-005',
    { inputs: { house_price: { formula: '#N/A' } } },
    `单元格 ${SHEET}!C54 的公式出错或没有计算结果（#N/A），请改填数值。`,
    `${SHEET}!C54: the formula fails or has no stored result (#N/A); enter a value.`,
  ],
  [
    'R-F-006',
    { declarations: { enterprises: 'filed' } },
    '工作表“企业数据”声明为“已报”，实有数据 0 行，二者不符，请更正。',
    'Sheet “enterprises” is declared “filed” but has 0 rows of data; correct one of them.',
  ],
  [
    'R-F-008',
    { inputs: { expert_score_compliance: 0 } },
    '“依法合规建设评分”由主管部门组织评分，园区报送的文件中不得填写（当前为“0”），请删除。',
    "“Expert score: lawful and compliant development” is scored by the ministry; a park's file must not contain it (found “0”). Remove it.",
  ],
  [
    'R-F-101',
    { form: { unknown: [aCell(SHEET, 'F1', '备注')] } },
    `${SHEET}!F1 的“备注”不是本年度模板中的项目，已忽略。`,
    `${SHEET}!F1: “备注” is not part of this cycle's format and was ignored.`,
  ],
  [
    'R-T-009',
    { inputs: { schools: -1.5 } },
    '园区填报项“各类学校数”的值 -1.5 小于下限 0，请更正。',
    'Park input “Schools of all kinds” of -1.5 is below the lower bound 0.',
  ],
  [
    'R-T-010',
    { inputs: { schools: null } },
    '园区填报项“各类学校数”为空；确为零请填 0。',
    'Park input “Schools of all kinds” is blank; enter 0 if it is zero.',
  ],
  [
    'R-A-001',
    { inputs: { enterprises_rd5_revenue_500m: 14 } },
    '“内部研发投入强度超5%且营业收入超5亿元的企业数乘以5亿元”（7,000,000）大于“内部研发投入强度达5%企业的营业收入”（6,698,144.46），请更正。',
    '“Number of enterprises with R&D intensity above 5% and revenue above 500 million yuan, times 500 million” (7,000,000) exceeds “Revenue of enterprises with internal R&D intensity of at least 5%” (6,698,144.46).',
  ],
  [
    'R-A-005',
    { inputs: { value_added_full_coverage: 7000000 } },
    '园区全口径增加值（7,000,000 万元）占所在城市（或区）GDP（11,000,000 万元）的 63.64%，高于 60%，请核实统计口径和计量单位。',
    'Full-coverage value added of the park (7,000,000 ×10,000 yuan) is 63.64% of the GDP of the host city or district (11,000,000 ×10,000 yuan), above 60%; check definition and unit.',
  ],
  [
    'R-A-006',
    { inputs: { co2_emissions: 990000 }, previous: { energy_industrial: 240000 } },
    '二氧化碳排放量变动 -1%，与能源消费量变动 0.87% 方向不一致，或超出常见范围（正负 50%），请核实。',
    'CO₂ changed by -1%, which does not go with the energy change of 0.87% or is outside ±50%; please check.',
  ],
  [
    'R-A-009',
    { inputs: { value_added_full_coverage: 1705777 } },
    '园区全口径增加值（1,705,777 万元）小于入统企业增加值合计（1,705,777.215 万元），请核实统计口径和计量单位。',
    'Full-coverage value added of the park (1,705,777 ×10,000 yuan) is below that of the surveyed enterprises (1,705,777.215 ×10,000 yuan); check definition and unit.',
  ],
  [
    'R-D-008',
    { inputs: { house_price: 0 } },
    '指标 3.7 的分母“住宅平均价格”为 0，无法计算，请更正数据；园区内没有商品住宅的，住宅平均价格可填“不适用”。',
    'Indicator 3.7 cannot be computed: its denominator “Average house price” is 0. Correct the data. The house price may be N/A where the park has no housing market.',
  ],
  [
    'R-D-009',
    { previous: { co2_emissions: 0 } },
    '指标 3.2 的上年基数“二氧化碳排放量”为 0，增长率无法计算；请按上年数据更正程序办理，或说明原因。',
    "Indicator 3.2: last year's base “Carbon dioxide emissions” is 0, so no growth rate can be computed; use the amendment procedure or explain.",
  ],
  [
    'R-P-001',
    { previous: { employees: null } },
    '上年数据“从业人员期末人数”缺失，指标 3.5、5.2 无法计算；请按上年数据更正程序办理，或说明原因（新升级的园区除外）。',
    "Last year's “Employees at year-end” is missing, so indicator 3.5, 5.2 cannot be computed; supply it by the amendment procedure or explain (not for newly approved parks).",
  ],
  [
    'R-P-004',
    { previous: { staff_returnees: 0 } },
    '“留学归国人员”上年为 0，本年为 58，同比变动超过 50% 或由零起增，请核实并说明原因。',
    '“Returnees from study abroad” went from 0 last year to 58: a change of more than 50%, or growth from zero; please check and explain.',
  ],
  [
    'R-P-006',
    { inputs: { city_gdp: 110000000 }, previous: { city_gdp: 1050000 } },
    '园区“所在城市(或区)GDP”约为上年的 105 倍，疑似计量单位有误，请核实。',
    'Park “GDP of the host city (or district)” is about 105 times last year; a unit error is likely. Please check.',
  ],
  [
    'R-P-006',
    { previous: { disposable_fiscal_resources: 51000000 } },
    '园区“当年可支配财力”约为上年的 0.00102 倍，疑似计量单位有误，请核实。',
    'Park “Disposable fiscal resources this year” is about 0.00102 times last year; a unit error is likely. Please check.',
  ],
])('%s says what is wrong: %#', (rule, options, zh, en) => {
  expect(said(options, 'zh')).toContainEqual([rule, zh]);
  expect(said(options, 'en')).toContainEqual([rule, en]);
});
