/** By which the system says that nobody answers: refused, broken off, unreachable, or a name that nobody knows. */
const codes: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/**
 * Whether an error, or one of its causes, is a connection that was lost or never came about. The SDK has tried again
 * for some seconds by the time a caller sees it.
 */
export function isLostConnection(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && codes.has(error.code)) return true;
  // Where a host has several addresses, one error says what became of each.
  if (error instanceof AggregateError && error.errors.some(isLostConnection)) return true;
  return isLostConnection(error.cause);
}
