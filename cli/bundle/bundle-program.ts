import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { serialize } from 'node:v8';
import { build, type Plugin } from 'esbuild';
import { shippedRules } from '../../shared/domain/rules/shipped-rules.ts';
import { type BundleSources, SOURCES_FILE } from './built-program.ts';

const root = resolve(import.meta.dirname, '../..');

/** Packages that programs load at once, bundled with what they need; others are found where they are installed, when wanted. */
const BUNDLED_PACKAGES = ['commander', 'fflate', '@noble/hashes', 'wrap-ansi'];

/** The rules as they are made of their files, serialised. */
const RULES_FILE = 'rules.bin';
const RULES_MODULE = 'shared/domain/rules/shipped-rules.ts';
/** Has esbuild tell what a module is made of. */
const ANALYSIS = {
  bundle: true,
  write: false,
  metafile: true,
  packages: 'external',
  platform: 'node',
} as const;

/** CommonJS packages ask for Node's modules by `require`, which modules do not have. */
const REQUIRE =
  "import { createRequire as requireOf } from 'node:module';\nconst require = requireOf(import.meta.url);";

/**
 * Bundles a program into `folder/<name>.js`, and beside it the list of the sources it is made of. Loading one file instead of
 * 140 modules is a quarter of the time of a small check.
 *
 * @param isLeftOut whether a module, as it is imported, is never loaded by this program: it stays an import of its source.
 */
export async function bundleProgram(
  { name, entry }: { readonly name: string; readonly entry: string },
  folder: string,
  isLeftOut: (path: string) => boolean = () => false,
): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, RULES_FILE), serialize(shippedRules()));
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: { [name]: entry },
    outdir: folder,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    metafile: true,
    banner: { js: REQUIRE },
    logLevel: 'warning',
    plugins: [externals(folder, isLeftOut), readyRules],
  });
  const ofRules = await build({ ...ANALYSIS, absWorkingDir: root, entryPoints: [RULES_MODULE] });
  const paths = new Set([...Object.keys(metafile.inputs), ...Object.keys(ofRules.metafile.inputs)]);
  const sources: BundleSources = {
    v8: process.versions.v8,
    files: Object.fromEntries(
      [...paths].map((path) => {
        const { size, mtimeMs } = statSync(join(root, path));
        return [path, [size, mtimeMs]];
      }),
    ),
  };
  writeFileSync(join(folder, SOURCES_FILE), JSON.stringify(sources));
}

/** The rules as they are, in place of the module that makes them of their files. */
const readyRules: Plugin = {
  name: 'ready-rules',
  setup: ({ onLoad }) => {
    onLoad({ filter: /[\\/]shipped-rules\.ts$/ }, () => ({
      contents: `
        import { readFileSync } from 'node:fs';
        import { deserialize } from 'node:v8';
        export const shippedRules = () => deserialize(readFileSync(new URL('${RULES_FILE}', import.meta.url)));`,
    }));
  },
};

const externals = (folder: string, isLeftOut: (path: string) => boolean): Plugin => ({
  name: 'externals',
  setup: ({ onResolve }) => {
    onResolve({ filter: /^[^.]/ }, ({ path, importer, kind }) => {
      const isBundled = BUNDLED_PACKAGES.some((name) => path === name || path.startsWith(`${name}/`));
      const isOfPackage = importer.includes('node_modules');
      return kind === 'entry-point' || isBundled || isOfPackage ? null : { path, external: true };
    });
    onResolve({ filter: /^\./ }, ({ path, resolveDir }) => {
      if (!isLeftOut(path)) return null;
      return { path: relative(folder, join(resolveDir, path)).replaceAll('\\', '/'), external: true };
    });
  },
});
