import { CAPS } from './caps.ts';
import { damaged, tooLarge } from './unreadable-content.ts';

/** Receives the markup of a part in document order. Names are local names, `attributes` the raw text after the name. */
export interface XmlHandler {
  readonly open: (name: string, attributes: string) => void;
  readonly close: (name: string) => void;
  /** Undecoded character data, or the content of a CDATA section as it stands. */
  readonly text?: (raw: string, isCdata: boolean) => void;
}

export interface XmlScanner {
  readonly push: (bytes: Uint8Array) => void;
  /** Whether nothing but white space waits for its continuation. */
  readonly isIdle: () => boolean;
  /** Says that the part has ended. */
  readonly end: () => void;
}

const localName = (name: string): string => {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
};

/** Index of the `>` that ends the tag beginning at `from`, minding quoted attribute values; -1 if not there yet. */
const tagEnd = (buffer: string, from: number): number => {
  for (let at = from; at < buffer.length; at += 1) {
    const code = buffer.charCodeAt(at);
    if (code === 62) return at;
    if (code === 34 || code === 39) {
      at = buffer.indexOf(code === 34 ? '"' : "'", at + 1);
      if (at < 0) return -1;
    }
  }
  return -1;
};

/**
 * A scanner for the XML of office packages, fed chunk by chunk: UTF-8 only, no DTD, no entities of the file's own,
 * nesting and token length capped, tags balanced. It is not a general parser and needs none of a parser's tables.
 *
 * @throws UnreadableContent from `push` and `end`, naming the part.
 */
export const createXmlScanner = (part: string, handler: XmlHandler): XmlScanner => {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const stack: string[] = [];
  let carry = '';
  let roots = 0;

  const declaration = (raw: string): void => {
    const encoding = /^<\?xml\s[^>]*encoding\s*=\s*["']([^"']*)["']/i.exec(raw)?.[1];
    if (encoding !== undefined && !/^(utf-8|us-ascii)$/i.test(encoding)) {
      throw damaged(part, `XML 编码 ${encoding}，应为 UTF-8`, `XML in ${encoding} instead of UTF-8`);
    }
  };

  const tag = (raw: string): void => {
    if (raw.charCodeAt(1) === 47) {
      const name = localName(raw.slice(2, -1).trimEnd());
      if (stack.pop() !== name) throw damaged(part, 'XML 标签不匹配', 'unbalanced XML tags');
      handler.close(name);
      return;
    }
    const selfClosing = raw.charCodeAt(raw.length - 2) === 47;
    const end = raw.length - (selfClosing ? 2 : 1);
    let nameEnd = 1;
    while (nameEnd < end && raw.charCodeAt(nameEnd) > 32) nameEnd += 1;
    const name = localName(raw.slice(1, nameEnd));
    if (name === '') throw damaged(part, 'XML 标签不合规范', 'a malformed XML tag');
    if (stack.length === 0) roots += 1;
    if (stack.length >= CAPS.depth) throw tooLarge(part, 'XML 嵌套过深', 'XML nested too deeply');
    handler.open(name, raw.slice(nameEnd, end));
    if (selfClosing) handler.close(name);
    else stack.push(name);
  };

  /** Handles the markup at `at`; answers where it ends, or -1 where its end has not come yet. */
  const markup = (buffer: string, at: number): number => {
    const kind = buffer.charCodeAt(at + 1);
    if (kind === 33) {
      if (buffer.startsWith('<!--', at)) {
        const end = buffer.indexOf('-->', at + 4);
        return end < 0 ? -1 : end + 3;
      }
      if (buffer.startsWith('<![CDATA[', at)) {
        const end = buffer.indexOf(']]>', at + 9);
        if (end < 0) return -1;
        handler.text?.(buffer.slice(at + 9, end), true);
        return end + 3;
      }
      if (buffer.length - at < 9) return -1;
      throw damaged(part, '含有 DOCTYPE 或 ENTITY 声明', 'it has a DOCTYPE or ENTITY declaration');
    }
    if (kind === 63) {
      const end = buffer.indexOf('?>', at + 2);
      if (end < 0) return -1;
      declaration(buffer.slice(at, end + 2));
      return end + 2;
    }
    const end = tagEnd(buffer, at + 1);
    if (end < 0) return -1;
    tag(buffer.slice(at, end + 1));
    return end + 1;
  };

  const scan = (buffer: string): void => {
    let at = 0;
    for (;;) {
      const next = buffer.indexOf('<', at);
      if (next < 0) break;
      if (next > at) handler.text?.(buffer.slice(at, next), false);
      const end = markup(buffer, next);
      at = next;
      if (end < 0) break;
      at = end;
    }
    carry = buffer.slice(at);
    if (carry.length > CAPS.xmlTokenCharacters) {
      throw tooLarge(part, '单元格或标签过长', 'a cell or tag too long');
    }
  };

  const decode = (bytes?: Uint8Array): string => {
    try {
      return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true });
    } catch {
      throw damaged(part, '不是有效的 UTF-8 文本', 'not valid UTF-8 text');
    }
  };

  return {
    push: (bytes) => scan(carry + decode(bytes)),
    isIdle: () => carry === '' || carry.trim() === '',
    end: () => {
      scan(carry + decode());
      if (carry.trim() !== '' || stack.length > 0 || roots !== 1)
        throw damaged(part, 'XML 不完整', 'incomplete XML');
    },
  };
};
