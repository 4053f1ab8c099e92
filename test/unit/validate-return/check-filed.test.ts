import { describe, expect, it } from 'vitest';
import { population } from '../../../cli/sample/population.ts';
import { seededStreams } from '../../../cli/sample/random.ts';
import { checkFiledExpertScores } from '../../../functions/validate-return/check-filed-expert-scores.ts';
import { checkFiledReturn } from '../../../functions/validate-return/check-filed-return.ts';
import { shippedRegister } from '../../../shared/domain/ranking/register.ts';
import { aCycle } from '../../support/returns.ts';
import { returnsWorld, settle } from '../../support/returns-world.ts';

const { returns, expertScores } = population({
  register: shippedRegister(),
  parks: 2,
  cycle: '2021',
  randomOf: seededStreams('returns'),
});
const parks = returns.map(({ park }) => park.id);
const [first] = returns;

const jsonOf = (filed: (typeof returns)[number], more: object = {}): string =>
  JSON.stringify({
    format: 'gaoxin-return@1',
    cycle: '2021',
    park: filed.park.id,
    inputs: Object.fromEntries(
      Object.entries(filed.inputs).map(([code, text]) => {
        const previous = filed.previous[code];
        const asFiled = (value: string) => (value === 'N/A' ? '不适用' : Number(value));
        return [
          code,
          { value: asFiled(text), ...(previous === undefined ? {} : { previous: asFiled(previous) }) },
        ];
      }),
    ),
    declarations: { enterprises: '无此业务', projects: '无此业务' },
    ...more,
  });
const scoresCsv = (rows: typeof expertScores) =>
  ['park,indicator,score', ...rows.map((row) => `${row.park},${row.indicator},${row.score}`)].join('\n');

const aWorld = () =>
  returnsWorld({ parks, checkReturn: checkFiledReturn, checkExpertScores: checkFiledExpertScores });

describe('real files through receipt, checks and scoring', () => {
  it('end as indicator values and expert scores in force', async () => {
    const world = await aWorld();
    const puts = returns.map((filed, minute) =>
      world.put({ key: `returns/2021/${filed.park.id}/年报 a+b%.json`, content: jsonOf(filed), minute }),
    );
    const mine = expertScores.filter(({ park }) => parks.includes(park));
    puts.push(world.put({ key: 'expert-scores/2021/评分.csv', content: scoresCsv(mine), minute: 9 }));
    await settle(world, puts);
    const summaries = await world.ports.readReturns('2021');
    expect(summaries.map(({ filer, status }) => [filer, status])).toEqual(
      ['MINISTRY', ...parks].map((filer) => [filer, 'accepted']),
    );
    const scored = await world.ports.readScored('2021');
    expect(scored.indicators.map(({ park }) => park)).toEqual(parks);
    for (const { park, indicator, score } of mine) {
      expect(scored.expertScores?.scores[park]?.[indicator]).toBe(Number(score));
    }
  });

  it('keeps inputs and last-year column exactly as filed, and the verdict by the rules', async () => {
    if (first === undefined) throw new Error('no sample');
    const bytes = new TextEncoder().encode(jsonOf(first));
    const filing = { cycle: aCycle(), park: first.park.id, frozenPriors: null };
    const checked = await checkFiledReturn({ name: 'r.json', bytes }, filing);
    expect(checked.report.verdict).toBe('accepted');
    expect(checked.inputs).toEqual(first.inputs);
    const other = await checkFiledReturn({ name: 'r.json', bytes }, { ...filing, park: 'P999' });
    expect(other.report.verdict).toBe('rejected');
  });

  it('spells fingerprints of explanations as findings do, and leaves out empty ones', async () => {
    if (first === undefined) throw new Error('no sample');
    const explanations = [
      { finding: ' ABC ', reason: 'other', text: '重组' },
      { finding: 'def', reason: 'other', text: ' ' },
    ];
    const bytes = new TextEncoder().encode(jsonOf(first, { explanations }));
    const filing = { cycle: aCycle(), park: first.park.id, frozenPriors: null };
    const checked = await checkFiledReturn({ name: 'r.json', bytes }, filing);
    expect(checked.explanations).toEqual([{ finding: 'abc', reason: 'other', text: '重组' }]);
  });

  it('rejects expert scores of an unknown park as a whole', async () => {
    const content = `${scoresCsv(expertScores)}\nP999,1.10,50`;
    const world = await aWorld();
    await settle(world, [world.put({ key: 'expert-scores/2021/s.csv', content, minute: 1 })]);
    expect((await world.ports.readReturns('2021'))[0]?.status).toBe('rejected');
    expect((await world.ports.readScored('2021')).expertScores).toBeNull();
  });
});
