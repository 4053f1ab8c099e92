import { publicationGateRows } from './cycle-rows.ts';
import type { TableWrite } from './table.ts';
import { tableKeys } from './table-keys.ts';

/**
 * Publishing shuts them all in its transaction, which takes a hundred writes; each verdict looks at one in its own. Were
 * there only one, or the cycle's row in its place, the verdicts of a burst would conflict with each other (design rule 7).
 * A prime, so that parks numbered in any steps are spread over all of them.
 */
const gates = 61;

const gateOf = (filer: string): string => {
  let gate = 0;
  for (const character of filer) gate = (gate * 31 + (character.codePointAt(0) ?? 0)) % gates;
  return nameOf(gate);
};

const nameOf = (gate: number): string => String(gate).padStart(2, '0');

/** Condition part of a transaction: the cycle of a filer is not published. */
export const gateIsOpen = (cycle: string, filer: string): TableWrite => ({
  check: tableKeys.publicationGate(cycle, gateOf(filer)),
  when: { is: 'absent' },
});

/** Parts of the transaction that publishes a cycle: from it on nothing comes into force. */
export const gatesShut = (cycle: string, publishedAt: string): readonly TableWrite[] =>
  Array.from({ length: gates }, (_, gate) => ({
    put: publicationGateRows.rowOf(tableKeys.publicationGate(cycle, nameOf(gate)), { cycle, publishedAt }),
    when: { is: 'absent' as const },
  }));
