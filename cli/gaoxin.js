#!/usr/bin/env node
import { enableCompileCache } from 'node:module';

// Types stripped and code compiled once, not at every call. This one file is JavaScript, since nothing is kept before the
// cache is on: as TypeScript it would load the stripper each time, a fifth of the time of a small check.
enableCompileCache();
const { isBuilt } = await import('./bundle/built-program.ts');
const built = new URL('../dist/', import.meta.url);
const isCheck = process.argv[2] === 'check' && isBuilt(built, new URL('../', import.meta.url));
const { runCommand } = await import(isCheck ? '../dist/run-command.js' : './run-command.ts');

// A reader that has seen enough, as in `gaoxin … | head`, is no failure.
process.stdout.on('error', (error) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});
process.exitCode = await runCommand(process.argv.slice(2));
