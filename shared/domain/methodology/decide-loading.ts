import { type CycleRefusal, refusals } from '../cycles/refusal.ts';
import { canonicalJson, type HashText } from '../ranking/input-hash.ts';
import { checkEdition } from './check-edition.ts';
import type { InputCatalogue } from './check-formulas.ts';
import { diffEditions } from './diff-editions.ts';
import type { Edition } from './edition.ts';
import { neededLevel } from './edition-difference.ts';
import { compareVersions, isEnough, nextVersion, raisedLevel } from './edition-version.ts';

/** A version of an edition that is there already. */
export interface KnownVersion {
  readonly version: string;
  /** SHA-256 over the canonical JSON of its document. */
  readonly sha256: string;
  readonly edition: Edition;
}

export type LoadingDecision =
  | { readonly kind: 'load'; readonly edition: Edition; readonly text: string; readonly sha256: string }
  | { readonly kind: 'done-before'; readonly edition: Edition; readonly sha256: string }
  | { readonly kind: 'refused'; readonly refusal: CycleRefusal };

const refused = (refusal: CycleRefusal): LoadingDecision => ({ kind: 'refused', refusal });

/**
 * Whether a document may be kept as an edition. An id@version never changes once it is there, used or not: the same again
 * is done before, anything else needs a newer version. A newer version must be newer than all others of its id and raise
 * as much as its differences from the newest one ask for: `major` when something else is measured, `minor` when it counts
 * otherwise, `patch` for words.
 *
 * @param known versions of the same id, shipped ones too
 */
export const decideLoading = (
  document: unknown,
  known: readonly KnownVersion[],
  inputs: InputCatalogue,
  hash: HashText,
): LoadingDecision => {
  const { edition, findings } = checkEdition(document, inputs);
  if (edition === null) {
    const errors = findings.filter(({ severity }) => severity === 'error');
    return refused(refusals.editionBroken(errors));
  }
  const { id, version, synthetic } = edition.document;
  if (synthetic === true) return refused(refusals.editionSynthetic(id));
  const text = canonicalJson(edition.document);
  const sha256 = hash(text);
  const same = known.find((one) => one.version === version);
  if (same !== undefined) {
    return same.sha256 === sha256
      ? { kind: 'done-before', edition, sha256 }
      : refused(refusals.editionExists(id, version));
  }
  const newest = known.toSorted((a, b) => compareVersions(b.version, a.version))[0];
  if (newest !== undefined) {
    const raised = raisedLevel(newest.version, version);
    if (raised === null) return refused(refusals.editionOlder(id, version, newest.version));
    const needed = neededLevel(diffEditions(newest.edition.document, edition.document));
    if (needed !== null && !isEnough(raised, needed)) {
      const least = nextVersion(newest.version, needed);
      return refused(refusals.editionRaisesTooLittle(id, version, newest.version, least));
    }
  }
  return { kind: 'load', edition, text, sha256 };
};
