/** Thrown when a cycle or a snapshot names an edition, or a version of it, that is neither shipped nor loaded here. */
export class UnknownEditionError extends Error {
  override readonly name: string = 'UnknownEditionError';

  static of({ id, version }: { readonly id: string; readonly version: string }): UnknownEditionError {
    return new UnknownEditionError(`There is no methodology edition ${id}@${version} here`);
  }
}
