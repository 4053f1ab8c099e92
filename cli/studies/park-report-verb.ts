import { parse } from 'csv-parse/sync';
import { writeParkReport } from '../../shared/adapters/park-report/write-park-report.ts';
import { smallestShownGroup } from '../../shared/domain/distribution/group-summaries.ts';
import { parkProfile } from '../../shared/domain/profiles/park-profile.ts';
import { HISTORY_COLUMNS, rankHistory } from '../../shared/domain/profiles/rank-history.ts';
import type { RankingSnapshot } from '../../shared/domain/ranking/ranking.ts';
import { intervalsOf } from '../../shared/domain/robustness/rank-intervals.ts';
import { CannotDo } from '../terminal/context.ts';
import type { DefineVerb } from '../terminal/verb.ts';
import { writeFile } from '../terminal/write-file.ts';
import { parkOption, requirePark } from '../verbs/common-options.ts';
import { openFile } from '../verbs/read-filed.ts';
import { editionOf, loadSnapshot, type SnapshotOptions, snapshotOption } from './load-snapshot.ts';
import { rankingAbout, studiedPark } from './studied-park.ts';

interface Options extends SnapshotOptions {
  readonly park?: string;
  readonly history?: string;
  readonly earlier?: readonly string[];
  readonly out?: string;
}

/**
 * `gaoxin park-report --park P (--cycle C [--revision N] | --snapshot FILE) [--earlier FILE…] [--history FILE.csv] --out FILE.html`.
 * With `--json`: `{ ranking, park, interval, dimensions, strengths, weaknesses, history, out }`.
 */
export const defineParkReport: DefineVerb = (verb, terminal, finish) => {
  const { text } = terminal;
  snapshotOption(parkOption(verb, terminal), terminal)
    .option(
      '--earlier <file...>',
      text({ zh: '以往年度的排名快照', en: 'ranking snapshots of earlier cycles' }),
    )
    .option(
      '--history <file>',
      text({
        zh: `以往位次 CSV（${HISTORY_COLUMNS.join(',')}），只补本系统没有的年度`,
        en: `ranks of earlier years, CSV (${HISTORY_COLUMNS.join(',')}); only for cycles not computed here`,
      }),
    )
    .option('--out <file>', text({ zh: '输出的 HTML 文件', en: 'the HTML file to write' }))
    .action(async (options: Options) => {
      const id = requirePark(options.park);
      const out = requireOut(options.out);
      const snapshot = await loadSnapshot(options);
      refuseFew(snapshot);
      const edition = editionOf(snapshot);
      const { registered, ranked } = studiedPark(snapshot, id);
      const earlier: RankingSnapshot[] = [];
      for (const file of options.earlier ?? []) earlier.push(await loadSnapshot({ snapshot: file }));
      const rows = options.history === undefined ? [] : await historyRows(options.history);
      const { years, problems } = rankHistory(registered, [...earlier, snapshot], rows);
      for (const { row, column, raw } of problems) {
        terminal.note(
          text({
            zh: `${options.history} 第 ${row} 行的 ${column}（“${raw}”）不是数，未采用。`,
            en: `${options.history}, row ${row}: ${column} (“${raw}”) is no number and was left aside.`,
          }),
        );
      }
      const intervals = intervalsOf(edition, snapshot);
      const html = writeParkReport(
        { snapshot, edition, registered, park: ranked, history: years, intervals },
        terminal.locale,
      );
      await writeFile(out, html);
      terminal.say(
        text({
          zh: `已写出 ${out}：${registered.name} ${snapshot.cycle} 年度，位次 ${ranked.rank}/${snapshot.result.ranked}。`,
          en: `Wrote ${out}: ${registered.name}, cycle ${snapshot.cycle}, rank ${ranked.rank}/${snapshot.result.ranked}.`,
        }),
      );
      terminal.answer({
        ranking: rankingAbout(snapshot),
        park: id,
        rank: ranked.rank,
        interval: intervals?.parks.get(id) ?? null,
        ...parkProfile(snapshot.result.parks, ranked),
        history: years,
        out,
      });
      finish(0);
    });
};

/** The report is for the park: medians and bests of a handful would be single parks' scores. */
function refuseFew({ cycle, revision, result: { ranked } }: RankingSnapshot): void {
  if (ranked >= smallestShownGroup) return;
  throw new CannotDo({
    zh: `${cycle} 年度第 ${revision} 次修订只有 ${ranked} 家参评，不足 ${smallestShownGroup} 家：园区报告会透露他园得分。`,
    en: `Revision ${revision} of cycle ${cycle} ranks ${ranked} parks, fewer than ${smallestShownGroup}: a park’s report would tell the scores of others.`,
  });
}

function requireOut(out: string | undefined): string {
  if (out === undefined || !/\.html?$/i.test(out)) {
    throw new CannotDo({
      zh: '请用 --out 指定以 .html 结尾的输出文件。',
      en: 'Name the file to write with --out; it ends in .html.',
    });
  }
  return out;
}

async function historyRows(path: string): Promise<Record<string, string>[]> {
  const { bytes } = await openFile(path);
  try {
    return parse(Buffer.from(bytes), { columns: true, bom: true, skip_empty_lines: true });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CannotDo(
      { zh: `${path} 不是可读的 CSV：${reason}`, en: `${path} cannot be read as CSV: ${reason}` },
      { cause: error },
    );
  }
}
