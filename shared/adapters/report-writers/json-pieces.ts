import { LazyFindings } from '../../domain/rules/lazy-findings.ts';

/** Characters put together before they are passed on. */
const PIECE = 1 << 16;

/** Objects and arrays that may hold findings further down: a report, or an answer with several reports. */
const DEPTH = 3;

/**
 * A document as JSON in pieces, together the same text as `JSON.stringify(document, null, indent)`. Findings that are made
 * when they are asked for are written one by one: hundreds of thousands are longer than a string can be.
 */
export function* jsonPieces(document: unknown, indent: 0 | 2 = 0): Generator<string, undefined> {
  let piece = '';
  for (const part of partsOf(document, indent, 0)) {
    piece += part;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}

function* partsOf(value: unknown, indent: number, depth: number): Generator<string, undefined> {
  const inner = indent === 0 ? '' : `\n${' '.repeat(indent * (depth + 1))}`;
  const outer = indent === 0 ? '' : `\n${' '.repeat(indent * depth)}`;
  const isList = value instanceof LazyFindings || Array.isArray(value);
  if (!holdsFindings(value, depth)) {
    yield (JSON.stringify(value, null, indent) ?? 'null').replaceAll('\n', outer);
  } else if (isList) {
    let before = '[';
    for (const item of value) {
      yield before + inner;
      yield* partsOf(item, indent, depth + 1);
      before = ',';
    }
    yield before === '[' ? '[]' : `${outer}]`;
  } else {
    let before = '{';
    for (const [name, member] of Object.entries(value)) {
      if (member === undefined) continue;
      yield `${before}${inner}${JSON.stringify(name)}:${indent === 0 ? '' : ' '}`;
      yield* partsOf(member, indent, depth + 1);
      before = ',';
    }
    yield before === '{' ? '{}' : `${outer}}`;
  }
}

const holdsFindings = (value: unknown, depth: number): value is object =>
  value instanceof LazyFindings ||
  (depth < DEPTH &&
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).some((member) => holdsFindings(member, depth + 1)));
