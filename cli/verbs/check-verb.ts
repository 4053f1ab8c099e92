import type { CheckResult } from '../../shared/domain/rules/check-return.ts';
import type { Verdict } from '../../shared/domain/rules/finding.ts';
import type { DefineVerb } from '../terminal/verb.ts';
import { cycleOption, parkOption, requireCycle, requirePark } from './common-options.ts';
import { sayReport } from './findings-text.ts';
import { checkFile, priorsOf } from './read-filed.ts';

interface Options {
  readonly cycle?: string;
  readonly park?: string;
  readonly previous?: string;
}

const gravity: readonly Verdict[] = ['accepted', 'needs-explanation', 'rejected'];

/** `gaoxin check FILE… --cycle C --park P [--previous FILE]`: the pipeline's verdict, offline. */
export const defineCheck: DefineVerb = (verb, terminal, finish) => {
  cycleOption(parkOption(verb.argument('<file...>'), terminal), terminal)
    .option(
      '--previous <file>',
      terminal.text({
        zh: '上年年报文件（不给则以表内“上年数”为准）',
        en: "last year's return (without it the file's own last-year column counts)",
      }),
    )
    .action(async (files: string[], options: Options) => {
      const task = { cycle: requireCycle(options.cycle), park: requirePark(options.park) };
      const before = await priorsOf(options.previous, task);
      const results: CheckResult[] = [];
      for (const file of files) {
        const result = await checkFile(file, { ...task, ...before });
        if (results.length > 0) terminal.say();
        sayReport(result.report, terminal);
        results.push(result);
      }
      const worst = Math.max(...results.map(({ report }) => gravity.indexOf(report.verdict)));
      const [only] = results;
      terminal.answer(
        results.length === 1 && only
          ? only.report
          : { verdict: gravity[worst], reports: results.map(({ report }) => report) },
      );
      finish(worst === 0 ? 0 : 1);
    });
};
