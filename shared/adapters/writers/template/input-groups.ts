import type { Edition } from '../../../domain/methodology/edition.ts';
import type { Localised } from '../../../domain/returns/filed-return.ts';
import type { InputDefinition, RulePack } from '../../../domain/rules/rule-pack.ts';

export interface InputGroup {
  readonly code: string;
  readonly name: Localised;
  readonly inputs: readonly InputDefinition[];
}

/**
 * The inputs that a park files, by the dimension of the first indicator that uses them, in the order of the indicators.
 * An input that several indicators use stands once.
 *
 * @throws RangeError for an input that no indicator of the edition uses: it would have no place on the form
 */
export const inputGroups = (pack: RulePack, { document }: Edition): readonly InputGroup[] => {
  const place = new Map(document.indicators.map(({ code }, index) => [code, index]));
  const firstUse = ({ code, usedBy }: InputDefinition): number => {
    const first = Math.min(...usedBy.map((indicator) => place.get(indicator) ?? Number.POSITIVE_INFINITY));
    if (!Number.isFinite(first)) throw new RangeError(`no indicator of ${document.id} uses ${code}`);
    return first;
  };
  const filed = [...pack.inputs.values()]
    .filter(({ filedBy }) => filedBy === 'park')
    .map((input) => ({ input, use: firstUse(input) }))
    .sort((a, b) => a.use - b.use);
  return document.dimensions.map(({ code, name }) => ({
    code,
    name,
    inputs: filed.filter(({ use }) => document.indicators[use]?.dimension === code).map(({ input }) => input),
  }));
};
