import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { findPython } from '../../../cli/local/python.ts';

const directory = mkdtempSync(join(tmpdir(), 'gaoxin-python-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** A program that answers the probe as a Python would. */
function aPython(name: string, version: string, status = 0): string {
  const path = join(directory, name);
  writeFileSync(path, `#!/bin/sh\necho '${version}'\nexit ${status}\n`);
  chmodSync(path, 0o755);
  return path;
}

describe('the Python that PYTHON names', () => {
  test.each(['3 10', '3 11', '3 12', '3 13'])('%s will do', (version) => {
    const path = aPython('good', version);
    expect(findPython({ PYTHON: path })).toBe(path);
  });

  test.each(['2 7', '3 9', '3 14', 'not a Python'])('%s will not', (version) => {
    const path = aPython('bad', version);
    expect(() => findPython({ PYTHON: path })).toThrow(/not a usable Python 3\.10 to 3\.13.*gaoxin local up/);
  });

  test('one without venv is named with what to install', () => {
    const path = aPython('bare', '3 11', 1);
    expect(() => findPython({ PYTHON: path })).toThrow(/lacks the venv module.*python3-venv/);
  });

  test('one that does not exist will not', () => {
    expect(() => findPython({ PYTHON: join(directory, 'nothing') })).toThrow(/not a usable/);
  });
});
