import { readFileSync } from 'node:fs';

/**
 * Peak memory of this process in MB. Linux counts the memory of the process that started this one into `maxRSS`, so it is
 * taken from where it is this one's alone.
 */
export const peakMegabytes = (): number => {
  const own =
    process.platform === 'linux' ? /VmHWM:\s*(\d+)/.exec(readFileSync('/proc/self/status', 'utf8')) : null;
  return (own === null ? process.resourceUsage().maxRSS : Number(own[1])) / 1024;
};
