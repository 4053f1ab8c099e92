import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defineAuditMethodology } from '../../../cli/studies/audit-methodology-verb.ts';
import { lateProgress } from '../../../cli/studies/late-progress.ts';
import { defineRobustness } from '../../../cli/studies/robustness-verb.ts';
import type { Terminal } from '../../../cli/terminal/context.ts';
import { aDuel, scoredParks } from '../../support/a-duel.ts';
import { runStudy } from '../../support/run-study.ts';

const duel = aDuel();
const provisional = { zh: '权重为暂定值，非官方', en: 'weights are provisional, not official' };

describe('gaoxin robustness', () => {
  it('shows intervals with denominators, the assumption, the draws and the seed', async () => {
    const { text, document } = await runStudy(defineRobustness, duel, ['--parts', 'intervals'], 'zh');
    expect(text).toContain(provisional.zh);
    expect(text).toContain('39 项赋权各自在名义值 ±50 % 内均匀取值');
    expect(text).toContain('位次的 90 % 区间（1000 次抽样，种子 1；位次均为暂定）');
    expect(text).toContain('1/3');
    expect(document).toMatchObject({
      ranking: { ranked: 3, register: 3, methodology: { weights: 'provisional' } },
      assumption: { distribution: 'uniform', multipliers: 0.5, dimensions: 0.25, drawn: 'unofficial' },
      varied: [],
      replicates: 1000,
      seed: '1',
      intervals: {
        coverage: 0.9,
        maxWidth: 1,
        // P002 and P001, in an order that holds in 13 of 15; P003 is behind in all.
        undecided: 1,
        parks: [
          { park: 'P002', rank: 1, of: 3, interval: { low: 1, high: 2 }, aheadOfNext: { of: 'P001' } },
          { park: 'P001', rank: 2, within: [{ top: 10, share: 1 }, { top: 20 }, { top: 50 }] },
          { park: 'P003', interval: { low: 3, high: 3 }, aheadOfNext: null },
        ],
      },
      methods: null,
      withoutIndicator: null,
      withoutPark: null,
      sensitivity: null,
    });
  });

  it('says how two parks stand, and who a park’s rivals are', async () => {
    const words = ['--parts', 'intervals', '--ahead', 'P001,P002', '--park', 'P001', '--replicates', '4000'];
    const { text, document } = await runStudy(defineRobustness, duel, words);
    const { ahead, rivals } = document as {
      ahead: { ahead: number; behind: number };
      rivals: { parks: { park: string; ahead: number }[] };
    };
    // 2 ÷ 15; four standard errors.
    expect(Math.abs(ahead.ahead - 2 / 15)).toBeLessThan(0.022);
    expect(rivals.parks.map(({ park }) => park)).toEqual(['P002']);
    expect(rivals.parks[0]?.ahead).toBe(ahead.ahead);
    expect(text).toContain('P001 is ahead of P002 with probability');
    expect(text).toContain('Parks whose intervals overlap that of P001: 1');
  });

  it('without flags looks at methods, indicators and parks too', async () => {
    const { text, document } = await runStudy(defineRobustness, duel, ['--limit', '2']);
    expect(document).toMatchObject({
      methods: { alternatives: { length: 7 }, smallBaseGuard: [] },
      withoutIndicator: { length: 41 },
      withoutPark: [{ bounds: 'previous-cycle' }, { bounds: 'population' }],
      sensitivity: null,
    });
    expect(text).toContain('geometric mean of the dimensions');
    expect(text).toContain('(--limit 41 shows all)');
    expect(text).toContain('under frozen bounds): 0 of 3 parks');
  });

  it('finds where the uncertainty comes from', async () => {
    const words = ['--parts', 'sobol', '--samples', '200', '--factors', 'each', '--vary', 'missing'];
    const { text, document } = await runStudy(defineRobustness, duel, words);
    const { sensitivity } = document as {
      sensitivity: { runs: number; factors: { kind: string; code: string; total: { value: number } }[] };
    };
    // 39 multipliers, 4 dimension weights and the policy: 200 × (44 + 2).
    expect(sensitivity.runs).toBe(9200);
    expect(
      sensitivity.factors
        .slice(0, 2)
        .map(({ code }) => code)
        .sort(),
    ).toEqual(['4.6', '4.7']);
    expect(sensitivity.factors.slice(2).every(({ total }) => total.value === 0)).toBe(true);
    expect(text).toContain('multiplier of 4.7');
    expect(text).toContain('Also drawn, each method as likely as the others: not computable.');
  });

  it.each([
    [['--multipliers', '100'], /--multipliers/],
    [['--distribution', 'normal'], /uniform, dirichlet/],
    [['--parts', 'everything'], /intervals, methods/],
    [['--vary', 'weights'], /normalisation, aggregation/],
    [['--ahead', 'P001'], /two different park ids/],
    [['--ahead', 'P001,P009'], /P009 is not in the register/],
    [['--replicates', '0'], /whole number from 1/],
    [['--park', 'P009'], /P009 is not in the register/],
  ])('refuses %j in one sentence', async (words, said) => {
    await expect(runStudy(defineRobustness, duel, words)).rejects.toMatchObject({
      name: 'CannotDo',
      message: expect.stringMatching(said),
    });
  });

  it('refuses a ranking without parks, and a small-base guard without inputs', async () => {
    await expect(runStudy(defineRobustness, scoredParks({}), [])).rejects.toThrow(/No park is ranked/);
    await expect(runStudy(defineRobustness, { ...duel, basis: {} }, ['--parts', 'methods'])).rejects.toThrow(
      /inputs of 3 parks/,
    );
  });
});

