import { open, stat } from 'node:fs/promises';
import type { Command } from 'commander';
import type { RankingSnapshot } from '../../shared/domain/ranking/ranking.ts';
import { CannotDo, type Terminal } from '../terminal/context.ts';
import { cannotWrite, writeFile } from '../terminal/write-file.ts';

/** Adds `--chart OUT.svg` to a study's verb; `what` says what is drawn. */
export const chartOption = (
  command: Command,
  { text }: Terminal,
  what: { readonly zh: string; readonly en: string },
): Command =>
  command.option(
    '--chart <file.svg>',
    text({
      zh: `另画成图（SVG）：${what.zh}；图中数字即本命令输出的表`,
      en: `draw it too (SVG): ${what.en}; its table is what this verb prints`,
    }),
  );

/**
 * Where the pictures go: the file itself for one, `OUT-1.svg`, `OUT-2.svg` … for several. Nothing is written yet: a
 * refusal comes before any file is.
 *
 * @throws {CannotDo} when a name does not end in .svg, or stands for a folder or a file that is no SVG
 */
export async function chartPaths(out: string, pictures: number): Promise<string[]> {
  if (!/\.svg$/i.test(out)) {
    throw new CannotDo({
      zh: `--chart 应为以 .svg 结尾的文件；当前为“${out}”。`,
      en: `--chart takes a file that ends in .svg; found “${out}”.`,
    });
  }
  const paths =
    pictures === 1
      ? [out]
      : Array.from({ length: pictures }, (_, index) => out.replace(/(\.svg)$/i, `-${index + 1}$1`));
  for (const path of paths) await refuseOther(path);
  return paths;
}

/** @throws {CannotDo} when a picture cannot be written */
export async function writeCharts(
  paths: readonly string[],
  pictures: readonly string[],
  { say, text }: Terminal,
): Promise<void> {
  for (const [index, path] of paths.entries()) {
    await writeFile(path, pictures[index] ?? '');
  }
  say();
  say(text({ zh: `图：${paths.join('、')}`, en: `Chart: ${paths.join(', ')}` }));
}

/** What stands under a chart's title: which ranking, how provisional, over how many parks. A line each. */
export function chartNote(
  { cycle, revision, provisional, methodology, result }: RankingSnapshot,
  { text }: Pick<Terminal, 'text'>,
): string {
  const weights =
    methodology.weights === 'provisional'
      ? { zh: '权重为暂定值，非官方', en: 'weights are provisional, not official' }
      : { zh: '官方权重', en: 'official weights' };
  const coverage = `${(result.coverage * 100).toFixed(1)} %`;
  return text({
    zh: `${cycle} 年度 第 ${revision} 次修订（${provisional ? '过程稿' : '已发布'}）  参评 ${result.ranked} / 名册 ${result.register}，覆盖率 ${coverage}${result.indicative ? '，仅供参考' : ''}  ${methodology.id}，${weights.zh}`,
    en: `Cycle ${cycle}, revision ${revision} (${provisional ? 'provisional' : 'published'}); ${result.ranked} ranked of ${result.register}, coverage ${coverage}${result.indicative ? ', indicative only' : ''}; ${methodology.id}, ${weights.en}`,
  });
}

const START = 1024;

/** A file that is there may be drawn over only if it is an SVG; an empty one is as good as none. */
async function refuseOther(path: string): Promise<void> {
  try {
    const found = await stat(path);
    if (found.isFile()) {
      if (found.size === 0 || isSvg(await startOf(path))) return;
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return;
    throw cannotWrite(path, error);
  }
  throw new CannotDo({
    zh: `${path} 已存在且不是 SVG 图，未覆盖。`,
    en: `${path} exists and is no SVG: it was left as it is.`,
  });
}

const startOf = async (path: string): Promise<string> => {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(START), 0, START, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
};

/** An `svg` element first, but for an XML declaration, a doctype and comments. */
const isSvg = (start: string): boolean =>
  /^\ufeff?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*(?:<!DOCTYPE svg[^>]*>\s*)?<svg[\s>]/.test(start);
