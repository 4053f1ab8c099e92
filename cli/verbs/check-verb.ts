import type { CheckResult } from '../../shared/domain/rules/check-return.ts';
import type { Verdict } from '../../shared/domain/rules/finding.ts';
import type { PackPatch } from '../../shared/domain/rules/pack-patch.ts';
import type { DefineVerb } from '../terminal/verb.ts';
import { cycleOption, parkOption, requireCycle, requirePark } from './common-options.ts';
import { sayReport } from './findings-text.ts';
import { checkOpened, openFile, priorsOf } from './read-filed.ts';
import { type ReportOptions, reportOptions, requireSafeReports, writeReports } from './write-reports.ts';

interface Options extends ReportOptions {
  readonly cycle?: string;
  readonly park?: string;
  readonly previous?: string;
  readonly rules?: string;
}

/** Findings of a file that are held where many files are checked. */
const HELD_FINDINGS = 20_000;

/** Findings that are made on demand keep all records of their file in memory: a few of them are less when made. */
const lighter = (result: CheckResult): CheckResult =>
  result.report.findings.length > HELD_FINDINGS
    ? result
    : { ...result, report: { ...result.report, findings: [...result.report.findings] } };

/** Bytes of a file whose check takes longer than people wait without a word. */
const TAKES_A_SECOND = 8 * 1024 * 1024;

const gravity: readonly Verdict[] = ['accepted', 'needs-explanation', 'rejected'];

/**
 * `gaoxin check FILE… --cycle C --park P [--previous FILE] [--rules FILE] [--report OUT.html] [--annotate OUT.xlsx]
 * [--csv OUT.csv]`: the pipeline's verdict, offline, and the reports made from it.
 */
export const defineCheck: DefineVerb = (verb, terminal, finish) => {
  reportOptions(cycleOption(parkOption(verb.argument('<file...>'), terminal), terminal), terminal)
    .option(
      '--previous <file>',
      terminal.text({
        zh: '上年年报文件（不给则以表内“上年数”为准）',
        en: "last year's return (without it the file's own last-year column counts)",
      }),
    )
    .option(
      '--rules <file>',
      terminal.text({
        zh: '规则停用情况：gaoxin rules list --cycle C --json 的输出（不给则按随附规则全部审核，主管部门停用的规则离线无从得知）',
        en: 'which rules are off: the output of gaoxin rules list --cycle C --json (without it every rule of the shipped pack runs: offline nobody can know of a switch)',
      }),
    )
    .action(async (files: string[], options: Options) => {
      const task = { cycle: requireCycle(options.cycle), park: requirePark(options.park) };
      await requireSafeReports(options, files);
      const packPatch = await packPatchOf(options.rules, task.cycle);
      const before = await priorsOf(options.previous, task);
      const results: CheckResult[] = [];
      for (const file of files) {
        const opened = await openFile(file);
        if (terminal.isTty && opened.bytes.length > TAKES_A_SECOND) {
          const size = `${Math.round(opened.bytes.length / 1024 / 1024)} MB`;
          terminal.note(
            terminal.text({
              zh: `正在审核 ${opened.name}（${size}）…`,
              en: `Checking ${opened.name} (${size}) …`,
            }),
          );
        }
        const result = await checkOpened(opened, { ...task, ...before, packPatch });
        const written = await writeReports(opened, result.report, options, terminal.locale);
        if (results.length > 0) terminal.say();
        sayReport(result.report, terminal);
        for (const path of written)
          terminal.say(terminal.text({ zh: `已写出 ${path}`, en: `Written: ${path}` }));
        results.push(files.length === 1 ? result : lighter(result));
      }
      const worst = Math.max(...results.map(({ report }) => gravity.indexOf(report.verdict)));
      const [only] = results;
      await terminal.answer(
        results.length === 1 && only
          ? only.report
          : { verdict: gravity[worst], reports: results.map(({ report }) => report) },
      );
      finish(worst === 0 ? 0 : 1);
    });
};

/** Loaded only where such a file is named: zod alone takes a fifth of the time of a small check. */
const packPatchOf = async (path: string | undefined, cycle: string): Promise<PackPatch | null> =>
  path === undefined ? null : (await import('./rules-file.ts')).packPatchIn(path, cycle);
