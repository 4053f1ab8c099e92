import type { Edition } from '../../shared/domain/methodology/edition.ts';
import { type EditionOutline, outlineCoverage } from '../../shared/domain/methodology/edition-outline.ts';
import { compareVersions } from '../../shared/domain/methodology/edition-version.ts';
import { exampleEdition, exampleEditionIds } from '../../shared/domain/methodology/example-editions.ts';
import { shippedEdition, shippedEditionIds } from '../../shared/domain/methodology/shipped-editions.ts';
import { shippedOutline } from '../../shared/domain/methodology/shipped-outlines.ts';
import { CannotDo } from '../terminal/context.ts';
import { readEditionFile } from './known-editions.ts';

/** What an id names: an edition that can rank, or one of which only a part is public. */
export type FoundEdition =
  | { readonly kind: 'edition'; readonly edition: Edition }
  | { readonly kind: 'outline'; readonly outline: EditionOutline };

/**
 * The edition that a user names: `ID` or `ID@VERSION` of a shipped one, of a synthetic example, of one of which only a part
 * is public, or of one loaded into the deployment (its newest version where none is named); else a FILE.
 * @throws {CannotDo} when there is no such edition, or the file is none.
 */
export async function findEdition(reference: string): Promise<FoundEdition> {
  const named = /^([a-z0-9][a-z0-9-]*)(?:@(\d+\.\d+\.\d+))?$/.exec(reference);
  if (named === null) return { kind: 'edition', edition: await readEditionFile(reference) };
  const [, id = '', version] = named;
  const own = shippedEdition(id) ?? exampleEdition(id);
  if (own !== null && (version === undefined || own.document.version === version)) {
    return { kind: 'edition', edition: own };
  }
  const loaded = await loadedEdition(id, version);
  if (loaded.edition !== null) return { kind: 'edition', edition: loaded.edition };
  const outline = shippedOutline(id);
  if (outline !== null) return { kind: 'outline', outline };
  const known = [...shippedEditionIds(), ...exampleEditionIds(), ...loaded.known];
  throw new CannotDo({
    zh: `没有名为“${reference}”的指标体系版本；可用：${known.join('、')}；或指定文件（如 ./${reference}.json）。`,
    en: `There is no methodology edition “${reference}”; there are: ${known.join(', ')}; or name a file (such as ./${reference}.json).`,
  });
}

/** As `findEdition`, for what must rank. @throws {CannotDo} when only a part of the edition is public, saying which. */
export async function findCompleteEdition(reference: string): Promise<Edition> {
  const found = await findEdition(reference);
  if (found.kind === 'edition') return found.edition;
  throw new CannotDo(cannotRank(found.outline));
}

/** Why an edition of which only a part is public cannot rank. */
export function cannotRank(outline: EditionOutline): { readonly zh: string; readonly en: string } {
  const { dimensions, indicators } = outlineCoverage(outline);
  const of = { zh: indicators.of ?? '总数未知', en: indicators.of ?? 'an unknown number' };
  return {
    zh: `“${outline.id}”只公开了一部分（一级指标 ${dimensions.named} / ${dimensions.of}，二级指标名称 ${indicators.named} / ${of.zh}，赋权 ${indicators.weighted} / ${of.zh}），不能用于排名。`,
    en: `Only a part of “${outline.id}” is public (${dimensions.named} of ${dimensions.of} dimensions, names of ${indicators.named} and weights of ${indicators.weighted} of ${of.en} indicators), so it cannot rank.`,
  };
}

async function loadedEdition(
  id: string,
  version: string | undefined,
): Promise<{ readonly edition: Edition | null; readonly known: readonly string[] }> {
  const { editionsOf } = await import('../client/editions.ts');
  const { findDeployment } = await import('../local/deployment.ts');
  try {
    const editions = editionsOf(await findDeployment());
    const rows = await editions.readLoaded();
    const versions = rows.filter((row) => row.id === id).map((row) => row.version);
    const chosen = version ?? versions.toSorted(compareVersions).at(-1);
    const edition =
      chosen !== undefined && versions.includes(chosen)
        ? await editions.readEdition({ id, version: chosen })
        : null;
    return { edition, known: rows.map((row) => `${row.id}@${row.version}`) };
  } catch (error) {
    // Without a deployment only what comes with the program is known.
    if (error instanceof CannotDo) return { edition: null, known: [] };
    throw error;
  }
}
