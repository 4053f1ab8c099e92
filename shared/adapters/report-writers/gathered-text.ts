/** Characters that are written at a time: each write is a call of the system or an event of a stream. */
const AT_LEAST = 1 << 15;

/** The same text in larger pieces. */
export function* gatheredText(pieces: Iterable<string>): Generator<string, undefined> {
  let waiting = '';
  for (const piece of pieces) {
    waiting += piece;
    if (waiting.length < AT_LEAST) continue;
    yield waiting;
    waiting = '';
  }
  if (waiting !== '') yield waiting;
}
