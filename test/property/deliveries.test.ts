import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cycleFiler } from '../../shared/adapters/cycle-commits.ts';
import type { Table } from '../../shared/adapters/table.ts';
import { rankingInputOf } from '../../shared/domain/cycles/ranking-state.ts';
import { shippedEdition } from '../../shared/domain/methodology/shipped-editions.ts';
import { inputHash } from '../../shared/domain/ranking/input-hash.ts';
import { rank } from '../../shared/domain/ranking/rank.ts';
import { findBrokenLink } from '../../shared/domain/returns/audit-chain.ts';
import { foldSubmissions } from '../../shared/domain/returns/fold-submissions.ts';
import { deliverAnyhow, slow } from '../support/deliver-anyhow.ts';
import {
  COMMAND,
  commands,
  expectedVerdicts,
  filers,
  fortyUploads,
  parks,
  published,
  refresh,
} from '../support/forty-uploads.ts';
import { manageWorld } from '../support/manage-world.ts';
import { aCycle, sha256 } from '../support/returns.ts';
import { type Message, type ReturnsWorld, returnsWorld, settle } from '../support/returns-world.ts';
import { checkToyMinistryFile, checkToyReturn } from '../support/toy-checks.ts';

const edition = shippedEdition('most-2021') ?? expect.fail('most-2021 is shipped');

/** What must not depend on the order of delivery; nothing here has an id or a time of ours. */
const outcome = async (world: ReturnsWorld) => {
  const states = await Promise.all(filers.map((filer) => world.ports.readFiler('2021', filer)));
  const scored = await world.ports.readScored('2021');
  const byBytes = new Map<string, unknown>();
  for (const { filer, submissions } of states) {
    for (const submission of submissions) {
      const report = 'reportKey' in submission ? world.reports.get(submission.reportKey) : undefined;
      if (report !== undefined)
        byBytes.set(`${filer} ${submission.sha256}`, [report.verdict, report.findings]);
    }
  }
  const input = rankingInputOf({
    cycle: aCycle(),
    register: await world.ports.readRegister('2021'),
    registerFile: null,
    indicators: scored.indicators,
    expertScores: scored.expertScores,
    previousCycleBounds: null,
    closedBounds: null,
    returns: new Map((await world.ports.readReturns('2021')).map(({ filer, status }) => [filer, status])),
  });
  return {
    inputHash: inputHash(input, 'edition', sha256),
    ranks: rank(edition, input).parks.map(({ park, sha256: bytes, rank: place, score }) => [
      park,
      bytes,
      place,
      score,
    ]),
    inForce: states.map(({ filer, summary }) => [filer, summary?.inForce?.sha256, summary?.inForce?.order]),
    standing: states.map(({ filer, summary, submissions }) => [
      filer,
      summary?.status,
      summary?.submissions,
      foldSubmissions(submissions).current?.standing,
      summary?.review.repeatedExplanations,
    ]),
    explanations: await Promise.all(
      filers.map(async (filer) =>
        (await world.ports.readExplanations('2021', filer)).map(({ finding, about }) => [finding, about]),
      ),
    ),
    findings: [...byBytes].toSorted(([a], [b]) => (a < b ? -1 : 1)),
    indicators: scored.indicators.map(({ park, sha256, values, priorSource }) => [
      park,
      sha256,
      values,
      priorSource,
    ]),
    expertScores: scored.expertScores?.scores,
    register: await world.ports.readRegister('2021'),
    priors: [...(await world.ports.readAllPriors('2021'))],
    amended: (await world.ports.readAmendedPriors('2021'))?.values,
  };
};

/** The world of returns, in which the ministry's commands are delivered like messages. */
const aWorld = async (wrap?: (table: Table) => Table) => {
  const world = await returnsWorld({
    parks,
    priors: published,
    checkReturn: checkToyReturn,
    checkMinistryFile: checkToyMinistryFile,
    ...(wrap === undefined ? {} : { wrap }),
  });
  const ministry = manageWorld(world.memory, world.table);
  const toRefresh: Message[] = [];
  return {
    ...world,
    readCycleRow: ministry.ports.readCycleRow,
    deliver: async (message: Message): Promise<unknown> => {
      if (message.detailType !== COMMAND) return world.deliver(message);
      const command = message.detail as Record<string, unknown>;
      const answer = await ministry.command(command);
      if (command.command === 'amend-prior') toRefresh.push(refresh);
      return answer;
    },
    drain: () => [...toRefresh.splice(0), ...world.drain()],
  };
};

describe('forty uploads, and amendments, refreshes and other closing times among them', () => {
  it('end in the same state whatever the order, repetition, delay and concurrency of their delivery', async () => {
    await fc.assert(
      fc.asyncProperty(fortyUploads, fc.infiniteStream(fc.nat()), async (files, choices) => {
        const ordered = await aWorld();
        await settle(ordered, [...files.map((file) => ordered.put(file)), ...commands]);
        const anyhow = await aWorld(slow(choices));
        await deliverAnyhow(anyhow, [...files.map((file) => anyhow.put(file)), ...commands], choices);
        const end = await outcome(anyhow);
        expect(end).toEqual(await outcome(ordered));
        const verdicts = end.findings.map(([bytes, judged]) => [bytes, (judged as [string])[0]]);
        expect(Object.fromEntries(verdicts)).toEqual(Object.fromEntries(expectedVerdicts(files)));
        for (const filer of filers) {
          const { summary } = await anyhow.ports.readFiler('2021', filer);
          const entries = await anyhow.ports.readAudit('2021', filer);
          expect(findBrokenLink(entries, summary?.audit ?? { sequence: 0, hash: null }, sha256)).toBeNull();
          if (summary !== null) expect(await anyhow.ports.readReturns('2021')).toContainEqual(summary);
        }
        const cycle = await anyhow.readCycleRow('2021');
        const ofCycle = await anyhow.ports.readAudit('2021', cycleFiler);
        expect(findBrokenLink(ofCycle, cycle?.audit ?? { sequence: 0, hash: null }, sha256)).toBeNull();
        expect(ofCycle.filter(({ action }) => action === 'prior-amended')).toHaveLength(7);
      }),
      { numRuns: 40 },
    );
  });
});
