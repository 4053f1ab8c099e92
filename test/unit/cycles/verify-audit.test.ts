import { beforeAll, describe, expect, it } from 'vitest';
import { readAuditMaterial } from '../../../shared/adapters/audit-material.ts';
import { sha256OfText } from '../../../shared/adapters/ranking-snapshots.ts';
import {
  type AuditMaterial,
  type AuditTools,
  verifyAudit,
} from '../../../shared/domain/cycles/verify-audit.ts';
import { UnknownEditionError } from '../../../shared/domain/methodology/unknown-edition.ts';
import { canonicalJson } from '../../../shared/domain/ranking/input-hash.ts';
import { type ManageWorld, twoFiledIn2021 } from '../../support/manage-world.ts';
import { tinyCore } from '../../support/tiny-ranking.ts';

/** A published cycle of two revisions: with provisional bounds, and with its own. */
let world: ManageWorld;
let material: AuditMaterial;

beforeAll(async () => {
  world = await twoFiledIn2021();
  await world.command({ command: 'publish-cycle', cycle: '2021' });
  const read = await readAuditMaterial('2021', world.ports);
  if (read === null) throw new Error('no cycle');
  material = read;
});

const tools = (over: Partial<AuditTools> = {}): AuditTools => ({
  hash: sha256OfText,
  coreOf: async () => tinyCore,
  readSnapshotText: async (key) => world.snapshots.get(key) ?? null,
  ...over,
});

const firstBad = async (altered: AuditMaterial, over: Partial<AuditTools> = {}) => {
  const verdict = await verifyAudit(altered, tools(over));
  return verdict.ok ? null : verdict.badLink;
};

const revision = (at: number) => {
  const found = material.revisions.find((one) => one.revision === at);
  if (found === undefined) throw new Error(`no revision ${at}`);
  return found;
};

describe('verifying the audit of a cycle', () => {
  it('finds a published cycle whole', async () => {
    // Receipt and verdict of two parks; opened, closed, published.
    expect(await verifyAudit(material, tools())).toEqual({
      ok: true,
      revisions: 2,
      recomputed: 2,
      chains: 3,
      entries: 7,
    });
  });

  it('names a revision that was altered, one that is missing, and a head of another chain', async () => {
    const altered = { ...revision(1), inputHash: 'f'.repeat(64) };
    expect(await firstBad({ ...material, revisions: [altered, revision(2)] })).toEqual({
      chain: 'revisions',
      at: 1,
      problem: 'altered',
    });
    expect(await firstBad({ ...material, revisions: [revision(2)] })).toMatchObject({
      at: 1,
      problem: 'missing',
    });
    expect(await firstBad({ ...material, revisions: [revision(1)] })).toMatchObject({
      at: 2,
      problem: 'missing',
    });
    expect(await firstBad({ ...material, head: { revision: 2, hash: 'e'.repeat(64) } })).toMatchObject({
      at: 2,
      problem: 'head-differs',
    });
  });

  it('names a snapshot that is gone or altered, whichever revision it belongs to', async () => {
    const { key } = revision(1).snapshot;
    const without = async (asked: string) => (asked === key ? null : (world.snapshots.get(asked) ?? null));
    expect(await firstBad(material, { readSnapshotText: without })).toMatchObject({
      at: 1,
      problem: 'snapshot-missing',
    });
    const altered = async (asked: string) =>
      asked === key ? `${world.snapshots.get(asked)} ` : (world.snapshots.get(asked) ?? null);
    expect(await firstBad(material, { readSnapshotText: altered })).toMatchObject({
      at: 1,
      problem: 'snapshot-altered',
    });
  });

  it('recomputes the published revision to the last digit', async () => {
    const oneUlpOff = {
      ...tinyCore,
      rank: (input: Parameters<typeof tinyCore.rank>[0]) => {
        const result = tinyCore.rank(input);
        const [first, ...others] = result.parks;
        if (first === undefined) return result;
        return { ...result, parks: [{ ...first, score: first.score * (1 + Number.EPSILON) }, ...others] };
      },
    };
    expect(await firstBad(material, { coreOf: async () => oneUlpOff })).toEqual({
      chain: 'revisions',
      at: 2,
      problem: 'result-differs',
    });
    const unknown = () => {
      throw new UnknownEditionError('none');
    };
    expect(await firstBad(material, { coreOf: unknown })).toMatchObject({ problem: 'unknown-edition' });
    const otherInput = { ...tinyCore, inputHash: () => 'd'.repeat(64) };
    expect(await firstBad(material, { coreOf: async () => otherInput })).toMatchObject({
      problem: 'input-differs',
    });
  });

  it('names the first bad entry of an audit chain, by filer', async () => {
    const chains = material.chains.map((chain) =>
      chain.filer === 'P002'
        ? {
            ...chain,
            entries: chain.entries.map((entry, index) => (index === 1 ? { ...entry, actor: '李四' } : entry)),
          }
        : chain,
    );
    expect(await firstBad({ ...material, chains })).toEqual({
      chain: 'audit',
      filer: 'P002',
      at: 2,
      problem: 'altered',
    });
  });

  it('finds a chain that was cut and rewritten behind its own head, by the anchor of the publication', async () => {
    const chains = material.chains.map((chain) => {
      const [first] = chain.entries;
      return chain.filer === 'P001' && first !== undefined
        ? { ...chain, entries: [first], head: { sequence: 1, hash: first.hash } }
        : chain;
    });
    expect(await firstBad({ ...material, chains })).toEqual({
      chain: 'audit',
      filer: 'P001',
      at: 2,
      problem: 'anchor-differs',
    });
    const gone = material.chains.filter(({ filer }) => filer !== 'P001');
    expect(await firstBad({ ...material, chains: gone })).toMatchObject({
      filer: 'P001',
      problem: 'missing',
    });
  });

  it('stores snapshots as canonical JSON', () => {
    const text = world.snapshots.get(revision(2).snapshot.key) ?? '';
    expect(canonicalJson(JSON.parse(text))).toBe(text);
  });
});
