/** How the SDK and the CDK reach a cloud: all of it in variables, so that both and every child process agree. */
export interface Connection {
  readonly endpoint: string;
  readonly region: string;
  /** 12 digits. */
  readonly account: string;
  readonly variables: Readonly<Record<string, string>>;
}

const localRegion = 'us-east-1';
const localAccount = '000000000000';

/** Endpoint, region and credentials that mean nothing anywhere else. */
export const ownConnection = (endpoint: string): Connection => ({
  endpoint,
  region: localRegion,
  account: localAccount,
  variables: {
    ...endpointVariables(endpoint),
    AWS_REGION: localRegion,
    AWS_DEFAULT_REGION: localRegion,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  },
});

/** The endpoint that the user has set, with the user's own region and keys where there are any. */
export function givenConnection(environment: NodeJS.ProcessEnv = process.env): Connection | undefined {
  const endpoint = environment.AWS_ENDPOINT_URL;
  if (!endpoint) return undefined;
  const own = ownConnection(endpoint);
  const region = environment.AWS_REGION ?? environment.AWS_DEFAULT_REGION ?? own.region;
  const key = environment.AWS_ACCESS_KEY_ID ?? own.variables.AWS_ACCESS_KEY_ID ?? '';
  return {
    endpoint,
    region,
    // Emulators read the account from an access key of twelve digits.
    account: /^\d{12}$/.test(key) ? key : own.account,
    variables: {
      ...own.variables,
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
      ...(environment.AWS_ENDPOINT_URL_S3 ? { AWS_ENDPOINT_URL_S3: environment.AWS_ENDPOINT_URL_S3 } : {}),
      AWS_ACCESS_KEY_ID: key,
      AWS_SECRET_ACCESS_KEY: environment.AWS_SECRET_ACCESS_KEY ?? 'test',
    },
  };
}

const endpointVariables = (endpoint: string) => ({
  AWS_ENDPOINT_URL: endpoint,
  AWS_ENDPOINT_URL_S3: endpoint,
  // A shared configuration that says otherwise would send the calls to a real account.
  AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'false',
});

/** The user's environment without anyone's identity, and with the connection's variables instead. */
export function connectedEnvironment(
  connection: Connection,
  environment: NodeJS.ProcessEnv = process.env,
): NodeJS.ProcessEnv {
  const kept = Object.entries(environment).filter(([name]) => !identityVariable.test(name));
  return { ...Object.fromEntries(kept), ...connection.variables };
}

const identityVariable =
  /^AWS_(PROFILE|DEFAULT_PROFILE|SESSION_TOKEN|ROLE_.*|WEB_IDENTITY_.*|CONTAINER_.*|ENDPOINT_URL_.+)$/;

/** Makes this process use the connection: the SDK reads these variables when a client is made. */
export function useConnection(connection: Connection): void {
  for (const name of Object.keys(process.env)) if (identityVariable.test(name)) delete process.env[name];
  Object.assign(process.env, connection.variables);
}
