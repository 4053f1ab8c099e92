import { namesIn } from '../expressions/names-in.ts';
import type { ParsedFormulas } from './check-formulas.ts';
import type { Edition, IndicatorFormula } from './edition.ts';
import type { EditionDocument, EditionIndicator } from './edition-document.ts';

/**
 * An edition of a document that has its shape and of its formulas, parsed, in the order of its indicators.
 *
 * @throws Error when a formula was not parsed
 */
export const assembleEdition = (document: EditionDocument, formulas: readonly ParsedFormulas[]): Edition => ({
  document,
  formulas: new Map(
    document.indicators.map((indicator, index) => [indicator.code, formulaOf(indicator, formulas[index])]),
  ),
});

const formulaOf = (indicator: EditionIndicator, parsed: ParsedFormulas | undefined): IndicatorFormula => {
  if (parsed?.expression == null) throw new Error(`the formula of ${indicator.code} was not parsed`);
  const { expression, denominator, notComputableWhen } = parsed;
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
