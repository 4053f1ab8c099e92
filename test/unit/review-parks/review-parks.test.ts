import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type ReviewPorts, reviewCycle, reviewParks } from '../../../functions/review-parks/review-parks.ts';
import { cycleReads } from '../../../shared/adapters/cycle-reads.ts';
import { type IndicatorsRow, indicatorRows } from '../../../shared/adapters/indicator-rows.ts';
import { ministryFiles, registerInForceWrite } from '../../../shared/adapters/ministry-files.ts';
import { readReturn } from '../../../shared/adapters/readers/read-return.ts';
import { bufferOf, readRecordParquet, recordParquet } from '../../../shared/adapters/record-parquet.ts';
import { reviews } from '../../../shared/adapters/reviews.ts';
import { scoredReturnsTable } from '../../../shared/adapters/scored-returns-table.ts';
import { ConflictError } from '../../../shared/adapters/table-errors.ts';
import { tableKeys } from '../../../shared/adapters/table-keys.ts';
import type { RecordTable } from '../../../shared/domain/records/record-table.ts';
import { loadRulePack } from '../../../shared/domain/rules/load-rule-pack.ts';
import { aRecordsReturn, clean } from '../../support/a-records-return.ts';
import { memoryTable } from '../../support/memory-table.ts';
import { aRegisteredPark, at, sha256 } from '../../support/returns.ts';

const row = (park: string, own: Partial<IndicatorsRow> = {}): IndicatorsRow => ({
  cycle: '2021',
  park,
  submissionId: `S-${park}`,
  sha256: sha256(park),
  order: at(1),
  values: {},
  inputs: {},
  priors: {},
  priorSource: 'return',
  reopened: false,
  withdrawn: false,
  scoredAt: at(2),
  ...own,
});

/** Records by submission: `S-P001` files the enterprises 0–9, `S-P002` 8–19, `S-P002-corrected` 10–19. */
const records = new Map<string, Uint8Array>();
beforeAll(async () => {
  const slices = { 'S-P001': [0, 10], 'S-P002': [8, 20], 'S-P002-corrected': [10, 20] };
  for (const [submission, [from, to]] of Object.entries(slices)) {
    const bytes = await aRecordsReturn({ enterprises: clean.enterprises.slice(from, to) });
    const outcome = await readReturn({ name: 'f', bytes });
    const table = outcome.kind === 'read' ? outcome.filed.records?.enterprises : null;
    if (table) records.set(submission, recordParquet(table));
  }
});

/** Read once for each set of fields: the lists are many. */
const read = new Map<string, Promise<RecordTable>>();
const enterprisesOf = async (submission: string, codes: ReadonlySet<string>): Promise<RecordTable | null> => {
  const bytes = records.get(submission);
  if (bytes === undefined) return null;
  const key = [submission, ...codes].join(' ');
  const table = read.get(key) ?? readRecordParquet('enterprises', bufferOf(bytes), codes);
  read.set(key, table);
  return table;
};

const world = () => {
  const table = memoryTable();
  const objects = new Map<string, string>();
  let lists = 0;
  const ports: ReviewPorts = {
    ...cycleReads(table),
    ...scoredReturnsTable(table),
    ...reviews(table, {
      readText: async (key) => objects.get(key) ?? null,
      writeText: async (key, text) => {
        lists += 1;
        objects.set(key, text);
      },
    }),
    readEnterprises: async ({ submissionId }, codes) => enterprisesOf(submissionId, codes),
    rulePackOf: loadRulePack,
    sha256,
    now: () => at(9),
    pause: async () => undefined,
  };
  const store = async (...rows: readonly IndicatorsRow[]) => {
    await table.write(
      rows.map((one) => ({ put: indicatorRows.rowOf(tableKeys.indicatorValues('2021', one.park), one) })),
    );
  };
  const list = async () => {
    const head = await ports.readReviewHead('2021');
    return head === null ? null : JSON.parse(objects.get(head.list.key) ?? 'null');
  };
  const entities = async () => (await list())?.entries.map(({ entity }: { entity: string }) => entity);
  /** A register comes into force: parks by their city. */
  const register = async (order: string, cities: Readonly<Record<string, string>>) => {
    const submissionId = `R-${order}`;
    const parks = Object.entries(cities).map(([id, city]) => ({ ...aRegisteredPark(id), city }));
    await ministryFiles(table).writeRegisterVersion('2021', submissionId, parks);
    const file = { cycle: '2021', submissionId, sha256: sha256(submissionId), order, storedAt: order };
    await table.write([registerInForceWrite(file)]);
  };
  return { ports, store, register, list, entities, lists: () => lists };
};

const shared = clean.enterprises.slice(8, 10).map(({ uscc }) => uscc);

