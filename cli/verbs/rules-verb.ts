import type { Command } from 'commander';
import { cycleFiler } from '../../shared/adapters/cycle-commits.ts';
import type { AuditEntry } from '../../shared/domain/returns/audit-chain.ts';
import { loadRulePack } from '../../shared/domain/rules/load-rule-pack.ts';
import { patchedPackId } from '../../shared/domain/rules/patched-pack.ts';
import { type RuleState, ruleStates } from '../../shared/domain/rules/rule-states.ts';
import { cyclesOf } from '../client/cycles.ts';
import { manageCycle } from '../client/manage-cycle.ts';
import { returnsOf } from '../client/returns.ts';
import { findDeployment } from '../local/deployment.ts';
import { CannotDo, type Terminal } from '../terminal/context.ts';
import { table } from '../terminal/table.ts';
import type { DefineVerb, ExitStatus } from '../terminal/verb.ts';
import { cycleOption, requireCycle } from './common-options.ts';
import { severityText } from './findings-text.ts';
import { sayAnswer, withActor } from './ministry-answer.ts';

interface SwitchOptions {
  readonly cycle?: string;
  readonly reason?: string;
  readonly actor: string;
}

/** `gaoxin rules list|off|on …`: the rules of a cycle, and the ministry's switch for each of them. */
export const defineRules: DefineVerb = (verb, terminal, finish) => {
  const { text } = terminal;
  cycleOption(verb.command('list'), terminal)
    .description(
      text({
        zh: '规则清单：状态、停用原因、影子规则计数。加 --json 存为文件，供离线审核 check --rules 使用',
        en: 'the rules, which are off and why, counts of those in shadow mode. With --json, a file for check --rules',
      }),
    )
    .action(async (options: { cycle?: string }) => {
      await listRules(requireCycle(options.cycle), terminal);
    });
  defineSwitch(
    verb.command('off').description(
      text({
        zh: '停用一条规则，立即生效：规则包升一个修订号，记入此后的审核报告。已有结论不变；未通过的原文件可再次上传重新审核',
        en: 'switch a rule off at once: a patch of the pack, named in every report from now on. Verdicts stay; a file that was not accepted may be uploaded again and is judged anew',
      }),
    ),
    'off',
    { terminal, finish },
  );
  defineSwitch(
    verb.command('on').description(text({ zh: '恢复一条规则', en: 'switch a rule on again' })),
    'on',
    { terminal, finish },
  );
};

function defineSwitch(
  command: Command,
  to: 'off' | 'on',
  { terminal, finish }: { terminal: Terminal; finish: (status: ExitStatus) => void },
): void {
  const { text } = terminal;
  withActor(cycleOption(command.argument('<rule>'), terminal), terminal)
    .option('--reason <text>', text({ zh: '原因（记入审计链）', en: 'why, for the audit chain' }))
    .action(async (rule: string, { cycle: name, reason, actor }: SwitchOptions) => {
      const cycle = requireCycle(name);
      if (reason === undefined || reason.trim() === '') {
        throw new CannotDo({ zh: '请用 --reason 说明原因。', en: 'Give the reason with --reason.' });
      }
      const answer = await manageCycle(await findDeployment(), {
        command: 'patch-rule-pack',
        cycle,
        rule: rule.trim().toUpperCase(),
        to,
        reason: reason.trim(),
        actor,
      });
      finish(
        sayAnswer(
          answer,
          answer.ok
            ? {
                zh: `规则 ${answer.rule} ${to === 'off' ? '已停用' : '已恢复'}，规则包为 ${answer.rulePack}。`,
                en: `Rule ${answer.rule} is ${to}; the pack is ${answer.rulePack}.`,
              }
            : null,
          terminal,
        ),
      );
    });
}

async function listRules(cycle: string, terminal: Terminal): Promise<void> {
  const { answer, say, text } = terminal;
  const deployment = await findDeployment();
  const reader = returnsOf(deployment);
  const [definition, patch] = await Promise.all([
    cyclesOf(deployment).readCycle(cycle),
    cyclesOf(deployment).readPackPatch(cycle),
  ]);
  if (definition === null) {
    throw new CannotDo({
      zh: `评价年度 ${cycle} 尚未开启：gaoxin cycle open ${cycle}。`,
      en: `Cycle ${cycle} has not been opened: gaoxin cycle open ${cycle}.`,
    });
  }
  const [returns, audit] = await Promise.all([
    reader.readReturns(cycle),
    reader.readAudit(cycle, cycleFiler),
  ]);
  const pack = loadRulePack(cycle);
  const rules = ruleStates(pack, patch, returns);
  const history = audit.filter(({ action }) => action === 'rule-pack-patched').map(switchFacts);
  const rulePack = patchedPackId(pack.id, patch);
  answer({ cycle, rulePack, shipped: pack.id, patch, history, rules });
  const off = rules.filter(({ mode }) => mode === 'off');
  say(
    text({
      zh: `${cycle} 年度规则包 ${rulePack}：${rules.length} 条规则，停用 ${off.length} 条`,
      en: `Cycle ${cycle}, rule pack ${rulePack}: ${rules.length} rules, ${off.length} off`,
    }),
  );
  say();
  say(rulesTable(rules, terminal));
  if (history.length === 0) return;
  say();
  for (const { at, actor, rule, switchedTo, rulePack: version, reason } of history) {
    say(`${at}  ${actor}  ${rule} ${switchedTo}  ${version}  ${reason ?? ''}`);
  }
}

const switchFacts = ({ at, actor, reason, details }: AuditEntry) => ({
  at,
  actor,
  rule: details.rule ?? null,
  switchedTo: details.switchedTo ?? null,
  rulePack: details.rulePack ?? null,
  reason,
});

const modeText = {
  live: { zh: '启用', en: 'live' },
  shadow: { zh: '影子', en: 'shadow' },
  off: { zh: '停用', en: 'off' },
} as const;

const rulesTable = (rules: readonly RuleState[], { text }: Terminal): string =>
  table(
    [
      text({ zh: '规则', en: 'rule' }),
      text({ zh: '级别', en: 'severity' }),
      text({ zh: '状态', en: 'mode' }),
      text({ zh: '备注', en: 'note' }),
    ],
    rules.map(({ rule, severity, mode, off, shadow }) => [
      rule,
      text(severityText[severity]),
      text(modeText[mode]),
      off !== null
        ? `${off.reason} (${off.actor}, ${off.at})`
        : shadow === null
          ? ''
          : text({
              zh: `${shadow.findings} 处，${shadow.parksWithFindings}/${shadow.parks} 个园区`,
              en: `${shadow.findings} findings in ${shadow.parksWithFindings} of ${shadow.parks} parks`,
            }),
    ]),
  );
