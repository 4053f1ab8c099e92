import { describe, expect, it } from 'vitest';
import {
  type AuditEntry,
  type AuditFact,
  appendAudit,
  emptyAuditHead,
  findBrokenLink,
} from '../../../shared/domain/returns/audit-chain.ts';
import { at, sha256 } from '../../support/returns.ts';

const fact = (minute: number): AuditFact => ({
  at: at(minute),
  actor: 'park:P001',
  action: 'received',
  submissionId: `S-${minute}`,
  reason: null,
  details: { bytes: minute },
});

const filer = { cycle: '2021', filer: 'P001' };
const { entries, head } = appendAudit(filer, emptyAuditHead, [fact(1), fact(2), fact(3)], sha256);

const altered = (index: number, change: Partial<AuditEntry>): readonly AuditEntry[] =>
  entries.map((entry, position) => (position === index ? { ...entry, ...change } : entry));

describe('the audit chain of a return', () => {
  it('is whole as written, in one go or entry by entry, read in any order', () => {
    const first = appendAudit(filer, emptyAuditHead, [fact(1)], sha256);
    const rest = appendAudit(filer, first.head, [fact(2), fact(3)], sha256);
    expect([...first.entries, ...rest.entries]).toEqual(entries);
    expect(findBrokenLink(entries.toReversed(), head, sha256)).toBeNull();
  });

  it('hashes the RFC 8785 JSON of the entry', () => {
    const text =
      '{"action":"received","actor":"park:P001","at":"2021-03-01T08:01:00.000Z","cycle":"2021",' +
      '"details":{"bytes":1},"filer":"P001","previousHash":null,"reason":null,"sequence":1,"submissionId":"S-1"}';
    expect(entries[0]?.hash).toBe(sha256(text));
  });

  it.each([
    ['a changed fact', altered(1, { actor: 'somebody' }), { sequence: 2, problem: 'altered' }],
    ['a changed link', altered(2, { previousHash: '0'.repeat(64) }), { sequence: 3, problem: 'not-linked' }],
    ['an entry taken out', entries.toSpliced(1, 1), { sequence: 2, problem: 'missing' }],
    ['the end cut off', entries.slice(0, 2), { sequence: 3, problem: 'missing' }],
  ])('names the first bad link: %s', (_, chain, link) => {
    expect(findBrokenLink(chain, head, sha256)).toEqual(link);
  });

  it('checks an anchored head inside a longer chain', () => {
    const anchored = { sequence: 2, hash: entries[1]?.hash ?? null };
    expect(findBrokenLink(entries, anchored, sha256)).toBeNull();
    const rewritten = appendAudit(filer, emptyAuditHead, [fact(1), fact(9), fact(3)], sha256);
    expect(findBrokenLink(rewritten.entries, anchored, sha256)).toEqual({
      sequence: 2,
      problem: 'head-differs',
    });
  });
});