describe('review-parks', () => {
  it('lists enterprises that two parks file, and names them as filed', async () => {
    const { ports, store, list, entities } = world();
    await store(row('P001'), row('P002'), row('P003'));
    expect(await reviewCycle('2021', ['P001'], ports)).toBe('reviewed');
    expect(await entities()).toEqual(shared);
    const [entry] = (await list()).entries;
    expect(
      entry.parks.map(({ park, observed }: { park: string; observed: object }) => [park, observed]),
    ).toEqual(['P001', 'P002'].map((park) => [park, { name: clean.enterprises[8]?.name }]));
  });

  it('does nothing for a message whose return is in the list', async () => {
    const { ports, store, lists } = world();
    await store(row('P001'), row('P002'));
    await reviewCycle('2021', ['P001'], ports);
    expect(await reviewCycle('2021', ['P002', 'P001'], ports)).toBe('listed');
    expect(lists()).toBe(1);
  });

  it('drops what a correction or a withdrawal has settled, and marks what is reopened', async () => {
    const { ports, store, list, entities } = world();
    await store(row('P001'), row('P002'));
    await reviewCycle('2021', ['P002'], ports);
    await store(row('P002', { reopened: true }));
    await reviewCycle('2021', ['P002'], ports);
    expect((await list()).entries[0].parks[1]).toMatchObject({ park: 'P002', reopened: true });
    await store(row('P002', { submissionId: 'S-P002-corrected', order: at(5) }));
    await reviewCycle('2021', ['P002'], ports);
    expect(await entities()).toEqual([]);
    await store(row('P002', { order: at(6) }));
    await reviewCycle('2021', ['P002'], ports);
    expect(await entities()).toEqual(shared);
    await store(row('P002', { order: at(6), withdrawn: true }));
    await reviewCycle('2021', ['P002'], ports);
    expect(await entities()).toEqual([]);
  });

  it('is made anew of another register, once for however many messages', async () => {
    const { ports, store, register, entities, lists } = world();
    const gdp = (value: string) => ({ inputs: { city_gdp: value } });
    await store(row('P001', gdp('100')), row('P002', { ...gdp('300'), submissionId: 'S-P002-corrected' }));
    await register(at(1), { P001: '武汉', P002: '襄阳' });
    expect(await reviewCycle('2021', [null, 'P001'], ports)).toBe('reviewed');
    expect(await entities()).toEqual([]);
    // The two parks turn out to be in one city, whose GDP is one.
    await register(at(2), { P001: '武汉', P002: '武汉' });
    expect(await reviewCycle('2021', [null], ports)).toBe('reviewed');
    expect(await entities()).toEqual(['P001', 'P002']);
    expect(await reviewCycle('2021', [null, 'P002', null], ports)).toBe('listed');
    expect(lists()).toBe(2);
  });

  it('holds no enterprise in the table', async () => {
    const { ports, store } = world();
    await store(row('P001'), row('P002'));
    await reviewCycle('2021', ['P001'], ports);
    const head = await ports.readReviewHead('2021');
    expect(head).toMatchObject({ version: 1, counts: { 'R-C-001': 2 } });
    expect(JSON.stringify(head)).not.toContain(shared[0]);
  });

  it('ends in the same list whatever the order, repetition and interleaving of messages', async () => {
    const states = [
      row('P001'),
      row('P002'),
      row('P003'),
      row('P002', { submissionId: 'S-P002-corrected', order: at(3) }),
      row('P002', { order: at(4), reopened: true }),
    ];
    const parks = states.map(({ park }) => park);
    const once = world();
    await once.store(...states.slice(0, 1), states[2] as IndicatorsRow, states[4] as IndicatorsRow);
    await reviewCycle('2021', ['P001'], once.ports);
    const expected = (await once.ports.readReviewHead('2021'))?.list;
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(fc.constantFrom(...parks), { minLength: states.length, maxLength: states.length }),
        async (scheduler, repeated) => {
          const { ports, store } = world();
          const slow: ReviewPorts = {
            ...ports,
            readScoredReturn: scheduler.scheduleFunction(ports.readScoredReturn),
            readScored: scheduler.scheduleFunction(ports.readScored),
            commitReview: scheduler.scheduleFunction(ports.commitReview),
          };
          // Rows come in their own order, while reviews are under way; a message goes out only after the row that it tells
          // of, and some twice. No later message mends what these leave behind.
          const pending: Promise<unknown>[] = [];
          const rows = states.map((state, index) => async () => {
            await store(state);
            pending.push(reviewCycle('2021', [state.park], slow));
            pending.push(reviewCycle('2021', [repeated[index] ?? state.park], slow));
          });
          const { task } = scheduler.scheduleSequence(rows);
          await scheduler.waitFor(task);
          await scheduler.waitFor(Promise.all(pending));
          return (await ports.readReviewHead('2021'))?.list.sha256 === expected?.sha256;
        },
      ),
      { numRuns: 30 },
    );
  });

  it('asks for all messages of a cycle that failed, and of no other', async () => {
    const { ports, store } = world();
    await store(row('P001'));
    const failing: ReviewPorts = {
      ...ports,
      commitReview: async (head) => {
        if (head.cycle === '2021') throw new ConflictError('always');
      },
    };
    const log = { info: () => undefined, error: () => undefined };
    const messages = [
      { id: 'a', cycle: '2021', park: 'P001' },
      { id: 'b', cycle: '2022', park: 'P001' },
    ];
    expect(await reviewParks(messages, failing, log)).toEqual(['a']);
  });
});
