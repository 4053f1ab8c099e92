import type { AuditChain, AuditMaterial } from '../domain/cycles/verify-audit.ts';
import { cycleFiler } from './cycle-commits.ts';
import type { CyclesTable } from './cycles-table.ts';
import type { RankingsTable } from './rankings-table.ts';
import type { ReturnsTable } from './returns-table.ts';

/** Chains that are read at once. */
const readTogether = 16;

/**
 * Everything that `verifyAudit` recomputes, as it is stored. Ends of chains are read before their entries: a chain that
 * grows meanwhile has entries after its end, which is no fault.
 *
 * @returns null where the cycle was never opened.
 */
export const readAuditMaterial = async (
  cycle: string,
  tables: Pick<CyclesTable, 'readCycleRow' | 'readPublication'> &
    Pick<RankingsTable, 'readHead' | 'readRevisions'> &
    Pick<ReturnsTable, 'readReturns' | 'readAudit'>,
): Promise<AuditMaterial | null> => {
  const row = await tables.readCycleRow(cycle);
  if (row === null) return null;
  const [publication, returns, head] = await Promise.all([
    tables.readPublication(cycle),
    tables.readReturns(cycle),
    tables.readHead(cycle),
  ]);
  const revisions = await tables.readRevisions(cycle);
  const ends = [{ filer: cycleFiler, audit: row.audit }, ...returns];
  const chains: AuditChain[] = [];
  for (let from = 0; from < ends.length; from += readTogether) {
    chains.push(
      ...(await Promise.all(
        ends.slice(from, from + readTogether).map(async ({ filer, audit }) => ({
          filer,
          entries: await tables.readAudit(cycle, filer),
          head: audit,
        })),
      )),
    );
  }
  return {
    // A revision that was committed after the head was read belongs to a later head.
    revisions: revisions.filter(({ revision }) => revision <= (head?.revision ?? 0)),
    head: head === null ? null : { revision: head.revision, hash: head.hash },
    publication,
    chains,
  };
};
