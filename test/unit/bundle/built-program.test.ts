import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type BundleSources, isBuilt, SOURCES_FILE } from '../../../cli/bundle/built-program.ts';

let root = '';
const CHANGED = new Date('2026-03-01T00:00:00Z');
const source = () => join(root, 'a.ts');
const answer = () => isBuilt(pathToFileURL(`${root}/dist/`), pathToFileURL(`${root}/`));

const madeBy = (v8: string) => {
  const sources: BundleSources = { v8, files: { 'a.ts': [5, CHANGED.getTime()] } };
  writeFileSync(join(root, 'dist', SOURCES_FILE), JSON.stringify(sources));
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'gaoxin-built-'));
  writeFileSync(source(), '12345');
  utimesSync(source(), CHANGED, CHANGED);
  mkdirSync(join(root, 'dist'));
  madeBy(process.versions.v8);
});
afterEach(() => rmSync(root, { recursive: true }));

it('a bundle counts while its sources are what it was made of', () => {
  expect(answer()).toBe(true);
});

it('does not count once a source was written again, even with as many bytes', () => {
  writeFileSync(source(), '54321');
  expect(answer()).toBe(false);
});

it('does not count once a source has another length', () => {
  writeFileSync(source(), '123456');
  utimesSync(source(), CHANGED, CHANGED);
  expect(answer()).toBe(false);
});

it('does not count once a source is gone', () => {
  rmSync(source());
  expect(answer()).toBe(false);
});

it('does not count for another V8', () => {
  madeBy('1.2.3');
  expect(answer()).toBe(false);
});

it('does not count where there is none', () => {
  rmSync(join(root, 'dist'), { recursive: true });
  expect(answer()).toBe(false);
});
