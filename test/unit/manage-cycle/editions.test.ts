import { describe, expect, it } from 'vitest';
import { EditionAlteredError, editions } from '../../../shared/adapters/editions.ts';
import { sha256OfText } from '../../../shared/adapters/ranking-snapshots.ts';
import { rankingCores } from '../../../shared/domain/cycles/ranking-core.ts';
import type { EditionDocument } from '../../../shared/domain/methodology/edition-document.ts';
import { exampleEdition } from '../../../shared/domain/methodology/example-editions.ts';
import { UnknownEditionError } from '../../../shared/domain/methodology/unknown-edition.ts';
import { anOpening, manageWorld, twoFiledIn2021 } from '../../support/manage-world.ts';
import { anEdition } from '../../support/ranking-input.ts';

/** most-2021 under an id of its own, changed. */
const anEditionDocument = (
  over: Partial<EditionDocument> = {},
  change: (document: EditionDocument) => void = () => undefined,
): EditionDocument => {
  const document = { ...structuredClone(anEdition().document), id: 'official-2022', ...over };
  change(document);
  return document;
};
const heavier = (code: string, multiplier: number) => (document: EditionDocument) => {
  const indicator = document.indicators.find((one) => one.code === code);
  if (indicator !== undefined) indicator.weight.multiplier = multiplier;
};
const load = (document: unknown) => ({ command: 'load-edition', document });

describe('load-edition', () => {
  it('keeps a document as an object and a row, and says so once', async () => {
    const world = manageWorld();
    const answer = await world.command({ ...load(anEditionDocument()), reason: '赋权下发' });
    expect(answer).toMatchObject({
      ok: true,
      doneBefore: false,
      edition: { id: 'official-2022', version: '1.0.0', weights: 'provisional', indicators: 46 },
    });
    const [row] = await world.ports.readLoaded();
    expect(row).toMatchObject({ id: 'official-2022', version: '1.0.0', actor: '张三' });
    expect(row?.key).toBe(`editions/official-2022@1.0.0-${row?.sha256.slice(0, 12)}.json`);
    expect(sha256OfText(world.snapshots.get(row?.key ?? '') ?? '')).toBe(row?.sha256);
    expect(await world.command(load(anEditionDocument()))).toMatchObject({ ok: true, doneBefore: true });
    expect(await world.ports.readLoaded()).toHaveLength(1);
    // Told once, by the same transaction: who, when, why, and where the document is.
    const told = world.table.rows().filter(({ detailType }) => detailType === 'MethodologyLoaded.v1');
    expect(told.map(({ detail }) => JSON.parse(String(detail)))).toEqual([
      {
        eventId: expect.stringMatching(/^[0-9a-f]{32}$/),
        cycle: '2021',
        occurredAt: row?.loadedAt,
        id: 'official-2022',
        version: '1.0.0',
        weights: 'provisional',
        indicators: 46,
        document: { bucket: 'reports', key: row?.key },
        sha256: row?.sha256,
        reason: '赋权下发',
        actor: '张三',
      },
    ]);
    expect(row).toMatchObject({ reason: '赋权下发' });
    expect(world.events()).toHaveLength(1);
  });

  it('is told under the year in Beijing, without a reason where none was given', async () => {
    const world = manageWorld();
    // From 1 April: 274 days and 17 hours later it is 2022 in Beijing and still 2021 in Greenwich.
    world.pass((274 * 24 + 17) * 3_600_000);
    await world.command(load(anEditionDocument()));
    const [told] = world.table.rows().filter(({ detailType }) => detailType === 'MethodologyLoaded.v1');
    expect(JSON.parse(String(told?.detail))).toMatchObject({ cycle: '2022', reason: null });
  });

  it('says that what comes with the program is there', async () => {
    const answer = await manageWorld().command(load(anEdition().document));
    expect(answer).toMatchObject({ ok: true, doneBefore: true, edition: { id: 'most-2021' } });
  });

  it.each<[string, unknown]>([
    ['edition-broken', { format: 'gaoxin-methodology@1' }],
    ['edition-broken', 'text'],
    ['edition-synthetic', exampleEdition('synthetic-former')?.document],
  ])('refuses with %s', async (code, document) => {
    const world = manageWorld();
    expect(await world.command(load(document))).toMatchObject({ ok: false, code });
    expect(await world.ports.readLoaded()).toEqual([]);
  });

  it('never changes a version, used or not', async () => {
    const world = manageWorld();
    await world.command(load(anEditionDocument()));
    expect(await world.command(load(anEditionDocument({}, heavier('4.7', 2))))).toMatchObject({
      code: 'edition-exists',
    });
    expect(
      await world.command(load({ ...anEdition().document, title: { zh: '改', en: 'changed' } })),
    ).toMatchObject({
      code: 'edition-exists',
    });
  });

  it('asks for a version that says what differs', async () => {
    const world = manageWorld();
    await world.command(load(anEditionDocument({ version: '1.1.0' })));
    const next = (version: string, change?: (document: EditionDocument) => void) =>
      world.command(load(anEditionDocument({ version }, change)));
    expect(await next('1.0.9')).toMatchObject({ code: 'edition-older' });
    expect(await next('1.1.1', heavier('4.7', 2))).toMatchObject({
      code: 'edition-version',
      message: { en: expect.stringContaining('at least version 1.2.0') },
    });
    expect(await next('1.2.0', heavier('4.7', 2))).toMatchObject({ ok: true });
    const fewer = (document: EditionDocument) => void document.indicators.pop();
    expect(await next('1.3.0', fewer)).toMatchObject({
      code: 'edition-version',
      message: { en: expect.stringContaining('at least version 2.0.0') },
    });
    expect(await next('2.0.0', fewer)).toMatchObject({ ok: true });
  });

  it('of two at once lets one be first', async () => {
    const world = manageWorld();
    const answers = await Promise.all([
      world.command(load(anEditionDocument())),
      world.command(load(anEditionDocument({}, heavier('4.7', 2)))),
    ]);
    expect(answers.map((answer) => answer.ok).sort()).toEqual([false, true]);
    const [row] = await world.ports.readLoaded();
    const stored = await world.ports.readEdition({ id: 'official-2022', version: '1.0.0' });
    expect(sha256OfText(world.snapshots.get(row?.key ?? '') ?? '')).toBe(row?.sha256);
    expect(stored.document.id).toBe('official-2022');
  });
});

