import type { Expression } from '../expressions/expression.ts';
import type { EditionDocument, EditionIndicator } from './edition-document.ts';

/** The parsed formula of one indicator. */
export interface IndicatorFormula {
  readonly indicator: EditionIndicator;
  readonly expression: Expression;
  readonly denominator: Expression | null;
  readonly notComputableWhen: readonly Expression[];
  /** Codes of the park inputs that are read as this year's values. */
  readonly inputs: readonly string[];
  /** Codes of the park inputs of which last year's value is read; not empty = a growth indicator. */
  readonly priorInputs: readonly string[];
}

/** A methodology edition that has been checked: its document, and its formulas ready to be evaluated. */
export interface Edition {
  readonly document: EditionDocument;
  /** By indicator code, in the document's order. */
  readonly formulas: ReadonlyMap<string, IndicatorFormula>;
}

/** Reads last year's values, so that a park in its first cycle cannot have it. Derived from the formula. */
export const isGrowth = (formula: IndicatorFormula): boolean => formula.priorInputs.length > 0;
