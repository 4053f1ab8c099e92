import type { Edition } from '../../shared/domain/methodology/edition.ts';
import { EditionError, loadEdition } from '../../shared/domain/methodology/load-edition.ts';
import { PARK_INPUTS, shippedEdition } from '../../shared/domain/methodology/shipped-editions.ts';
import { UnknownEditionError } from '../../shared/domain/methodology/unknown-edition.ts';
import { CannotDo } from '../terminal/context.ts';
import { openFile } from '../verbs/read-filed.ts';

/** Loaded editions that this process has read, by `id@version`. */
const read = new Map<string, Edition>();

/** An edition that comes with the program or that was read before; null for any other. */
export function knownEdition(id: string, version: string): Edition | null {
  const shipped = shippedEdition(id);
  if (shipped?.document.version === version) return shipped;
  return read.get(`${id}@${version}`) ?? null;
}

/**
 * Makes the edition of a snapshot known: from a file where one is named, else, where it is not shipped, from the deployment.
 * An edition that is found in neither stays unknown.
 * @throws {CannotDo} when the file is no usable edition, or another one.
 */
export async function knowEditionOf(
  { id, version }: { readonly id: string; readonly version: string },
  file?: string,
): Promise<void> {
  if (file !== undefined) {
    const edition = await readEditionFile(file);
    const { document } = edition;
    if (document.id !== id || document.version !== version) {
      throw new CannotDo({
        zh: `${file} 是 ${document.id}@${document.version}，快照所用的是 ${id}@${version}。`,
        en: `${file} is ${document.id}@${document.version}; the snapshot was made with ${id}@${version}.`,
      });
    }
    read.set(`${id}@${version}`, edition);
  } else if (knownEdition(id, version) === null) {
    const edition = await fromDeployment(id, version);
    if (edition !== null) read.set(`${id}@${version}`, edition);
  }
}

async function fromDeployment(id: string, version: string): Promise<Edition | null> {
  const { editionsOf } = await import('../client/editions.ts');
  const { findDeployment } = await import('../local/deployment.ts');
  try {
    return await editionsOf(await findDeployment()).readEdition({ id, version });
  } catch (error) {
    // Nothing is running here, or it does not have it: whoever needs the edition says so.
    if (error instanceof CannotDo || error instanceof UnknownEditionError) return null;
    throw error;
  }
}

/** The text of a file as JSON. @throws {CannotDo} */
export async function readJsonFile(path: string): Promise<unknown> {
  const { bytes } = await openFile(path);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw new CannotDo({ zh: `${path} 不是 JSON 文件。`, en: `${path} is not JSON.` }, { cause: error });
  }
}

/** A complete edition in a file. @throws {CannotDo} when it is none or has errors; the first is named. */
export async function readEditionFile(path: string): Promise<Edition> {
  try {
    return loadEdition(await readJsonFile(path), PARK_INPUTS);
  } catch (error) {
    if (!(error instanceof EditionError)) throw error;
    const [first] = error.findings;
    throw new CannotDo(
      {
        zh: `${path} 不是可用的指标体系版本：${error.findings.length} 处错误，第一处 ${first?.place ?? ''} ${first?.message.zh ?? ''}；请执行 gaoxin methodology check ${path}。`,
        en: `${path} is no usable methodology edition: ${error.findings.length} errors, the first at ${first?.place ?? ''}: ${first?.message.en ?? ''}; run gaoxin methodology check ${path}.`,
      },
      { cause: error },
    );
  }
}
