import type { Expression, ExpressionNode } from './expression.ts';

/** Everything an expression refers to, each once, in order of first use. */
export interface NamesUsed {
  /** Plain and dotted names used as values, row conditions included. */
  readonly names: readonly string[];
  /** Names inside prior(…). */
  readonly priors: readonly string[];
  /** `$name`, without the sign. */
  readonly parameters: readonly string[];
  readonly functions: readonly string[];
  /** Row sets. */
  readonly rows: readonly string[];
  /** Codes inside indicator('…'). */
  readonly indicators: readonly string[];
}

/** Children of a node, left to right. */
export const childrenOf = (node: ExpressionNode): readonly ExpressionNode[] => {
  switch (node.kind) {
    case 'list':
      return node.items;
    case 'negate':
    case 'not':
      return [node.operand];
    case 'arithmetic':
    case 'comparison':
    case 'logic':
      return [node.left, node.right];
    case 'matches':
      return [node.subject];
    case 'rows':
      return [node.of, node.condition].filter((child) => child !== null);
    case 'call':
      return node.arguments;
    default:
      return [];
  }
};

/** A rule on every field is one expression and a hundred units, each with parameters of its own. */
const known = new WeakMap<ExpressionNode, NamesUsed>();

/** Static analysis of an expression, for checks before anything is evaluated. */
export const namesIn = ({ root }: Expression): NamesUsed => {
  const found = known.get(root);
  if (found !== undefined) return found;
  const made = namesBelow(root);
  known.set(root, made);
  return made;
};

const namesBelow = (root: ExpressionNode): NamesUsed => {
  const used = {
    names: new Set<string>(),
    priors: new Set<string>(),
    parameters: new Set<string>(),
    functions: new Set<string>(),
    rows: new Set<string>(),
    indicators: new Set<string>(),
  };
  const visit = (node: ExpressionNode): void => {
    if (node.kind === 'name') used.names.add(node.name);
    else if (node.kind === 'parameter') used.parameters.add(node.name);
    else if (node.kind === 'prior') {
      used.functions.add('prior');
      used.priors.add(node.name);
    } else if (node.kind === 'matches') used.functions.add('matches');
    else if (node.kind === 'rows') {
      used.functions.add(node.function);
      used.rows.add(node.rows);
    } else if (node.kind === 'call') {
      used.functions.add(node.function);
      const [code] = node.arguments;
      if (node.function === 'indicator' && code?.kind === 'text') used.indicators.add(code.value);
    }
    for (const child of childrenOf(node)) visit(child);
  };
  visit(root);
  return {
    names: [...used.names],
    priors: [...used.priors],
    parameters: [...used.parameters],
    functions: [...used.functions],
    rows: [...used.rows],
    indicators: [...used.indicators],
  };
};