describe('a draw that is written down', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'replicates-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('is ranked again from its weights to the same ranks; an altered one is found out', async () => {
    const { text, document } = await runStudy(defineRobustness, duel, ['--replicate', '12', '--vary', 'all']);
    expect(text).toContain('Draw 12 (seed 1)');
    const path = join(folder, 'draw.json');
    await writeFile(path, JSON.stringify(document));
    const again = await runStudy(defineRobustness, duel, ['--replay', path]);
    expect(again.document).toMatchObject({ replay: { replicate: 12, same: true, differences: [] } });
    expect(again.text).toContain('every rank is the same');

    const { recorded } = document as { recorded: { parks: { park: string; rank: number }[] } };
    const parks = recorded.parks.map((own) => (own.park === 'P003' ? { ...own, rank: 1 } : own));
    await writeFile(path, JSON.stringify({ recorded: { ...recorded, parks } }));
    const altered = await runStudy(defineRobustness, duel, ['--replay', path]);
    expect(altered.document).toMatchObject({
      replay: { same: false, differences: [{ park: 'P003', recorded: 1, replayed: 3 }] },
    });
    const other = { ...duel, inputHash: '1'.repeat(64) };
    await expect(runStudy(defineRobustness, other, ['--replay', path])).rejects.toThrow(/another ranking/);
    await writeFile(path, '{}');
    await expect(runStudy(defineRobustness, duel, ['--replay', path])).rejects.toThrow(
      /--replicate N --json/,
    );
  });
});

describe('gaoxin audit-methodology', () => {
  const parks = scoredParks({
    P001: { '4.1': 10, '4.2': 20, '4.3': 40 },
    P002: { '4.1': 20, '4.2': 41, '4.3': 30 },
    P003: { '4.1': 30, '4.2': 59, '4.3': 20 },
    P004: { '4.1': 40, '4.2': 80, '4.3': 11 },
  });

  it('flags what is redundant, negative, silent or left out, with what it means', async () => {
    const { text, document } = await runStudy(defineAuditMethodology, parks, [], 'zh');
    expect(text).toContain(provisional.zh);
    expect(text).toContain('重复（|r| > 0.92）');
    expect(text).toContain('同一一级指标内负相关');
    expect(text).toContain('全体不可计算、未计入的：1.10、2.10、3.9、5.9、5.10');
    expect(document).toMatchObject({
      ranking: { ranked: 4 },
      thresholds: { redundant: 0.92, quiet: 0.01 },
      // By hand: −485 ÷ √(500 × 470.75), 990 ÷ √(500 × 1962), −960 ÷ √(1962 × 470.75).
      flags: [
        { codes: ['4.1', '4.3'], flag: 'redundant' },
        { codes: ['4.1', '4.2'], flag: 'redundant' },
        { codes: ['4.2', '4.3'], flag: 'redundant' },
        { codes: ['4.1', '4.3'], flag: 'negative' },
        { codes: ['4.2', '4.3'], flag: 'negative' },
      ],
    });
  });

  it('shows the matrices when asked', async () => {
    const { text } = await runStudy(defineAuditMethodology, parks, ['--matrix', '--limit', '1']);
    expect(text).toContain('Correlations in dimension 4 (Spearman):');
    expect(text).toContain('… and 2 more');
  });
});

describe('progress', () => {
  it('stays away from work of less than a second', () => {
    const notes: string[] = [];
    const terminal: Terminal = {
      json: false,
      locale: 'en',
      isTty: false,
      columns: 80,
      say: () => undefined,
      note: (line) => void notes.push(line),
      answer: () => undefined,
      text: ({ en }) => en,
    };
    const progress = lateProgress(terminal, { zh: '', en: 'work' }, 3);
    progress.advance();
    progress.advance(2);
    progress.done();
    expect(notes).toEqual([]);
  });
});
