import { describe, expect, it } from 'vitest';
import { decideClosing } from '../../../shared/domain/cycles/decide-cycle.ts';
import { decideDue, decideRescheduling } from '../../../shared/domain/cycles/decide-times.ts';
import { aCycle, at } from '../../support/returns.ts';

const scheduled = aCycle({ status: 'scheduled', opensAt: at(10), closesAt: at(20) });
const open = aCycle({ status: 'open', opensAt: at(10), closesAt: at(20) });
const asked = { reason: '假期顺延', actor: '李伟' };

describe('what a cycle does by itself', () => {
  it.each([
    ['scheduled', scheduled, 9, null],
    ['scheduled', scheduled, 10, 'open'],
    ['scheduled', scheduled, 15, 'open'],
    ['open', open, 19, null],
    ['open', open, 20, 'closed'],
    ['open without an end', aCycle({ opensAt: at(10) }), 59, null],
    ['closed', aCycle({ status: 'closed', closesAt: at(20) }), 59, null],
    ['published', aCycle({ status: 'published', closesAt: at(20) }), 59, null],
  ] as const)('%s, at minute %#', (_, cycle, minute, status) => {
    expect(decideDue(cycle, at(minute))?.cycle.status ?? null).toBe(status);
  });

  it('closes at its closing time, however late that is noticed and by whom', () => {
    expect(decideDue(open, at(55))?.cycle.closedAt).toBe(at(20));
    expect(decideClosing(open, { actor: '李伟', reason: null }, at(55))).toMatchObject({
      cycle: { closedAt: at(20) },
    });
    expect(decideClosing(open, { actor: '李伟', reason: null }, at(15))).toMatchObject({
      cycle: { closedAt: at(15) },
    });
  });
});

describe('other times', () => {
  it('are set with reason and actor, what was before beside them', () => {
    expect(decideRescheduling(scheduled, { ...asked, opensAt: at(12), closesAt: null }, at(1))).toMatchObject(
      {
        kind: 'transition',
        cycle: { status: 'scheduled', opensAt: at(12), closesAt: null },
        fact: {
          action: 'cycle-rescheduled',
          actor: '李伟',
          reason: '假期顺延',
          details: { opensAt: at(12), closesAt: null, opensAtBefore: at(10), closesAtBefore: at(20) },
        },
      },
    );
  });

  it('are done before where they are the same', () => {
    expect(decideRescheduling(open, { ...asked, closesAt: at(20) }, at(15))).toEqual({ kind: 'done-before' });
  });

  it.each([
    ['cycle-open-already', open, { opensAt: at(14) }, 15],
    ['closes-before-opens', scheduled, { closesAt: at(10) }, 1],
    ['time-passed', open, { closesAt: at(14) }, 15],
    ['cycle-closed', aCycle({ status: 'closed' }), { closesAt: at(40) }, 15],
    ['cycle-published', aCycle({ status: 'published' }), { closesAt: at(40) }, 15],
  ] as const)('are refused with %s', (code, cycle, times, minute) => {
    expect(decideRescheduling(cycle, { ...asked, ...times }, at(minute))).toMatchObject({
      kind: 'refused',
      refusal: { code, message: { zh: expect.any(String), en: expect.any(String) } },
    });
  });
});
