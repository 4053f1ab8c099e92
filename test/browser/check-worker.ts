import { readReturn } from '../../shared/adapters/readers/read-return.ts';
import { dataYear } from '../../shared/domain/cycles/data-year.ts';
import { checkReturn } from '../../shared/domain/rules/check-return.ts';
import { loadRulePack } from '../../shared/domain/rules/load-rule-pack.ts';

/** What the page asks a worker to check: a file by its address, as the return of a park. */
export interface CheckRequest {
  readonly url: string;
  readonly name: string;
  readonly cycle: string;
  readonly park: string;
}

const reportOn = async ({ url, name, cycle, park }: CheckRequest): Promise<string> => {
  const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
  const { report } = checkReturn(await readReturn({ name, bytes }), {
    cycle,
    park,
    dataYear: dataYear(cycle),
    rulePack: loadRulePack(cycle),
    priors: { source: 'return', values: {} },
    explanations: new Map(),
    filedBy: 'park',
  });
  return JSON.stringify(report);
};

/** Checks files off the main thread, by readers and rules as they are. Answers the report as JSON, or what was thrown. */
addEventListener('message', ({ data }: MessageEvent<CheckRequest>) => {
  reportOn(data).then(postMessage, (error: unknown) => postMessage(`thrown: ${error}`));
});
