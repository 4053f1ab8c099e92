import { readAuditMaterial } from '../../shared/adapters/audit-material.ts';
import { sha256OfText } from '../../shared/adapters/ranking-snapshots.ts';
import { rankingCores } from '../../shared/domain/cycles/ranking-core.ts';
import { type AuditVerdict, type BadLink, verifyAudit } from '../../shared/domain/cycles/verify-audit.ts';
import { cyclesOf } from '../client/cycles.ts';
import { editionsOf } from '../client/editions.ts';
import { rankingsOf } from '../client/rankings.ts';
import { returnsOf } from '../client/returns.ts';
import { type Deployment, findDeployment } from '../local/deployment.ts';
import { CannotDo, type Terminal } from '../terminal/context.ts';
import type { DefineVerb } from '../terminal/verb.ts';
import { cycleOption, requireCycle } from './common-options.ts';

/** `gaoxin audit verify --cycle C`: recomputes every chain and the last published revision, names the first bad link. */
export const defineAudit: DefineVerb = (verb, terminal, finish) => {
  cycleOption(verb.command('verify'), terminal)
    .description(
      terminal.text({
        zh: '核验审计链，重算已发布的排名',
        en: 'verify the chains, recompute the published ranking',
      }),
    )
    .action(async (options: { cycle?: string }) => {
      const cycle = requireCycle(options.cycle);
      const verdict = await verify(await findDeployment(), cycle);
      terminal.answer({ cycle, ...verdict });
      sayVerdict(cycle, verdict, terminal);
      finish(verdict.ok ? 0 : 1);
    });
};

async function verify(deployment: Deployment, cycle: string): Promise<AuditVerdict> {
  const rankings = rankingsOf(deployment);
  const material = await readAuditMaterial(cycle, {
    ...cyclesOf(deployment),
    ...returnsOf(deployment),
    ...rankings,
  });
  if (material === null) {
    throw new CannotDo({
      zh: `评价年度 ${cycle} 尚未开启。`,
      en: `Cycle ${cycle} has not been opened.`,
    });
  }
  return verifyAudit(material, {
    hash: sha256OfText,
    coreOf: rankingCores(sha256OfText, editionsOf(deployment).readEdition),
    readSnapshotText: rankings.readSnapshotText,
  });
}

function sayVerdict(cycle: string, verdict: AuditVerdict, { say, text }: Terminal): void {
  if (verdict.ok) {
    say(
      text({
        zh: `${cycle} 年度核验通过：${verdict.revisions} 次修订环环相扣，${verdict.chains} 条审计链共 ${verdict.entries} 条记录完整${verdict.recomputed === null ? '；尚无排名可重算' : `；第 ${verdict.recomputed} 次修订已逐位重算一致`}。`,
        en: `Cycle ${cycle} verifies: ${verdict.revisions} revisions in one chain, ${verdict.chains} audit chains with ${verdict.entries} entries whole${verdict.recomputed === null ? '; no ranking to recompute yet' : `; revision ${verdict.recomputed} recomputed to the last digit`}.`,
      }),
    );
    return;
  }
  const { badLink } = verdict;
  say(
    text({
      zh: `${cycle} 年度核验未通过，第一处断链：${placeOf(badLink)}，${problemText[badLink.problem].zh}。`,
      en: `Cycle ${cycle} does not verify; the first bad link: ${placeOf(badLink)}, ${problemText[badLink.problem].en}.`,
    }),
  );
}

const placeOf = (link: BadLink): string =>
  link.chain === 'audit' ? `${link.chain} ${link.filer} #${link.at}` : `${link.chain} #${link.at}`;

const problemText: Readonly<Record<BadLink['problem'], { zh: string; en: string }>> = {
  missing: { zh: '缺失', en: 'missing' },
  'not-linked': { zh: '与前一条不相连', en: 'not linked to the one before' },
  altered: { zh: '内容被改动', en: 'altered' },
  'head-differs': { zh: '与链尾不符', en: 'not the end that the head says' },
  'snapshot-missing': { zh: '快照不存在', en: 'its snapshot is missing' },
  'snapshot-altered': { zh: '快照被改动', en: 'its snapshot was altered' },
  'snapshot-not-of-revision': { zh: '快照不属于该次修订', en: 'its snapshot is of another revision' },
  'unknown-edition': { zh: '本程序没有其指标体系版本', en: 'its methodology edition is not known here' },
  'input-differs': { zh: '记录的输入与哈希不符', en: 'its recorded input has another hash' },
  'result-differs': { zh: '重算结果不一致', en: 'ranking it again gives another result' },
  'revision-differs': { zh: '与发布时锚定的修订不符', en: 'not the revision that was published' },
  'anchor-differs': { zh: '与发布时锚定的链尾不符', en: 'not the end that publishing anchored' },
};
