import type { Expression, ExpressionNode } from '../expressions/expression.ts';

type Rewrite = (node: ExpressionNode) => ExpressionNode | null;

/** A copy of a tree in which every node that `rewrite` answers for is replaced; the answers are not looked into. */
export const rewritten = (node: ExpressionNode, rewrite: Rewrite): ExpressionNode => {
  const replaced = rewrite(node);
  if (replaced !== null) return replaced;
  const again = (child: ExpressionNode): ExpressionNode => rewritten(child, rewrite);
  switch (node.kind) {
    case 'list':
      return { ...node, items: node.items.map(again) };
    case 'negate':
    case 'not':
      return { ...node, operand: again(node.operand) };
    case 'arithmetic':
    case 'comparison':
    case 'logic':
      return { ...node, left: again(node.left), right: again(node.right) };
    case 'matches':
      return { ...node, subject: again(node.subject) };
    case 'rows':
      return {
        ...node,
        of: node.of === null ? null : again(node.of),
        condition: node.condition === null ? null : again(node.condition),
      };
    case 'call':
      return { ...node, arguments: node.arguments.map(again) };
    default:
      return node;
  }
};

/** Every name as last year's; what is last year's already was the year before and is not known. */
const lastYear = (node: ExpressionNode): ExpressionNode =>
  rewritten(node, (inner) =>
    inner.kind === 'name'
      ? { kind: 'prior', name: inner.name, at: inner.at }
      : inner.kind === 'prior' || inner.kind === 'rows'
        ? { kind: 'list', items: [], at: inner.at }
        : null,
  );

/**
 * The tree with names replaced by what they stand for: first the names of a rule's unit (`part` → `qd06 + qd07`), then those
 * derived per enterprise (`rd_fte_e`), which may stand for one another.
 */
export const substituted = (
  expression: Expression,
  bindings: ReadonlyMap<string, Expression>,
  derived: ReadonlyMap<string, Expression>,
): ExpressionNode => {
  const derive: Rewrite = (node) => {
    const meant = node.kind === 'name' ? derived.get(node.name) : undefined;
    return meant === undefined ? null : rewritten(meant.root, derive);
  };
  const bind: Rewrite = (node) => {
    if (node.kind !== 'name' && node.kind !== 'prior') return null;
    const meant = bindings.get(node.name);
    if (meant === undefined) return derive(node);
    return rewritten(node.kind === 'prior' ? lastYear(meant.root) : meant.root, derive);
  };
  return rewritten(expression.root, bind);
};
