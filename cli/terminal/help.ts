import type { Command } from 'commander';
import type { Terminal } from './context.ts';

const titles: Readonly<Record<string, string>> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Commands:': '命令：',
};

const inChinese = (text: string): string =>
  text.replaceAll('[options]', '[选项]').replaceAll('[command]', '[命令]');

const defaultInChinese = (description: string): string =>
  description.replace(/ ?\(default: (.*)\)$/s, '（默认 $1）');

/** Chinese characters and their punctuation take two columns of a terminal. */
const isWide = (character: string): boolean => character > '\u2e7f';

const displayWidth = (text: string): number =>
  [...text].reduce((sum, character) => sum + (isWide(character) ? 2 : 1), 0);

/** Pieces between which a line may break: behind a Chinese character unless punctuation follows, or at blanks. */
const PIECES =
  /[\u2e80-\uffef](?:[，。；：、）”！？》】]|(?<=[（“《【])[\u2e80-\uffef])*|[^\s\u2e80-\uffef]+|\s+/gu;

/** Breaks a text into lines of a width in columns. */
const boxWrap = (text: string, width: number): string => {
  const lines: string[] = [];
  let line = '';
  for (const piece of text.match(PIECES) ?? []) {
    if (line !== '' && displayWidth(line + piece.trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    } else line += piece;
  }
  return [...lines, line].join('\n');
};

/** Has a command and those defined in it afterwards say in the user's language what the parser itself says in a help. */
export const speakHelp = (program: Command, { locale }: Pick<Terminal, 'locale'>): void => {
  if (locale === 'en') return;
  program
    .helpOption('-h, --help', '显示帮助')
    .helpCommand('help [command]', '显示命令的帮助')
    .configureHelp({
      styleTitle: (title) => titles[title] ?? title,
      styleUsage: inChinese,
      styleSubcommandTerm: inChinese,
      styleOptionDescription: defaultInChinese,
      displayWidth,
      boxWrap,
    });
};
