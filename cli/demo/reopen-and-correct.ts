import type { RankingSnapshot } from '../../shared/domain/ranking/ranking.ts';
import { manageCycleOrFail } from '../client/manage-cycle.ts';
import { cleanDraft, type ReturnDraft } from '../sample/return-draft.ts';
import type { Sample } from '../sample/sample-files.ts';
import { fileReturns, rankingOfReturnsInForce, type Stage } from './filing.ts';
import { NotAsPromised } from './not-as-promised.ts';
import { actor } from './play-cycles.ts';
import type { Correction } from './report.ts';
import { fileOf } from './sample-cycle.ts';

const reason = {
  zh: '新注册企业等计数漏报一个片区',
  en: 'its counts of new enterprises left a district out',
};

/**
 * A park of the middle of the table had left a district out of its counts; the ministry reopens its return, and the
 * corrected one is accepted.
 */
export async function reopenAndCorrect(
  stage: Stage,
  sample: Sample,
  before: RankingSnapshot,
): Promise<Correction> {
  const middle = before.result.parks.find(({ rank }) => rank >= 60);
  const filed = sample.seeded.find((one) => one.filed.park.id === middle?.park)?.filed;
  if (!filed) throw new NotAsPromised('there is no park in the middle of the ranking');
  const park = filed.park.id;
  await manageCycleOrFail(stage.deployment, {
    command: 'reopen-return',
    cycle: '2021',
    park,
    actor,
    reason: reason.zh,
    deadline: null,
  });
  const head = await rankingOfReturnsInForce(stage, '2021');
  const more: Readonly<Record<string, number>> = {
    enterprises_newly_registered: 2.5,
    tech_smes_registered: 2,
    incubated_enterprises_new: 3,
    gazelle_enterprises_new: 3,
  };
  const clean = cleanDraft(filed);
  const draft: ReturnDraft = {
    ...clean,
    rows: clean.rows.map((row) => {
      const factor = more[row.code];
      return factor === undefined || row.value.kind !== 'number'
        ? row
        : { ...row, value: { kind: 'number', text: String(Math.round(Number(row.value.text) * factor)) } };
    }),
  };
  await fileReturns(stage, '2021', [await fileOf(sample, park, draft, '漏报更正')]);
  await rankingOfReturnsInForce(stage, '2021');
  return { park, reason, whileReopened: head.revision };
}
