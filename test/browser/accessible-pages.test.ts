import axe, { type RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { pages } from './pages.ts';

const browser = await launchChromium();
afterAll(() => browser?.close());

/** WCAG 2.2 up to AA, and what axe takes for good practice. */
const options: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  resultTypes: ['violations'],
};

/** Opens a page without most rows of a long table, which are alike: axe would take a minute for them. */
const show = async (page: Page, html: string): Promise<void> => {
  await page.setContent(html);
  await page.evaluate(() => {
    for (const row of document.querySelectorAll('.compact tbody:nth-of-type(n + 12)')) row.remove();
  });
};

/** What axe finds on the page that is open: rule, element and what is wrong with it. */
const violations = async (
  page: Page,
  run: RunOptions,
  exclude: readonly string[] = [],
): Promise<readonly string[]> => {
  await page.evaluate(axe.source);
  return page.evaluate(
    async ({ run, exclude }) => {
      const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run({ exclude }, run);
      return violations.flatMap(({ id, nodes }) =>
        nodes.slice(0, 5).map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary}`),
      );
    },
    { run, exclude: [...exclude] },
  );
};

const cases = Object.entries(pages).flatMap(([name, write]) =>
  (['zh', 'en'] as const).map((locale) => ({ name, locale, html: write(locale) })),
);

describe.skipIf(browser === null)('in Chromium (skipped where there is none)', () => {
  let page: Page;
  beforeEach(async () => {
    page = (await browser?.newPage()) as Page;
  });
  afterEach(() => page.close());

  describe.each(cases)('$name, $locale', ({ html }) => {
    it.each(['screen', 'print'] as const)('has nothing that axe finds on %s', async (media) => {
      await page.emulateMedia({ media });
      await show(page, html);
      expect(await violations(page, options)).toEqual([]);
    });

    it('has nothing that axe finds on a telephone, nor scrolls sideways as a whole', async () => {
      await page.setViewportSize({ width: 320, height: 640 });
      await show(page, html);
      expect(await violations(page, options)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    });

    it('has text of a contrast of 7 to 1, but for tinted labels', async () => {
      await show(page, html);
      const enhanced: RunOptions = { runOnly: { type: 'rule', values: ['color-contrast-enhanced'] } };
      expect(await violations(page, enhanced, ['.tag'])).toEqual([]);
    });

    it('can be walked by the keyboard: each link and each scrolling part, in order and visibly', async () => {
      await page.setViewportSize({ width: 320, height: 640 });
      await show(page, html);
      const wanted = await page.evaluate(() => {
        const scrolls = (element: Element) =>
          /auto|scroll/.test(getComputedStyle(element).overflowX) &&
          element.scrollWidth > element.clientWidth;
        return [...document.body.querySelectorAll('*')]
          .filter((element) => element.matches('a[href]') || scrolls(element))
          .map((element) => element.outerHTML.slice(0, 80));
      });
      const walked: string[] = [];
      for (let steps = 0; steps <= wanted.length; steps += 1) {
        await page.keyboard.press('Tab');
        const at = await page.evaluate(() => {
          const element = document.activeElement;
          if (element === null || element === document.body) return null;
          const { left, right } = element.getBoundingClientRect();
          const isSeen = right > 0 && left < innerWidth && getComputedStyle(element).outlineStyle !== 'none';
          return `${isSeen ? '' : 'unseen: '}${element.outerHTML.slice(0, 80)}`;
        });
        if (at === null) break;
        walked.push(at);
      }
      expect(walked).toEqual(wanted);
    });
  });

  it('the first key of the findings page leads past its head', async () => {
    await show(page, pages['findings of every kind']?.('zh') ?? '');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => location.hash)).toBe('#findings');
  });
});
