import { randomUUID } from 'node:crypto';
import type { DetailType } from '../../events/catalogue.ts';
import { eventFeed, type FeedEvent } from '../client/event-feed.ts';
import { findDeployment } from '../local/deployment.ts';
import { CannotDo, type Terminal } from '../terminal/context.ts';
import type { DefineVerb } from '../terminal/verb.ts';
import { cycleOption, requireCycle } from './common-options.ts';

interface Options {
  readonly cycle?: string;
  readonly for?: string;
}

/** `gaoxin watch --cycle C [--for SECONDS]`: events as they come, until interrupted; with `--json` one document a line. */
export const defineWatch: DefineVerb = (verb, terminal) => {
  cycleOption(verb, terminal)
    .option(
      '--for <seconds>',
      terminal.text({ zh: '观看多少秒（默认直到中断）', en: 'how long (default: until interrupted)' }),
    )
    .action(async (options: Options) => {
      const cycle = requireCycle(options.cycle);
      const ending = new AbortController();
      const end = (): void => ending.abort();
      process.once('SIGINT', end);
      process.once('SIGTERM', end);
      const limit = options.for === undefined ? undefined : setTimeout(end, secondsOf(options.for) * 1000);
      try {
        const deployment = await findDeployment();
        terminal.note(
          terminal.text({
            zh: `正在观看 ${cycle} 年度的事件，按 Ctrl-C 结束`,
            en: `Watching the events of cycle ${cycle}; Ctrl-C ends`,
          }),
        );
        const name = `gaoxin-watch-${randomUUID()}`;
        for await (const event of eventFeed(deployment, { cycle, name, signal: ending.signal })) {
          if (terminal.json) process.stdout.write(`${JSON.stringify(event)}\n`);
          else terminal.say(lineOf(event, terminal));
        }
      } finally {
        clearTimeout(limit);
        process.removeListener('SIGINT', end);
        process.removeListener('SIGTERM', end);
      }
    });
};

function secondsOf(text: string): number {
  const seconds = Number(text);
  if (!(seconds > 0 && seconds <= 86_400)) {
    throw new CannotDo({
      zh: `--for 应为 1 至 86400 之间的秒数，当前为“${text}”。`,
      en: `--for takes seconds from 1 to 86400; found “${text}”.`,
    });
  }
  return seconds;
}

const eventText: Readonly<Record<DetailType, { zh: string; en: string }>> = {
  'ReturnReceived.v1': { zh: '年报已收到', en: 'return received' },
  'ReturnRefused.v1': { zh: '年报未受理', en: 'return refused' },
  'ReturnRejected.v1': { zh: '年报不通过', en: 'return rejected' },
  'ReturnNeedsExplanation.v1': { zh: '年报待说明', en: 'return needs explanation' },
  'ReturnAccepted.v1': { zh: '年报通过', en: 'return accepted' },
  'ReturnReopened.v1': { zh: '年报退回', en: 'return reopened' },
  'ReturnReopened.v2': { zh: '年报退回（含更正范围）', en: 'return reopened, with its scope' },
  'ReturnWithdrawn.v1': { zh: '年报撤回', en: 'return withdrawn' },
  'ReturnSignedOff.v1': { zh: '数据确认', en: 'return signed off' },
  'FindingExplained.v1': { zh: '问题已说明', en: 'finding explained' },
  'VerdictOutdated.v1': { zh: '上年数变动，重新审核', en: 'to be judged anew: last year changed' },
  'MinistryFileReceived.v1': { zh: '主管部门文件已收到', en: 'ministry’s file received' },
  'MinistryFileRejected.v1': { zh: '主管部门文件不通过', en: 'ministry’s file rejected' },
  'ExpertScoresAccepted.v1': { zh: '专家评分通过', en: 'expert scores accepted' },
  'RegisterAccepted.v1': { zh: '名册通过', en: 'register accepted' },
  'PriorsAccepted.v1': { zh: '上年认定数通过', en: 'last year’s values accepted' },
  'PriorAmended.v1': { zh: '上年数据更正', en: 'last year’s values amended' },
  'PriorsRefreshed.v1': { zh: '上年数入库', en: 'last year’s values refreshed' },
  'RulePackPatched.v1': { zh: '规则启停', en: 'rule switched' },
  'MethodologyLoaded.v1': { zh: '指标体系版本已载入', en: 'methodology edition loaded' },
  'IndicatorsComputed.v1': { zh: '指标已计算', en: 'indicators computed' },
  'RankingChanged.v1': { zh: '排名变动', en: 'ranking changed' },
  'RankingPublished.v1': { zh: '排名发布', en: 'ranking published' },
  'CycleScheduled.v1': { zh: '年度时间已定', en: 'cycle scheduled' },
  'CycleOpened.v1': { zh: '年度开启', en: 'cycle opened' },
  'CycleClosed.v1': { zh: '年度关闭', en: 'cycle closed' },
};

function lineOf({ detailType, detail }: FeedEvent, { text }: Terminal): string {
  // An event of a later version of the program may have no text here.
  const label = (eventText as Readonly<Record<string, { zh: string; en: string } | undefined>>)[detailType];
  const about = [
    detail.park ?? '',
    detail.submissionId ?? '',
    detail.revision === undefined ? '' : `#${String(detail.revision)}`,
    Array.isArray(detail.movements)
      ? `${detail.movements.length} ${text({ zh: '家变动', en: 'moved' })}`
      : '',
    detail.ranked === undefined ? '' : `${String(detail.ranked)}/${String(detail.register)}`,
  ].filter((part) => part !== '');
  return `${String(detail.occurredAt)}  ${label ? text(label) : ''} ${detailType}  ${about.join('  ')}`;
}
