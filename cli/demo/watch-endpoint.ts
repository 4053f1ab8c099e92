import { CannotDo } from '../terminal/context.ts';

/** Two refusals in a row: one may be a restart. */
const refusalsThatCount = 2;

/**
 * Aborts, with a `CannotDo` as its reason, within three seconds of the moment from which nothing listens at the
 * endpoint. A slow answer is an answer. For endpoints whose process is not ours to watch; keeps nothing alive.
 */
export function watchEndpoint(endpoint: string): AbortSignal {
  const controller = new AbortController();
  let refusals = 0;
  const look = async (): Promise<void> => {
    try {
      await fetch(endpoint, { method: 'HEAD', signal: AbortSignal.timeout(5000) });
      refusals = 0;
    } catch (error) {
      const isTimeout = error instanceof Error && error.name === 'TimeoutError';
      refusals = isTimeout ? 0 : refusals + 1;
    }
    if (refusals < refusalsThatCount) return;
    clearInterval(watch);
    controller.abort(
      new CannotDo({
        zh: `${endpoint}（AWS_ENDPOINT_URL）不再应答：请恢复它，或取消该变量，再执行 gaoxin local up。`,
        en: `${endpoint} (AWS_ENDPOINT_URL) answers no more: bring it back, or unset the variable, and run gaoxin local up.`,
      }),
    );
  };
  const watch = setInterval(() => void look(), 1000);
  watch.unref();
  return controller.signal;
}
