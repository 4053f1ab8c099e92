import type { Terminal } from '../terminal/context.ts';
import { type Progress, startProgress } from '../terminal/progress.ts';

/** Work that is done sooner needs no bar. */
const PATIENCE_MILLISECONDS = 1000;

/** Progress that shows once a second has passed, so that quick studies stay quiet. */
export function lateProgress(terminal: Terminal, label: { zh: string; en: string }, total: number): Progress {
  const begun = performance.now();
  let shown: Progress | null = null;
  let count = 0;
  return {
    advance: (by = 1) => {
      count += by;
      if (shown !== null) {
        shown.advance(by);
      } else if (performance.now() - begun > PATIENCE_MILLISECONDS) {
        shown = startProgress(terminal, label, total);
        shown.advance(count);
      }
    },
    done: () => shown?.done(),
  };
}
