import { checkEdition } from './check-edition.ts';
import type { InputCatalogue } from './check-formulas.ts';
import type { Edition } from './edition.ts';
import type { EditionFinding } from './edition-finding.ts';

/** Thrown by loadEdition when a document cannot be used; carries every error at once. */
export class EditionError extends Error {
  override readonly name = 'EditionError';
  readonly findings: readonly EditionFinding[];

  constructor(findings: readonly EditionFinding[]) {
    super(findings.map(({ place, message }) => `${place}: ${message.en}`).join('\n'));
    this.findings = findings;
  }
}

/**
 * Checks a document and parses its formulas.
 *
 * @throws EditionError with all errors (see checkEdition)
 */
export const loadEdition = (document: unknown, inputs: InputCatalogue): Edition => {
  const { edition, findings } = checkEdition(document, inputs);
  if (edition === null) throw new EditionError(findings.filter(({ severity }) => severity === 'error'));
  return edition;
};
