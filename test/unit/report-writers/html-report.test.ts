import { describe, expect, it } from 'vitest';
import { writeHtmlReport } from '../../../shared/adapters/report-writers/write-html-report.ts';
import type { FindingsReport } from '../../../shared/domain/rules/finding.ts';
import { aFinding, aFindingsReport } from '../../support/findings-reports.ts';

const page = (report: FindingsReport, locale: 'zh' | 'en' = 'zh'): string =>
  [...writeHtmlReport(report, locale)].join('');

/** What a reader sees: text without markup and style. */
const seen = (html: string): string =>
  html
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ');

const cell = (a1: string, raw: string) => ({ sheet: '园区填报项', a1, header: '营业收入', raw });

describe('the findings page', () => {
  const report = aFindingsReport([
    aFinding({ rule: 'R-P-004', severity: 'query', fingerprint: 'aaaaaaaaaaaaaaaa', explained: true }),
    aFinding({ rule: 'R-F-101', severity: 'notice', fingerprint: 'bbbbbbbbbbbbbbbb', cells: [] }),
    aFinding({ cells: [cell('E9', '1078'), cell('D9', '')] }),
  ]);
  const html = page(report);

  it('says verdict, counts, what to do, the file and the pack before the findings', () => {
    const text = seen(html);
    const order = [
      '不通过',
      '强制性',
      '下一步',
      '改正强制性问题 1 处',
      'SHA-256',
      'b'.repeat(64),
      report.rulePack,
      '问题清单（共 3 处）',
      '园区填报项!E9',
    ];
    const places = order.map((words) => text.indexOf(words));
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(text).toContain('8,215 B · xlsx');
  });

  it('lists the gravest first, each with place, header, value, both messages, fix and fingerprint', () => {
    const text = seen(html);
    const body = text.slice(text.indexOf('办法'));
    expect(body).toMatch(
      /园区填报项!E9 营业收入 1078 “从业人员”为 -57,460，请更正。 “Employees” is -57,460: correct it\. #4e51c150ed0e5ab7 园区填报项!D9 营业收入 （空白）/,
    );
    expect(body).toContain('改正该值。 Correct the value.');
    expect(text).toContain('已说明 explained');
    const rules = ['R-A-001', 'R-P-004', 'R-F-101'].map((rule) => body.indexOf(rule));
    expect(rules).toEqual(rules.toSorted((a, b) => a - b));
    expect(body).toContain('P021');
  });

  it('ends with the skipped rules, once a reason', () => {
    expect(seen(html)).toContain('文件中没有企业数据 the file has no enterprise records R-X-001 R-X-002');
  });

  it.each(['zh', 'en'] as const)('speaks %s first and marks the other language', (locale) => {
    const it = page(report, locale);
    const other = locale === 'zh' ? 'en' : 'zh-CN';
    expect(it).toContain(`<html lang="${locale === 'zh' ? 'zh-CN' : 'en'}">`);
    expect(it).toContain(`<span class="second" lang="${other}">`);
    const [first, second] = locale === 'zh' ? ['不通过', 'rejected'] : ['rejected', '不通过'];
    expect(seen(it)).toContain(`${first} ${second}`);
  });

  it('loads nothing and runs nothing', () => {
    expect(html).not.toMatch(/<script|\bsrc=|<link|@import|url\(|https?:|\son\w+=/i);
  });

  it('has one main heading, no skipped levels, scopes on all table heads and unique ids that its links lead to', () => {
    const levels = [...html.matchAll(/<h(\d)/g)].map(([, level]) => Number(level));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    for (const [index, level] of levels.entries()) {
      expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1);
    }
    expect([...html.matchAll(/<th(?=[\s>])(?![^>]*scope=)/g)]).toEqual([]);
    const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, target] of html.matchAll(/href="#([^"]*)"/g)) expect(ids).toContain(target);
    for (const landmark of ['<header>', '<main>', '<nav ', '<footer>']) expect(html).toContain(landmark);
  });

  it('closes what it opens', () => {
    const open: string[] = [];
    for (const [, slash, name = ''] of html.matchAll(/<(\/?)([a-z][a-z\d]*)[^>]*>/g)) {
      if (['meta', 'br'].includes(name)) continue;
      if (slash === '') open.push(name);
      else expect(open.pop()).toBe(name);
    }
    expect(open).toEqual([]);
  });
});

it('an accepted return says that nothing is left to do', () => {
  const text = seen(page(aFindingsReport([])));
  expect(text).toContain('通过');
  expect(text).toContain('无须再做处理，可以上报。');
  expect(text).toContain('没有查出问题。');
});

it('shows every finding of a rule with more than a thousand, in a compact table', () => {
  const findings = Array.from({ length: 1_500 }, (_, index) =>
    aFinding({
      fingerprint: index.toString(16).padStart(16, '0'),
      cells: [cell(`QC${index + 3}`, `${-index}`)],
    }),
  );
  const html = page(aFindingsReport(findings));
  expect(html).toContain('<table aria-labelledby="rule-mandatory-R-A-001-name" class="compact">');
  expect(html.match(/<code>#/g)).toHaveLength(1_500);
  expect(seen(html)).toContain('共 1,500 处');
  expect(html.match(/<tbody class="finding">/g)).toHaveLength(1_500);
});

it('shows the first 2,000 findings of a rule, and says how many more there are and where', () => {
  const many = Array.from({ length: 12_345 }, (_, index) =>
    aFinding({ fingerprint: index.toString(16).padStart(16, '0') }),
  );
  const other = aFinding({ rule: 'R-A-002', fingerprint: 'the-only-one' });
  const html = page(aFindingsReport([...many, other]));
  expect(html.match(/<tbody class="finding">/g)).toHaveLength(2_001);
  expect(html).toContain(`#${(1_999).toString(16).padStart(16, '0')}`);
  expect(html).not.toContain(`#${(2_000).toString(16).padStart(16, '0')}`);
  expect(html).toContain('#the-only-one');
  expect(seen(html)).toContain('共 12,345 处');
  expect(seen(html)).toContain('其余 10,345 处从略');
  expect(seen(html)).toContain('10,345 more are not shown here');
});

it('shows what cannot be seen, and says how long a text is that it does not show whole', () => {
  const html = page(
    aFindingsReport([
      aFinding({ cells: [cell('E2', 'a\u202eb\u0007\ud800 &<>"\'')] }),
      aFinding({ cells: [cell('E3', 'x'.repeat(32_767))] }),
    ]),
  );
  expect(html).toContain('a[U+202E]b[U+0007][U+D800] &amp;&lt;&gt;&quot;&#39;');
  expect(html).toContain('（共 32,767 个字符，余略）');
  expect(html.length).toBeLessThan(40_000);
});
