import { join } from 'node:path';
import type { ListAbout, ListTable } from '../../shared/adapters/lists/list-table.ts';
import {
  indicatorTable,
  type ListWords,
  topTable,
  totalsTable,
} from '../../shared/adapters/lists/list-tables.ts';
import { writeListCsv } from '../../shared/adapters/lists/write-list-csv.ts';
import { writeListWorkbook } from '../../shared/adapters/lists/write-list-workbook.ts';
import { notAdditive } from '../../shared/domain/lists/additive-inputs.ts';
import type { RankingSnapshot } from '../../shared/domain/ranking/ranking.ts';
import { CannotDo } from '../terminal/context.ts';
import { makeFolder, writeFile } from '../terminal/write-file.ts';
import { markText } from '../verbs/ranking-labels.ts';
import type { Lists } from './lists-answer.ts';
import { notComputableText, unitText } from './study-labels.ts';
import { chartNote } from './write-chart.ts';

export type ListFormat = 'xlsx' | 'csv';

/** @throws {CannotDo} */
export const formatOf = (format: string): ListFormat => {
  if (format === 'xlsx' || format === 'csv') return format;
  throw new CannotDo({
    zh: `--format 应为 xlsx 或 csv；当前为“${format}”。`,
    en: `--format takes xlsx or csv; found “${format}”.`,
  });
};

const words: ListWords = {
  mark: (mark) => markText[mark],
  reason: (reason) => notComputableText[reason],
  unit: unitText,
};

/**
 * Writes the lists into a folder, which is made where there is none: `gaoxin-lists-<cycle>-r<revision>.xlsx`, or a CSV
 * file each under that name.
 *
 * @returns the paths written
 * @throws {CannotDo} when the folder or a file cannot be written
 */
export async function writeLists(
  folder: string,
  format: ListFormat,
  snapshot: RankingSnapshot,
  lists: Lists,
): Promise<string[]> {
  const about = aboutOf(snapshot);
  const tables = tablesOf(snapshot, lists);
  const stem = `gaoxin-lists-${snapshot.cycle}-r${snapshot.revision}`;
  const files: readonly (readonly [string, string | Uint8Array])[] =
    format === 'xlsx'
      ? [[`${stem}.xlsx`, await writeListWorkbook(tables, about)]]
      : tables.map((table) => [`${stem}-${table.file}.csv`, writeListCsv(table, about)]);
  const written: string[] = [];
  await makeFolder(folder);
  for (const [name, content] of files) {
    const path = join(folder, name);
    await writeFile(path, content);
    written.push(path);
  }
  return written;
}

const aboutOf = (snapshot: RankingSnapshot): ListAbout => {
  const { cycle, revision, provisional, methodology, result } = snapshot;
  return {
    lines: [chartNote(snapshot, { text: ({ zh }) => zh }), chartNote(snapshot, { text: ({ en }) => en })],
    columns: [
      ['年度 cycle', cycle],
      ['修订 revision', String(revision)],
      ['状态 status', provisional ? '过程稿 provisional' : '已发布 published'],
      ['权重 weights', methodology.weights === 'provisional' ? '暂定，非官方 provisional' : '官方 official'],
      [
        '覆盖率 % coverage_percent',
        `${(result.coverage * 100).toFixed(1)}${result.indicative ? ' 仅供参考 indicative only' : ''}`,
      ],
    ],
  };
};

const tablesOf = ({ input, result }: RankingSnapshot, lists: Lists): ListTable[] => {
  const { before, intervals } = lists;
  const against =
    before.source === 'earlier-ranking'
      ? {
          zh: `${before.cycle} 年度排名所用的数，只比两年均有数值的园区`,
          en: `the values of the ranking of cycle ${before.cycle}, over the parks that have both years`,
        }
      : {
          zh: `本次排名所用的上年数，只比两年均有数值的园区${before.asFiled > 0 ? `；其中 ${before.asFiled} 家的上年数为自报` : ''}`,
          en: `last year’s values as this ranking used them, over the parks that have both years${before.asFiled > 0 ? `; ${before.asFiled} parks filed theirs themselves` : ''}`,
        };
  const left = {
    zh: notAdditive.map(({ name, why }) => `${name.zh}（${why.zh}）`).join('；'),
    en: notAdditive.map(({ name, why }) => `${name.en} (${why.en})`).join('; '),
  };
  const notes = [
    `合计为参评园区之和，缺与不适用不计。不作合计：${left.zh}。`,
    `Totals are over the ranked parks; blanks and “not applicable” add nothing. Without a total: ${left.en}.`,
  ];
  return [
    totalsTable('nation', lists.nation, against, words, notes),
    totalsTable('region', lists.region, against, words, notes),
    totalsTable('province', lists.province, against, words, notes),
    topTable(lists.top, result.ranked, intervals, lists.hasEarlier ? before.cycle : null, lists.dimensions),
    indicatorTable(lists.indicators, input.register, words),
  ];
};
