import { Duration } from 'aws-cdk-lib';
import type { EventBus } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import { eventSource } from '../../events/contract.ts';
import type { Configuration } from '../config.ts';

/**
 * What emulators refuse to deploy, switched by configuration here and nowhere else: the archive of the bus, from
 * which events can be replayed.
 */
export class RefusedLocally extends Construct {
  constructor(scope: Construct, id: string, props: { configuration: Configuration; eventBus: EventBus }) {
    super(scope, id);
    if (props.configuration.archive) {
      props.eventBus.archive('Archive', {
        archiveName: 'gaoxin',
        description: 'Every event of the pipeline, for replay',
        eventPattern: { source: [eventSource] },
        retention: Duration.days(400),
      });
    }
  }
}
