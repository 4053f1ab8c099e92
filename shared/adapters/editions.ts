import type { OutboxEvent } from '../../events/contract.ts';
import type { ReadEdition } from '../domain/cycles/ranking-core.ts';
import type { Edition } from '../domain/methodology/edition.ts';
import { loadEdition } from '../domain/methodology/load-edition.ts';
import { PARK_INPUTS, shippedEdition } from '../domain/methodology/shipped-editions.ts';
import { UnknownEditionError } from '../domain/methodology/unknown-edition.ts';
import { type EditionRow, editionRows } from './edition-rows.ts';
import { outboxWrite } from './outbox-row.ts';
import { sha256OfText } from './ranking-snapshots.ts';
import type { Table } from './table.ts';
import { tableKeys } from './table-keys.ts';
import type { TextObjects } from './text-objects.ts';

/** Methodology editions: those that come with the program, and those that a ministry loaded. */
export interface Editions {
  /**
   * Kept for the life of the process: an id@version never changes.
   * @throws {UnknownEditionError}
   * @throws {EditionAlteredError}
   */
  readonly readEdition: ReadEdition;
  /** Rows of the loaded editions, by id and rising version; of one id, or all. */
  readonly readLoaded: (id?: string) => Promise<readonly EditionRow[]>;
  /**
   * Keeps a document that is not there yet: the object first, under a key that names its content, then the row, which
   * makes it an edition, with the event that says so.
   * @param text canonical JSON of the document, whose SHA-256 the row says
   * @throws {ConflictError} when that version was loaded meanwhile
   */
  readonly storeEdition: (row: EditionRow, text: string, event: OutboxEvent) => Promise<void>;
}

/** Thrown when the object of a loaded edition is not what its row says, or is gone. */
export class EditionAlteredError extends UnknownEditionError {
  override readonly name = 'EditionAlteredError';
}

/** `editions/{id}@{version}-{first 12 of its sha256}.json`. */
export const editionKey = (id: string, version: string, sha256: string): string =>
  `editions/${id}@${version}-${sha256.slice(0, 12)}.json`;

export const editions = (table: Table, objects: TextObjects): Editions => {
  const known = new Map<string, Edition>();
  const readEdition: ReadEdition = async (methodology) => {
    const { id, version } = methodology;
    const shipped = shippedEdition(id);
    if (shipped?.document.version === version) return shipped;
    const name = `${id}@${version}`;
    const before = known.get(name);
    if (before !== undefined) return before;
    const row = await table.read(tableKeys.edition(id, version));
    if (row === undefined) throw UnknownEditionError.of(methodology);
    const edition = await readObject(editionRows.read(row));
    known.set(name, edition);
    return edition;
  };
  const readObject = async ({ key, sha256 }: EditionRow): Promise<Edition> => {
    const text = await objects.readText(key);
    if (text === null || sha256OfText(text) !== sha256) {
      throw new EditionAlteredError(`${key} is not the edition with SHA-256 ${sha256}`);
    }
    return loadEdition(JSON.parse(text), PARK_INPUTS);
  };
  return {
    readEdition,
    readLoaded: async (id) => {
      const { pk } = tableKeys.edition('', '0.0.0');
      const prefix = id === undefined ? 'EDITION#' : `EDITION#${id}#`;
      return (await table.readPartition(pk, prefix)).map(editionRows.read);
    },
    storeEdition: async (row, text, event) => {
      await objects.writeText(row.key, text);
      await table.write([
        { put: editionRows.rowOf(tableKeys.edition(row.id, row.version), row), when: { is: 'absent' } },
        outboxWrite(event),
      ]);
    },
  };
};
