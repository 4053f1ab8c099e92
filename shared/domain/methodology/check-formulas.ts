import { type Expression, ExpressionError } from '../expressions/expression.ts';
import { namesIn } from '../expressions/names-in.ts';
import { parseExpression } from '../expressions/parse-expression.ts';
import type { AddFinding } from './edition-finding.ts';
import type { RoughIndicator } from './rough-edition.ts';

/** The inputs that formulas may name. */
export interface InputCatalogue {
  readonly codes: ReadonlySet<string>;
  /** Inputs that are expert scores, with the indicator code under which the ministry files each. */
  readonly scores: ReadonlyMap<string, string>;
}

/** Parsed formulas of one indicator; null where one does not parse. */
export interface ParsedFormulas {
  readonly expression: Expression | null;
  readonly denominator: Expression | null;
  readonly notComputableWhen: readonly Expression[];
}

/** Parses the formulas of one indicator and says what is wrong with them. */
export const checkFormulas = (
  indicator: RoughIndicator,
  catalogue: InputCatalogue,
  add: AddFinding,
): ParsedFormulas => {
  const { place, code, expression, denominator, notComputableWhen, kind } = indicator;
  const subject = code ?? null;
  const parse = (source: string | undefined, member: string): Expression | null => {
    if (source === undefined) return null;
    try {
      const parsed = parseExpression(source);
      addNames(parsed, `${place}.${member}`, subject, catalogue, add);
      return parsed;
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      add({
        severity: 'error',
        code: 'broken-formula',
        place: `${place}.${member}`,
        subject,
        zh: `公式无法读懂：${error.message}`,
        en: error.message,
      });
      return null;
    }
  };
  const parsed = {
    expression: parse(expression, 'expression'),
    denominator: parse(denominator, 'denominator'),
    notComputableWhen: notComputableWhen
      .map((source, index) => parse(source, `notComputableWhen[${index}]`))
      .filter((condition) => condition !== null),
  };
  if (kind === 'expert-score' && parsed.expression !== null) {
    addScoreFindings(parsed.expression, indicator, catalogue, add);
  }
  if (kind === 'quantitative') addScoresInFormula(parsed, indicator, catalogue, add);
  if (denominator !== undefined && notComputableWhen.length === 0) {
    add({
      severity: 'warning',
      code: 'unguarded-denominator',
      place: `${place}.notComputableWhen`,
      subject,
      zh: '有分母而未说明分母为零或为负时不可计算',
      en: 'there is a denominator but no condition for its being zero or negative',
    });
  }
  return parsed;
};

const addNames = (
  expression: Expression,
  place: string,
  subject: string | null,
  { codes }: InputCatalogue,
  add: AddFinding,
): void => {
  const used = namesIn(expression);
  for (const name of [...used.names, ...used.priors]) {
    if (codes.has(name)) continue;
    add({
      severity: 'error',
      code: 'unknown-input',
      place,
      subject,
      zh: `没有名为“${name}”的园区填报项`,
      en: `there is no input “${name}”`,
    });
  }
  const unusable = [...used.parameters.map((name) => `$${name}`), ...used.rows, ...used.indicators];
  for (const name of unusable) {
    add({
      severity: 'error',
      code: 'unusable-name',
      place,
      subject,
      zh: `“${name}”不能用于园区填报项的公式`,
      en: `“${name}” cannot be used in a formula of park inputs`,
    });
  }
};

/** An expert score is one input of the ministry's, filed under the code of an indicator. */
const addScoreFindings = (
  { source, root }: Expression,
  { place, code }: RoughIndicator,
  { scores }: InputCatalogue,
  add: AddFinding,
): void => {
  const filedUnder = root.kind === 'name' ? scores.get(root.name) : undefined;
  if (filedUnder === undefined) {
    add({
      severity: 'error',
      code: 'not-a-score',
      place: `${place}.expression`,
      subject: code ?? null,
      zh: `评分指标的公式应为一项专家评分，而不是“${source}”`,
      en: `an expert-score indicator takes one expert score, not “${source}”`,
    });
  } else if (filedUnder !== code) {
    add({
      severity: 'warning',
      code: 'score-under-other-code',
      place: `${place}.code`,
      subject: code ?? null,
      zh: `该评分按指标 ${filedUnder} 报送，不会计入 ${code ?? ''}`,
      en: `this score is filed under indicator ${filedUnder} and will not reach ${code ?? ''}`,
    });
  }
};

/** Expert scores join at ranking time; in a formula of park inputs they are always blank. */
const addScoresInFormula = (
  { expression, notComputableWhen }: ParsedFormulas,
  { place, code }: RoughIndicator,
  { scores }: InputCatalogue,
  add: AddFinding,
): void => {
  const parsed = [expression, ...notComputableWhen].filter((one) => one !== null);
  const used = new Set(parsed.flatMap((one) => namesIn(one).names).filter((name) => scores.has(name)));
  for (const name of used) {
    add({
      severity: 'error',
      code: 'score-in-formula',
      place: `${place}.expression`,
      subject: code ?? null,
      zh: `定量指标的公式用了专家评分“${name}”，园区不报送它`,
      en: `a quantitative formula uses the expert score “${name}”, which no park files`,
    });
  }
};
