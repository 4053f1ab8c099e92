import { type CycleRefusal, refusals } from '../../shared/domain/cycles/refusal.ts';
import type { Edition } from '../../shared/domain/methodology/edition.ts';
import { compareVersions } from '../../shared/domain/methodology/edition-version.ts';
import { shippedEdition, shippedEditionIds } from '../../shared/domain/methodology/shipped-editions.ts';
import { shippedOutline } from '../../shared/domain/methodology/shipped-outlines.ts';
import type { ManagePorts } from './manage-ports.ts';

/**
 * The edition that a cycle is to be opened with: `ID` in its newest version, or `ID@VERSION`; shipped ones and loaded ones
 * alike.
 */
export const findMethodology = async (
  wanted: string,
  ports: Pick<ManagePorts, 'readLoaded' | 'readEdition'>,
): Promise<Edition | CycleRefusal> => {
  const [id = '', version] = wanted.split('@');
  const loaded = await ports.readLoaded();
  const shipped = shippedEdition(id)?.document.version;
  const versions = [
    ...(shipped === undefined ? [] : [shipped]),
    ...loaded.filter((row) => row.id === id).map((row) => row.version),
  ];
  const chosen = version ?? versions.toSorted(compareVersions).at(-1);
  if (chosen !== undefined && versions.includes(chosen)) return ports.readEdition({ id, version: chosen });
  if (versions.length === 0 && shippedOutline(id) !== null) return refusals.incompleteMethodology(id);
  const known = [...shippedEditionIds(), ...loaded.map((row) => `${row.id}@${row.version}`)];
  return refusals.unknownMethodology(wanted, known);
};
