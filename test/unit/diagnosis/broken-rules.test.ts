import { describe, expect, it } from 'vitest';
import { population } from '../../../cli/sample/population.ts';
import { seededStreams } from '../../../cli/sample/random.ts';
import { brokenUnits, newlyBroken } from '../../../shared/domain/diagnosis/broken-rules.ts';
import { shippedRegister } from '../../../shared/domain/ranking/register.ts';
import { loadRulePack } from '../../../shared/domain/rules/load-rule-pack.ts';
import { anEdition } from '../../support/ranking-input.ts';

const edition = anEdition();
const pack = loadRulePack('2021');
const [filed] = population({
  register: shippedRegister(),
  parks: 1,
  cycle: '2021',
  randomOf: seededStreams('1'),
}).returns;
if (filed === undefined) throw new Error('no return');
const judged = {
  cycle: '2021',
  park: filed.park.id,
  inputs: filed.inputs,
  priors: filed.previous,
  priorSource: 'previous-cycle' as const,
};
const now = brokenUnits(edition, pack, judged);
const metBy = (changed: Record<string, string>) =>
  newlyBroken(edition, pack, now, { ...judged, inputs: { ...judged.inputs, ...changed } });

describe('rules that a change of inputs would meet', () => {
  it('are none for a clean return as it is, but for notices', () => {
    const severities = new Map(pack.rules.map(({ id, severity }) => [id, severity]));
    const broken = [...now].map((unit) => severities.get(unit.split(' ')[0] ?? ''));
    expect(broken.filter((severity) => severity !== 'notice')).toEqual([]);
    expect(metBy({})).toEqual({ blocking: [], query: [] });
  });

  it('block more returnees than employees (R-A-001), and ask about a jump (R-P-004)', () => {
    const employees = Number(judged.inputs.employees);
    expect(metBy({ staff_returnees: String(employees + 1) }).blocking).toContain('R-A-001');
    const doubled = String(Number(judged.inputs.technology_import_spend) * 2);
    expect(metBy({ technology_import_spend: doubled }).query).toContain('R-P-004');
  });

  it('are only those that it did not break before', () => {
    const broken = { staff_returnees: String(Number(judged.inputs.employees) + 1) };
    const already = brokenUnits(edition, pack, { ...judged, inputs: { ...judged.inputs, ...broken } });
    const again = newlyBroken(edition, pack, already, { ...judged, inputs: { ...judged.inputs, ...broken } });
    expect(again).toEqual({ blocking: [], query: [] });
  });
});
