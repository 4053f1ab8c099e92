import { describe, expect, it } from 'vitest';
import type { Terminal } from '../../../cli/terminal/context.ts';
import { openedText } from '../../../cli/verbs/cycle-opened-text.ts';
import { sayCycleStatus } from '../../../cli/verbs/cycle-status-text.ts';
import { sayInForce, sayReopening } from '../../../cli/verbs/standing-text.ts';
import type { CycleStands } from '../../../functions/manage-cycle/cycle-status.ts';
import type { Cycle } from '../../../shared/domain/cycles/cycle.ts';
import { aCycle, at } from '../../support/returns.ts';

/** What is printed in English, as one text. */
const printed = (print: (terminal: Terminal) => void): string => {
  const lines: string[] = [];
  print({
    json: false,
    locale: 'en',
    isTty: false,
    columns: 100,
    say: (line = '') => void lines.push(line),
    note: () => undefined,
    answer: () => undefined,
    text: (text) => text.en,
  });
  return lines.join('\n');
};

const aStand = (cycle: Partial<Cycle>, over: Partial<CycleStands> = {}): CycleStands => ({
  ok: true,
  cycle: { ...aCycle(), ...cycle },
  register: 2,
  exempt: 0,
  returns: {},
  notFiled: [],
  expertScores: null,
  signedOff: 0,
  unsigned: [],
  registerFile: null,
  priorsFile: null,
  amendments: { inForce: 0, pending: 0 },
  pending: [],
  ranking: null,
  ...over,
});
const statusOf = (...given: Parameters<typeof aStand>): string =>
  printed((terminal) => sayCycleStatus(aStand(...given), terminal));

describe('the state of a cycle', () => {
  it('has the time at which it was closed by hand', () => {
    expect(statusOf({ closesAt: null })).toContain('open end');
    const closed = statusOf({ status: 'closed', closesAt: null, closedAt: at(90) });
    expect(closed).toContain(`– ${at(90)}`);
    expect(closed).not.toContain('open end');
  });

  it('names the ministry’s file where last year’s values come from it', () => {
    const first = { previousCycle: null };
    expect(statusOf(first)).toMatch(/priors from +the returns themselves/);
    expect(statusOf(first, { priorsFile: 'rejected' })).toMatch(/priors from +the returns themselves/);
    expect(statusOf(first, { priorsFile: 'accepted' })).toMatch(
      /priors from +the file of priors, else the returns/,
    );
    expect(statusOf({ previousCycle: '2020' }, { priorsFile: 'accepted' })).toMatch(
      /priors from +2020, what it lacks from the file of priors/,
    );
  });
});

describe('opening a cycle once more', () => {
  const openedAgain = (status: Cycle['status']): string =>
    openedText({ ok: true, cycle: { ...aCycle(), status } }, '2021', 2, 'most-2021').en;

  it('says that it is open only where it is', () => {
    expect(openedAgain('open')).toContain('Cycle 2021 is open');
    expect(openedAgain('closed')).toContain('is closed now; nothing was changed');
    expect(openedAgain('published')).toContain('is published now; nothing was changed');
  });
});

describe('where a return stands', () => {
  it('has no star to explain where nothing is in force', () => {
    const none = { inForce: null, signOff: null, isSignedOff: false };
    expect(printed((terminal) => sayInForce(none, terminal))).toBe('nothing is in force');
    const inForce = { submissionId: 'S-1', order: '1', sha256: '0'.repeat(64) };
    expect(printed((terminal) => sayInForce({ ...none, inForce }, terminal))).toBe(
      '* in force\nnot signed off',
    );
  });

  it('asks for no correction any more once the cycle is published', () => {
    const reopening = {
      submissionId: 'S-1',
      sha256: '0'.repeat(64),
      reason: 'exports',
      actor: 'A',
      at: at(1),
      deadline: null,
      scope: ['exports'],
    };
    const said = (isPublished: boolean) =>
      printed((terminal) => sayReopening(reopening, isPublished, terminal));
    expect(said(false)).toBe('reopened: exports; correction due before publication; may change exports');
    expect(said(true)).toBe(
      'was reopened: exports; no correction was accepted, and it is published as it was',
    );
  });
});
