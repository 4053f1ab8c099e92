import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { fingerprintOf } from '../../../shared/domain/rules/fingerprint.ts';

test('is the start of SHA-256 over rule, entity and sorted fields', () => {
  const expected = createHash('sha256')
    .update('["R-A-001","P021",["employees","staff_returnees"]]')
    .digest('hex')
    .slice(0, 16);
  expect(fingerprintOf('R-A-001', 'P021', ['staff_returnees', 'employees', 'employees'])).toBe(expected);
});

test('differs by rule, entity and fields', () => {
  const some = [
    fingerprintOf('R-A-001', 'P021', ['employees']),
    fingerprintOf('R-A-002', 'P021', ['employees']),
    fingerprintOf('R-A-001', 'P022', ['employees']),
    fingerprintOf('R-A-001', 'P021', ['revenue']),
    fingerprintOf('R-A-001', 'P021', ['employees', 'revenue']),
  ];
  expect(new Set(some).size).toBe(some.length);
});
