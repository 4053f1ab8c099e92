import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import * as z from 'zod';
import { shippedRegister } from '../../shared/domain/ranking/register.ts';
import { CannotDo, type Terminal } from '../terminal/context.ts';
import { startProgress } from '../terminal/progress.ts';
import { table } from '../terminal/table.ts';
import type { DefineVerb } from '../terminal/verb.ts';
import { makeFolder, writeFile } from '../terminal/write-file.ts';
import { type Manifest, syntheticNotice } from './manifest.ts';
import { makeSample, type Sample, writeSample } from './sample-files.ts';

const count = z.coerce.number().int().nonnegative();

const Options = z.object({
  /** The rules are in force from 2020 on. */
  cycle: z.string().regex(/^20[2-9]\d$/),
  out: z.string().min(1),
  parks: count.min(1),
  enterprises: count,
  defects: count,
  seed: z.string(),
  format: z.enum(['xlsx', 'csv', 'json']).optional(),
});
type Options = z.infer<typeof Options>;

/** `gaoxin sample --cycle C --out DIR [--parks N] [--enterprises N] [--defects N] [--seed S] [--format xlsx|csv|json]`. */
export const defineSample: DefineVerb = (verb, terminal, finish) => {
  options(verb, terminal).action(async (given: unknown) => {
    const asked = readOptions(given);
    const sample = make(asked);
    const progress = startProgress(
      terminal,
      { zh: '写出合成年报', en: 'writing synthetic returns' },
      sample.seeded.length + 1,
    );
    const manifest = await writeSample(sample, asked.seed, async ({ path, bytes }) => {
      await writeUnder(asked.out, path, bytes);
      progress.advance();
    });
    await writeUnder(asked.out, 'manifest.json', `${JSON.stringify(manifest, null, 2)}\n`);
    progress.done();
    tell(manifest, asked.out, terminal);
    finish(0);
  });
};

function options(verb: Command, terminal: Terminal): Command {
  const text = (zh: string, en: string): string => terminal.text({ zh, en });
  return verb
    .requiredOption('--cycle <C>', text('评价年度，如 2021', 'evaluation year, e.g. 2021'))
    .requiredOption('--out <DIR>', text('输出目录', 'folder to write to'))
    .option('--parks <N>', text('园区数（1 至 169）', 'number of parks, 1 to 169'), '169')
    .option('--enterprises <N>', text('每个园区的企业记录数', 'enterprise records per park'), '0')
    .option('--defects <N>', text('植入的错误数', 'number of seeded defects'), '0')
    .option('--seed <S>', text('随机种子：相同种子产生相同文件', 'the same seed gives the same files'), '1')
    .option('--format <xlsx|csv|json>', text('文件格式；不写则混合', 'file format; mixed when absent'));
}

function readOptions(given: unknown): Options {
  const read = Options.safeParse(given);
  if (read.success) return read.data;
  const wrong = [...new Set(read.error.issues.map(({ path }) => `--${path.join('.')}`))].join(', ');
  throw new CannotDo({
    zh: `选项的值无效：${wrong}；用 gaoxin sample --help 查看用法。`,
    en: `Not a valid value: ${wrong}; see gaoxin sample --help.`,
  });
}

function make(asked: Options): Sample {
  const register = shippedRegister();
  if (asked.parks > register.length) {
    throw new CannotDo({
      zh: `--parks 最多为 ${register.length}（名册中的园区数）。`,
      en: `--parks is at most ${register.length}, the parks of the register.`,
    });
  }
  try {
    return makeSample({ ...asked, register });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new CannotDo(
      {
        zh: `${asked.parks} 个园区的文件放不下 ${asked.defects} 处错误；请减少 --defects。`,
        en: `The files of ${asked.parks} parks have no room for ${asked.defects} defects; ask for fewer.`,
      },
      { cause: error },
    );
  }
}

async function writeUnder(folder: string, path: string, content: Uint8Array | string): Promise<void> {
  const target = join(folder, path);
  await makeFolder(dirname(target));
  await writeFile(target, content);
}

function tell(manifest: Manifest, out: string, terminal: Terminal): void {
  const { cycle, parks, defects, files } = manifest;
  terminal.say(
    terminal.text({
      zh: `${out}：${cycle} 年度 ${parks} 个园区的合成年报，其中 ${files.filter((file) => file.defects > 0).length} 个文件共植入 ${defects.length} 处错误；清单见 manifest.json。`,
      en: `${out}: synthetic returns of ${parks} parks for cycle ${cycle}, ${defects.length} seeded defects in ${files.filter((file) => file.defects > 0).length} of the files; manifest.json lists them.`,
    }),
  );
  if (defects.length > 0 && defects.length <= 20) {
    const head = terminal.text({ zh: '园区|单元格|错误|规则', en: 'park|cell|defect|rules' }).split('|');
    const rows = defects.map((defect) => [
      defect.park,
      `${defect.sheet}!${defect.a1}`,
      terminal.text(defect.what),
      [...new Set(defect.rules)].join(' ') || '—',
    ]);
    terminal.say(table(head, rows));
  }
  terminal.say(terminal.text(syntheticNotice));
  terminal.answer({
    out,
    manifest: `${out}/manifest.json`,
    cycle,
    parks,
    defects: defects.length,
    synthetic: true,
  });
}
