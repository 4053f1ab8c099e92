import { describe, expect, it } from 'vitest';
import { parkInputsKey, parkInputsParquet } from '../../../shared/adapters/park-inputs-lake.ts';
import { sha256 } from '../../support/returns.ts';

const submission = {
  submissionId: 'S-1',
  sha256: sha256('a'),
  inputs: { revenue: '60311452.29', employees: '57460', exports: 'N/A' },
  previous: { employees: '51435' },
};

describe('park inputs in the lake', () => {
  it('lie in partitions by cycle and park', () => {
    expect(parkInputsKey('2021', 'P021', 'S-1')).toBe('lake/park-inputs/cycle=2021/park=P021/S-1.parquet');
  });

  it('are Parquet, the same bytes for the same submission whatever the order of its inputs', () => {
    const bytes = parkInputsParquet(submission);
    const magic = (part: Uint8Array) => new TextDecoder().decode(part);
    expect([magic(bytes.subarray(0, 4)), magic(bytes.subarray(-4))]).toEqual(['PAR1', 'PAR1']);
    const { exports, employees, revenue } = submission.inputs;
    expect(parkInputsParquet({ ...submission, inputs: { exports, employees, revenue } })).toEqual(bytes);
  });

  it('take an empty submission too', () => {
    expect(parkInputsParquet({ ...submission, inputs: {}, previous: {} }).byteLength).toBeGreaterThan(8);
  });
});
