import cliProgress from 'cli-progress';
import type { Terminal } from './context.ts';

export interface Progress {
  readonly advance: (by?: number) => void;
  readonly done: () => void;
}

/** A bar on a terminal; elsewhere a line on stderr at the start and the end, so that logs stay readable. */
export function startProgress(
  terminal: Terminal,
  label: { zh: string; en: string },
  total: number,
): Progress {
  const title = terminal.text(label);
  if (terminal.json) return { advance: () => undefined, done: () => undefined };
  if (!terminal.isTty) {
    terminal.note(`${title} …`);
    let count = 0;
    return {
      advance: (by = 1) => {
        count += by;
      },
      done: () => terminal.note(`${title}: ${count}/${total}`),
    };
  }
  const bar = new cliProgress.SingleBar(
    { format: `${title} [{bar}] {value}/{total}`, hideCursor: true, stream: process.stderr },
    cliProgress.Presets.shades_classic,
  );
  bar.start(total, 0);
  return { advance: (by = 1) => bar.increment(by), done: () => bar.stop() };
}
