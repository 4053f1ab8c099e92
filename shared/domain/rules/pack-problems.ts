import type * as z from 'zod';
import { type Expression, ExpressionError } from '../expressions/expression.ts';
import { parseExpression } from '../expressions/parse-expression.ts';

/** One thing that is wrong in a rule pack, with its place: `R-A-001.messageParameters.lhs`. */
export interface PackProblem {
  readonly place: string;
  readonly problem: string;
}

/** Thrown when a rule pack cannot be used; lists everything that is wrong with it. A pack is taken whole or not at all. */
export class RulePackError extends Error {
  override readonly name = 'RulePackError';
  readonly problems: readonly PackProblem[];

  constructor(problems: readonly PackProblem[]) {
    super(
      `the rule pack is refused: ${problems.map(({ place, problem }) => `${place}: ${problem}`).join('; ')}`,
    );
    this.problems = problems;
  }
}

/** Collects problems, so that all are told at once. */
export class PackProblems {
  readonly found: PackProblem[] = [];
  /** The same source occurs in many units; it is parsed once. */
  readonly #parsed = new Map<string, Expression>();

  add(place: string, problem: string): void {
    this.found.push({ place, problem });
  }

  /** The data in its shape, or null with its problems noted. */
  shaped<T>(place: string, schema: z.ZodType<T>, data: unknown): T | null {
    const result = schema.safeParse(data);
    if (result.success) return result.data;
    for (const issue of result.error.issues) {
      this.add([place, ...issue.path.map(String)].join('.'), issue.message);
    }
    return null;
  }

  /** The parsed expression, or null with the problem and its column noted. */
  expression(place: string, source: string): Expression | null {
    const known = this.#parsed.get(source);
    if (known !== undefined) return known;
    try {
      const parsed = parseExpression(source);
      this.#parsed.set(source, parsed);
      return parsed;
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      this.add(place, error.message);
      return null;
    }
  }

  /** Throws RulePackError when anything was found. */
  refuse(): void {
    if (this.found.length > 0) throw new RulePackError(this.found);
  }
}
