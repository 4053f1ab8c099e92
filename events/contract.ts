import { createHash } from 'node:crypto';
import * as z from 'zod';

/** The `source` of every event of ours. */
export const eventSource = 'gaoxin';

/** What every `detail` carries, whatever the event. */
const commonMembers = {
  eventId: z.string().regex(/^[0-9a-f]{32}$/),
  cycle: z.string().regex(/^\d{4}$/),
  occurredAt: z.iso.datetime(),
};

type DetailSchema<Shape extends z.ZodRawShape> = z.ZodObject<typeof commonMembers & Shape, z.core.$strict>;

/** An event as a step hands it to the table, in one transaction with the state it tells of (design rule 1). */
export interface OutboxEvent<Type extends string = string, Detail = Readonly<Record<string, unknown>>> {
  readonly eventId: string;
  readonly detailType: Type;
  readonly detail: Detail;
}

/** Members of `detail` that a rule compares with lists of values; absent members are not looked at. */
type DetailFilter<Detail> = { readonly [Member in keyof Detail]?: readonly Detail[Member][] };

/** A value that is only read, all the way down; domain values are of this kind. */
export type Immutable<Value> = Value extends object
  ? { readonly [Member in keyof Value]: Immutable<Value[Member]> }
  : Value;

/** A rule's pattern, in the shape of the CDK's `EventPattern`. */
export interface EventPattern {
  source: string[];
  detailType: string[];
  detail?: Record<string, unknown>;
}

/** What a consumer needs of a contract: the name it answers to, and how to read it. */
export interface ReadableContract<Type extends string = string, Detail = unknown> {
  readonly detailType: Type;
  /**
   * Reads an EventBridge envelope.
   * @throws {InvalidEventError} when source, detail type or detail are not exactly those of the contract.
   */
  readonly parse: (envelope: unknown) => Detail;
}

/** All that is known of one event: its schema, its rule pattern, its publisher's side and its consumer's side. */
export interface EventContract<Type extends string = string, Detail = unknown>
  extends ReadableContract<Type, Detail> {
  /** Exact: an unknown member of `detail` is refused. */
  readonly schema: z.ZodType<Detail>;
  /** Pattern of a rule for this event, optionally only for details with one of the given values. */
  readonly pattern: (filter?: DetailFilter<Detail>) => EventPattern;
  /**
   * Builds the event for the outbox. Its id depends on detail type, cycle and natural key alone, so a step that is
   * done twice writes the same outbox row.
   * @param naturalKey what tells this event from others of its type in the cycle, e.g. the submission id.
   * @throws {InvalidEventError} when the detail breaks the contract.
   */
  readonly event: (
    detail: Immutable<Omit<Detail, 'eventId'>>,
    naturalKey: string,
  ) => OutboxEvent<Type, Detail>;
}

/** Type of the `detail` of a contract. */
export type DetailOf<Contract> = Contract extends ReadableContract<string, infer Detail> ? Detail : never;

/** Thrown when an event that claims to be of a contract is not of its exact shape. */
export class InvalidEventError extends Error {
  override readonly name = 'InvalidEventError';
  constructor(detailType: string, problems: string, options?: ErrorOptions) {
    super(`${detailType} breaks its contract: ${problems}`, options);
  }
}

/** First 32 hex digits of SHA-256 over `detailType|cycle|naturalKey`. */
export const eventIdOf = (detailType: string, cycle: string, naturalKey: string): string =>
  createHash('sha256').update(`${detailType}|${cycle}|${naturalKey}`).digest('hex').slice(0, 32);

/** Reads `value` by `schema`; `detailType` names the event in the error. */
const readExactly = <Output>(detailType: string, schema: z.ZodType<Output>, value: unknown): Output => {
  const read = schema.safeParse(value);
  if (!read.success) {
    throw new InvalidEventError(detailType, z.prettifyError(read.error), { cause: read.error });
  }
  return read.data;
};

/**
 * Declares an event. `detail` lists the members of its own; `eventId`, `cycle` and `occurredAt` are added.
 * The returned object is the only place that knows how the event looks.
 */
export const defineEvent = <
  const Type extends `${string}.v${number}`,
  Shape extends z.ZodRawShape,
>(declaration: {
  readonly detailType: Type;
  readonly detail: Shape;
}): EventContract<Type, z.infer<DetailSchema<Shape>>> => {
  type Detail = z.infer<DetailSchema<Shape>>;
  const { detailType } = declaration;
  // TypeScript cannot follow a generic spread into zod's inference; the two types are the same by construction.
  const schema = z.strictObject({ ...commonMembers, ...declaration.detail }) as unknown as z.ZodType<Detail>;
  const envelope = z.object({
    source: z.literal(eventSource),
    'detail-type': z.literal(detailType),
    detail: z.unknown(),
  });
  return {
    detailType,
    schema,
    pattern: (filter) => ({
      source: [eventSource],
      detailType: [detailType],
      ...(filter === undefined ? {} : { detail: { ...filter } }),
    }),
    event: (detail, naturalKey) => {
      const { cycle } = detail as unknown as { readonly cycle: string };
      const eventId = eventIdOf(detailType, cycle, naturalKey);
      return { eventId, detailType, detail: readExactly(detailType, schema, { ...detail, eventId }) };
    },
    parse: (value) => readExactly(detailType, schema, readExactly(detailType, envelope, value).detail),
  };
};

/** One pattern for several events, without filters on their details. */
export const patternOfAny = (contracts: readonly ReadableContract[]): EventPattern => ({
  source: [eventSource],
  detailType: contracts.map((contract) => contract.detailType),
});
