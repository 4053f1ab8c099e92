import { expect, test } from 'vitest';
import type { Terminal } from '../../../cli/terminal/context.ts';
import { sayParagraph } from '../../../cli/terminal/paragraph.ts';

const said = (text: string, indent: number, isTty: boolean, columns: number): readonly string[] => {
  const lines: string[] = [];
  const terminal: Terminal = {
    json: false,
    locale: 'zh',
    isTty,
    columns,
    say: (line = '') => void lines.push(line),
    note: () => undefined,
    answer: () => undefined,
    text: ({ zh }) => zh,
  };
  sayParagraph(text, indent, terminal);
  return lines;
};

test('Chinese breaks anywhere, each character two columns wide, English between words', () => {
  expect(said('一二三四五六七八九十', 2, true, 24)).toEqual(['  一二三四五六七八九十']);
  expect(said('一二三四五六七八九十甲乙', 2, true, 24)).toEqual(['  一二三四五六七八九十', '    甲乙']);
  expect(said('check the unit of measure again', 2, true, 24)).toEqual([
    '  check the unit of',
    '    measure again',
  ]);
});

test('in a pipe it is one line', () => {
  expect(said('一二三四五六七八九十甲乙', 4, false, 10)).toEqual(['    一二三四五六七八九十甲乙']);
});
