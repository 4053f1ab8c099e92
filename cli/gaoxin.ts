#!/usr/bin/env node
import { enableCompileCache } from 'node:module';

// Types stripped and code compiled once, not at every call: a check of a small file takes half the time.
enableCompileCache();
const { runCommand } = await import('./run-command.ts');

// A reader that has seen enough, as in `gaoxin … | head`, is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});
process.exitCode = await runCommand(process.argv.slice(2));
