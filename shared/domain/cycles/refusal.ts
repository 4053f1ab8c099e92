import type { EditionFinding } from '../methodology/edition-finding.ts';
import type { Localised } from '../returns/filed-return.ts';

/** Why a command of the ministry cannot be done now; a value, stable by `code`. */
export interface CycleRefusal {
  readonly ok: false;
  readonly code: RefusalCode;
  readonly message: Localised;
}

export type RefusalCode =
  | 'unknown-cycle'
  | 'unknown-methodology'
  | 'incomplete-methodology'
  | 'edition-broken'
  | 'edition-synthetic'
  | 'edition-exists'
  | 'edition-older'
  | 'edition-version'
  | 'unknown-park'
  | 'closes-before-opens'
  | 'park-twice'
  | 'cycle-exists'
  | 'opening-unfinished'
  | 'cycle-published'
  | 'cycle-closed'
  | 'cycle-open-already'
  | 'not-open-yet'
  | 'time-passed'
  | 'returns-unsigned'
  | 'return-reopened'
  | 'other-in-force'
  | 'unknown-input'
  | 'not-a-number'
  | 'no-frozen-priors'
  | 'nothing-to-refresh'
  | 'too-many-amendments'
  | 'returns-pending'
  | 'nothing-ranked'
  | 'ranking-behind'
  | 'no-return'
  | 'nothing-in-force'
  | 'unknown-rule'
  | 'indispensable-rule'
  | 'unknown-finding'
  | 'not-explainable';

const refusal = (code: RefusalCode, zh: string, en: string): CycleRefusal => ({
  ok: false,
  code,
  message: { zh, en },
});

/** How many parks a message names before it only counts. */
const mostNamed = 10;

const named = (parks: readonly string[], comma: string): string =>
  parks.slice(0, mostNamed).join(comma) + (parks.length > mostNamed ? ' …' : '');

