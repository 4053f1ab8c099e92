import { describe, expect, it } from 'vitest';
import { decideReceipt } from '../../../shared/domain/returns/decide-receipt.ts';
import { aCycle, anUpload, at, sha256 } from '../../support/returns.ts';
import { act, given, judge, upload } from './given.ts';

const A = anUpload('A', 1);
const B = anUpload('B', 2);
const A2 = anUpload('A', 3);
const reopen = act(
  { kind: 'reopen', reason: '口径有误', actor: 'ministry', deadline: null, scope: null },
  10,
);
const withdraw = act({ kind: 'withdraw', reason: '重复', actor: 'ministry' }, 10);
const acceptedA = [upload(A), judge('S-A-1', 'accepted')];

describe('receipt', () => {
  it('given nothing, when a file is uploaded, then it is received and judged next', () => {
    const { state, last } = given([upload(A)]);
    expect(state.summary).toMatchObject({ version: 1, status: 'received', inForce: null, submissions: 1 });
    expect(last?.events.map(({ kind }) => kind)).toEqual(['received']);
    expect(last?.audit.map(({ action, actor, sequence }) => [action, actor, sequence])).toEqual([
      ['received', 'park:P001', 1],
    ]);
  });

  it('given a received version, when its event comes again, then nothing changes', () => {
    expect(given([upload(A), upload(A)]).last).toBeNull();
  });

  it('given an accepted file, when the same bytes come again, then it is a repetition and nothing else', () => {
    const { state, last } = given([...acceptedA, upload(A2)]);
    expect(last?.submissions).toMatchObject([{ status: 'same', sameAs: 'S-A-1' }]);
    expect(last?.events).toEqual([]);
    expect(state.summary?.inForce).toEqual({
      submissionId: 'S-A-1',
      order: A2.order,
      sha256: sha256('A'),
    });
  });

  it('given a repetition, when the bytes come a third time, then the first is named again', () => {
    const { last } = given([...acceptedA, upload(A2), upload(anUpload('A', 4))]);
    expect(last?.submissions).toMatchObject([{ status: 'same', sameAs: 'S-A-1' }]);
  });

  it('given A then B, when A is uploaded again, then it is judged again and restored', () => {
    const { state } = given([
      ...acceptedA,
      upload(B),
      judge('S-B-2', 'accepted'),
      upload(A2),
      judge('S-A-3', 'accepted'),
    ]);
    expect(state.summary?.inForce).toMatchObject({ submissionId: 'S-A-3', sha256: sha256('A') });
  });

  it('given A twice, when B, uploaded between, arrives last, then A stays in force', () => {
    const { state, last } = given([...acceptedA, upload(A2), upload(B), judge('S-B-2', 'accepted')]);
    expect(state.summary?.inForce).toMatchObject({ submissionId: 'S-A-1', order: A2.order });
    expect(last?.events).toMatchObject([{ kind: 'accepted', inForce: false }]);
  });

  it.each([
    ['rejected', 'gx46-2021@1.1.1', 'received'],
    ['needs-explanation', 'gx46-2021@1.1.1', 'received'],
    ['accepted', 'gx46-2021@1.1.1', 'same'],
    ['rejected', 'gx46-2021@1.1.0', 'same'],
  ] as const)(
    'given a %s file, when the pack is %s and the same bytes come again, then they are %s',
    (verdict, rulePack, status) => {
      const { state } = given([upload(A), judge('S-A-1', verdict)]);
      const decision = decideReceipt(
        state,
        { cycle: aCycle({ rulePack }), upload: A2 },
        { now: at(59), hash: sha256 },
      );
      expect(decision.submission.status).toBe(status);
    },
  );

  it.each(['rejected', 'needs-explanation'] as const)(
    'given a %s file, when the ministry acts and the same bytes come again, then they are judged again',
    (verdict) => {
      const widened = act(
        { kind: 'reopen', reason: '扩大范围', actor: 'ministry', deadline: null, scope: ['hospitals'] },
        20,
      );
      const steps = [...acceptedA, reopen, upload(anUpload('B', 12)), judge('S-B-12', verdict)];
      const again = upload(anUpload('B', 22));
      expect(given([...steps, again]).last?.submissions).toMatchObject([{ status: 'same' }]);
      expect(given([...steps, widened, again]).last?.submissions).toMatchObject([{ status: 'received' }]);
      const withdrawn = { ...withdraw, minute: 20 };
      expect(given([...steps, withdrawn, again]).last?.submissions).toMatchObject([{ status: 'received' }]);
      // Judged for the second time they are what is repeated.
      const twice = [...steps, widened, again, judge('S-B-22', verdict), upload(anUpload('B', 23))];
      expect(given(twice).last?.submissions).toMatchObject([{ status: 'same', sameAs: 'S-B-22' }]);
    },
  );

  it.each([
    ['rejected', null, 'same'],
    ['rejected', sha256('other values'), 'received'],
    ['needs-explanation', sha256('other values'), 'received'],
    ['accepted', sha256('other values'), 'same'],
  ] as const)(
    'given a file %s without values of last year, when these are %s now and the same bytes come again, then they are %s',
    (verdict, priors, status) => {
      const { state } = given([upload(A), judge('S-A-1', verdict)]);
      const receipt = { cycle: aCycle(), upload: A2, priors };
      const decision = decideReceipt(state, receipt, { now: at(61), hash: sha256 });
      expect(decision.submission.status).toBe(status);
    },
  );

  it.each([
    ['rejected', 'received'],
    ['accepted', 'same'],
  ] as const)(
    'given a %s file of the ministry, when the same bytes come again, then they are %s: its other files may have changed',
    (verdict, status) => {
      const { state } = given([upload(A), judge('S-A-1', verdict)]);
      const ofMinistry = { ...state, filer: 'PRIORS' };
      const decision = decideReceipt(
        ofMinistry,
        { cycle: aCycle(), upload: A2 },
        { now: at(61), hash: sha256 },
      );
      expect(decision.submission.status).toBe(status);
    },
  );

  it.each([
    ['refuse', 20, 'refused'],
    ['accept', 20, 'received'],
    ['refuse', 5, 'received'],
  ] as const)(
    'given late policy %s, when the upload is complete at minute %i, then it is %s',
    (late, minute, status) => {
      const cycle = aCycle({ closesAt: at(5), late });
      const { last } = given([upload(anUpload('A', minute))], cycle);
      expect(last?.submissions).toMatchObject([{ status, late: minute > 5 }]);
    },
  );

  it('given a late upload refused, then it says so and is not current', () => {
    const cycle = aCycle({ closesAt: at(5), late: 'refuse' });
    const { state, last } = given([upload(anUpload('A', 6))], cycle);
    expect(last?.events).toMatchObject([{ kind: 'refused', submission: { reason: 'late' } }]);
    expect(state.summary).toMatchObject({ status: 'refused', current: null });
  });

  it('given a published cycle, when a file is uploaded, then it is refused', () => {
    const { last } = given([upload(A)], aCycle({ status: 'published' }));
    expect(last?.submissions).toMatchObject([{ status: 'refused', reason: 'cycle-published' }]);
  });

  it.each([
    // S3 tells whole seconds: an upload in the second of the opening may have been complete after it.
    ['2021-03-01T08:01:00.900Z', 'received'],
    ['2021-03-01T08:01:01.000Z', 'refused'],
  ])(
    'given a cycle that opens at %s, when a file was uploaded at 08:01:00, then it is %s',
    (opensAt, status) => {
      for (const cycleStatus of ['scheduled', 'open'] as const) {
        const { state, last } = given([upload(A)], aCycle({ opensAt, status: cycleStatus }));
        expect(state.summary?.status).toBe(status);
        expect(last?.audit).toMatchObject([
          { action: status, reason: status === 'refused' ? 'not-open' : null },
        ]);
      }
    },
  );

  it('given a file that came before the opening, when the same bytes come again, then they are received', () => {
    const cycle = aCycle({ opensAt: at(2) });
    const { last } = given([upload(A), upload(A2)], cycle);
    expect(last?.submissions).toMatchObject([{ submissionId: 'S-A-3', status: 'received' }]);
  });

  it('given a reopening with a deadline in an open cycle, then what comes after the deadline is late', () => {
    const reopened = act(
      { kind: 'reopen', reason: '口径', actor: 'ministry', deadline: at(30), scope: null },
      10,
    );
    const late = given([...acceptedA, reopened, upload(anUpload('B', 31))], aCycle({ closesAt: at(50) }));
    expect(late.last?.submissions).toMatchObject([{ status: 'received', late: true }]);
    const inTime = given([...acceptedA, reopened, upload(anUpload('B', 30))], aCycle({ closesAt: at(20) }));
    expect(inTime.last?.submissions).toMatchObject([{ status: 'received', late: false }]);
  });
});

