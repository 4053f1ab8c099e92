import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { CheckRequest } from './check-worker.ts';

/** A world of its own in a thread of Node that has of all globals beyond the language only what a worker of a browser has. */
const PRELUDE = `
const { parentPort, workerData } = require('node:worker_threads');
const { createContext, runInContext } = require('node:vm');
let listener;
const world = createContext({
  TextDecoder, TextEncoder, Blob, ReadableStream, DecompressionStream, Response, fetch, crypto, URL,
  addEventListener: (type, listen) => { listener = listen; },
  postMessage: (data) => parentPort.postMessage(data),
});
runInContext('globalThis.self = globalThis', world);
runInContext(workerData, world);
parentPort.on('message', (data) => listener({ data }));
`;

/** What the bundle for browsers answers to requests where there is no browser: in a thread that has the web's globals alone. */
export const answersInBareWorker = async (
  script: string,
  requests: readonly CheckRequest[],
): Promise<readonly string[]> => {
  const worker = new Worker(PRELUDE, { eval: true, workerData: script });
  const answers: string[] = [];
  try {
    for (const request of requests) {
      worker.postMessage(request);
      const [answer] = await once(worker, 'message');
      answers.push(String(answer));
    }
    return answers;
  } finally {
    await worker.terminate();
  }
};
