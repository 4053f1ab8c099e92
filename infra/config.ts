import * as z from 'zod';

/**
 * What a deployment is told from outside: as CDK context (`-c stage=cloud -c account=… -c region=…`), never by
 * looking at who happens to be logged in.
 */
export const Configuration = z
  .object({
    /** `local` is any endpoint that answers the AWS API on one machine; `cloud` a real account. */
    stage: z.enum(['local', 'cloud']),
    account: z.string().regex(/^\d{12}$/),
    region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/),
    /** Who hears of alarms; nobody by mail when absent. */
    alarmEmail: z.email().optional(),
  })
  .transform((given) => ({ ...given, ...featuresOf[given.stage] }));
export type Configuration = z.output<typeof Configuration>;

/** What differs between the two stages, in one table; constructs ask for the feature, never for the stage. */
const featuresOf = {
  local: {
    /** Emulators refuse `AWS::Events::Archive`. */
    archive: false,
    /** A deletion that is refused would make `reset` and repeated tests impossible. */
    keepsData: false,
    /** Emulators speak HTTP; one that enforces identity policies would refuse every call to a TLS-only bucket. */
    tlsOnly: false,
    /** X-Ray. */
    tracing: false,
    /** An alarm tells people; locally the alarm alone is made. */
    alarmActions: false,
    /** Emulators have no bootstrap roles; the caller's credentials deploy. */
    bootstrapRoles: false,
    /** Emulators that enforce identity policies ask for an action of its own for SendMessageBatch, which IAM has not. */
    sendBatchAction: true,
    /** Emulators run functions as processes of the same machine: two of a kind keep two cores busy. */
    maxConcurrency: 2,
    logLevel: 'INFO',
  },
  cloud: {
    archive: true,
    keepsData: true,
    tlsOnly: true,
    tracing: true,
    alarmActions: true,
    bootstrapRoles: true,
    sendBatchAction: false,
    /** A burst of uploads must not take the account's whole pool (1,000 by default) from others. */
    maxConcurrency: 50,
    logLevel: 'INFO',
  },
} as const;

/**
 * The configuration of an app by its context.
 * @throws {Error} naming each missing or malformed value and the commands that give them.
 */
export function readConfiguration(context: Readonly<Record<string, unknown>>): Configuration {
  const read = Configuration.safeParse(context);
  if (read.success) return read.data;
  throw new Error(
    `${z.prettifyError(read.error)}\nGive them as context: use \`gaoxin local up\`, or \`npm run deploy -- --account … --region …\`.`,
  );
}
