import { Stack, Validations } from 'aws-cdk-lib';
import { flattenCfnReference } from 'cdk-nag/lib/utils/flatten-cfn-reference.js';
import type { IConstruct } from 'constructs';

/**
 * Acknowledges that a grant ends in a wildcard, with the reason in words. cdk-nag names such a finding by the
 * resource as the template will have it; for something of another stack that is the name of an export, which exists
 * only when references are resolved. Hence the acknowledgement waits for validation.
 */
export function acknowledgeWildcards(
  grantee: IConstruct,
  resources: readonly string[],
  reason: string,
): void {
  grantee.node.addValidation({
    validate: () => {
      for (const resource of resources) {
        const named = flattenCfnReference(Stack.of(grantee).resolve(resource));
        Validations.of(grantee).acknowledge({ id: `AwsSolutions-IAM5[Resource::${named}]`, reason });
      }
      return [];
    },
  });
}
