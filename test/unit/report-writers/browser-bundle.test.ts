import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, it } from 'vitest';

const entries = ['annotate-return', 'write-html-report', 'write-findings-csv'].map((name) =>
  fileURLToPath(new URL(`../../../shared/adapters/report-writers/${name}.ts`, import.meta.url)),
);

it('the reports bundle for a browser as they are', async () => {
  const { metafile } = await build({
    entryPoints: entries,
    bundle: true,
    format: 'esm',
    platform: 'browser',
    outdir: 'out',
    write: false,
    metafile: true,
    logLevel: 'silent',
  });
  const external = Object.values(metafile.inputs).flatMap((input) =>
    input.imports.filter((imported) => imported.external),
  );
  expect(external).toEqual([]);
});
