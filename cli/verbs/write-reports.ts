import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import { UnreadableContent } from '../../shared/adapters/readers/unreadable-content.ts';
import { gatheredText } from '../../shared/adapters/report-writers/gathered-text.ts';
import type { FindingsReport } from '../../shared/domain/rules/finding.ts';
import { CannotDo, type Locale, type Terminal } from '../terminal/context.ts';
import { cannotWrite } from '../terminal/write-file.ts';

/** Files to be made from a findings report. */
export interface ReportOptions {
  readonly report?: string;
  readonly annotate?: string;
  readonly csv?: string;
  /** Read, hence never written over. */
  readonly previous?: string;
  readonly rules?: string;
}

export const reportOptions = (verb: Command, terminal: Terminal): Command =>
  verb
    .option(
      '--report <out.html>',
      terminal.text({ zh: '写出审核报告网页（可打印）', en: 'write the findings as a web page, printable' }),
    )
    .option(
      '--annotate <out.xlsx>',
      terminal.text({
        zh: '写出批注工作簿：原表内容不变，问题单元格着色并附批注',
        en: 'write a copy of the workbook with fills and comments at the cells with findings',
      }),
    )
    .option(
      '--csv <out.csv>',
      terminal.text({ zh: '写出全部问题的 CSV 表', en: 'write all findings as CSV' }),
    );

const flags = ['report', 'annotate', 'csv'] as const;

const outputsOf = (options: ReportOptions): readonly { flag: string; path: string }[] =>
  flags.flatMap((name) => {
    const path = options[name];
    return path === undefined ? [] : [{ flag: `--${name}`, path }];
  });

/** What tells a file from another, whatever path leads to it; undefined where there is none. */
const identityOf = async (path: string): Promise<string | undefined> => {
  try {
    const { dev, ino } = await stat(path);
    return `${dev} ${ino}`;
  } catch {
    return undefined;
  }
};

/**
 * Refuses, before anything is read, reports that would be written over one another or over a file that is read.
 * @throws {CannotDo}
 */
export async function requireSafeReports(options: ReportOptions, files: readonly string[]): Promise<void> {
  const outputs = outputsOf(options);
  const [first] = outputs;
  if (first === undefined) return;
  if (files.length > 1) {
    throw new CannotDo({
      zh: `${first.flag} 一次只能用于一个文件，当前给了 ${files.length} 个；请逐个审核。`,
      en: `${first.flag} is for one file at a time and ${files.length} are given; check them one by one.`,
    });
  }
  const taken = new Map<string, string>();
  for (const path of [...files, options.previous, options.rules].filter((one) => one !== undefined)) {
    for (const key of [resolve(path), await identityOf(path)]) if (key !== undefined) taken.set(key, path);
  }
  for (const { flag, path } of outputs) {
    const keys = [resolve(path), await identityOf(path)].filter((key) => key !== undefined);
    const other = keys.map((key) => taken.get(key)).find((name) => name !== undefined);
    if (other !== undefined) {
      throw new CannotDo({
        zh: `${flag} ${path} 与 ${other} 是同一个文件；请另取文件名，原文件不会被覆盖。`,
        en: `${flag} ${path} is the same file as ${other}; choose another name, nothing is written over it.`,
      });
    }
    for (const key of keys) taken.set(key, path);
  }
}

/**
 * Writes the reports that were asked for and answers their paths.
 * @throws {CannotDo} where a file cannot be written, or a workbook not be annotated.
 */
export async function writeReports(
  file: { readonly name: string; readonly bytes: Uint8Array },
  report: FindingsReport,
  options: ReportOptions,
  locale: Locale,
): Promise<readonly string[]> {
  // Loaded only where they are asked for: most checks write no report.
  if (options.report !== undefined) {
    const { writeHtmlReport } = await import('../../shared/adapters/report-writers/write-html-report.ts');
    await write(options.report, gatheredText(writeHtmlReport(report, locale)));
  }
  if (options.csv !== undefined) {
    const { writeFindingsCsv } = await import('../../shared/adapters/report-writers/write-findings-csv.ts');
    await write(options.csv, gatheredText(writeFindingsCsv(report)));
  }
  if (options.annotate !== undefined) await write(options.annotate, [await annotated(file, report)]);
  return outputsOf(options).map(({ path }) => path);
}

const annotated = async (
  file: { readonly name: string; readonly bytes: Uint8Array },
  report: FindingsReport,
): Promise<Uint8Array> => {
  const { annotateReturn } = await import('../../shared/adapters/report-writers/annotate-return.ts');
  try {
    return await annotateReturn(file, report);
  } catch (error) {
    if (!(error instanceof UnreadableContent)) throw error;
    throw new CannotDo(
      {
        zh: `${file.name} 无法批注：含有${error.what.zh}。`,
        en: `${file.name} cannot be annotated: it has ${error.what.en}.`,
      },
      { cause: error },
    );
  }
};

const write = async (path: string, pieces: Iterable<string | Uint8Array>): Promise<void> => {
  try {
    await pipeline(Readable.from(pieces), createWriteStream(path));
  } catch (error) {
    throw cannotWrite(path, error);
  }
};
