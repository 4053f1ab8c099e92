import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { afterAll } from 'vitest';
import { unbundledCode } from '../../infra/function-code.ts';
import { checkedSynthesis } from '../../infra/nag.ts';

/** What a deployment to a region of a real account would be: both templates, and what cdk-nag finds. */
export function synthesized(region: string) {
  const directory = mkdtempSync(join(tmpdir(), 'gaoxin-infra-'));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));
  const { system, findings, partition } = checkedSynthesis(region, unbundledCode, directory);
  return {
    storage: Template.fromStack(system.storage),
    pipeline: Template.fromStack(system.pipeline),
    findings,
    partition,
  };
}
