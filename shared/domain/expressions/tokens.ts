import { ExpressionError, type Place } from './expression.ts';

type TokenKind = 'number' | 'text' | 'name' | 'parameter' | 'symbol' | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** For text the content without quotes, for a parameter the name without `$`, otherwise as written. */
  readonly text: string;
  readonly at: Place;
}

/** Longest accepted source: the longest known is under 500; the limit keeps the parser's depth and its recursion bounded. */
const MAX_CHARACTERS = 4_000;

const TOKEN =
  /\s+|(?<number>\d+(?:\.\d+)?(?:[eE][+-]?\d{1,3})?)|'(?<text>[^']*)'|\$(?<parameter>[A-Za-z_]\w*)|(?<name>[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)|(?<symbol>=>|==|!=|<=|>=|[-+*/<>()[\],])/y;

/** Splits a source into tokens, the last of kind `end`. Throws ExpressionError at a character that starts none. */
export const tokenise = (source: string): Token[] => {
  if (source.length > MAX_CHARACTERS) {
    throw new ExpressionError(source, { start: 0, end: 0 }, `longer than ${MAX_CHARACTERS} characters`);
  }
  const tokens: Token[] = [];
  let start = 0;
  while (start < source.length) {
    TOKEN.lastIndex = start;
    const match = TOKEN.exec(source);
    if (match === null) throw unexpected(source, start);
    const at = { start, end: start + match[0].length };
    const { number, text, parameter, name, symbol } = match.groups ?? {};
    if (number !== undefined) tokens.push({ kind: 'number', text: number, at });
    else if (text !== undefined) tokens.push({ kind: 'text', text, at });
    else if (parameter !== undefined) tokens.push({ kind: 'parameter', text: parameter, at });
    else if (name !== undefined) tokens.push({ kind: 'name', text: name, at });
    else if (symbol !== undefined) tokens.push({ kind: 'symbol', text: symbol, at });
    start = at.end;
  }
  tokens.push({ kind: 'end', text: '', at: { start: source.length, end: source.length } });
  return tokens;
};

const unexpected = (source: string, start: number): ExpressionError => {
  const at = { start, end: start + 1 };
  const character = source.charAt(start);
  if (character === "'") return new ExpressionError(source, at, 'this text is never closed with a quote');
  if (character === '=') return new ExpressionError(source, at, 'a single “=”; equality is “==”');
  return new ExpressionError(source, at, `unexpected character “${character}”`);
};
