import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { functionNames } from '../../infra/function-code.ts';
import { synthesized } from './system.ts';

const { pipeline } = synthesized('eu-west-1');

const list = z.union([z.array(z.unknown()), z.unknown().transform((one) => [one])]);
const Statement = z.object({
  Effect: z.literal('Allow'),
  Action: z.union([z.array(z.string()), z.string().transform((one) => [one])]),
  Resource: list,
  Condition: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
});
type Statement = z.output<typeof Statement>;

const roles = z
  .record(
    z.string(),
    z.object({
      Properties: z.object({
        Role: z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) }),
        Description: z.string(),
      }),
    }),
  )
  .parse(pipeline.findResources('AWS::Lambda::Function'));
const policies = Object.values(
  z
    .record(
      z.string(),
      z.object({
        Properties: z.object({
          Roles: z.tuple([z.object({ Ref: z.string() })]),
          PolicyDocument: z.object({ Statement: z.array(Statement) }),
        }),
      }),
    )
    .parse(pipeline.findResources('AWS::IAM::Policy')),
);

/** What a function may do, by its name. */
const allowed = (name: string): Statement[] => {
  const role = Object.values(roles).find(({ Properties }) => Properties.Description === `gaoxin: ${name}`);
  const id = role?.Properties.Role['Fn::GetAtt'][0];
  return policies
    .filter(({ Properties }) => Properties.Roles[0].Ref === id)
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
};

/** Keys of S3 objects that a function may apply an action to. */
const keysFor = (name: string, action: string): string[] =>
  allowed(name)
    .filter(({ Action }) => Action.includes(action))
    .flatMap(({ Resource }) => Resource)
    .map((resource) => /"\/([^"]+)"/.exec(JSON.stringify(resource))?.[1] ?? 'the whole bucket')
    .sort();

const actionsOf = (name: string): string[] => [...new Set(allowed(name).flatMap(({ Action }) => Action))];

test.each([...functionNames])('%s has a role of its own, without wildcard actions', (name) => {
  expect(allowed(name).length).toBeGreaterThan(0);
  for (const action of actionsOf(name)) expect(action).not.toContain('*');
});

test('only what takes no resource is granted on every resource', () => {
  const everywhere = functionNames
    .flatMap(allowed)
    .filter(({ Resource }) => Resource.includes('*'))
    .flatMap(({ Action }) => Action);
  expect([...new Set(everywhere)].sort()).toEqual([
    'dynamodb:ListStreams',
    'xray:PutTelemetryRecords',
    'xray:PutTraceSegments',
  ]);
});

test('no role has a policy of AWS', () => {
  for (const { Properties } of Object.values(pipeline.findResources('AWS::IAM::Role'))) {
    expect(Properties.ManagedPolicyArns).toBeUndefined();
  }
});

describe('objects', () => {
  test.each([
    ['receive-return', ['expert-scores/*', 'priors/*', 'registers/*', 'returns/*'], []],
    [
      'validate-return',
      [
        'expert-scores/*',
        'lake/enterprises/*',
        'pending/*',
        'priors/*',
        'registers/*',
        'reports/*',
        'returns/*',
      ],
      ['lake/*', 'pending/*', 'reports/*'],
    ],
    ['score-return', ['editions/*'], []],
    ['rank-parks', ['editions/*', 'rankings/*'], ['rankings/*']],
    ['review-parks', ['lake/enterprises/*'], ['reviews/*']],
    ['publish-events', [], []],
    ['retry-events', [], []],
    ['advance-cycle', [], []],
    ['notify-ministry', [], []],
    ['notify-parks', ['rankings/*'], ['reports/*/*/rank.json']],
    [
      'manage-cycle',
      ['editions/*', 'pending/*', 'rankings/*', 'reports/*'],
      ['editions/*', 'lake/*', 'rankings/*', 'reports/*'],
    ],
  ])('%s reads %j and writes %j', (name, read, written) => {
    expect(keysFor(name, 's3:GetObject')).toEqual(read);
    expect(keysFor(name, 's3:PutObject')).toEqual(written);
  });

  test('nothing deletes an object or a row', () => {
    const actions = functionNames.flatMap(actionsOf);
    expect(actions.filter((action) => /^(s3|dynamodb):(Batch)?(Delete|Write)/.test(action))).toEqual([]);
  });
});

