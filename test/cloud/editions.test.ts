import { expect, test } from 'vitest';
import { editionsOf } from '../../cli/client/editions.ts';
import { manageCycle } from '../../cli/client/manage-cycle.ts';
import { shippedEdition } from '../../shared/domain/methodology/shipped-editions.ts';
import { actor, cloudCycle, freeYear } from '../support/cloud-cycle.ts';
import { theDeployment } from '../support/local-cloud.ts';

const deployment = theDeployment();
const cycle = await freeYear(deployment, 3000);
const { open, file, headWhere, snapshotOf, verify } = cloudCycle(deployment, cycle, 2);
// The cycle is this run's own, and so is the edition that is named after it.
const id = `official-${cycle}`;

/** most-2021 with twice the weight for 4.7, as a ministry would load it. */
const documentOf = (multiplier: number) => {
  const { document } = shippedEdition('most-2021') ?? expect.fail('most-2021 is shipped');
  return {
    ...document,
    id,
    indicators: document.indicators.map((indicator) =>
      indicator.code === '4.7' ? { ...indicator, weight: { ...indicator.weight, multiplier } } : indicator,
    ),
  };
};

test('a loaded edition opens a cycle, scores, ranks and verifies, and never changes', async () => {
  const load = (document: unknown) => manageCycle(deployment, { command: 'load-edition', document, actor });
  expect(await load(documentOf(2))).toMatchObject({ ok: true, doneBefore: false });
  expect(await load(documentOf(2))).toMatchObject({ ok: true, doneBefore: true });
  expect(await load(documentOf(3))).toMatchObject({ ok: false, code: 'edition-exists' });
  expect(await editionsOf(deployment).readLoaded(id)).toMatchObject([{ id, version: '1.0.0', actor }]);

  await open(id);
  await file('P001', { figures: 1 });
  await file('P002', { figures: 2 });
  const head = await headWhere(({ contents }) => Object.keys(contents.returns).length === 2);
  const snapshot = await snapshotOf(head);
  expect(snapshot.methodology).toEqual({ id, version: '1.0.0', weights: 'provisional' });
  // 0.15 × 2 ÷ (6 + 2).
  const own = snapshot.result.parks[0]?.indicators.find(({ code }) => code === '4.7');
  expect(own?.weight).toBeCloseTo(0.0375, 12);
  expect(await verify()).toMatchObject({ ok: true });
});
