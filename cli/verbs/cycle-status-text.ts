import type { CycleStands } from '../../functions/manage-cycle/cycle-status.ts';
import type { Terminal } from '../terminal/context.ts';
import { table } from '../terminal/table.ts';
import { statusText } from './status-text.ts';

/** Where last year's values come from: what was published, else the ministry's file, else the returns. */
const priorsFrom = ({ cycle, priorsFile }: CycleStands): { zh: string; en: string } => {
  const hasFile = priorsFile === 'accepted';
  if (cycle.previousCycle !== null) {
    const { previousCycle } = cycle;
    return hasFile
      ? {
          zh: `${previousCycle}，其中没有的取自上年认定数文件`,
          en: `${previousCycle}, what it lacks from the file of priors`,
        }
      : { zh: previousCycle, en: previousCycle };
  }
  return hasFile
    ? { zh: '上年认定数文件，其余各园区自报', en: 'the file of priors, else the returns themselves' }
    : { zh: '各园区自报', en: 'the returns themselves' };
};

/** Where a cycle stands, one fact a line. */
export function sayCycleStatus(stands: CycleStands, { say, text }: Terminal): void {
  const { cycle, register, exempt, returns, notFiled, expertScores, pending, ranking } = stands;
  const { signedOff, unsigned, registerFile, priorsFile, amendments } = stands;
  const ofFile = (status: CycleStands['registerFile']): string =>
    text(status === null ? statusText['not-filed'] : statusText[status]);
  const lines: [{ zh: string; en: string }, string][] = [
    [{ zh: '年度', en: 'cycle' }, `${cycle.cycle}  ${text(statusText[cycle.status])}`],
    [{ zh: '指标体系', en: 'methodology' }, `${cycle.methodology.id}@${cycle.methodology.version}`],
    [{ zh: '审核规则', en: 'rule pack' }, cycle.rulePack],
    [
      { zh: '填报时间', en: 'open' },
      `${cycle.opensAt} – ${cycle.closedAt ?? cycle.closesAt ?? text({ zh: '不限', en: 'open end' })}  (${text(cycle.late === 'accept' ? { zh: '逾期接收并标注', en: 'late: accepted, flagged' } : { zh: '逾期拒收', en: 'late: refused' })})`,
    ],
    [{ zh: '上年数来自', en: 'priors from' }, text(priorsFrom(stands))],
    [
      { zh: '名册', en: 'register' },
      `${register}${exempt > 0 ? ` (${text(statusText.exempt)} ${exempt})` : ''}`,
    ],
    ...Object.entries(returns).map(([status, count]): [{ zh: string; en: string }, string] => [
      statusText[status as keyof typeof returns],
      String(count),
    ]),
    [statusText['not-filed'], String(notFiled.length)],
    [
      { zh: '已签署确认', en: 'signed off' },
      text({
        zh: `${signedOff}，未签署 ${unsigned.length}`,
        en: `${signedOff}, not signed ${unsigned.length}`,
      }),
    ],
    [
      { zh: '专家评分', en: 'expert scores' },
      text(expertScores === null ? statusText['not-filed'] : statusText[expertScores]),
    ],
    [{ zh: '名册文件', en: 'register file' }, ofFile(registerFile)],
    [{ zh: '上年认定数文件', en: 'file of priors' }, ofFile(priorsFile)],
    [
      { zh: '上年数据更正', en: 'amendments' },
      text({
        zh: `已入库 ${amendments.inForce}，待入库 ${amendments.pending}`,
        en: `${amendments.inForce} in force, ${amendments.pending} pending`,
      }),
    ],
    [{ zh: '处理中', en: 'on their way' }, String(pending.length)],
    [
      { zh: '排名', en: 'ranking' },
      ranking === null
        ? text({ zh: '尚无', en: 'none yet' })
        : text({
            zh: `第 ${ranking.revision} 次修订，${ranking.committedAt}${ranking.isCurrent ? '' : '，落后于在用数据'}`,
            en: `revision ${ranking.revision}, ${ranking.committedAt}${ranking.isCurrent ? '' : ', behind what is in force'}`,
          }),
    ],
  ];
  say(
    table(
      ['', ''],
      lines.map(([label, value]) => [text(label), value]),
    ).trimStart(),
  );
}
