/** Lines that a text takes where a line holds so many half-width characters; Chinese ones are two wide. */
export const linesOf = (text: string, charactersPerLine: number): number => {
  let lines = 0;
  for (const line of text.split('\n')) {
    let width = 0;
    for (const character of line) width += character > '\u2e7f' ? 2 : 1;
    lines += Math.max(1, Math.ceil(width / charactersPerLine));
  }
  return lines;
};
