import { RankingPublished } from '../../events/ranking-published.v1.ts';
import { s3 } from '../../shared/adapters/aws-clients.ts';
import { parkRanks } from '../../shared/adapters/park-ranks.ts';
import { rankingSnapshots } from '../../shared/adapters/ranking-snapshots.ts';
import { readEnvironment } from '../../shared/lambda/environment.ts';
import { queuedEventHandler } from '../../shared/lambda/queued-event-handler.ts';
import { Environment } from './environment.ts';
import { notifyParks } from './notify-parks.ts';
import { shippedIntervals } from './shipped-intervals.ts';

const { REPORTS_BUCKET } = readEnvironment(Environment);
const ports = {
  ...rankingSnapshots(s3(), REPORTS_BUCKET),
  ...parkRanks(s3(), REPORTS_BUCKET),
  intervalsOf: shippedIntervals,
};

/** RankingPublished → each park's own ranks. */
export const handler = queuedEventHandler({
  contracts: [RankingPublished],
  handle: async ({ detail }) => {
    await notifyParks(detail, ports);
  },
});
