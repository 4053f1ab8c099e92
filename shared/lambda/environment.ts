import type * as z from 'zod';
import { EnvironmentError } from './errors.ts';

/**
 * A function's environment, checked once when the function starts.
 * @throws {EnvironmentError} that names every variable in question, but never its value.
 */
export const readEnvironment = <Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  variables: Readonly<Record<string, string | undefined>> = process.env,
): z.infer<z.ZodObject<Shape>> => {
  const read = schema.safeParse(variables);
  if (read.success) return read.data;
  const problems = read.error.issues.map(({ path, message }) => {
    const variable = path.join('.');
    return `${variable} ${variables[variable] === undefined ? 'is not set' : `is malformed (${message})`}`;
  });
  throw new EnvironmentError(`Environment of the function: ${problems.join('; ')}`, { cause: read.error });
};