describe('open-cycle with a loaded edition', () => {
  it('takes the newest version of an id, or the one that is named', async () => {
    const world = manageWorld();
    await world.command(load(anEditionDocument({ version: '1.2.0' })));
    await world.command(load(anEditionDocument({ version: '1.10.0' }, heavier('4.7', 2))));
    const opened = async (cycle: string, methodology: string) =>
      world.command(anOpening(cycle, ['P001'], { methodology }));
    expect(await opened('2021', 'official-2022')).toMatchObject({
      cycle: { methodology: { id: 'official-2022', version: '1.10.0' } },
    });
    expect(await opened('2022', 'official-2022@1.2.0')).toMatchObject({
      cycle: { methodology: { id: 'official-2022', version: '1.2.0' } },
    });
    expect(await opened('2023', 'official-2022@1.3.0')).toMatchObject({
      code: 'unknown-methodology',
      message: { en: expect.stringContaining('most-2021, most-2021-literal-product, official-2022@1.2.0') },
    });
  });

  it('takes a newer version of a shipped id, while older cycles keep theirs', async () => {
    const world = manageWorld();
    await world.command(anOpening('2021', ['P001']));
    const { document } = anEdition();
    await world.command(load({ ...document, version: '1.0.1', title: { zh: '改', en: 'changed' } }));
    expect(await world.command(anOpening('2022', ['P001']))).toMatchObject({
      cycle: { methodology: { id: 'most-2021', version: '1.0.1' } },
    });
    expect((await world.ports.readCycle('2021'))?.methodology.version).toBe('1.0.0');
    expect((await world.ports.readEdition({ id: 'most-2021', version: '1.0.0' })).document).toBe(document);
  });

  it.each(['most-2013', 'miit-2024'])('refuses %s, of which only a part is public', async (methodology) => {
    const answer = await manageWorld().command(anOpening('2021', ['P001'], { methodology }));
    expect(answer).toMatchObject({ ok: false, code: 'incomplete-methodology' });
  });

  it('refuses the synthetic example', async () => {
    const answer = await manageWorld().command(
      anOpening('2021', ['P001'], { methodology: 'synthetic-former' }),
    );
    expect(answer).toMatchObject({ ok: false, code: 'unknown-methodology' });
  });

  it('inherits bounds only of indicators that mean the same', async () => {
    const redefined = (document: EditionDocument) => {
      const first = document.indicators[0];
      if (first !== undefined) first.expression = 'rd_institutions_national';
    };
    const boundsUnder = async (change?: (document: EditionDocument) => void) => {
      const world = await twoFiledIn2021();
      await world.command({ command: 'publish-cycle', cycle: '2021' });
      await world.command(load(anEditionDocument({}, change)));
      await world.command(anOpening('2022', ['P001'], { methodology: 'official-2022' }));
      return world.ports.readBounds('2022', 'previous-cycle');
    };
    expect(await boundsUnder()).toEqual({ '1.1': { min: 10, max: 20 } });
    expect(await boundsUnder(redefined)).toEqual({});
  });
});

