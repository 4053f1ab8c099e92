import { RegionInfo } from 'aws-cdk-lib/region-info';
import { AwsSolutionsChecks } from 'cdk-nag';
import { Configuration } from './config.ts';
import type { FunctionCode } from './function-code.ts';
import { composeApp, type GaoxinApp, newApp } from './gaoxin-app.ts';

export interface CheckedSynthesis {
  readonly system: GaoxinApp;
  /** `aws` or `aws-cn`. */
  readonly partition: string;
  /** Findings without an acknowledgement: the rule, what it says, and where. */
  readonly findings: readonly string[];
}

/** Synthesizes what would be deployed to a region of a real account, and holds it against cdk-nag's AwsSolutions. */
export function checkedSynthesis(region: string, code: FunctionCode, outdir: string): CheckedSynthesis {
  const configuration = Configuration.parse({ stage: 'cloud', account: '123456789012', region });
  const system = composeApp(newApp({}, { outdir }), configuration, code);
  system.app.synth();
  const { violations } = new AwsSolutionsChecks(system.app).validateScope(system.app);
  return {
    system,
    partition: RegionInfo.get(region).partition ?? 'unknown',
    findings: violations.flatMap(({ ruleName, description, violatingResources }) =>
      violatingResources.map(({ constructPath }) => `${ruleName} ${description} (${constructPath})`),
    ),
  };
}
