import { CfnPolicy } from 'aws-cdk-lib/aws-iam';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, test } from 'vitest';
import { Configuration } from '../../infra/config.ts';
import { unbundledCode } from '../../infra/function-code.ts';
import { composeApp, newApp } from '../../infra/gaoxin-app.ts';
import { synthesized } from './system.ts';

describe.each([
  ['cn-north-1', 'aws-cn'],
  ['eu-west-1', 'aws'],
])('%s', (region, partition) => {
  const system = synthesized(region);
  const templates = JSON.stringify([system.storage.toJSON(), system.pipeline.toJSON()]);

  test(`is of the partition ${partition}`, () => {
    expect(system.partition).toBe(partition);
  });

  test('nothing that cdk-nag finds is left without a reason', () => {
    expect(system.findings).toEqual([]);
  });

  test('no ARN has its partition written out', () => {
    expect(templates).not.toMatch(/arn:aws/);
  });
});

test('the check does find something: a grant on everything', () => {
  const configuration = Configuration.parse({ stage: 'cloud', account: '123456789012', region: 'eu-west-1' });
  const { app, pipeline } = composeApp(newApp(), configuration, unbundledCode);
  new CfnPolicy(pipeline, 'Careless', {
    policyName: 'careless',
    policyDocument: { Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] },
  });
  const { violations } = new AwsSolutionsChecks(app).validateScope(app);
  expect(violations.map(({ ruleName }) => ruleName)).toContain('AwsSolutions-IAM5[Action::s3:*]');
});

describe('locally', () => {
  const configuration = Configuration.parse({ stage: 'local', account: '000000000000', region: 'us-east-1' });
  const app = newApp();
  composeApp(app, configuration, unbundledCode);
  const templates = JSON.stringify(app.synth().stacks.map(({ template }) => template));

  test('what emulators refuse is left out', () => {
    expect(templates).not.toContain('AWS::Events::Archive');
  });

  test('everything can be deleted again', () => {
    expect(templates).not.toContain('"DeletionPolicy":"Retain"');
    expect(templates).not.toContain('"DeletionProtectionEnabled":true');
  });

  test('the caller deploys, no bootstrap role', () => {
    expect(JSON.stringify(app.synth().stacks.map(({ assumeRoleArn }) => assumeRoleArn ?? null))).toBe(
      '[null,null]',
    );
  });
});

test('without account and region nothing is composed', () => {
  expect(() => Configuration.parse({ stage: 'cloud' })).toThrow();
});
