import { decimalText } from '../expressions/decimal.ts';
import type { Expression, ExpressionNode } from '../expressions/expression.ts';
import type { Localised } from '../returns/filed-return.ts';

/** A label without a leading 其中： or number. */
export const plainLabel = (label: string): string =>
  label.replace(/^其中[：:]\s*/, '').replace(/^\d+[.、．]\s*/, '');

const OPERATORS: Readonly<Record<string, string>> = { '+': '+', '-': '−', '*': '×', '/': '÷' };

/**
 * Label of an expression: the labels of its fields with the signs between them (placeholders `a`, `b`, `field`).
 * Null where it is more than fields, numbers and the four operations: such an entry needs a `label` of its own.
 */
export const expressionLabel = (
  expression: Expression,
  bindings: ReadonlyMap<string, Expression>,
  labels: ReadonlyMap<string, Localised>,
): Localised | null => {
  const labelOf = (node: ExpressionNode, bound: ReadonlyMap<string, Expression>): Localised | null => {
    switch (node.kind) {
      case 'name':
      case 'prior': {
        const standsFor = bound.get(node.name);
        // What a bound name stands for is written in codes, never in bound names.
        return standsFor === undefined ? (labels.get(node.name) ?? null) : labelOf(standsFor.root, new Map());
      }
      case 'number': {
        const text = decimalText(node.value);
        return text === null ? null : { zh: text, en: text };
      }
      case 'arithmetic': {
        const left = labelOf(node.left, bound);
        const right = labelOf(node.right, bound);
        if (left === null || right === null) return null;
        const sign = OPERATORS[node.operator] ?? node.operator;
        return { zh: `${left.zh} ${sign} ${right.zh}`, en: `${left.en} ${sign} ${right.en}` };
      }
      default:
        return null;
    }
  };
  return labelOf(expression.root, bindings);
};
