/** Thrown when the demo ran but did not show what it must show. */
export class NotAsPromised extends Error {
  override readonly name = 'NotAsPromised';
}
