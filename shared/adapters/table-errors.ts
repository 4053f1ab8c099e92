/** Thrown when a conditional write found the row in another state: read again and decide anew. */
export class ConflictError extends Error {
  override readonly name = 'ConflictError';
}

/** Thrown when the table refused for load; the same write may be tried again a moment later. */
export class ThrottledError extends Error {
  override readonly name = 'ThrottledError';
}
