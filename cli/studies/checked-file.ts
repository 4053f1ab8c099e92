import { checkEdition } from '../../shared/domain/methodology/check-edition.ts';
import { EditionOutline } from '../../shared/domain/methodology/edition-outline.ts';
import { PARK_INPUTS, shippedEdition } from '../../shared/domain/methodology/shipped-editions.ts';
import { shippedOutline } from '../../shared/domain/methodology/shipped-outlines.ts';
import { cannotRank } from './find-edition.ts';
import { readJsonFile } from './known-editions.ts';

export type CheckedFile = Awaited<ReturnType<typeof checkFile>>;

/** Everything there is to say of a file (or of what comes with the program, by id): a complete edition, or one of which only a part is public. */
export async function checkFile(path: string) {
  const document = shippedOutline(path) ?? shippedEdition(path)?.document ?? (await readJsonFile(path));
  const outline = EditionOutline.safeParse(document);
  const findings = outline.success
    ? [
        {
          severity: 'error' as const,
          code: 'incomplete' as const,
          place: 'document',
          subject: null,
          message: cannotRank(outline.data),
        },
      ]
    : checkEdition(document, PARK_INPUTS).findings;
  const count = (severity: string): number => findings.filter((one) => one.severity === severity).length;
  const counts = { error: count('error'), warning: count('warning'), notice: count('notice') };
  const verdict = outline.success ? 'incomplete' : counts.error > 0 ? 'errors' : 'usable';
  return {
    document,
    outline: outline.success ? outline.data : null,
    findings,
    counts,
    verdict: verdict as 'usable' | 'errors' | 'incomplete',
  };
}
