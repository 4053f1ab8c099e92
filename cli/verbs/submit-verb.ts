import type { MinistryPrefix } from '../../shared/adapters/upload-key.ts';
import { askedAgain } from '../../shared/domain/returns/explanation.ts';
import { isMinistryFiler, ministryFilers } from '../../shared/domain/returns/filer-state.ts';
import type { RefusalReason, Submission } from '../../shared/domain/returns/submission.ts';
import type { FindingsReport } from '../../shared/domain/rules/finding.ts';
import { cyclesOf } from '../client/cycles.ts';
import { eventually, NotInTime } from '../client/eventually.ts';
import { reportOf } from '../client/reports.ts';
import { returnsOf, submissionOf } from '../client/returns.ts';
import { uploadMinistryFile, uploadReturn } from '../client/upload.ts';
import { type Deployment, findDeployment } from '../local/deployment.ts';
import { CannotDo, type Terminal } from '../terminal/context.ts';
import type { DefineVerb } from '../terminal/verb.ts';
import { cycleOption, parkOption, requireCycle, requirePark } from './common-options.ts';
import { sayAskedAgain } from './explanations-text.ts';
import { sayReport } from './findings-text.ts';
import { openFile } from './read-filed.ts';
import { diffOf, sayDiff } from './submission-diff.ts';

/** What the ministry files, as the key begins that it is uploaded under. */
const ministryKinds: Readonly<Record<string, MinistryPrefix>> = {
  'expert-scores': 'expert-scores',
  register: 'registers',
  priors: 'priors',
};

interface Options {
  readonly cycle?: string;
  readonly park?: string;
  readonly as?: string;
  readonly wait?: boolean;
}

/** The receipt follows the upload within a second or two; longer than this and something is down. */
const RECEIPT_WITHIN_MS = 60_000;
const VERDICT_WITHIN_MS = 330_000;

/**
 * `gaoxin submit FILE --cycle C (--park P | --as KIND) [--wait]`: uploads a park's return, or a file of the ministry, prints
 * the receipt, with `--wait` the verdict too and what changed against the submission before.
 */
export const defineSubmit: DefineVerb = (verb, terminal, finish) => {
  cycleOption(parkOption(verb.argument('<file>'), terminal), terminal)
    .option(
      '--as <kind>',
      terminal.text({
        zh: '主管部门的文件：expert-scores 专家评分、register 园区名册、priors 上年认定数（代替 --park）',
        en: 'a file of the ministry: expert-scores, register (of parks), priors (last year’s values); instead of --park',
      }),
    )
    .option('--wait', terminal.text({ zh: '等到审核结论', en: 'follow the submission to its verdict' }))
    .action(async (path: string, options: Options) => {
      const cycle = requireCycle(options.cycle);
      const prefix = options.as === undefined ? null : requireKind(options.as, options.park);
      const filer = prefix === null ? requirePark(options.park) : ministryFilers[prefix];
      const file = await openFile(path);
      const deployment = await findDeployment();
      await requireRoute(deployment, cycle, filer);
      const filing = { cycle, fileName: file.name, body: file.bytes };
      const uploaded =
        prefix === null
          ? await uploadReturn(deployment, { ...filing, park: filer })
          : await uploadMinistryFile(deployment, prefix, filing);
      const reader = returnsOf(deployment);
      const find = () => submissionOf(reader, { cycle, filer, ...uploaded });
      const receipt = await inTime(eventually(find, { within: RECEIPT_WITHIN_MS }));
      sayReceipt(receipt, terminal);
      if (options.wait !== true) {
        await terminal.answer(receiptOf(receipt));
        finish(receipt.status === 'refused' ? 1 : 0);
        return;
      }
      const judged = await inTime(
        eventually(async () => bearer(await reader.readFiler(cycle, filer), receipt.submissionId), {
          within: VERDICT_WITHIN_MS,
        }),
      );
      const [{ submissions }, explanations] = await Promise.all([
        reader.readFiler(cycle, filer),
        reader.readExplanations(cycle, filer),
      ]);
      const report: FindingsReport | null = 'reportKey' in judged ? await reportOf(deployment, judged) : null;
      const again = report === null ? [] : askedAgain(report, explanations);
      const compared = report === null ? null : await diffOf(deployment, submissions, receipt.submissionId);
      if (report) sayReport(report, terminal, { isOfPark: prefix === null });
      sayAskedAgain(again, terminal);
      if (compared !== null) {
        terminal.say();
        sayDiff(compared, cycle, terminal);
      }
      await terminal.answer({
        ...receiptOf(receipt),
        verdict: judged.status,
        report,
        askedAgain: again.map(({ finding, because }) => ({ finding, ...because })),
        diff: compared?.diff ?? null,
      });
      finish(judged.status === 'accepted' ? 0 : 1);
    });
};

