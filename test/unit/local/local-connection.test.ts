import { describe, expect, test } from 'vitest';
import { connectedEnvironment, givenConnection, ownConnection } from '../../../cli/local/local-connection.ts';

const someone = {
  PATH: '/usr/bin',
  AWS_PROFILE: 'production',
  AWS_SESSION_TOKEN: 'token',
  AWS_ACCESS_KEY_ID: 'AKIAREAL',
  AWS_SECRET_ACCESS_KEY: 'secret',
  AWS_REGION: 'cn-north-1',
  AWS_ENDPOINT_URL_DYNAMODB: 'https://dynamodb.cn-north-1.amazonaws.com.cn',
  AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true',
};

describe('our own local cloud', () => {
  const environment = connectedEnvironment(ownConnection('http://127.0.0.1:4566'), someone);

  test('nobody’s identity, region or other endpoint comes along', () => {
    expect(environment).toEqual({
      PATH: '/usr/bin',
      AWS_ENDPOINT_URL: 'http://127.0.0.1:4566',
      AWS_ENDPOINT_URL_S3: 'http://127.0.0.1:4566',
      AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'false',
      AWS_REGION: 'us-east-1',
      AWS_DEFAULT_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
    });
  });
});

describe('an endpoint that the user has set', () => {
  test('none is none', () => {
    expect(givenConnection({ PATH: '/usr/bin' })).toBeUndefined();
  });

  test('comes with the user’s own region, keys and account', () => {
    const given = givenConnection({
      AWS_ENDPOINT_URL: 'http://localhost:4566',
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: '123456789012',
      AWS_SECRET_ACCESS_KEY: 'mine',
    });
    expect(given).toMatchObject({
      endpoint: 'http://localhost:4566',
      region: 'eu-west-1',
      account: '123456789012',
      variables: { AWS_ACCESS_KEY_ID: '123456789012', AWS_SECRET_ACCESS_KEY: 'mine' },
    });
  });

  test('gets keys that mean nothing where there are none', () => {
    const given = givenConnection({ AWS_ENDPOINT_URL: 'http://localhost:4566' });
    expect(given).toMatchObject({ account: '000000000000', variables: { AWS_ACCESS_KEY_ID: 'test' } });
  });
});
