import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { Tracer } from '@aws-lambda-powertools/tracer';
import { captureLambdaHandler } from '@aws-lambda-powertools/tracer/middleware';
import middy, { type MiddlewareObj } from '@middy/core';
import type { Context } from 'aws-lambda';

import { peakMegabytes } from './peak-memory.ts';

/** Service name and log level come from POWERTOOLS_SERVICE_NAME and POWERTOOLS_LOG_LEVEL. */
const logger = new Logger();

const metrics = new Metrics({ namespace: 'gaoxin' });

const tracer = new Tracer({ captureHTTPsRequests: false });

/** Metrics of our own; what AWS counts by itself (errors, durations, queue depths) is not counted again. */
export type MetricName = 'RecordsFailed' | 'EventsPublished' | 'EventsParked' | 'UnroutedUpload';

/** Adds to a metric of this invocation; 0 is not written. */
export const count = (name: MetricName, value: number): void => {
  if (value > 0) metrics.addMetric(name, MetricUnit.Count, value);
};

/** What any use case may ask of the invocation it runs in. */
export interface Invocation {
  readonly logger: Logger;
  readonly remainingMilliseconds: () => number;
}

export const invocationOf = (context: Context): Invocation => ({
  logger,
  remainingMilliseconds: () => context.getRemainingTimeInMillis(),
});

// Powertools' own middleware warns in the log of each invocation that counted nothing.
const publishMetrics = (): MiddlewareObj => {
  const publish = () => {
    if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
  };
  return { after: publish, onError: publish };
};

/** The start of every Lambda: tracing, logging context and metrics. Finish it with `.handler(…)`. */
export const observed = <Event, Result>() =>
  middy<Event, Result>()
    // Answers may hold what a log or trace must not.
    .use(captureLambdaHandler(tracer, { captureResponse: false }))
    .use(injectLambdaContext(logger, { resetKeys: true }))
    .use(publishMetrics());

/** What an invocation's line says; `wanting` = something is left to be done again, which makes it a warning. */
export interface Summary {
  readonly message: string;
  readonly wanting: boolean;
  readonly facts: Readonly<Record<string, unknown>>;
}

/**
 * Runs the work of one invocation and logs its one line: what `summary` says of the result, with the time taken and the
 * most memory that the process has had so far.
 * A line is written even when there is little to say: an invocation without one takes longer on the local cloud.
 */
export const withSummary = async <Result>(
  work: () => Promise<Result>,
  summary: (result: Result) => Summary,
): Promise<Result> => {
  const startedAt = performance.now();
  const result = await work();
  const { message, wanting, facts } = summary(result);
  const durationMilliseconds = Math.round(performance.now() - startedAt);
  const peakMemoryMegabytes = Math.ceil(peakMegabytes());
  logger[wanting ? 'warn' : 'info'](message, { ...facts, durationMilliseconds, peakMemoryMegabytes });
  return result;
};
