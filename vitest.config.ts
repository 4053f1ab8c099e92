import { defineConfig } from 'vitest/config';

const level = (name: string, testTimeout: number, extra: Record<string, unknown> = {}) => ({
  test: { name, include: [`test/${name}/**/*.test.ts`], testTimeout, ...extra },
});

export default defineConfig({
  test: {
    projects: [
      level('unit', 10_000),
      level('property', 60_000),
      level('contract', 10_000),
      level('infra', 60_000),
      level('browser', 60_000, { hookTimeout: 120_000, sequence: { groupOrder: 2 } }),
      level('corpus', 60_000, {
        hookTimeout: 120_000,
        // Each test runs a process: two at a time, and after the tests that keep the processors busy.
        maxConcurrency: 2,
        sequence: { groupOrder: 2 },
      }),
      level('cloud', 180_000, {
        hookTimeout: 180_000,
        fileParallelism: false,
        globalSetup: ['test/support/start-local-cloud.ts'],
        // After the others: what runs in the cloud is timed, on the same processors.
        sequence: { groupOrder: 1 },
      }),
    ],
  },
});