describe('rows', () => {
  const partitions = (name: string) =>
    allowed(name)
      .filter(({ Action }) => Action.includes('dynamodb:PutItem'))
      .map(({ Condition }) => Condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys']);

  test('score-return writes values and what goes with them, never the ranking', () => {
    expect(partitions('score-return')).toEqual([
      ['CYCLE#????#FILER#*', 'CYCLE#????#RETURNS', 'CYCLE#????#INDICATORS', 'OUTBOX#*'],
    ]);
  });

  test('rank-parks writes the ranking and its events, never a return', () => {
    expect(partitions('rank-parks')).toEqual([['CYCLE#????', 'CYCLE#????#REVISIONS', 'OUTBOX#*']]);
  });

  test('review-parks writes the head of the review list, and nothing that a verdict or a rank rests on', () => {
    expect(partitions('review-parks')).toEqual([['CYCLE#????#REVIEW']]);
  });

  test('advance-cycle opens and closes cycles and writes nothing else', () => {
    expect(partitions('advance-cycle')).toEqual([['CYCLE#????', 'CYCLE#????#FILER#*', 'OUTBOX#*']]);
  });

  test('only accepted files put a register or last year’s values in force, only the ministry amends them', () => {
    const writers = (partition: string) =>
      functionNames.filter((name) => partitions(name).flat().includes(partition));
    expect(writers('CYCLE#????#REGISTER-IN-FORCE')).toEqual(['validate-return']);
    expect(writers('CYCLE#????#PRIORS-IN-FORCE')).toEqual(['validate-return', 'manage-cycle']);
    expect(writers('CYCLE#????#AMENDMENTS')).toEqual(['manage-cycle']);
  });

  test('validate-return looks at the gates of a publication, which only the ministry’s commands shut', () => {
    const gates = 'CYCLE#????#GATE#*';
    expect(functionNames.filter((name) => partitions(name).flat().includes(gates))).toEqual(['manage-cycle']);
    const checks = allowed('validate-return').filter(({ Action }) =>
      Action.includes('dynamodb:ConditionCheckItem'),
    );
    expect(
      checks.map(({ Condition }) => Condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys']),
    ).toContainEqual([gates]);
  });

  test('only the ministry’s commands load methodology editions', () => {
    const writers = functionNames.filter((name) => partitions(name).flat().includes('EDITIONS'));
    expect(writers).toEqual(['manage-cycle']);
  });

  test.each(['publish-events', 'retry-events', 'notify-ministry', 'notify-parks'])(
    '%s does not touch the table',
    (name) => {
      expect(partitions(name)).toEqual([]);
      expect(actionsOf(name)).not.toContain('dynamodb:GetItem');
    },
  );
});

describe('schedules', () => {
  const ofSchedules = (name: string) =>
    allowed(name).filter(({ Action }) => Action.some((action) => /^(scheduler|iam):/.test(action)));

  test('are set by advance-cycle alone, by their names, and send in a role of their own', () => {
    expect(functionNames.filter((name) => ofSchedules(name).length > 0)).toEqual(['advance-cycle']);
    const [set, pass] = ofSchedules('advance-cycle');
    expect(set?.Action).toEqual([
      'scheduler:CreateSchedule',
      'scheduler:DeleteSchedule',
      'scheduler:UpdateSchedule',
    ]);
    expect(JSON.stringify(set?.Resource)).toContain(':schedule/default/gaoxin-cycle-*');
    expect(pass).toMatchObject({
      Action: ['iam:PassRole'],
      Condition: { StringEquals: { 'iam:PassedToService': 'scheduler.amazonaws.com' } },
    });
  });

  test('may fill one queue and do nothing else', () => {
    const ids = Object.entries(pipeline.findResources('AWS::IAM::Role'))
      .filter(([, { Properties }]) => JSON.stringify(Properties).includes('scheduler.amazonaws.com'))
      .map(([id]) => id);
    expect(ids).toHaveLength(1);
    const statements = policies
      .filter(({ Properties }) => Properties.Roles[0].Ref === ids[0])
      .flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
    expect(statements).toMatchObject([{ Action: ['sqs:SendMessage'] }]);
    expect(JSON.stringify(statements[0]?.Resource)).toMatch(/AdvanceCycle/);
  });
});

test('only the outbox puts events on the bus', () => {
  const publishers = functionNames.filter((name) => actionsOf(name).includes('events:PutEvents'));
  expect(publishers).toEqual(['publish-events', 'retry-events']);
});
