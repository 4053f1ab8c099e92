import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideSignOff } from '../../shared/domain/returns/decide-sign-off.ts';
import { deliverAnyhow } from '../support/deliver-anyhow.ts';
import { aCycle, sha256 } from '../support/returns.ts';
import {
  type Message,
  type ReturnsWorld,
  returnsWorld,
  settle,
  type UploadedFile,
} from '../support/returns-world.ts';
import { checkToyMinistryFile, checkToyReturn, toyFile } from '../support/toy-checks.ts';

const aWorld = () =>
  returnsWorld({ parks: ['P001'], checkReturn: checkToyReturn, checkMinistryFile: checkToyMinistryFile });

describe('a sign-off', () => {
  const later = fc.array(fc.record({ id: fc.nat(2), isGood: fc.boolean() }), { minLength: 1, maxLength: 8 });

  it('counts or not by what was uploaded after it, whatever the order in which that is judged', async () => {
    await fc.assert(
      fc.asyncProperty(later, fc.infiniteStream(fc.nat()), async (files, choices) => {
        const fileOf = (id: number, isGood: boolean, minute: number): UploadedFile => ({
          key: 'returns/2021/P001/r.json',
          content: toyFile({ id, findings: isGood ? {} : { mandatory: ['m'] } }),
          minute,
        });
        const uploads = files.map(({ id, isGood }, index) => fileOf(id, isGood, index + 2));
        const isSignedOff = async (
          deliver: (world: ReturnsWorld, all: readonly Message[]) => Promise<void>,
        ) => {
          const world = await aWorld();
          await settle(world, [world.put(fileOf(0, true, 1))]);
          const decision = decideSignOff(
            await world.ports.readFiler('2021', 'P001'),
            {
              cycle: aCycle(),
              act: {
                signatories: { unitHead: '王', statisticsHead: '赵', preparedBy: null },
                actor: '赵',
                submissionId: null,
                report: { key: 'r', sha256: sha256('r') },
              },
            },
            { now: world.ports.now(), hash: sha256 },
          );
          if (decision.kind !== 'transition') return expect.fail(decision.kind);
          await world.ports.commit(decision.transition, []);
          await deliver(
            world,
            uploads.map((file) => world.put(file)),
          );
          return (await world.ports.readFiler('2021', 'P001')).summary?.isSignedOff;
        };
        // By the rule alone: every accepted file after it has the very bytes that were signed.
        const expected = files.every(({ id, isGood }) => !isGood || id === 0);
        expect(await isSignedOff(settle)).toBe(expected);
        expect(await isSignedOff((world, all) => deliverAnyhow(world, all, choices))).toBe(expected);
      }),
      { numRuns: 60 },
    );
  });
});
