import axe from "axe-core";
import type { Page } from "playwright-core";

declare const window: { axe: typeof axe };

/**
 * Returns the faults that axe finds on a page as it is currently shown: each rule with the elements that break it. The
 * debugger evaluates axe, which is not a script of the page, so the page keeps its content security policy.
 */
export async function axeFaults(page: Page): Promise<[rule: string, elements: string[]][]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(`${axe.source}; undefined`);
  return page.evaluate(async () => {
    // Colours in the middle of a transition are those of no state.
    const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(ending.map(({ finished }) => finished));
    const { violations } = await window.axe.run({ resultTypes: ["violations"] });
    return violations.map(({ id, nodes }): [string, string[]] => [id, nodes.map(({ html }) => html)]);
  });
}
