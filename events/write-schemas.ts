import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import * as z from 'zod';
import { eventCatalogue } from './catalogue.ts';
import type { EventContract } from './contract.ts';

const schemaUrl = (name: string): URL => new URL(`./schemas/${name}.json`, import.meta.url);
const shapesUrl = new URL('./shapes.json', import.meta.url);

type Schema = Readonly<Record<string, unknown>>;

/** JSON Schema (2020-12) of an event's detail, for consumers that do not read TypeScript. */
export const schemaOf = ({ detailType, schema }: Pick<EventContract, 'detailType' | 'schema'>): Schema => ({
  title: detailType,
  ...z.toJSONSchema(schema),
});

/** SHA-256 of a schema's shape: what it accepts, without annotations, members in alphabetical order. */
export const shapeOf = (schema: Schema): string =>
  createHash('sha256')
    .update(JSON.stringify(shapeOnly(schema)))
    .digest('hex');

const shapeOnly = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(shapeOnly);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(
    ([name, inner]) =>
      // A member called "title" or "description" is a schema; the annotations of that name are texts.
      !((name === 'title' || name === 'description' || name === '$schema') && typeof inner === 'string') &&
      // zod spells a format out as a pattern, and may do so differently in its next release.
      !(name === 'pattern' && 'format' in value),
  );
  return Object.fromEntries(
    members.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, inner]) => [name, shapeOnly(inner)]),
  );
};

/** Shapes by file name as they were when each version was first written. */
export const recordedShapes = (): Readonly<Record<string, string>> =>
  z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(shapesUrl, 'utf8')));

/** What to do when an event's shape is no longer the one of its version. */
export const shapeAdvice = (name: string): string => {
  const [noun = name, version = 'v1'] = name.split('.');
  const next = `${noun}.v${Number(version.slice(1)) + 1}`;
  return (
    `The shape of ${name} has changed, but consumers rely on it. Put events/${name}.ts back as it was, declare the new ` +
    `shape in events/${next}.ts, add it to events/catalogue.ts with a sample, and run \`npm run schemas\`.`
  );
};

const asFile = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** Text of an event's schema file. */
export const schemaFile = (contract: Pick<EventContract, 'detailType' | 'schema'>): string =>
  asFile(schemaOf(contract));

const writeSchemas = (): void => {
  const shapes: Record<string, string> = { ...recordedShapes() };
  for (const [name, contract] of Object.entries(eventCatalogue)) {
    const shape = shapeOf(schemaOf(contract));
    shapes[name] ??= shape;
    if (shapes[name] !== shape) throw new Error(shapeAdvice(name));
    writeFileSync(schemaUrl(name), schemaFile(contract));
  }
  writeFileSync(shapesUrl, asFile(shapes));
};

if (import.meta.main) writeSchemas();
