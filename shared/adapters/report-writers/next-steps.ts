import type { Localised } from '../../domain/returns/filed-return.ts';
import { addressOf } from '../../domain/rules/cell-place.ts';
import type { FindingsReport } from '../../domain/rules/finding.ts';
import { countExplained } from '../../domain/rules/report-findings.ts';

const count = (number: number): string => number.toLocaleString('en');
const plural = (number: number, noun: string, nouns: string): string =>
  `${count(number)} ${number === 1 ? noun : nouns}`;

/** Where a return of each format has its explanations, as words that follow 在. */
const explanationsIn = (format: FindingsReport['file']['format']): Localised => {
  if (format === 'json')
    return { zh: ' JSON 的 explanations 成员', en: 'the member explanations of the JSON' };
  if (format === 'csv' || format === 'zip') {
    return {
      zh: ' explanations.csv（与 inputs.csv 同放一个 .zip）',
      en: 'explanations.csv (in one .zip with inputs.csv)',
    };
  }
  return { zh: '工作簿的“说明”表', en: 'the sheet 说明 (explanations) of the workbook' };
};

export interface NextSteps {
  /** What the park has to do, in order; never empty. */
  readonly steps: readonly Localised[];
  /** What it should know besides. */
  readonly notes: readonly Localised[];
}

/** Explanations named in the note; the report has more of them. */
const IDLE_NAMED = 5;

const idleNote = ({ idleExplanations: idle }: FindingsReport): Localised | null => {
  if (idle === undefined) return null;
  const named = idle.named.slice(0, IDLE_NAMED);
  const of = (locale: keyof Localised): string[] =>
    named.map(
      ({ cell, finding, why }) => `${addressOf(cell)} #${finding.trim().slice(0, 20)} ${why[locale]}`,
    );
  const more = idle.count > named.length;
  return {
    zh: `说明中有 ${count(idle.count)} 条不起作用：${of('zh').join('；')}${more ? '……' : ''}。`,
    en: `${plural(idle.count, 'explanation covers', 'explanations cover')} no query: ${of('en').join('; ')}${more ? ' …' : ''}.`,
  };
};

/** What follows from a verdict for the park. */
export const nextSteps = (report: FindingsReport): NextSteps => {
  const { reject, mandatory, query, notice } = report.counts;
  const explained = countExplained(report.findings);
  const open = query - explained;
  const where = explanationsIn(report.file.format);
  const steps: Localised[] = [];
  const notes: Localised[] = [];
  if (reject > 0) {
    steps.push({
      zh: `改正拒收问题 ${count(reject)} 处。有拒收问题的文件不予接收，其余问题可能要等它能正常读取后才会查出。`,
      en: `Put right ${plural(reject, 'finding', 'findings')} of the severity reject. Such a file is not accepted at all, and more may be found once it can be read.`,
    });
  }
  if (mandatory > 0) {
    steps.push({
      zh: `改正强制性问题 ${count(mandatory)} 处。强制性问题只能改正，不能以说明代替。`,
      en: `Correct ${plural(mandatory, 'mandatory finding', 'mandatory findings')}. These can only be corrected; an explanation does not do.`,
    });
  }
  if (open > 0) {
    steps.push({
      zh: `核实核实性问题 ${count(open)} 处：有误的改正；属实的在${where.zh}中写明问题编号、原因和说明。`,
      en: `Check ${plural(open, 'query', 'queries')}: correct what is wrong; for what is true give fingerprint, reason and explanation in ${where.en}.`,
    });
  }
  if (steps.length > 0) {
    steps.push({
      zh: '改好后先用 gaoxin check 再审一次，通过后重新上报。问题编号不随行列移动而变。',
      en: 'Then check again with gaoxin check, and file again. A fingerprint stays the same when rows or columns move.',
    });
  } else steps.push({ zh: '无须再做处理，可以上报。', en: 'Nothing more to do: the return can be filed.' });
  if (explained > 0) {
    notes.push({
      zh: `核实性问题中 ${count(explained)} 处已有说明，待审核人员审阅。`,
      en: `${plural(explained, 'query has its', 'queries have their')} explanation; a reviewer will read it.`,
    });
  }
  const idle = idleNote(report);
  if (idle !== null) notes.push(idle);
  if (notice > 0) {
    notes.push({
      zh: `提示 ${count(notice)} 处，仅供参考，不影响结论。`,
      en: `${plural(notice, 'notice', 'notices')} for your information, without effect on the verdict.`,
    });
  }
  return { steps, notes };
};
