import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  waitUntilStackCreateComplete,
  waitUntilStackDeleteComplete,
} from '@aws-sdk/client-cloudformation';
import { roleOfStep } from './role-of-step.ts';

/**
 * Takes a permission away from the roles of some steps (`ValidateReturn`) until disposed: a stack of its own with a
 * policy that denies it, as an administrator's mistake would. Only where identity policies are enforced.
 */
export async function denial(
  name: string,
  steps: readonly string[],
  { actions, resources }: { readonly actions: readonly string[]; readonly resources: readonly string[] },
): Promise<AsyncDisposable> {
  const client = new CloudFormationClient({});
  const roles = await Promise.all(steps.map(roleOfStep));
  const StackName = `gaoxin-test-${name}`;
  const policy = {
    Type: 'AWS::IAM::Policy',
    Properties: {
      PolicyName: StackName,
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Deny', Action: actions, Resource: resources }],
      },
      Roles: roles.map((arn) => arn.split('/').at(-1)),
    },
  };
  const waiter = { client, maxWaitTime: 120, minDelay: 1, maxDelay: 5 };
  await client.send(
    new CreateStackCommand({
      StackName,
      TemplateBody: JSON.stringify({ Resources: { Denial: policy } }),
      Capabilities: ['CAPABILITY_IAM'],
    }),
  );
  await waitUntilStackCreateComplete(waiter, { StackName });
  return {
    [Symbol.asyncDispose]: async () => {
      await client.send(new DeleteStackCommand({ StackName }));
      await waitUntilStackDeleteComplete(waiter, { StackName });
      client.destroy();
    },
  };
}
