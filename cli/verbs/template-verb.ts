import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { readReturn } from '../../shared/adapters/readers/read-return.ts';
import { writeTemplate } from '../../shared/adapters/writers/template/write-template.ts';
import { shippedEdition } from '../../shared/domain/methodology/shipped-editions.ts';
import type { RegisteredPark } from '../../shared/domain/ranking/ranking.ts';
import { loadRulePack } from '../../shared/domain/rules/load-rule-pack.ts';
import { CannotDo } from '../terminal/context.ts';
import type { DefineVerb } from '../terminal/verb.ts';
import { makeFolder, writeFile } from '../terminal/write-file.ts';
import { cycleOption, parkOption, requireCycle, requirePark } from './common-options.ts';
import { priorsOf } from './read-filed.ts';
import { registerOf } from './register-file.ts';

interface Options {
  readonly cycle?: string;
  readonly park?: string;
  readonly previous?: string;
  readonly register?: string;
  readonly out?: string;
}

/** `gaoxin template --cycle C --park P [--previous FILE] [--register FILE] --out FILE.xlsx`: the workbook that a park fills in. */
export const defineTemplate: DefineVerb = (verb, terminal, finish) => {
  cycleOption(parkOption(verb, terminal), terminal)
    .option(
      '--previous <file>',
      terminal.text({
        zh: '上年年报文件，其数值预填为上年认定数（不给则由园区填写上年数）',
        en: "last year's return, whose values stand as last year's (without it the park fills them in)",
      }),
    )
    .option(
      '--register <file>',
      terminal.text({
        zh: '园区名册，用于名册中新进入的园区（默认随附名册）',
        en: 'register of parks, for one that entered it (default: the shipped one)',
      }),
    )
    .option('--out <file>', terminal.text({ zh: '输出文件（.xlsx）', en: 'file to write (.xlsx)' }))
    .action(async (options: Options) => {
      const cycle = requireCycle(options.cycle);
      const park = await registered(requirePark(options.park), options.register);
      const out = await requireOut(options.out);
      const previous =
        options.previous === undefined
          ? null
          : (await priorsOf(options.previous, { cycle, park: park.id })).priors.values;
      const pack = loadRulePack(cycle);
      const { bytes, sheets } = await writeTemplate({
        pack,
        edition: editionOfForms(),
        park,
        previous,
      });
      await write(out, bytes);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      terminal.say(
        terminal.text({
          zh: `${out}：${park.name}（${park.id}）${cycle} 年度填报模板 ${pack.template}，工作表：${sheets.join('、')}。`,
          en: `${out}: template ${pack.template} of ${park.name} (${park.id}) for cycle ${cycle}; sheets: ${sheets.join(', ')}.`,
        }),
      );
      if (previous === null) {
        terminal.say(
          terminal.text({
            zh: '未给 --previous：上年数由园区在表内填写。',
            en: "Without --previous the park fills in last year's values.",
          }),
        );
      }
      terminal.say(`SHA-256 ${sha256}`);
      terminal.answer({ file: out, sha256, template: pack.template, park: park.id, cycle, sheets });
      finish(0);
    });
};

/** The forms follow the dimensions of this edition; the other shipped one differs in weights only. */
function editionOfForms() {
  const edition = shippedEdition('most-2021');
  if (edition === null) throw new Error('the edition most-2021 is not shipped');
  return edition;
}

async function registered(id: string, register: string | undefined): Promise<RegisteredPark> {
  const parks = await registerOf(register, new Date().toISOString());
  const park = parks.find((one) => one.id === id);
  if (park === undefined) {
    throw new CannotDo({
      zh: `名册中没有园区 ${id}；新进入的园区请用 --register 给出名册。`,
      en: `There is no park ${id} in the register; for one that entered it give the register with --register.`,
    });
  }
  return park;
}

/** @throws {CannotDo} when the name is no workbook's, or a file stands there that is no empty template. */
async function requireOut(out: string | undefined): Promise<string> {
  if (out === undefined || !/\.xlsx$/i.test(out)) {
    throw new CannotDo({
      zh: '请用 --out 指定以 .xlsx 结尾的输出文件。',
      en: 'Name the file to write with --out; it ends in .xlsx.',
    });
  }
  const there = await contentOf(out);
  if (there !== null && !(await isEmptyTemplate(basename(out), there))) {
    throw new CannotDo({
      zh: `${out} 已存在，且不是未填的模板，不予覆盖；请换一个文件名。`,
      en: `${out} exists and is no empty template: it is not overwritten; choose another name.`,
    });
  }
  return out;
}

async function contentOf(path: string): Promise<Uint8Array | null> {
  try {
    return await readFile(path);
  } catch {
    return null;
  }
}

/** An empty template may be written again; a filled one is somebody's days of work. */
async function isEmptyTemplate(name: string, bytes: Uint8Array): Promise<boolean> {
  const outcome = await readReturn({ name, bytes });
  if (outcome.kind === 'unreadable') return false;
  const { inputs, forms } = outcome.filed;
  const hasRows = forms.some(({ form, rowCount }) => form !== 'PARK' && rowCount > 0);
  return inputs.size > 0 && !hasRows && [...inputs.values()].every(({ value }) => value.stored === 'blank');
}

async function write(path: string, bytes: Uint8Array): Promise<void> {
  await makeFolder(dirname(path));
  await writeFile(path, bytes);
}
