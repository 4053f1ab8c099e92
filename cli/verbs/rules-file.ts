import * as z from 'zod';
import { PackPatch } from '../../shared/domain/rules/pack-patch.ts';
import { CannotDo } from '../terminal/context.ts';
import { openFile } from './read-filed.ts';

/** As `gaoxin rules list --json` prints it; the rest of the document is for people. */
const RulesFile = z.looseObject({ cycle: z.string(), patch: PackPatch.nullable() });

/**
 * The rules that are switched off in a cycle, out of a file made by `gaoxin rules list --cycle C --json`; null where no
 * rule was ever switched.
 * @throws {CannotDo} when the file is something else, or of another cycle.
 */
export async function packPatchIn(path: string, cycle: string): Promise<PackPatch | null> {
  const { bytes } = await openFile(path);
  const read = RulesFile.safeParse(jsonOf(new TextDecoder().decode(bytes)));
  if (!read.success) {
    throw new CannotDo({
      zh: `--rules ${path} 不是规则清单；请用 gaoxin rules list --cycle ${cycle} --json 生成。`,
      en: `--rules ${path} is no list of rules; make one with gaoxin rules list --cycle ${cycle} --json.`,
    });
  }
  if (read.data.cycle !== cycle) {
    throw new CannotDo({
      zh: `--rules ${path} 是 ${read.data.cycle} 年度的规则清单，不是 ${cycle} 年度的。`,
      en: `--rules ${path} is of cycle ${read.data.cycle}, not of ${cycle}.`,
    });
  }
  return read.data.patch;
}

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};
