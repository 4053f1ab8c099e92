/** Thrown while a function starts, when a variable it needs is missing or malformed. Every invocation fails until set. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';
}

/** Thrown when a queued message is not JSON, or is an event that its consumer does not answer to. Fails its record. */
export class UnexpectedMessageError extends Error {
  override readonly name = 'UnexpectedMessageError';
}

/** Whatever was thrown, as an Error: Powertools batch and the logger accept nothing else. */
export const asError = (thrown: unknown): Error =>
  thrown instanceof Error ? thrown : new Error(String(thrown), { cause: thrown });
