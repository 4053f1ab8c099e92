import type { Browser } from 'playwright-core';
import type { CheckRequest } from './check-worker.ts';

/** What a worker answers to requests, one after another, in a page of the browser. The page stands at the origin of the script. */
export const answersInChromium = async (
  browser: Browser,
  origin: string,
  script: string,
  requests: readonly CheckRequest[],
): Promise<readonly string[]> => {
  const page = await browser.newPage();
  await page.goto(origin);
  return page.evaluate(
    ({ script, asked }) =>
      new Promise<string[]>((resolve, reject) => {
        const worker = new Worker(script);
        const answers: string[] = [];
        const next = () =>
          answers.length < asked.length ? worker.postMessage(asked[answers.length]) : resolve(answers);
        worker.onmessage = ({ data }) => {
          answers.push(data);
          next();
        };
        worker.onerror = ({ message }) => reject(new Error(`${asked[answers.length]?.name}: ${message}`));
        next();
      }),
    { script, asked: requests },
  );
};
