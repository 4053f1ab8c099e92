import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { CannotDo, openTerminal, type Terminal } from '../cli/terminal/context.ts';
import { table } from '../cli/terminal/table.ts';
import type { Bench, Measurement } from './measurement.ts';

/** In the order in which they run; each is `bench/<name>.ts`. */
const names = ['pipeline', 'check', 'ranking'].filter((name) =>
  existsSync(join(import.meta.dirname, `${name}.ts`)),
);

/** `npm run bench [-- NAME…] [-- --json] [-- --locale zh|en]`: exit 0 when every target is met, 1 when one is not. */
async function main(argv: readonly string[]): Promise<number> {
  const terminal = openTerminal(argv, process.env);
  const asked = argv.filter((word, index) => !word.startsWith('-') && argv[index - 1] !== '--locale');
  const measured: Record<string, readonly Measurement[]> = {};
  try {
    for (const name of chosen(asked)) {
      const { bench }: { bench: Bench } = await import(`./${name}.ts`);
      terminal.note(`${terminal.text(bench.title)} …`);
      measured[name] = await bench.run(terminal);
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
