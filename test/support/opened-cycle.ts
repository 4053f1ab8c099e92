import { manageCycleOrFail } from '../../cli/client/manage-cycle.ts';
import type { Deployment } from '../../cli/local/deployment.ts';
import type { Cycle } from '../../shared/domain/cycles/cycle.ts';
import { actor, type CloudCycle, cloudCycle, freeYear } from './cloud-cycle.ts';

/** A cycle of a test's own that is opened, or will open by itself, as the test wants it. */
export const openedCycle = async (
  deployment: Deployment,
  over: Partial<Pick<Cycle, 'opensAt' | 'closesAt' | 'late'>> = {},
  size = 3,
): Promise<CloudCycle> => {
  const cycle = await freeYear(deployment);
  const cloud = cloudCycle(deployment, cycle, size);
  await manageCycleOrFail(deployment, {
    command: 'open-cycle',
    cycle,
    methodology: 'most-2021',
    register: cloud.parks.map(cloud.parkOf),
    opensAt: null,
    closesAt: null,
    late: 'accept',
    actor,
    ...over,
  });
  return cloud;
};