/** The submission with its verdict, or the one whose bytes it repeats; undefined while that is still pending. */
function bearer(
  { submissions }: { readonly submissions: readonly Submission[] },
  submissionId: string,
): Submission | undefined {
  const found = submissions.find((submission) => submission.submissionId === submissionId);
  if (found === undefined || found.status === 'received') return undefined;
  return found.status === 'same' ? bearer({ submissions }, found.sameAs) : found;
}

/** A key that names no known cycle or park would never get a receipt: say so before anything is uploaded. */
async function requireRoute(deployment: Deployment, cycle: string, park: string): Promise<void> {
  const cycles = cyclesOf(deployment);
  if ((await cycles.readCycle(cycle)) === null) {
    throw new CannotDo({
      zh: `评价年度 ${cycle} 尚未开启，文件未上传。`,
      en: `Cycle ${cycle} has not been opened; nothing was uploaded.`,
    });
  }
  if (!isMinistryFiler(park) && (await cycles.readRegisteredPark(cycle, park)) === null) {
    throw new CannotDo({
      zh: `${park} 不在 ${cycle} 年度的园区名册中，文件未上传。`,
      en: `${park} is not in the register of cycle ${cycle}; nothing was uploaded.`,
    });
  }
}

function receiptOf(submission: Submission) {
  const { submissionId, cycle, filer, fileName, bytes, sha256, uploadedAt, receivedAt, late, status } =
    submission;
  return {
    submissionId,
    cycle,
    park: isMinistryFiler(filer) ? null : filer,
    fileName,
    bytes,
    sha256,
    uploadedAt,
    receivedAt,
    late,
    status,
    ...(submission.status === 'same' ? { sameAs: submission.sameAs } : {}),
    ...(submission.status === 'refused' ? { reason: submission.reason } : {}),
  };
}

function sayReceipt(submission: Submission, { say, text }: Terminal): void {
  say(text({ zh: '回执', en: 'Receipt' }));
  say(`  ${text({ zh: '编号', en: 'id' })}  ${submission.submissionId}`);
  say(
    `  ${text({ zh: '文件', en: 'file' })}  ${submission.fileName}  (${submission.bytes.toLocaleString('en')} B)`,
  );
  say(`  SHA-256  ${submission.sha256}`);
  say(`  ${text({ zh: '上传完成时间', en: 'upload completed' })}  ${submission.uploadedAt}`);
  if (submission.late) say(`  ${text({ zh: '逾期', en: 'late' })}`);
  if (submission.status === 'same') {
    say(`  ${text({ zh: '与此前提交内容相同', en: 'same bytes as' })}  ${submission.sameAs}`);
  }
  if (submission.status === 'refused') {
    say(
      `  ${text({
        zh: `未予接收：${refusalText[submission.reason].zh}`,
        en: `not taken in: ${refusalText[submission.reason].en}`,
      })}`,
    );
  }
}

const refusalText: Readonly<Record<RefusalReason, { zh: string; en: string }>> = {
  'not-open': {
    zh: '该年度尚未开启，请在开启后重新上传',
    en: 'the cycle is not open yet; upload it again once it is',
  },
  late: {
    zh: '已过截止时间；已有通过的年报的园区，可请主管部门退回并另定截止时间',
    en: 'after the closing time; the ministry can reopen a return in force with a deadline of its own',
  },
  'cycle-closed': {
    zh: '该年度已关闭，名册和上年认定数不能再改；个别上年数用 gaoxin return amend-prior 更正',
    en: 'the cycle is closed, its register and last year’s values stay; single values of last year are amended with gaoxin return amend-prior',
  },
  'cycle-published': {
    zh: '该年度已发布；其中的错误在下一年度作为上年数据更正',
    en: 'the cycle is published; what is wrong in it is amended as last year’s data of the next cycle',
  },
};

/** @throws {CannotDo} for a kind that there is not, or beside a park. */
function requireKind(kind: string, park: string | undefined): MinistryPrefix {
  const prefix = ministryKinds[kind];
  if (prefix === undefined) {
    throw new CannotDo({
      zh: `--as 应为 ${Object.keys(ministryKinds).join('、')} 之一；当前为“${kind}”。`,
      en: `--as takes one of ${Object.keys(ministryKinds).join(', ')}; found “${kind}”.`,
    });
  }
  if (park !== undefined) {
    throw new CannotDo({
      zh: '--as 与 --park 不能同时使用：主管部门的文件不属于某个园区。',
      en: 'Use either --as or --park: a file of the ministry belongs to no park.',
    });
  }
  return prefix;
}

async function inTime<Answer>(answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof NotInTime)) throw error;
    throw new CannotDo(
      {
        zh: '文件已上传，但尚未得到答复；请稍后用 gaoxin status 查看。',
        en: 'The file is uploaded but there is no answer yet; see gaoxin status later.',
      },
      { cause: error },
    );
  }
}
