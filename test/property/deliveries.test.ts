import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Table } from '../../shared/adapters/table.ts';
import { rankingInputOf } from '../../shared/domain/cycles/ranking-state.ts';
import { shippedEdition } from '../../shared/domain/methodology/shipped-editions.ts';
import { inputHash } from '../../shared/domain/ranking/input-hash.ts';
import { rank } from '../../shared/domain/ranking/rank.ts';
import { findBrokenLink } from '../../shared/domain/returns/audit-chain.ts';
import { foldSubmissions } from '../../shared/domain/returns/fold-submissions.ts';
import { deliverAnyhow, slow } from '../support/deliver-anyhow.ts';
import { aCycle, sha256 } from '../support/returns.ts';
import { type ReturnsWorld, returnsWorld, settle, type UploadedFile } from '../support/returns-world.ts';
import { checkToyMinistryFile, checkToyReturn, type ToyReturn, toyFile } from '../support/toy-checks.ts';

const parks = ['P001', 'P002', 'P003', 'P004', 'P005'] as const;
const filers = [...parks, 'MINISTRY', 'REGISTER', 'PRIORS'] as const;
const fileNames = [
  'return.xlsx',
  '年报 a+b%.xlsx',
  '100%.csv',
  'a b+c.json',
  '%E5%B9%B4.zip',
  '再报(2).xlsx',
];

const edition = shippedEdition('most-2021') ?? expect.fail('most-2021 is shipped');

const prefixes: Readonly<Record<string, string>> = {
  MINISTRY: 'expert-scores',
  REGISTER: 'registers',
  PRIORS: 'priors',
};
const keyOf = (filer: string, name: string): string => {
  const prefix = prefixes[filer];
  return prefix === undefined ? `returns/2021/${filer}/${name}` : `${prefix}/2021/${name}`;
};

/** Three registers: P001 has left in one, is exempt in another; three files of last year's values. */
const registers = [
  ['P001', 'P002', 'P003', 'P004', 'P005'],
  ['P002', 'P003', 'P004', 'P005', 'P006'],
  ['P001!', 'P002', 'P003', 'P004', 'P005'],
] as const;
const priorsOf = (id: number) => ({ P001: { employees: `${id + 10}`, staff_bachelor: `${id}` } });

/** 100 and 104 lie in each other's band, 104 and 109 too, 100 and 109 not; 120 is alone. */
const aValue = fc.constantFrom(100, 104, 109, 120);

const aFile = fc
  .record({
    filer: fc.constantFrom(...filers),
    name: fc.constantFrom(...fileNames),
    // Few contents for many uploads: repetitions, and A, B, A again, are common.
    id: fc.nat(2),
    kind: fc.constantFrom('good', 'good', 'bad', 'asks', 'asks', 'explains', 'copies'),
    value: aValue,
  })
  .map(({ filer, name, id, kind, value }) => {
    const inputs =
      filer === 'MINISTRY'
        ? { 'P001/1.5': `${id + 50}` }
        : { employees: `${id + 1}`, staff_bachelor: `${id}` };
    // What the ministry files is accepted or rejected; it is never explained.
    const ofMinistry = filer === 'REGISTER' || filer === 'PRIORS';
    const findings: Record<typeof kind, ToyReturn['findings']> = {
      good: { notice: ['n'] },
      bad: { mandatory: ['m'], query: ['q0'] },
      asks: { query: [`q${id % 2}`] },
      explains: { query: ['q0', 'q1'], notice: ['n'] },
      copies: { query: ['q0', 'q1', 'q2'] },
    };
    const explains: Partial<Record<typeof kind, readonly string[]>> = {
      explains: ['q0'],
      copies: ['q0', 'q1', 'q2'],
    };
    const toy = {
      id,
      inputs,
      findings: (ofMinistry ? findings[kind === 'bad' ? 'bad' : 'good'] : findings[kind]) ?? {},
      values: { q0: value, q1: value },
      ...(filer === 'REGISTER' ? { register: registers[id] ?? [] } : {}),
      ...(filer === 'PRIORS' ? { priors: priorsOf(id) } : {}),
      ...(ofMinistry || explains[kind] === undefined ? {} : { explains: explains[kind] }),
    };
    return { key: keyOf(filer, name), content: toyFile(toy) };
  });

/** Some uploads are complete within the same minute. */
const fortyUploads = fc
  .tuple(fc.array(aFile, { minLength: 40, maxLength: 40 }), fc.infiniteStream(fc.constantFrom(0, 1, 1, 1)))
  .map(([files, steps]) => {
    let minute = 0;
    return files.map((file): UploadedFile => {
      minute += steps.next().value ?? 1;
      return { ...file, minute };
    });
  })
  // One object cannot be written twice in one minute of this world: its versions could not be told apart.
  .map((files) => [...new Map(files.map((file) => [`${file.key}|${file.minute}`, file])).values()]);

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
  };
};

const aWorld = (wrap?: (table: Table) => Table) =>
  returnsWorld({
    parks,
    checkReturn: checkToyReturn,
    checkMinistryFile: checkToyMinistryFile,
    ...(wrap === undefined ? {} : { wrap }),
  });

/** Whether a file's queries are all explained by some file of the filer, for a value within 5 % of the explained one. */
const isAccepted = (toy: ToyReturn, filed: readonly ToyReturn[]): boolean => {
  const valueOfQuery = (one: ToyReturn, query: string): number => one.values?.[query] ?? 100;
  const isExplained = (query: string): boolean =>
    filed.some(
      (other) =>
        other.explains?.includes(query) &&
        // In whole numbers: |now − then| ≤ then ÷ 20.
        20 * Math.abs(valueOfQuery(toy, query) - valueOfQuery(other, query)) <= valueOfQuery(other, query),
    );
  return (toy.findings?.mandatory ?? []).length === 0 && (toy.findings?.query ?? []).every(isExplained);
};

/** Every version with its verdict, told from the files alone. */
const expectedVerdicts = (files: readonly UploadedFile[]) =>
  files.map(({ key, content }) => {
    const filer = filers.find((one) => keyOf(one, '') === key.slice(0, keyOf(one, '').length));
    const toys = files
      .filter((file) => file.key.startsWith(keyOf(filer ?? '', '')))
      .map((file): ToyReturn => JSON.parse(file.content));
    const toy: ToyReturn = JSON.parse(content);
    const rejected = (toy.findings?.mandatory ?? []).length > 0;
    return [
      `${filer} ${sha256(content)}`,
      rejected ? 'rejected' : isAccepted(toy, toys) ? 'accepted' : 'needs-explanation',
    ];
  });

describe('forty uploads', () => {
  it('end in the same state whatever the order, repetition, delay and concurrency of their delivery', async () => {
    await fc.assert(
      fc.asyncProperty(fortyUploads, fc.infiniteStream(fc.nat()), async (files, choices) => {
        const ordered = await aWorld();
        await settle(
          ordered,
          files.map((file) => ordered.put(file)),
        );
        const anyhow = await aWorld(slow(choices));
        await deliverAnyhow(
          anyhow,
          files.map((file) => anyhow.put(file)),
          choices,
        );
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
      }),
      { numRuns: 40 },
    );
  });
});
