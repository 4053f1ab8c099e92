import syntheticFormer from '../../data/editions/synthetic-former.json' with { type: 'json' };
import type { Edition } from './edition.ts';
import { loadEdition } from './load-edition.ts';
import { PARK_INPUTS } from './shipped-editions.ts';

const EXAMPLES: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['synthetic-former', syntheticFormer],
]);

/** Ids of the made-up editions that come with the program, for demonstration. */
export const exampleEditionIds = (): readonly string[] => [...EXAMPLES.keys()];

/** A made-up edition; it says that it is synthetic, and no cycle can be opened with it. */
export const exampleEdition = (id: string): Edition | null => {
  const document = EXAMPLES.get(id);
  return document === undefined ? null : loadEdition(document, PARK_INPUTS);
};
