import { LazyFindings } from '../../domain/rules/lazy-findings.ts';

/** Items of a long list that are made and written at a time. */
const ITEMS = 100;

/** Levels of a document that are passed over piece by piece; what lies deeper is small. */
const LEVELS = 4;

type Indent = 0 | 2;
type Pieces = Iterable<string>;

/**
 * A document as JSON.stringify(document, null, indent) writes it, in pieces: findings are made when it is their turn, and
 * no string holds more than some hundreds of them. V8's longest string is 512 MB, which 1.3 million findings pass.
 */
export function* jsonPieces(document: unknown, indent: Indent = 0, level = 0): Generator<string, undefined> {
  const isList = Array.isArray(document) || document instanceof LazyFindings;
  if (level >= LEVELS || typeof document !== 'object' || document === null)
    yield whole(document, indent, level);
  else if (isList) yield* enclosed('[', itemsOf(document, indent, level + 1), ']', indent, level);
  else if ('toJSON' in document) yield whole(document, indent, level);
  else yield* enclosed('{', membersOf(document, indent, level + 1), '}', indent, level);
}

const newLine = (indent: Indent, level: number): string =>
  indent === 0 ? '' : `\n${' '.repeat(indent * level)}`;

const whole = (value: unknown, indent: Indent, level: number): string =>
  (JSON.stringify(value, null, indent) ?? 'null').replaceAll('\n', newLine(indent, level));

function* enclosed(open: string, parts: Iterable<Pieces>, close: string, indent: Indent, level: number) {
  let before = open;
  for (const part of parts) {
    yield before + newLine(indent, level + 1);
    yield* part;
    before = ',';
  }
  yield before === open ? open + close : newLine(indent, level) + close;
}

function* membersOf(value: object, indent: Indent, level: number): Generator<Pieces> {
  for (const [name, member] of Object.entries(value)) {
    // As JSON.stringify does: members without a value are left out.
    if (member === undefined || typeof member === 'function') continue;
    yield memberOf(name, member, indent, level);
  }
}

function* memberOf(name: string, value: unknown, indent: Indent, level: number): Generator<string> {
  yield `${JSON.stringify(name)}:${indent === 0 ? '' : ' '}`;
  yield* jsonPieces(value, indent, level);
}

function* itemsOf(list: readonly unknown[] | LazyFindings, indent: Indent, level: number): Generator<Pieces> {
  if (list.length <= ITEMS) {
    for (const item of list) yield jsonPieces(item, indent, level);
    return;
  }
  let items: unknown[] = [];
  for (const item of list) {
    items.push(item);
    if (items.length < ITEMS) continue;
    yield [severalItems(items, indent, level)];
    items = [];
  }
  if (items.length > 0) yield [severalItems(items, indent, level)];
}

/** Items with what stands between them: written in so many lists that the indentation is that of the level, and cut out. */
const severalItems = (items: readonly unknown[], indent: Indent, level: number): string => {
  let nested: unknown = items;
  let before = 1 + newLine(indent, 1).length;
  let after = newLine(indent, 0).length + 1;
  for (let at = 1; at < level; at += 1) {
    nested = [nested];
    before += 1 + newLine(indent, at + 1).length;
    after += newLine(indent, at).length + 1;
  }
  return JSON.stringify(nested, null, indent).slice(before, -after);
};
