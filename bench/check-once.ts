import { checkFile } from '../cli/verbs/read-filed.ts';

/** One check in its own process: prints its time from the start of the process and its peak memory. */
const [file = '', park = ''] = process.argv.slice(2);
await checkFile(file, { cycle: '2021', park, priors: { source: 'return', values: {} } });
console.log(
  JSON.stringify({
    seconds: performance.now() / 1000,
    megabytes: process.resourceUsage().maxRSS / 1024,
  }),
);
