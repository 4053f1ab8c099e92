import { setTimeout as after } from 'node:timers/promises';

/**
 * Waits until `look` returns without throwing and answers with what it returned.
 * @param within seconds.
 * @throws what `look` threw last.
 */
export async function eventually<Seen>(
  look: () => Seen | Promise<Seen>,
  { within }: { readonly within: number },
): Promise<Seen> {
  const giveUpAt = performance.now() + within * 1000;
  for (;;) {
    try {
      return await look();
    } catch (error) {
      if (performance.now() > giveUpAt) throw error;
    }
    await after(100);
  }
}
