import { Command } from 'commander';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { runCommand } from '../../../cli/run-command.ts';
import { speakHelp } from '../../../cli/terminal/help.ts';
import { verbs } from '../../../cli/verbs.ts';

const helpOf = (locale: 'zh' | 'en', description: string): string => {
  const program = new Command('gaoxin');
  speakHelp(program, { locale });
  program
    .command('open')
    .description('开启')
    .argument('<cycle>', '年度')
    .option('--late <rule>', description, 'accept')
    .command('now');
  return program.commands[0]?.helpInformation() ?? '';
};

describe('help', () => {
  it('has Chinese headings, defaults and help of help, its columns in line', () => {
    expect(helpOf('zh', '逾期')).toBe(`用法： gaoxin open [选项] [命令] <cycle>

开启

参数：
  cycle          年度

选项：
  --late <rule>  逾期（默认 "accept"）
  -h, --help     显示帮助

命令：
  now
  help [命令]    显示命令的帮助
`);
  });

  it('breaks lines at the width of the terminal, Chinese anywhere but in front of punctuation', () => {
    // 63 columns are left for a description. A 32nd character would pass them, and a stop takes the one before it along.
    const line = '逾期上报的年报一律拒收，或者接收并加以标注，由主管部门在审核时';
    const wrapped = (description: string) =>
      helpOf('zh', description)
        .split('\n')
        .slice(8, -6)
        .map((text) => text.slice(17));
    expect(wrapped(`${line}酌情处理`)).toEqual([line, '酌情处理（默认 "accept"）']);
    expect(wrapped(`${line}。`)).toEqual([line.slice(0, -1), '时。（默认 "accept"）']);
  });

  it('stays as the parser has it in English', () => {
    const help = helpOf('en', 'late');
    for (const words of [
      'Usage: gaoxin open [options]',
      'Options:',
      'late (default: "accept")',
      'display help',
    ])
      expect(help).toContain(words);
  });
});

describe('of every verb', () => {
  afterEach(() => vi.restoreAllMocks());

  it.each(verbs.map(({ name }) => name))('%s says nothing of the parser’s own in English', async (name) => {
    const written: string[] = [];
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
    expect(await runCommand([name, '--help', '--locale', 'zh'])).toBe(0);
    const help = written.join('');
    expect(help).toContain('用法：');
    expect(help).not.toMatch(
      /Usage|Options:|Commands:|Arguments:|\[options\]|\[command\]|\(default|display help/,
    );
  });
});
