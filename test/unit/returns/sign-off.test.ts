import { describe, expect, it } from 'vitest';
import { aCycle, anUpload, at, sha256 } from '../../support/returns.ts';
import { act, given, judge, sign, upload } from './given.ts';

const A = anUpload('A', 1);
const reopen = act(
  { kind: 'reopen', reason: '口径有误', actor: 'ministry', deadline: null, scope: null },
  10,
);
const withdraw = act({ kind: 'withdraw', reason: '重复', actor: 'ministry' }, 10);
const acceptedA = [upload(A), judge('S-A-1', 'accepted')];

describe('sign-off', () => {
  it('given an accepted file, when it is signed, then file, report and pack are bound', () => {
    const { state, last } = given([...acceptedA, sign(9)]);
    expect(state.summary).toMatchObject({
      isSignedOff: true,
      signOff: {
        submissionId: 'S-A-1',
        sha256: sha256('A'),
        report: { key: 'reports/2021/P001/S-A-1.json', sha256: sha256('report of S-A-1') },
        rulePack: 'gx46-2021@1.1.0',
        signatories: { unitHead: '王建国', statisticsHead: '赵敏', preparedBy: null },
        at: at(9),
      },
    });
    expect(last?.events).toMatchObject([{ kind: 'signed-off', park: 'P001', sequence: 3 }]);
    expect(last?.audit).toMatchObject([
      {
        action: 'signed-off',
        actor: 'park:P001:赵敏',
        at: at(9),
        details: { sha256: sha256('A'), reportSha256: sha256('report of S-A-1'), unitHead: '王建国' },
      },
    ]);
  });

  it('given a signature, when it is given again, then nothing changes; by another head, it is another one', () => {
    expect(given([...acceptedA, sign(9), sign(10)]).last).toBeNull();
    const other = { signatories: { unitHead: '李强', statisticsHead: '赵敏', preparedBy: null } };
    expect(given([...acceptedA, sign(9), sign(10, other)]).state.summary?.signOff?.at).toBe(at(10));
  });

  it('given the receipt of a repetition, when that one is meant, then what it repeats is signed', () => {
    const repeated = [...acceptedA, upload(anUpload('A', 5))];
    const { state } = given([...repeated, sign(9, { submissionId: 'S-A-5' })]);
    expect(state.summary).toMatchObject({ isSignedOff: true, signOff: { submissionId: 'S-A-1' } });
    expect(given([...repeated, sign(9, { submissionId: 'S-none' })]).last).toBeNull();
  });

  it('given a signature, when another file is accepted, then it counts no more, also not for A after B', () => {
    const displaced = [...acceptedA, sign(9), upload(anUpload('B', 20)), judge('S-B-20', 'accepted')];
    expect(given(displaced).state.summary).toMatchObject({
      isSignedOff: false,
      signOff: { submissionId: 'S-A-1' },
    });
    const again = given([...displaced, upload(anUpload('A', 21)), judge('S-A-21', 'accepted')]);
    expect(again.state.summary).toMatchObject({ isSignedOff: false, inForce: { sha256: sha256('A') } });
    expect(given([...displaced, sign(25)]).state.summary).toMatchObject({
      isSignedOff: true,
      signOff: { submissionId: 'S-B-20' },
    });
  });

  it('given a signature, when another file is rejected or the same one comes again, then it counts', () => {
    const signed = [...acceptedA, sign(9)];
    for (const steps of [
      [upload(anUpload('B', 20)), judge('S-B-20', 'rejected')],
      [upload(anUpload('A', 20))],
    ]) {
      expect(given([...signed, ...steps]).state.summary?.isSignedOff).toBe(true);
    }
  });

  it.each([
    ['nothing in force', [upload(A), judge('S-A-1', 'rejected')]],
    ['a reopened return', [...acceptedA, reopen]],
    ['a withdrawn return', [...acceptedA, withdraw]],
  ])('given %s, then there is nothing to sign', (_, steps) => {
    expect(given([...steps, sign(11)]).last).toBeNull();
  });

  it('given another submission in force than the one that is meant, or a published cycle, then nothing is signed', () => {
    expect(given([...acceptedA, sign(9, { submissionId: 'S-B-2' })]).last).toBeNull();
    expect(given([...acceptedA, sign(9)], aCycle({ status: 'published' })).last).toBeNull();
  });

  it('given a signature, when the return is reopened, then it counts no more', () => {
    expect(given([...acceptedA, sign(9), reopen]).state.summary?.isSignedOff).toBe(false);
  });
});
