import type { Locale } from '../../cli/terminal/context.ts';
import { writeParkReport } from '../../shared/adapters/park-report/write-park-report.ts';
import { writeHtmlReport } from '../../shared/adapters/report-writers/write-html-report.ts';
import { intervalsOf } from '../../shared/domain/robustness/rank-intervals.ts';
import { SEVERITIES } from '../../shared/domain/rules/finding-order.ts';
import { aSnapshot } from '../support/a-snapshot.ts';
import { aFinding, aFindingsReport } from '../support/findings-reports.ts';
import { anEdition } from '../support/ranking-input.ts';

const cell = (a1: string, raw: string) => ({ sheet: '园区填报项', a1, header: '营业收入', raw });

/** Everything that the page of findings can show: each severity, explained ones, blank and long values, a compact table. */
const everyKind = aFindingsReport([
  ...SEVERITIES.map((severity, at) =>
    aFinding({ severity, rule: `R-${severity}`, fingerprint: `000000000000000${at}` }),
  ),
  aFinding({ rule: 'R-P-004', severity: 'query', fingerprint: 'aaaaaaaaaaaaaaaa', explained: true }),
  aFinding({ rule: 'R-F-101', severity: 'notice', fingerprint: 'bbbbbbbbbbbbbbbb', cells: [] }),
  aFinding({ cells: [cell('E9', ''), cell('D9', '长'.repeat(1_200)), cell('C9', '1078')] }),
  ...Array.from({ length: 2_010 }, (_, at) =>
    aFinding({
      rule: 'R-A-003',
      fingerprint: at.toString(16).padStart(16, '0'),
      cells: [cell(`QC${at + 3}`, `${at}`)],
    }),
  ),
]);

const parks = Array.from({ length: 12 }, (_, at) => ({
  id: `P0${at + 10}`,
  at,
  registered: {
    name: `第${at + 1}高新区`,
    province: at < 2 ? '海南省' : '江苏省',
    approvedYear: at < 3 ? 1991 : 1992,
  },
}));

const parkReport = (locale: Locale): string => {
  const snapshot = aSnapshot(parks);
  const edition = anEdition();
  const [registered] = snapshot.input.register;
  const park = snapshot.result.parks.find((one) => one.park === registered?.id);
  if (registered === undefined || park === undefined) throw new Error('no park');
  const history = [
    { cycle: '2019', rank: 5, of: 168, origin: 'imported' as const, source: 'news' },
    { cycle: '2020', rank: 7, of: null, origin: 'imported' as const, source: '园区网站' },
    { cycle: '2021', rank: park.rank, of: snapshot.result.ranked, origin: 'computed' as const, source: null },
  ];
  const intervals = intervalsOf(edition, snapshot);
  return writeParkReport({ snapshot, edition, registered, park, history, intervals }, locale);
};

/** The HTML pages that the product writes, by name. */
export const pages: Readonly<Record<string, (locale: Locale) => string>> = {
  'findings of every kind': (locale) => [...writeHtmlReport(everyKind, locale)].join(''),
  'an accepted return': (locale) => [...writeHtmlReport(aFindingsReport([]), locale)].join(''),
  'the report of a park': parkReport,
};
