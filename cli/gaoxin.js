#!/usr/bin/env node
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import module from 'node:module';
import { fileURLToPath } from 'node:url';

const words = process.argv.slice(2);

// Written in TypeScript, which Node runs from version 24 on; that one is among the packages, for those who call another.
if (process.features.typescript !== 'strip') {
  const own = fileURLToPath(new URL('../node_modules/node/bin/node', import.meta.url));
  if (!existsSync(own)) {
    console.error('gaoxin 需要 Node 24：请先运行 npm ci。gaoxin needs Node 24: run npm ci first.');
    process.exit(2);
  }
  const { status } = spawnSync(own, [fileURLToPath(import.meta.url), ...words], { stdio: 'inherit' });
  process.exit(status ?? 2);
}

// Types stripped and code compiled once, not at every call. This one file is JavaScript, since nothing is kept before the
// cache is on: as TypeScript it would load the stripper each time, a fifth of the time of a small check.
module.enableCompileCache();
const { isBuilt } = await import('./bundle/built-program.ts');
const built = new URL('../dist/', import.meta.url);
const isCheck = words[0] === 'check' && isBuilt(built, new URL('../', import.meta.url));
const { runCommand } = await import(isCheck ? '../dist/run-command.js' : './run-command.ts');

// A reader that has seen enough, as in `gaoxin … | head`, is no failure.
process.stdout.on('error', (error) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});
process.exitCode = await runCommand(words);
