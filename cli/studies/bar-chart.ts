/** Widest bar, in columns of the terminal. */
const WIDEST = 40;

/** A bar for each count, the longest `widest` columns; anything but 0 shows. */
export const bars = (counts: readonly number[], widest = WIDEST): string[] => {
  const most = Math.max(1, ...counts);
  return counts.map((count) =>
    count === 0 ? '' : '█'.repeat(Math.max(1, Math.round((count / most) * widest))),
  );
};
