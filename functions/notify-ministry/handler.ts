import { ministryContracts } from '../../events/subscriptions.ts';
import { sns } from '../../shared/adapters/aws-clients.ts';
import { publishNoticeTo } from '../../shared/adapters/ministry-topic.ts';
import { readEnvironment } from '../../shared/lambda/environment.ts';
import { queuedEventHandler } from '../../shared/lambda/queued-event-handler.ts';
import { Environment } from './environment.ts';
import { notifyMinistry } from './notify-ministry.ts';

const environment = readEnvironment(Environment);
const reportsBucket = environment.REPORTS_BUCKET;
const publishNotice = publishNoticeTo(sns(), environment.MINISTRY_TOPIC_ARN);

/** RankingChanged and RankingPublished → the ministry's topic. */
export const handler = queuedEventHandler({
  contracts: ministryContracts,
  handle: async (event) => {
    await notifyMinistry(event, { reportsBucket, publishNotice });
  },
});
