import { inflateRawSync } from 'node:zlib';
import { afterEach, expect, it, vi } from 'vitest';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

/** Of Node, or where there is none, as in a browser. */
it.each(['Node', 'a browser'])(
  'what %s compresses piece by piece inflates to the whole',
  async (platform) => {
    if (platform === 'a browser') vi.stubGlobal('process', undefined);
    const { createDeflate } = await import('../../../shared/adapters/report-writers/deflate.ts');
    vi.unstubAllGlobals();
    const texts = ['<row>', '', '审核'.repeat(50_000), '<c/>'.repeat(80_000)];
    const pieces: Uint8Array[] = [];
    const push = createDeflate(4, (piece) => pieces.push(piece));
    for (const text of texts) push(new TextEncoder().encode(text), false);
    push(new Uint8Array(), true);
    expect(inflateRawSync(Buffer.concat(pieces)).toString()).toBe(texts.join(''));
  },
);
