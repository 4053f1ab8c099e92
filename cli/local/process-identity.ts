import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * When the process of this id was started, in the system's own words; undefined when there is none. Ids are used
 * again: only id and start together say that a process is the one we started.
 */
export function processStart(pid: number): string | undefined {
  try {
    process.kill(pid, 0);
  } catch {
    return undefined;
  }
  if (process.platform === 'linux') return linuxProcessStart(pid);
  const { status, stdout } = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}

/** Field 22 of /proc/<pid>/stat; the second field is a name in brackets that may hold spaces. */
function linuxProcessStart(pid: number): string | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    // A zombie has ended; nobody has read its status yet.
    return fields[0] === 'Z' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}
