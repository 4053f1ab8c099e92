import wrapAnsi from 'wrap-ansi';
import type { Terminal } from './context.ts';

/**
 * Says a text behind `indent` blanks. On a terminal it is broken to the width, Chinese anywhere and the rest between
 * words, and what follows the first line stands two blanks further in; into a file or pipe it goes as one line.
 */
export function sayParagraph(text: string, indent: number, { say, isTty, columns }: Terminal): void {
  if (!isTty) {
    say(' '.repeat(indent) + text);
    return;
  }
  const width = Math.max(20, columns - indent - 2);
  const lines = wrapAnsi(text, width, { hard: true }).split('\n');
  for (const [at, line] of lines.entries()) say(' '.repeat(at === 0 ? indent : indent + 2) + line);
}
