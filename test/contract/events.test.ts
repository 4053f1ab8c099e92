import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { contractOf, eventCatalogue } from '../../events/catalogue.ts';
import { eventIdOf, InvalidEventError } from '../../events/contract.ts';
import { ObjectCreated } from '../../events/envelope.ts';
import { ReturnAccepted } from '../../events/return-accepted.v1.ts';
import { subscriptions } from '../../events/subscriptions.ts';
import { recordedShapes, schemaFile, schemaOf, shapeAdvice, shapeOf } from '../../events/write-schemas.ts';
import { matches } from '../support/event-pattern.ts';

const fileAt = (path: string): string =>
  readFileSync(new URL(`../../events/${path}`, import.meta.url), 'utf8');
const filesIn = (folder: string): string[] => readdirSync(new URL(`../../events/${folder}`, import.meta.url));

interface Sample {
  readonly source: string;
  readonly 'detail-type': string;
  readonly detail: Readonly<Record<string, unknown>>;
}
const sampleOf = (name: string): Sample => JSON.parse(fileAt(`samples/${name}.json`)) as Sample;

const events = Object.entries(eventCatalogue);
const names = events.map(([name]) => name);

it('has the detail types of the published interface, and those added since', () => {
  expect(events.map(([, { detailType }]) => detailType).sort()).toEqual([
    'CycleClosed.v1',
    'CycleOpened.v1',
    'CycleScheduled.v1',
    'ExpertScoresAccepted.v1',
    'FindingExplained.v1',
    'IndicatorsComputed.v1',
    'MethodologyLoaded.v1',
    'MinistryFileReceived.v1',
    'MinistryFileRejected.v1',
    'PriorAmended.v1',
    'PriorsAccepted.v1',
    'PriorsRefreshed.v1',
    'RankingChanged.v1',
    'RankingPublished.v1',
    'RegisterAccepted.v1',
    'ReturnAccepted.v1',
    'ReturnNeedsExplanation.v1',
    'ReturnReceived.v1',
    'ReturnRefused.v1',
    'ReturnRejected.v1',
    'ReturnReopened.v1',
    'ReturnReopened.v2',
    'ReturnSignedOff.v1',
    'ReturnWithdrawn.v1',
    'RulePackPatched.v1',
    'VerdictOutdated.v1',
  ]);
});

it('has one contract file, one sample and one schema per event', () => {
  const contractFiles = filesIn('.').filter((name) => /\.v\d+\.ts$/.test(name));
  expect(contractFiles.sort()).toEqual(names.map((name) => `${name}.ts`).sort());
  const samples = filesIn('samples').filter((name) => name !== 'object-created.json');
  expect(samples.sort()).toEqual(names.map((name) => `${name}.json`).sort());
  expect(filesIn('schemas').sort()).toEqual(names.map((name) => `${name}.json`).sort());
});

describe.each(events)('%s', (name, contract) => {
  const sample = sampleOf(name);

  it('is named as its file is', () => {
    const kebab = contract.detailType.replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
    expect(kebab).toBe(name);
    expect(contractOf(contract.detailType)).toBe(contract);
  });

  it('reads its sample without changing it', () => {
    expect(contract.parse(sample)).toEqual(sample.detail);
  });

  it('finds its sample valid by the generated JSON Schema', () => {
    const published = z.fromJSONSchema(JSON.parse(fileAt(`schemas/${name}.json`)));
    expect(published.safeParse(sample.detail).error).toBeUndefined();
    expect(published.safeParse({ ...sample.detail, surprise: 1 }).success).toBe(false);
  });

  it.each(Object.keys(sample.detail))('refuses its sample without %s', (member) => {
    const { [member]: _, ...rest } = sample.detail;
    expect(() => contract.parse({ ...sample, detail: rest })).toThrow(InvalidEventError);
  });

  it('refuses an unknown member, and the events of others', () => {
    const extended = { ...sample, detail: { ...sample.detail, surprise: 1 } };
    expect(() => contract.parse(extended)).toThrow(/breaks its contract[\s\S]*surprise/);
    expect(() => contract.parse({ ...sample, source: 'someone' })).toThrow(InvalidEventError);
    expect(() => contract.parse({ ...sample, 'detail-type': 'Other.v1' })).toThrow(InvalidEventError);
    expect(() => contract.parse('text')).toThrow(InvalidEventError);
  });

  it('matches its own pattern alone', () => {
    const matched = names.filter((other) => matches(contract.pattern(), sampleOf(other)));
    expect(matched).toEqual([name]);
  });

  it('has the committed schema (otherwise run `npm run schemas`)', () => {
    expect(fileAt(`schemas/${name}.json`)).toBe(schemaFile(contract));
  });

  it('has the shape that its version had from the start', () => {
    expect(recordedShapes()[name], shapeAdvice(name)).toBe(shapeOf(schemaOf(contract)));
  });
});

it('keeps the shapes of no events but those of the catalogue', () => {
  expect(Object.keys(recordedShapes()).sort()).toEqual([...names].sort());
});

