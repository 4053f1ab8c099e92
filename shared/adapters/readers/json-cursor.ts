import { CAPS } from './caps.ts';
import { placeOf, UnreadableContent } from './unreadable-content.ts';

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const ESCAPE = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;
const BACKSLASH = 92;
const QUOTE = 34;

/** Letters, digits, `+`, `-` and `.`: what numbers, true, false and null are made of. */
const isLiteralCharacter = (code: number): boolean =>
  (code >= 48 && code <= 57) ||
  (code >= 97 && code <= 122) ||
  code === 43 ||
  code === 45 ||
  code === 46 ||
  code === 69;

export type JsonKind = 'object' | 'array' | 'string' | 'number' | 'boolean' | 'null';

/**
 * Walks JSON text (RFC 8259, strict) value by value: numbers keep their source text, members keep their order and
 * their duplicates, and an array of any length is visited without being held. `JSON.parse` loses all three.
 * Every method throws UnreadableContent with the line where the text is not JSON.
 */
export interface JsonCursor {
  /** Kind of the value that comes next. */
  readonly kind: () => JsonKind;
  /** Visits the members of the object that comes next; `visit` must consume the value. */
  readonly members: (visit: (name: string) => void) => void;
  /** Visits the elements of the array that comes next; `visit` must consume the value. */
  readonly elements: (visit: (index: number) => void) => void;
  /** The string that comes next. */
  readonly string: () => string;
  /** Consumes any value and answers its source text. */
  readonly source: () => string;
  /** Says that nothing may follow. */
  readonly end: () => void;
}

export const createJsonCursor = (text: string, part: string): JsonCursor => {
  let at = 0;
  let depth = 0;

  const fail = (zh: string, en: string): UnreadableContent => {
    const line = text.slice(0, at).split('\n').length;
    return new UnreadableContent(
      'readable',
      { zh: `不合规范的 JSON（第 ${line} 行：${zh}）`, en: `malformed JSON (line ${line}: ${en})` },
      placeOf(part),
    );
  };
  const unexpected = () => fail('语法错误', 'syntax error');

  // Loops over characters, not patterns: a pattern over a text of many megabytes overflows the engine's stack.
  const skipSpace = (): void => {
    for (;;) {
      const code = text.charCodeAt(at);
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return;
      at += 1;
    }
  };
  const take = (wanted: string): boolean => {
    skipSpace();
    if (text[at] !== wanted) return false;
    at += 1;
    return true;
  };
  const expect = (wanted: string): void => {
    if (!take(wanted)) throw unexpected();
  };

  const kind = (): JsonKind => {
    skipSpace();
    const first = text[at];
    if (first === '{') return 'object';
    if (first === '[') return 'array';
    if (first === '"') return 'string';
    if (first === 't' || first === 'f') return 'boolean';
    if (first === 'n') return 'null';
    if (first === '-' || (first !== undefined && first >= '0' && first <= '9')) return 'number';
    throw unexpected();
  };

  const stringSource = (): string => {
    skipSpace();
    const start = at;
    if (text.charCodeAt(at) !== QUOTE) throw unexpected();
    at += 1;
    for (;;) {
      const code = text.charCodeAt(at);
      if (code === QUOTE) break;
      if (code === BACKSLASH) {
        ESCAPE.lastIndex = at;
        const sequence = ESCAPE.exec(text)?.[0];
        if (sequence === undefined) throw unexpected();
        at += sequence.length;
      } else if (code >= 32) at += 1;
      else throw unexpected();
    }
    at += 1;
    return text.slice(start, at);
  };
  const tooLong = () =>
    fail(`超过 ${CAPS.cellCharacters} 个字符的值`, `a value of more than ${CAPS.cellCharacters} characters`);
  const string = (): string => {
    const source = stringSource();
    const value = source.includes('\\') ? String(JSON.parse(source)) : source.slice(1, -1);
    if (value.length > CAPS.cellCharacters) throw tooLong();
    return value;
  };

  /** A number, true, false or null. */
  const literal = (): void => {
    const start = at;
    while (isLiteralCharacter(text.charCodeAt(at))) {
      at += 1;
      if (at - start > CAPS.cellCharacters) throw tooLong();
    }
    const source = text.slice(start, at);
    if (!NUMBER.test(source) && source !== 'true' && source !== 'false' && source !== 'null')
      throw unexpected();
  };

  const list = (open: string, close: string, item: () => void): void => {
    expect(open);
    depth += 1;
    if (depth > CAPS.depth) throw fail('嵌套过深', 'nested too deeply');
    if (!take(close)) {
      do item();
      while (take(','));
      expect(close);
    }
    depth -= 1;
  };
  const members: JsonCursor['members'] = (visit) =>
    list('{', '}', () => {
      const name = string();
      expect(':');
      visit(name);
    });
  const elements: JsonCursor['elements'] = (visit) => {
    let index = 0;
    list('[', ']', () => {
      visit(index);
      index += 1;
    });
  };

  const skip = (): void => {
    const next = kind();
    if (next === 'object') members(skip);
    else if (next === 'array') elements(skip);
    else if (next === 'string') stringSource();
    else literal();
  };

  return {
    kind,
    members,
    elements,
    string,
    source: () => {
      skipSpace();
      const start = at;
      skip();
      return text.slice(start, at);
    },
    end: () => {
      skipSpace();
      if (at < text.length) throw unexpected();
    },
  };
};
