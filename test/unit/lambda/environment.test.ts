import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { readEnvironment } from '../../../shared/lambda/environment.ts';
import { EnvironmentError } from '../../../shared/lambda/errors.ts';

const Environment = z.object({ TABLE_NAME: z.string().min(1), QUEUE_URL: z.url() });

describe('the environment of a function', () => {
  it('is what the schema asks for and no more', () => {
    const variables = { TABLE_NAME: 'table', QUEUE_URL: 'https://sqs.example/1/q', PATH: '/bin' };
    expect(readEnvironment(Environment, variables)).toEqual({
      TABLE_NAME: 'table',
      QUEUE_URL: 'https://sqs.example/1/q',
    });
  });

  it('is refused with every variable in question, without its value', () => {
    const reading = () => readEnvironment(Environment, { QUEUE_URL: 'secret' });
    expect(reading).toThrow(EnvironmentError);
    expect(reading).toThrow(
      'Environment of the function: TABLE_NAME is not set; QUEUE_URL is malformed (Invalid URL)',
    );
  });
});
