import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { Configuration } from '../config.ts';

export interface RunbookAlarm {
  readonly metric: IMetric;
  /** The alarm goes off when the metric is above this. */
  readonly above: number;
  /** Periods of the metric that must be above; 1 unless told. */
  readonly periods?: number;
  /** What it means, in one sentence. */
  readonly meaning: string;
  /** Anchor of the section of docs/runbook.md that says what to do. */
  readonly runbook: string;
}

/** One way to make an alarm: each names its section of the runbook, and people hear of it. */
export class Monitoring extends Construct {
  private readonly topic: Topic | undefined;

  constructor(scope: Construct, id: string, configuration: Configuration) {
    super(scope, id);
    if (!configuration.alarmActions) return;
    // Not under the AWS-managed key: CloudWatch cannot publish to a topic that uses it.
    this.topic = new Topic(this, 'Topic', { displayName: 'gaoxin alarms', enforceSSL: true });
    this.topic.applyRemovalPolicy(RemovalPolicy.DESTROY);
    if (configuration.alarmEmail) this.topic.addSubscription(new EmailSubscription(configuration.alarmEmail));
  }

  alarm(scope: Construct, id: string, { metric, above, periods = 1, meaning, runbook }: RunbookAlarm): Alarm {
    const alarm = new Alarm(scope, id, {
      alarmDescription: `${meaning} Runbook: docs/runbook.md#${runbook}`,
      metric,
      threshold: above,
      evaluationPeriods: periods,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      // A queue or a function without traffic sends no data: that is not an alarm.
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    if (this.topic) {
      alarm.addAlarmAction(new SnsAction(this.topic));
      alarm.addOkAction(new SnsAction(this.topic));
    }
    return alarm;
  }
}

/** Period of every metric that an alarm looks at. */
export const alarmPeriod = Duration.minutes(5);
