import type { RegisteredPark } from '../ranking/ranking.ts';

/**
 * What the submission of a register keeps of it, by park: `exempt` (免评) or `due`. The register itself is too large for
 * a row and stands in rows of its own.
 */
export const registerAsInputs = (
  register: readonly Pick<RegisteredPark, 'id' | 'exempt'>[],
): Readonly<Record<string, string>> =>
  Object.fromEntries(register.map(({ id, exempt }) => [id, exempt ? 'exempt' : 'due']));

/** How many parks of such a submission are exempt. */
export const exemptAmong = (inputs: Readonly<Record<string, string>>): number =>
  Object.values(inputs).filter((standing) => standing === 'exempt').length;

/** What the submission of last year's values keeps of them: by park, how many there are. */
export const priorsAsInputs = (
  priors: Readonly<Record<string, Readonly<Record<string, string>>>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(priors).map(([park, values]) => [park, String(Object.keys(values).length)]),
  );
