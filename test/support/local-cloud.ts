import { inject } from 'vitest';
import type { Deployment } from '../../cli/local/deployment.ts';
import { givenConnection, ownConnection, useConnection } from '../../cli/local/local-connection.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** What the cloud tests run against: see `start-local-cloud.ts`. */
    deployment: Deployment;
    /** True when it is the private instance that the tests have started, false for what somebody else runs. */
    ownsCloud: boolean;
  }
}

/**
 * The deployment that the cloud tests share; clients made after this call reach it. Tests tell themselves apart by cycle
 * and park, never by a fresh deployment.
 */
export function theDeployment(): Deployment {
  const deployment = inject('deployment');
  if (deployment.endpoint !== null) useConnection(givenConnection() ?? ownConnection(deployment.endpoint));
  return deployment;
}
