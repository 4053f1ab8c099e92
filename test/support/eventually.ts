import { NotInTime, eventually as waitFor } from '../../cli/client/eventually.ts';

/**
 * Waits until `look` returns without throwing, even while nothing answers, and gives what it returned.
 * @param within seconds.
 * @throws what `look` threw last.
 */
export async function eventually<Seen>(
  look: () => Seen | Promise<Seen>,
  { within }: { readonly within: number },
): Promise<Seen> {
  try {
    const { seen } = await waitFor(async () => ({ seen: await look() }), {
      within: within * 1000,
      every: 100,
      isFinal: () => false,
    });
    return seen;
  } catch (error) {
    throw error instanceof NotInTime ? error.cause : error;
  }
}