describe('verdict', () => {
  it.each(['rejected', 'needs-explanation'] as const)(
    'given an accepted file, when a later one is %s, then the first stays in force',
    (verdict) => {
      const { state, last } = given([...acceptedA, upload(B), judge('S-B-2', verdict)]);
      expect(state.summary).toMatchObject({
        status: 'accepted',
        current: { submissionId: 'S-B-2', verdict },
        inForce: { submissionId: 'S-A-1' },
      });
      expect(last?.inForceChanged).toBe(false);
    },
  );

  it('given an accepted file, when a later one is accepted, then it displaces the first', () => {
    const { last } = given([...acceptedA, upload(B), judge('S-B-2', 'accepted')]);
    expect(last?.inForceChanged).toBe(true);
    expect(last?.audit.map(({ action, submissionId }) => [action, submissionId])).toEqual([
      ['accepted', 'S-B-2'],
      ['superseded', 'S-A-1'],
    ]);
  });

  it('given a verdict, when the same step is done again, then nothing changes', () => {
    expect(given([...acceptedA, judge('S-A-1', 'accepted')]).last).toBeNull();
    expect(given([...acceptedA, judge('S-A-1', 'rejected')]).last).toBeNull();
  });

  it('given a file that waits for explanations, when they come, then it is accepted', () => {
    const { state } = given([upload(A), judge('S-A-1', 'needs-explanation'), judge('S-A-1', 'accepted')]);
    expect(state.summary).toMatchObject({ status: 'accepted', inForce: { submissionId: 'S-A-1' } });
  });

  it('given two repetitions of a file not judged yet, when it is accepted, then the highest place counts', () => {
    const { state } = given([upload(A), upload(A2), judge('S-A-1', 'accepted')]);
    expect(state.summary).toMatchObject({
      current: { submissionId: 'S-A-3', verdict: 'accepted' },
      inForce: { submissionId: 'S-A-1', order: A2.order },
    });
  });
});