describe('shapes', () => {
  const schema = {
    type: 'object',
    properties: { a: { type: 'string' }, title: { type: 'string' } },
    required: ['a'],
  };

  it('stay the same when only annotations or the order of members change', () => {
    const annotated = {
      title: 'T',
      required: ['a'],
      properties: { title: { type: 'string', description: 'text' }, a: { type: 'string' } },
      type: 'object',
    };
    expect(shapeOf(annotated)).toBe(shapeOf(schema));
  });

  it.each([
    ['a member is added', { ...schema, properties: { ...schema.properties, b: { type: 'string' } } }],
    ['a member called like an annotation goes', { ...schema, properties: { a: { type: 'string' } } }],
    ['a member becomes optional', { ...schema, required: [] }],
  ])('change when %s', (_, changed) => {
    expect(shapeOf(changed)).not.toBe(shapeOf(schema));
  });

  it('come with advice that names the next version', () => {
    expect(shapeAdvice('ranking-changed.v1')).toContain('events/ranking-changed.v2.ts');
  });
});

describe('subscriptions', () => {
  it.each([
    [
      'validate-return',
      [
        'return-received.v1',
        'ministry-file-received.v1',
        'priors-accepted.v1',
        'priors-refreshed.v1',
        'verdict-outdated.v1',
      ],
    ],
    [
      'rank-parks',
      [
        'return-reopened.v1',
        'return-withdrawn.v1',
        'expert-scores-accepted.v1',
        'indicators-computed.v1',
        'cycle-closed.v1',
        'register-accepted.v1',
      ],
    ],
    ['advance-cycle', ['ranking-published.v1', 'cycle-opened.v1', 'cycle-closed.v1', 'cycle-scheduled.v1']],
    ['notify-ministry', ['ranking-changed.v1', 'ranking-published.v1']],
    ['notify-parks', ['ranking-published.v1']],
    ['ministry', ['ranking-changed.v1', 'ranking-published.v1']],
  ] as const)('bring %s the samples of its events', (consumer, expected) => {
    expect(names.filter((name) => matches(subscriptions[consumer], sampleOf(name)))).toEqual(expected);
  });

  it('score park returns only', () => {
    const sample = sampleOf('return-accepted.v1');
    const expertScores = { ...sample, detail: { ...sample.detail, filing: 'expert-scores', park: null } };
    const matched = (event: Sample): string[] =>
      Object.keys(subscriptions['score-return']).filter((each) =>
        matches(subscriptions['score-return'][each as keyof (typeof subscriptions)['score-return']], event),
      );
    expect(matched(sample)).toEqual(['ReturnAccepted']);
    expect(matched(expertScores)).toEqual([]);
    expect(matched(sampleOf('priors-accepted.v1'))).toEqual(['PriorsChanged']);
    expect(matched(sampleOf('priors-refreshed.v1'))).toEqual(['PriorsChanged']);
  });
});

describe('event ids', () => {
  it('are the first 32 hex digits of a hash of detail type, cycle and natural key', () => {
    // printf 'ReturnAccepted.v1|2021|S-1' | sha256sum
    expect(eventIdOf('ReturnAccepted.v1', '2021', 'S-1')).toBe('7562e9a01d7494f5bcd433e60f91084e');
  });

  it('are the same for the same step, whenever it is done', () => {
    const { eventId: _, ...detail } = ReturnAccepted.parse(sampleOf('return-accepted.v1'));
    const first = ReturnAccepted.event(detail, 'S-1');
    const again = ReturnAccepted.event({ ...detail, occurredAt: '2021-04-12T05:00:00Z' }, 'S-1');
    expect(again.eventId).toBe(first.eventId);
    expect(again.detail.eventId).toBe(first.eventId);
    expect(ReturnAccepted.event(detail, 'S-2').eventId).not.toBe(first.eventId);
  });

  it('are not given to a detail that breaks the contract', () => {
    const { eventId: _, ...detail } = ReturnAccepted.parse(sampleOf('return-accepted.v1'));
    expect(() => ReturnAccepted.event({ ...detail, sha256: 'no hash' }, 'S-1')).toThrow(InvalidEventError);
  });
});

describe('object-created', () => {
  const sample = JSON.parse(fileAt('samples/object-created.json')) as {
    detail: { object: Record<string, unknown> };
  };

  it('gives the plain key, and the time with milliseconds', () => {
    expect(ObjectCreated.parse(sample)).toEqual({
      uploadedAt: '2021-04-12T02:31:06.000Z',
      bucket: 'gaoxin-submissions',
      key: 'returns/2021/P021/年报 a+b%.xlsx',
      bytes: 48211,
      etag: 'b1946ac92492d2347c6235b4d2611184',
      versionId: '8Zr1kq0JHqLbE0tC1fQpWc0',
      sequencer: '0062E99A88DC407460',
    });
  });

  it('lives without a version id, and with a quoted ETag', () => {
    const { 'version-id': _, ...object } = sample.detail.object;
    const bare = { ...sample, detail: { ...sample.detail, object: { ...object, etag: '"b1946"' } } };
    expect(ObjectCreated.parse(bare)).toMatchObject({ versionId: null, etag: 'b1946' });
  });

  it('matches the pattern of its bucket, wherever the key lies, and of no other', () => {
    expect(matches(ObjectCreated.pattern('gaoxin-submissions'), sample)).toBe(true);
    expect(matches(ObjectCreated.pattern('another'), sample)).toBe(false);
    expect(names.some((name) => matches(ObjectCreated.pattern('gaoxin-submissions'), sampleOf(name)))).toBe(
      false,
    );
  });

  it('refuses what is not such an event', () => {
    expect(() => ObjectCreated.parse({ ...sample, 'detail-type': 'Object Deleted' })).toThrow(
      InvalidEventError,
    );
  });
});
