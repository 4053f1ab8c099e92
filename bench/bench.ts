import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CannotDo, openTerminal, type Terminal } from '../cli/terminal/context.ts';
import { table } from '../cli/terminal/table.ts';
import type { Bench, Measurement } from './measurement.ts';

/** In the order in which they run; each is `bench/<name>.ts`. */
const names = ['pipeline', 'check', 'ranking'].filter((name) =>
  existsSync(join(import.meta.dirname, `${name}.ts`)),
);

const usage = {
  zh: `npm run bench [-- 名称…] [选项]
  名称          ${names.join('、')}；省略则全部运行
  --quick       check 只跑一轮，供开发时使用
  --only 文字   check 只跑名称含该文字的项目，如 --only xlsx
  --json        以 JSON 输出
  --locale      zh 或 en
退出码：0 全部达到目标，1 有未达到的，2 无法运行。`,
  en: `npm run bench [-- NAME…] [options]
  NAME          ${names.join(', ')}; all of them without one
  --quick       a single round of check, while developing
  --only TEXT   only the cases of check whose name has TEXT, as --only xlsx
  --json        as JSON
  --locale      zh or en
Exit status: 0 every target is met, 1 one is not, 2 it could not be run.`,
};

/** Exit 0 when every target is met, 1 when one is not, 2 when it could not be run. */
async function main(argv: readonly string[]): Promise<number> {
  const terminal = openTerminal(argv, process.env);
  const measured: Record<string, readonly Measurement[]> = {};
  try {
    const { values, positionals } = parsed(argv);
    if (values.help) {
      process.stdout.write(`${terminal.text(usage)}\n`);
      return 0;
    }
    for (const name of chosen(positionals)) {
      const { bench }: { bench: Bench } = await import(`./${name}.ts`);
      terminal.note(`${terminal.text(bench.title)} …`);
      measured[name] = await bench.run(terminal, { quick: values.quick, only: values.only });
      say(terminal, bench, measured[name]);
    }
  } catch (error) {
    terminal.note(error instanceof CannotDo ? error[terminal.locale] : String(error));
    return 2;
  }
  terminal.answer({ processors: availableParallelism(), ...measured });
  return Object.values(measured)
    .flat()
    .every(({ met }) => met !== false)
    ? 0
    : 1;
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        help: { type: 'boolean', default: false },
        quick: { type: 'boolean', default: false },
        only: { type: 'string', default: '' },
        json: { type: 'boolean' },
        locale: { type: 'string' },
      },
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CannotDo({ zh: `${reason}\n${usage.zh}`, en: `${reason}\n${usage.en}` }, { cause: error });
  }
}

function chosen(asked: readonly string[]): readonly string[] {
  const unknown = asked.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new CannotDo({
      zh: `没有名为“${unknown}”的基准测试；可选：${names.join('、')}。`,
      en: `There is no bench “${unknown}”; there are ${names.join(', ')}.`,
    });
  }
  return asked.length === 0 ? names : asked;
}

function say({ say, text }: Terminal, bench: Bench, measurements: readonly Measurement[]): void {
  say(`${text(bench.title)} (${availableParallelism()} CPU)`);
  const verdict = { true: { zh: '达到', en: 'met' }, false: { zh: '未达到', en: 'missed' } };
  say(
    table(
      text({ zh: '项目|实测|目标|', en: 'what|measured|target|' }).split('|'),
      measurements.map(({ what, measured, target, met }) => [
        text(what),
        measured,
        target ?? '',
        met === null ? '' : text(verdict[`${met}`]),
      ]),
      'lrr',
    ),
  );
}

// Clients keep their connections open for a while: nothing waits for them.
process.exit(await main(process.argv.slice(2)));
