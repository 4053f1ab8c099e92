import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { defineCompare } from '../../../cli/studies/compare-verb.ts';
import { defineMethodology } from '../../../cli/studies/methodology-verb.ts';
import { defineWhatIf } from '../../../cli/studies/what-if-verb.ts';
import type { DefineVerb } from '../../../cli/terminal/verb.ts';
import { defineRanking } from '../../../cli/verbs/ranking-verb.ts';
import { hundred } from '../../support/a-move.ts';
import { aSnapshot } from '../../support/a-snapshot.ts';
import { anEdition } from '../../support/ranking-input.ts';
import { runVerb } from '../../support/run-verb.ts';

let folder = '';
const at = (name: string): string => join(folder, name);
const write = (name: string, document: unknown) => writeFile(at(name), JSON.stringify(document));

const inputs = { employees: '1000', staff_foreign_resident: '10', staff_returnees: '20', exports: '5' };
const parks = (own: number) => [
  { id: 'P001', values: { '4.7': own }, inputs, priors: inputs },
  { id: 'P002', values: { '4.6': 20 }, inputs, priors: inputs },
  { id: 'P003', values: { '3.8': 1 }, inputs, priors: inputs },
];

beforeAll(async () => {
  // Nothing answers there: what comes with the program is all there is, whatever runs on this machine.
  vi.stubEnv('AWS_ENDPOINT_URL', 'http://127.0.0.1:1');
  folder = await mkdtemp(join(tmpdir(), 'gaoxin-methodology-'));
  await write(
    'now.json',
    aSnapshot(parks(3), { frozenBounds: hundred() }, { revision: 2, inputHash: '1'.repeat(64) }),
  );
  await write('before.json', aSnapshot(parks(30), { frozenBounds: hundred() }));
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

/** A study over the later ranking. */
const study = (define: DefineVerb, words: readonly string[], locale: 'zh' | 'en' = 'en') =>
  runVerb(define, ['--snapshot', at('now.json'), ...words], locale);

describe('gaoxin ranking --against', () => {
  it('explains one park: denominators, parts that add up, what is provisional', async () => {
    const { text, document } = await study(defineRanking, [
      '--explain',
      'P001',
      '--against',
      at('before.json'),
    ]);
    expect(document).toMatchObject({
      explained: { park: 'P001', rank: 2 },
      against: {
        from: { revision: 1, ranked: 3 },
        to: { revision: 2, ranked: 3, methodology: { weights: 'provisional' } },
        common: 3,
        moves: [
          {
            park: 'P001',
            interval: { low: expect.any(Number), high: expect.any(Number) },
            overall: {
              from: 1,
              to: 2,
              of: { from: 3, to: 3 },
              change: 1,
              parts: { 'own-values': { numerator: 1, denominator: 1, decimal: 1 } },
            },
          },
        ],
      },
    });
    expect(text).toMatch(/rank 1\/3 → 2\/3 \[\d–\d\] \(↓1\)/);
    expect(text).toContain('In brackets the 90 % interval');
    expect(text).toContain('weights are provisional');
  });

  it('explains every park', async () => {
    const { text } = await study(defineRanking, ['--against', at('before.json')], 'zh');
    expect(text).toMatch(/P002.*2\/3 → 1\/3 \[\d–\d\]\s+↑1/);
    expect(text).toContain('他园数值');
  });

  it('says that nothing moved against itself', async () => {
    const { status, notes } = await study(defineRanking, ['--against', at('now.json')]);
    expect([status, notes]).toEqual([2, expect.stringContaining('itself')]);
  });
});

describe('gaoxin compare', () => {
  it('ranks under both and takes the moves apart', async () => {
    const { document, text } = await study(defineCompare, ['--with', 'most-2021-literal-product'], 'zh');
    expect(document).toMatchObject({
      from: { id: 'most-2021', weights: 'provisional' },
      to: { id: 'most-2021-literal-product' },
      changes: ['weights'],
      systemChanges: null,
    });
    expect(text).toContain('均非正式结果');
    expect(text).toMatch(/P001.*2\/3 \[\d–\d\] → /);
  });

  it('has intervals of the ranking’s own edition only', async () => {
    const words = ['--from', 'most-2021-literal-product', '--with', 'most-2021'];
    const { document, text } = await study(defineCompare, words, 'zh');
    expect(text).not.toContain('方括号');
    expect(document).toMatchObject({
      parks: expect.arrayContaining([expect.objectContaining({ interval: null })]),
    });
  });

  it('shows what the article says beside the synthetic former edition, which says that it is synthetic', async () => {
    const words = ['--from', 'synthetic-former', '--with', 'most-2021', '--park', 'P001'];
    const { document, text } = await study(defineCompare, words);
    expect(document).toMatchObject({
      from: { synthetic: true },
      parks: [{ park: 'P001' }],
      systemChanges: {
        changes: expect.arrayContaining([expect.objectContaining({ kind: 'weight-raised' })]),
      },
    });
    expect(text).toContain('SYNTHETIC EXAMPLE');
    expect(text).toContain('weight raised');
    expect(text).toContain('overseas direct investment');
  });

  it('says no where only a part of an edition is public, and shows that part', async () => {
    const { status, text, document } = await study(defineCompare, ['--with', 'most-2013']);
    expect(status).toBe(1);
    expect(text).toContain('cannot rank');
    expect(document).toMatchObject({ incomplete: [{ id: 'most-2013' }] });
  });

  it.each<[string, string[], RegExp]>([
    ['no edition', [], /Name the other edition/],
    ['the same edition', ['--with', 'most-2021'], /nothing to compare/],
    ['an unknown edition', ['--with', 'most-1999'], /no methodology edition “most-1999”/],
    ['a file that is none', ['--with', './nothing.json'], /There is no file/],
  ])('cannot do it with %s', async (_what, words, said) => {
    const { status, notes } = await study(defineCompare, words);
    expect(status).toBe(2);
    expect(notes).toMatch(said);
  });
});

describe('gaoxin what-if', () => {
  it('is marked as a scenario everywhere, and can be saved and run again', async () => {
    const words = ['--set-indicator', 'P001.4.7=40', '--weight', '4.7=2', '--save', at('scenario.json')];
    const first = await study(defineWhatIf, words, 'zh');
    expect(first.document).toMatchObject({
      isScenario: true,
      mark: { zh: '情景（非正式）' },
      madeOnThis: true,
      ranked: 3,
      edition: { isChanged: true },
      parks: expect.arrayContaining([
        expect.objectContaining({ park: 'P001', isChanged: true, from: 2, to: 1, of: 3, change: -1 }),
      ]),
    });
    expect(first.text).toMatch(/P001.*2\/3 \[\d–\d\] +1\/3/);
    const lines = first.text.split('\n').filter((line) => line.includes('情景（非正式）'));
    expect(lines.length).toBeGreaterThanOrEqual(3);
    expect(first.text).toContain('未发出任何事件');
    const again = await study(defineWhatIf, ['--scenario', at('scenario.json')], 'zh');
    expect(again.document).toEqual(first.document);
    const elsewhere = await runVerb(defineWhatIf, [
      '--snapshot',
      at('before.json'),
      '--scenario',
      at('scenario.json'),
    ]);
    expect(elsewhere.document).toMatchObject({ madeOnThis: false });
    expect(elsewhere.text).toContain('was made on revision 2');
  });

  it('computes indicators anew from a changed input', async () => {
    const { text } = await study(defineWhatIf, ['--set', 'P001.employees=100', '--park', 'P001']);
    expect(text).toMatch(/P001\s+4\.7\s+3\.0000\s+30\.0000/);
  });

  it.each<[string, string[], RegExp]>([
    ['no change', [], /changes nothing/],
    ['a flag of another form', ['--set', 'P001.employees'], /P021\.employees=50000/],
    ['a weight that is none', ['--weight', '4.7=much'], /--weight takes the form 4\.7=2/],
    ['a weight below 0', ['--weight', '4.7=-1'], /above 0/],
    ['a dimension that weighs more than all', ['--dimension-weight', '4=1.5'], /at most 1/],
    ['an input that is no number', ['--set', 'P001.employees=abc'], /a number, N\/A or nothing/],
    ['an unknown input', ['--set', 'P001.empoyees=1'], /no park input “empoyees”/],
    ['an unknown park', ['--set-indicator', 'P999.4.7=1'], /P999 is not ranked/],
    ['an incomplete edition', ['--edition', 'miit-2024'], /4 of 43/],
  ])('cannot do it with %s', async (_what, words, said) => {
    const { status, notes } = await study(defineWhatIf, words);
    expect(status).toBe(2);
    expect(notes).toMatch(said);
  });
});

describe('gaoxin methodology', () => {
  it('lists what there is, and which of it can rank', async () => {
    const { document, text } = await runVerb(defineMethodology, ['list'], 'zh');
    expect(document).toMatchObject({
      editions: expect.arrayContaining([
        expect.objectContaining({ id: 'most-2021', kind: 'shipped', weights: 'provisional' }),
        expect.objectContaining({ id: 'miit-2024', kind: 'incomplete', indicators: { known: 4, of: 43 } }),
        expect.objectContaining({ id: 'synthetic-former', kind: 'synthetic' }),
      ]),
    });
    expect(text).toContain('不完整，不能排名');
  });

  it('checks a file: 0 usable, 1 not, 2 no file', async () => {
    await write('good.json', anEdition().document);
    expect(await runVerb(defineMethodology, ['check', at('good.json')])).toMatchObject({
      status: 0,
      document: { verdict: 'usable', id: 'most-2021', counts: { error: 0 } },
    });
    const { indicators, ...rest } = anEdition().document;
    const [first, ...others] = indicators;
    await write('bad.json', { ...rest, indicators: [{ ...first, direction: undefined }, ...others] });
    const bad = await runVerb(defineMethodology, ['check', at('bad.json')]);
    expect(bad).toMatchObject({
      status: 1,
      document: {
        verdict: 'errors',
        findings: [{ place: 'indicators[0].direction', subject: '1.1' }, { severity: 'notice' }],
      },
    });
    expect(bad.text).toContain('[error] indicators[0].direction [1.1]  is missing');
    expect((await runVerb(defineMethodology, ['check', at('none.json')])).status).toBe(2);
    expect(await runVerb(defineMethodology, ['check', 'most-2013'])).toMatchObject({
      status: 1,
      document: { verdict: 'incomplete' },
    });
  });

  it('tells two editions apart in words', async () => {
    const { text, document } = await runVerb(
      defineMethodology,
      ['diff', 'most-2021', 'most-2021-literal-product'],
      'zh',
    );
    expect(document).toMatchObject({ needs: 'minor', nextVersion: '1.1.0' });
    expect(text).toContain('权重规则 "within-dimension" → "literal-product"');
    const former = await runVerb(defineMethodology, ['diff', 'most-2013', 'most-2021'], 'zh');
    expect(former.text).toContain('[取消] 人才战略和政策绩效');
    expect(former.document).toMatchObject({ incomplete: [{ id: 'most-2013' }] });
  });

  it('writes a document to start a new one from', async () => {
    await runVerb(defineMethodology, ['show', 'most-2021', '--out', at('copy.json')]);
    expect(JSON.parse(await readFile(at('copy.json'), 'utf8'))).toEqual(anEdition().document);
  });

  it('does not load what does not check', async () => {
    const answer = await runVerb(defineMethodology, ['load', at('bad.json')]);
    expect(answer).toMatchObject({ status: 1, document: { ok: false, code: 'edition-errors' } });
  });
});
