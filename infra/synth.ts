import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unbundledCode } from './function-code.ts';
import { checkedSynthesis } from './nag.ts';

/** One region of each partition that a deployment may go to. */
const regions = ['cn-north-1', 'eu-west-1'];

/** `npm run synth`: both partitions synthesize, and nothing that cdk-nag finds is left without a reason. */
const directory = mkdtempSync(join(tmpdir(), 'gaoxin-synth-'));
try {
  for (const region of regions) {
    const { partition, findings } = checkedSynthesis(region, unbundledCode, join(directory, region));
    for (const finding of findings) console.error(`${region}: ${finding}`);
    console.log(
      `${region} (${partition}): ${findings.length === 0 ? 'clean' : `${findings.length} findings`}`,
    );
    if (findings.length > 0) process.exitCode = 1;
  }
} finally {
  rmSync(directory, { recursive: true, force: true });
}
