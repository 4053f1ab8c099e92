import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CannotDo } from '../terminal/context.ts';
import { processStart } from './process-identity.ts';

/**
 * Takes the directory for this process until the answer is called. A lock whose process has ended is taken over.
 * @throws {CannotDo} when another process has it.
 */
export function lockDirectory(directory: string): () => void {
  mkdirSync(directory, { recursive: true });
  const file = join(directory, 'up.lock');
  const mine = `${process.pid} ${processStart(process.pid) ?? ''}`;
  for (const attempt of [1, 2]) {
    try {
      writeFileSync(file, mine, { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (attempt === 2 || isHeld(file)) throw busy(error);
      rmSync(file, { force: true });
    }
  }
  throw busy();
}

function isHeld(file: string): boolean {
  try {
    const [pid, ...start] = readFileSync(file, 'utf8').split(' ');
    return processStart(Number(pid)) === start.join(' ');
  } catch {
    return false;
  }
}

const busy = (cause?: unknown): CannotDo =>
  new CannotDo(
    {
      zh: '另一个 gaoxin local up 正在进行：请等它结束后再执行 gaoxin local up。',
      en: 'Another gaoxin local up is at work: wait for it, then run gaoxin local up.',
    },
    { cause },
  );
