import type { EditionDocument } from '../../shared/domain/methodology/edition-document.ts';
import { outlineCoverage } from '../../shared/domain/methodology/edition-outline.ts';
import { exampleEdition, exampleEditionIds } from '../../shared/domain/methodology/example-editions.ts';
import { shippedEdition, shippedEditionIds } from '../../shared/domain/methodology/shipped-editions.ts';
import { outlineIds, shippedOutline } from '../../shared/domain/methodology/shipped-outlines.ts';
import { CannotDo } from '../terminal/context.ts';

/** One edition as `methodology list` shows it. */
export interface ListedEdition {
  readonly id: string;
  readonly version: string;
  /** `incomplete`: only a part is public, it cannot rank; `synthetic`: made up for demonstration. */
  readonly kind: 'shipped' | 'loaded' | 'incomplete' | 'synthetic';
  readonly title: { readonly zh: string; readonly en: string };
  readonly weights: 'provisional' | 'official' | 'unknown';
  /** Known ones; null where only the deployment knows. */
  readonly dimensions: { readonly known: number; readonly of: number } | null;
  readonly indicators: { readonly known: number; readonly of: number | null } | null;
  readonly loadedAt: string | null;
  readonly actor: string | null;
  readonly sha256: string | null;
}

export interface EditionList {
  /** Whether a deployment was asked for the editions that were loaded into it. */
  readonly deployment: boolean;
  readonly editions: readonly ListedEdition[];
}

/** Shipped editions, those loaded into the deployment (where there is one), incomplete ones and examples. */
export async function listEditions(): Promise<EditionList> {
  const shipped = shippedEditionIds().flatMap((id) => shippedEdition(id)?.document ?? []);
  const examples = exampleEditionIds().flatMap((id) => exampleEdition(id)?.document ?? []);
  const outlines = outlineIds().flatMap((id) => shippedOutline(id) ?? []);
  const loaded = await loadedEditions();
  return {
    deployment: loaded !== null,
    editions: [
      ...shipped.map((document) => complete(document, 'shipped')),
      ...(loaded ?? []),
      ...outlines.map((outline): ListedEdition => {
        const { dimensions, indicators } = outlineCoverage(outline);
        const { id, version, title } = outline;
        return {
          id,
          version,
          kind: 'incomplete',
          title,
          weights: 'unknown',
          dimensions: { known: dimensions.named, of: dimensions.of },
          indicators: { known: indicators.named, of: indicators.of },
          ...notLoaded,
        };
      }),
      ...examples.map((document) => complete(document, 'synthetic')),
    ],
  };
}

const notLoaded = { loadedAt: null, actor: null, sha256: null };

const complete = (
  { id, version, title, weights, dimensions, indicators }: EditionDocument,
  kind: ListedEdition['kind'],
): ListedEdition => ({
  id,
  version,
  kind,
  title,
  weights: weights.status,
  dimensions: { known: dimensions.length, of: dimensions.length },
  indicators: { known: indicators.length, of: indicators.length },
  ...notLoaded,
});

/** null where no deployment is to be found: then only what comes with the program is listed. */
async function loadedEditions(): Promise<readonly ListedEdition[] | null> {
  const { editionsOf } = await import('../client/editions.ts');
  const { findDeployment } = await import('../local/deployment.ts');
  try {
    const rows = await editionsOf(await findDeployment()).readLoaded();
    return rows.map(({ id, version, title, weights, loadedAt, actor, sha256 }) => ({
      id,
      version,
      kind: 'loaded',
      title,
      weights,
      dimensions: null,
      indicators: null,
      loadedAt,
      actor,
      sha256,
    }));
  } catch (error) {
    if (error instanceof CannotDo) return null;
    throw error;
  }
}