export const refusals = {
  unknownCycle: (cycle: string) =>
    refusal(
      'unknown-cycle',
      `没有 ${cycle} 年度的评价，请先开启（gaoxin cycle open ${cycle}）。`,
      `There is no cycle ${cycle}; open it first (gaoxin cycle open ${cycle}).`,
    ),
  unknownMethodology: (id: string, known: readonly string[]) =>
    refusal(
      'unknown-methodology',
      `没有名为“${id}”的指标体系版本；可用：${known.join('、')}。`,
      `There is no methodology edition “${id}”; there are: ${known.join(', ')}.`,
    ),
  incompleteMethodology: (id: string) =>
    refusal(
      'incomplete-methodology',
      `“${id}”只公开了一部分，不能用于排名；请先用 gaoxin methodology load 载入完整版本。`,
      `Only a part of “${id}” is public and it cannot rank; load the complete edition first (gaoxin methodology load).`,
    ),
  editionBroken: (errors: readonly EditionFinding[]) => {
    const [first] = errors;
    return refusal(
      'edition-broken',
      `该指标体系版本有 ${errors.length} 处错误，不能载入；第一处：${first?.place ?? ''} ${first?.message.zh ?? ''}。`,
      `The edition has ${errors.length} errors and cannot be loaded; the first: ${first?.place ?? ''} ${first?.message.en ?? ''}.`,
    );
  },
  editionSynthetic: (id: string) =>
    refusal(
      'edition-synthetic',
      `“${id}”是合成示例，不能载入。`,
      `“${id}” is a synthetic example and cannot be loaded.`,
    ),
  editionExists: (id: string, version: string) =>
    refusal(
      'edition-exists',
      `${id}@${version} 已存在而内容不同；已载入的版本不可更改，请提高版本号。`,
      `${id}@${version} is there already with another content; a loaded version never changes: raise the version.`,
    ),
  editionOlder: (id: string, version: string, newest: string) =>
    refusal(
      'edition-older',
      `${id}@${version} 不比现有的 ${newest} 新。`,
      `${id}@${version} is not newer than ${newest}, which is there.`,
    ),
  editionRaisesTooLittle: (id: string, version: string, newest: string, least: string) =>
    refusal(
      'edition-version',
      `${id}@${version} 与 ${newest} 的差异要求版本号至少为 ${least}（见 gaoxin methodology diff）。`,
      `What ${id}@${version} changes of ${newest} asks for at least version ${least} (see gaoxin methodology diff).`,
    ),
  unknownPark: (cycle: string, park: string) =>
    refusal(
      'unknown-park',
      `${park} 不在 ${cycle} 年度的名册中：请核对园区代码，或先报送含该园区的名册（gaoxin submit FILE --cycle ${cycle} --as register）。`,
      `${park} is not in the register of cycle ${cycle}: check the id, or file a register that has it (gaoxin submit FILE --cycle ${cycle} --as register).`,
    ),
  closesBeforeOpens: (opensAt: string, closesAt: string) =>
    refusal(
      'closes-before-opens',
      `截止时间 ${closesAt} 不晚于开始时间 ${opensAt}。`,
      `The closing time ${closesAt} is not after the opening time ${opensAt}.`,
    ),
  parkTwice: (parks: readonly string[]) =>
    refusal(
      'park-twice',
      `名册中重复出现：${named(parks, '、')}。`,
      `In the register more than once: ${named(parks, ', ')}.`,
    ),
  cycleExists: (cycle: string) =>
    refusal(
      'cycle-exists',
      `${cycle} 年度已用其他参数开启，不能再次开启。`,
      `Cycle ${cycle} was opened with other parameters and cannot be opened again.`,
    ),
  openingUnfinished: (cycle: string) =>
    refusal(
      'opening-unfinished',
      `${cycle} 年度正在用其他参数开启，或上次开启未完成；请用原来的参数重做一次。`,
      `Cycle ${cycle} is being opened with other parameters, or that opening was cut off; repeat it with those parameters.`,
    ),
  cyclePublished: (cycle: string) =>
    refusal(
      'cycle-published',
      `${cycle} 年度的排名已公布，年报已锁定；其中的错误在下一年度作为上年数据更正（gaoxin return amend-prior）。`,
      `The ranking of cycle ${cycle} is published and its returns are locked; what is wrong in it is amended as last year’s data of the next cycle (gaoxin return amend-prior).`,
    ),
  cycleClosed: (cycle: string) =>
    refusal(
      'cycle-closed',
      `${cycle} 年度已关闭，不能再改；个别年报可退回并另定截止时间（gaoxin return reopen）。`,
      `Cycle ${cycle} is closed; this cannot change any more. A single return can be reopened with a deadline of its own (gaoxin return reopen).`,
    ),
  cycleOpenAlready: (cycle: string, opensAt: string) =>
    refusal(
      'cycle-open-already',
      `${cycle} 年度已于 ${opensAt} 开启，开启时间不能再改。`,
      `Cycle ${cycle} has been open since ${opensAt}; its opening time cannot change any more.`,
    ),
  notOpenYet: (cycle: string, opensAt: string) =>
    refusal(
      'not-open-yet',
      `${cycle} 年度定于 ${opensAt} 开启，尚未开启；如需改时间，请用 gaoxin cycle reschedule ${cycle}。`,
      `Cycle ${cycle} opens at ${opensAt} and is not open yet; its times are changed by gaoxin cycle reschedule ${cycle}.`,
    ),
  timePassed: (closesAt: string) =>
    refusal(
      'time-passed',
      `截止时间 ${closesAt} 已过；要立即截止，请用 gaoxin cycle close。`,
      `The closing time ${closesAt} has passed; to close now use gaoxin cycle close.`,
    ),
  deadlinePassed: (deadline: string) =>
    refusal(
      'time-passed',
      `更正截止时间 ${deadline} 已过，未退回；请另定将来的时间。`,
      `The deadline ${deadline} for the correction has passed; nothing was reopened. Give one that is still to come.`,
    ),
  returnsUnsigned: (parks: readonly string[]) =>
    refusal(
      'returns-unsigned',
      `还有 ${parks.length} 份年报未签署确认（${named(parks, '、')}）；不要求签署时请去掉 --require-sign-off。`,
      `${parks.length} returns are not signed off (${named(parks, ', ')}); leave --require-sign-off out to publish all the same.`,
    ),
  returnReopened: (cycle: string, park: string) =>
    refusal(
      'return-reopened',
      `${park} 在 ${cycle} 年度的年报已退回，更正通过后才能签署。`,
      `The return of ${park} in cycle ${cycle} is reopened; it can be signed off once its correction is accepted.`,
    ),
  otherInForce: (park: string, submissionId: string) =>
    refusal(
      'other-in-force',
      `${park} 现行有效的提交不是 ${submissionId}，未签署；请先核对（gaoxin status --park ${park}）。`,
      `${submissionId} is not what is in force for ${park}; nothing was signed. See gaoxin status --park ${park}.`,
    ),
  unknownInput: (codes: readonly string[]) =>
    refusal(
      'unknown-input',
      `不是园区填报的项目代码：${named(codes, '、')}（见模板“代码”列）。`,
      `Not codes of inputs that parks file: ${named(codes, ', ')} (see the code column of the template).`,
    ),
  notANumber: (code: string, value: string) =>
    refusal(
      'not-a-number',
      `${code} 的更正值“${value}”既不是数字，也不是“不适用”。`,
      `The corrected value of ${code}, “${value}”, is neither a number nor 不适用.`,
    ),
  noFrozenPriors: (cycle: string, park: string) =>
    refusal(
      'no-frozen-priors',
      `${park} 在 ${cycle} 年度没有认定的上年数，用的是其年报自报的上年数；请退回年报由园区更正。`,
      `${park} has no accepted values of last year in cycle ${cycle}: those of its own return count. Reopen the return instead.`,
    ),
  nothingToRefresh: (cycle: string) =>
    refusal(
      'nothing-to-refresh',
      `${cycle} 年度没有已生效而未入库的上年数据更正。`,
      `Cycle ${cycle} has no amendment of last year's data that is effective and not yet taken in.`,
    ),
  tooManyAmendments: (most: number) =>
    refusal(
      'too-many-amendments',
      `上年数据更正超过 ${most} 项，请改用上年认定数文件（priors/）。`,
      `More than ${most} values of last year are amended; use the ministry's file of last year's values (priors/) instead.`,
    ),
  returnsPending: (parks: readonly string[]) =>
    refusal(
      'returns-pending',
      `还有 ${parks.length} 份年报正在审核或计算（${named(parks, '、')}），请稍后再试。`,
      `${parks.length} returns are still being checked or scored (${named(parks, ', ')}); try again in a moment.`,
    ),
  nothingRanked: (cycle: string) =>
    refusal(
      'nothing-ranked',
      `${cycle} 年度还没有排名，无从公布。`,
      `Cycle ${cycle} has no ranking yet: there is nothing to publish.`,
    ),
  rankingBehind: (cycle: string) =>
    refusal(
      'ranking-behind',
      `${cycle} 年度的最新排名尚未包含全部现行数据，请稍后再试。`,
      `The last ranking of cycle ${cycle} does not yet include everything in force; try again in a moment.`,
    ),
  noReturn: (cycle: string, park: string) =>
    refusal('no-return', `${park} 在 ${cycle} 年度尚未报送。`, `${park} has not filed in cycle ${cycle}.`),
  nothingInForce: (cycle: string, park: string) =>
    refusal(
      'nothing-in-force',
      `${park} 在 ${cycle} 年度没有已通过的年报（见 gaoxin status --cycle ${cycle} --park ${park}）。`,
      `${park} has no accepted return in force in cycle ${cycle} (see gaoxin status --cycle ${cycle} --park ${park}).`,
    ),
  unknownRule: (rule: string, pack: string) =>
    refusal(
      'unknown-rule',
      `规则包 ${pack} 中没有规则 ${rule}（见 gaoxin rules list）。`,
      `There is no rule ${rule} in the pack ${pack} (see gaoxin rules list).`,
    ),
  indispensableRule: (rule: string) =>
    refusal(
      'indispensable-rule',
      `拒收规则 ${rule} 不能停用：没有它，任何文件都会被当作该园区的年报。`,
      `Rule ${rule} refuses files that are not this return and cannot be switched off.`,
    ),
  unknownFinding: (finding: string) =>
    refusal(
      'unknown-finding',
      `没有待说明的问题 ${finding}；请核对审核报告中的 fingerprint。`,
      `No finding ${finding} waits for an explanation; see the fingerprints in the findings report.`,
    ),
  notExplainable: (finding: string, rule: string) =>
    refusal(
      'not-explainable',
      `问题 ${finding}（规则 ${rule}）只能改正，不能说明；只有核实性问题可以说明。`,
      `Finding ${finding} (rule ${rule}) can only be fixed; only queries can be explained.`,
    ),
} as const;
