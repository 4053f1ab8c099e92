import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../infra/function-code.ts';

/** All that a deployment is made of. */
const sources = ['{infra,functions,shared,events}/**/*.{ts,json}', 'package-lock.json', 'tsconfig.json'];

/** SHA-256 over the names and contents of everything that is deployed: equal means that there is nothing to deploy. */
export function sourceFingerprint(): string {
  const hash = createHash('sha256');
  for (const path of globSync(sources, { cwd: projectRoot }).sort()) {
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(projectRoot, path)))
      .update('\0');
  }
  return hash.digest('hex');
}
