import type { CommanderError } from 'commander';
import type { Terminal } from './context.ts';

/** What the parser's refusals say in Chinese; the word at fault follows in quotation marks. */
const zhByCode: Readonly<Record<string, string>> = {
  'commander.unknownCommand': '没有这个命令',
  'commander.unknownOption': '没有这个选项',
  'commander.missingArgument': '缺少参数',
  'commander.optionMissingArgument': '选项缺少值',
  'commander.excessArguments': '参数过多',
  'commander.invalidArgument': '参数值有误',
};

/** One sentence for a command line that cannot be understood, with where to look. */
export function usageSentence(error: CommanderError, { text }: Terminal): string {
  const english = error.message.replace(/^error: /, '').split('\n')[0] ?? '';
  const at = /'([^']+)'/.exec(english)?.[1];
  const chinese = zhByCode[error.code];
  return text({
    zh: `用法有误：${chinese ? `${chinese}${at ? `“${at}”` : ''}` : english}；请看 gaoxin --help。`,
    en: `Usage: ${english}; see gaoxin --help.`,
  });
}