describe('acts of the ministry', () => {
  it('given a return in force, when it is reopened, then it stays in force, marked', () => {
    const { state, last } = given([...acceptedA, reopen]);
    expect(state.summary).toMatchObject({ status: 'reopened', inForce: { submissionId: 'S-A-1' } });
    expect(last?.events).toMatchObject([{ kind: 'reopened', park: 'P001' }]);
    expect(last?.audit).toMatchObject([{ action: 'reopened', actor: 'ministry', reason: '口径有误' }]);
  });

  it('given a reopened return, when the same bytes are filed, then it is still open', () => {
    const { state } = given([...acceptedA, reopen, upload(anUpload('A', 12))]);
    expect(state.summary?.status).toBe('reopened');
  });

  it('given a reopened return, when a correction is accepted, then it is no longer open', () => {
    const { state } = given([...acceptedA, reopen, upload(anUpload('B', 12)), judge('S-B-12', 'accepted')]);
    expect(state.summary?.status).toBe('accepted');
  });

  it.each([
    [12, 'received'],
    [40, 'refused'],
    [8, 'refused'],
  ] as const)(
    'given a deadline at 30, when the correction of a closed cycle comes at %i, then it is %s',
    (minute, status) => {
      const cycle = aCycle({ closesAt: at(5), late: 'refuse' });
      const reopened = act(
        { kind: 'reopen', reason: '口径', actor: 'ministry', deadline: at(30), scope: null },
        10,
      );
      const { last } = given([...acceptedA, reopened, upload(anUpload('B', minute))], cycle);
      expect(last?.submissions).toMatchObject([{ status }]);
    },
  );

  it('given a return in force, when it is withdrawn, then nothing is in force', () => {
    const { state, last } = given([...acceptedA, withdraw]);
    expect(state.summary).toMatchObject({ status: 'withdrawn', inForce: null });
    expect(last).toMatchObject({ inForceChanged: true, events: [{ kind: 'withdrawn', park: 'P001' }] });
  });

  it('given a withdrawn return, when an earlier upload arrives late, then it does not come into force', () => {
    const { state } = given([...acceptedA, withdraw, upload(B), judge('S-B-2', 'accepted')]);
    expect(state.summary).toMatchObject({ status: 'withdrawn', inForce: null });
  });

  it('given a withdrawn return, when the same bytes are filed again, then they are judged and count', () => {
    const { state } = given([...acceptedA, withdraw, upload(anUpload('A', 12)), judge('S-A-12', 'accepted')]);
    expect(state.summary).toMatchObject({ status: 'accepted', inForce: { submissionId: 'S-A-12' } });
  });

  it('given a reopened return that is withdrawn, when the same bytes are filed again, then it is reopened no more', () => {
    const withdrawn = { ...withdraw, minute: 11 };
    const filedAgain = [upload(anUpload('A', 12)), judge('S-A-12', 'accepted')];
    const { state } = given([...acceptedA, reopen, withdrawn, ...filedAgain]);
    expect(state.summary).toMatchObject({ status: 'accepted', inForce: { submissionId: 'S-A-12' } });
    const reopenedAgain = given([...acceptedA, reopen, withdrawn, ...filedAgain, { ...reopen, minute: 20 }]);
    expect(reopenedAgain.state.summary).toMatchObject({ status: 'reopened' });
  });

  it('given nothing in force or done before, then acts change nothing', () => {
    expect(given([upload(A), reopen]).last).toBeNull();
    expect(given([...acceptedA, reopen, reopen]).last).toBeNull();
    expect(given([...acceptedA, withdraw, withdraw]).last).toBeNull();
  });
});