describe('an edition that is read', () => {
  it('is not read when its object was altered or is gone', async () => {
    const world = manageWorld();
    await world.command(load(anEditionDocument()));
    const [row] = await world.ports.readLoaded();
    const fresh = (text: string | null) =>
      editions(world.table, { readText: async () => text, writeText: async () => undefined });
    const wanted = { id: 'official-2022', version: '1.0.0' };
    await expect(fresh('{}').readEdition(wanted)).rejects.toThrow(EditionAlteredError);
    await expect(fresh(null).readEdition(wanted)).rejects.toThrow(EditionAlteredError);
    const text = world.snapshots.get(row?.key ?? '') ?? null;
    expect((await fresh(text).readEdition(wanted)).document.id).toBe('official-2022');
    await expect(fresh(text).readEdition({ id: 'official-2022', version: '9.9.9' })).rejects.toThrow(
      UnknownEditionError,
    );
  });

  it('is read once', async () => {
    const world = manageWorld();
    await world.command(load(anEditionDocument()));
    let reads = 0;
    const store = editions(world.table, {
      readText: async (key) => {
        reads += 1;
        return world.snapshots.get(key) ?? null;
      },
      writeText: async () => undefined,
    });
    const wanted = { id: 'official-2022', version: '1.0.0' };
    await store.readEdition(wanted);
    await store.readEdition(wanted);
    expect(reads).toBe(1);
  });

  it('ranks, with the denominators that its small-base guard looks at', async () => {
    const world = manageWorld();
    const guarded = anEditionDocument({
      bounds: { ...anEdition().document.bounds, smallBaseGuard: { enabled: true, share: 0.02 } },
    });
    await world.command(load(guarded));
    const coreOf = rankingCores(sha256OfText, world.ports.readEdition);
    const core = await coreOf({ id: 'official-2022', version: '1.0.0' });
    await world.command(anOpening('2021', ['P001'], { methodology: 'official-2022' }));
    await world.file('2021', 'P001', '10', 1);
    await world.score('2021', 'P001');
    const state = await world.ports.readRankingState('2021');
    const withInputs = {
      ...state,
      indicators: state.indicators.map((row) => ({ ...row, inputs: { employees: '50' } })),
    };
    const input = core.inputOf(withInputs);
    expect(input.bases?.P001?.['1.4']).toBe(50);
    expect(core.rank(input).ranked).toBe(1);
    expect((await coreOf({ id: 'most-2021', version: '1.0.0' })).inputOf(state)).not.toHaveProperty('bases');
  });
});
