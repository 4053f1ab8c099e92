import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, it } from 'vitest';
import type { ReadReturn } from '../../../shared/domain/returns/filed-return.ts';
import { aReturnWorkbook } from '../../support/workbooks.ts';

const entry = fileURLToPath(new URL('../../../shared/adapters/readers/read-return.ts', import.meta.url));

it('bundles for a browser as it is, and the bundle reads', async () => {
  const { outputFiles, metafile } = await build({
    entryPoints: [entry],
    bundle: true,
    format: 'esm',
    platform: 'browser',
    write: false,
    metafile: true,
    logLevel: 'silent',
  });
  const imports = Object.values(metafile.inputs).flatMap((input) =>
    input.imports.filter(({ external }) => external),
  );
  expect(imports).toEqual([]);
  const source = outputFiles[0]?.text ?? '';
  const bundle: { readReturn: ReadReturn } = await import(
    `data:text/javascript;base64,${Buffer.from(source).toString('base64')}`
  );
  expect(await bundle.readReturn({ name: 'f', bytes: aReturnWorkbook() })).toMatchObject({
    kind: 'read',
    filed: { park: { raw: 'P021' } },
  });
});
