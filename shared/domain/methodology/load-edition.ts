import { ExpressionError } from '../expressions/expression.ts';
import { namesIn } from '../expressions/names-in.ts';
import { parseExpression } from '../expressions/parse-expression.ts';
import type { Edition, IndicatorFormula } from './edition.ts';
import { EditionDocument, type EditionIndicator } from './edition-document.ts';

/** One thing wrong with an edition, at a place such as `indicators[3].expression`. */
export interface EditionProblem {
  readonly place: string;
  readonly problem: string;
}

/** Thrown by loadEdition when a document cannot be used; carries every problem at once. */
export class EditionError extends Error {
  override readonly name = 'EditionError';
  readonly problems: readonly EditionProblem[];

  constructor(problems: readonly EditionProblem[]) {
    super(problems.map(({ place, problem }) => `${place}: ${problem}`).join('\n'));
    this.problems = problems;
  }
}

/**
 * Checks a document and parses its formulas.
 *
 * @param inputs codes of the park inputs that formulas may name
 * @throws EditionError with all problems: shape, codes, dimensions, weights, formulas, unknown inputs
 */
export const loadEdition = (document: unknown, inputs: ReadonlySet<string>): Edition => {
  const parsed = EditionDocument.safeParse(document);
  if (!parsed.success) {
    throw new EditionError(
      parsed.error.issues.map((issue) => ({ place: placeOf(issue.path), problem: issue.message })),
    );
  }
  const problems: EditionProblem[] = [...structureProblems(parsed.data)];
  const formulas = new Map<string, IndicatorFormula>();
  for (const [index, indicator] of parsed.data.indicators.entries()) {
    const formula = parseFormula(indicator, `indicators[${index}]`, inputs, problems);
    if (formula !== null) formulas.set(indicator.code, formula);
  }
  if (problems.length > 0) throw new EditionError(problems);
  return { document: parsed.data, formulas };
};

const placeOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (place, key) => (typeof key === 'number' ? `${place}[${key}]` : `${place}${place && '.'}${String(key)}`),
    '',
  ) || 'document';

/** Slack for weights such as 0.2 + 0.2 + 0.15 + 0.15 + 0.3, whose binary sum is not exactly 1. */
const WEIGHT_SLACK = 1e-9;

const structureProblems = ({ dimensions, indicators, weights }: EditionDocument): EditionProblem[] => {
  const problems: EditionProblem[] = [];
  const add = (place: string, problem: string): void => void problems.push({ place, problem });
  const total = dimensions.reduce((sum, { weight }) => sum + weight, 0);
  if (Math.abs(total - 1) > WEIGHT_SLACK) add('dimensions', `the weights add up to ${total}, not to 1`);
  for (const [index, { code }] of dimensions.entries()) {
    if (dimensions.findIndex((other) => other.code === code) < index) {
      add(`dimensions[${index}].code`, `“${code}” occurs twice`);
    }
    if (!indicators.some((indicator) => indicator.dimension === code)) {
      add(`dimensions[${index}]`, `no indicator belongs to dimension “${code}”`);
    }
  }
  for (const [index, { code, dimension, weight }] of indicators.entries()) {
    const place = `indicators[${index}]`;
    if (indicators.findIndex((other) => other.code === code) < index)
      add(`${place}.code`, `“${code}” occurs twice`);
    if (!dimensions.some((known) => known.code === dimension)) {
      add(`${place}.dimension`, `there is no dimension “${dimension}”`);
    } else if (!code.startsWith(`${dimension}.`)) {
      add(`${place}.code`, `“${code}” does not belong to dimension “${dimension}”`);
    }
    if (weights.status === 'official' && weight.status !== 'official') {
      add(`${place}.weight.status`, 'an assumed weight in an edition whose weights are called official');
    }
  }
  const unofficial = dimensions.findIndex(({ weightStatus }) => weightStatus !== 'official');
  if (weights.status === 'official' && unofficial >= 0) {
    add(
      `dimensions[${unofficial}].weightStatus`,
      'not official in an edition whose weights are called official',
    );
  }
  return problems;
};

const parseFormula = (
  indicator: EditionIndicator,
  place: string,
  inputs: ReadonlySet<string>,
  problems: EditionProblem[],
): IndicatorFormula | null => {
  const parse = (source: string, member: string) => {
    try {
      const expression = parseExpression(source);
      const used = namesIn(expression);
      for (const name of [...used.names, ...used.priors]) {
        if (!inputs.has(name))
          problems.push({ place: `${place}.${member}`, problem: `there is no input “${name}”` });
      }
      const foreign = [...used.parameters.map((name) => `$${name}`), ...used.rows, ...used.indicators];
      for (const name of foreign) {
        problems.push({
          place: `${place}.${member}`,
          problem: `“${name}” cannot be used in a formula of park inputs`,
        });
      }
      return expression;
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      problems.push({ place: `${place}.${member}`, problem: error.message });
      return null;
    }
  };
  const expression = parse(indicator.expression, 'expression');
  const denominator = indicator.denominator === null ? null : parse(indicator.denominator, 'denominator');
  const conditions = indicator.notComputableWhen.map((source, index) =>
    parse(source, `notComputableWhen[${index}]`),
  );
  if (expression === null) return null;
  const notComputableWhen = conditions.filter((condition) => condition !== null);
  const used = [expression, ...notComputableWhen].map(namesIn);
  return {
    indicator,
    expression,
    denominator,
    notComputableWhen,
    inputs: [...new Set(used.flatMap(({ names }) => names))],
    priorInputs: [...new Set(used.flatMap(({ priors }) => priors))],
  };
};
