import axe from "axe-core";
import type { Page } from "playwright-core";

declare const window: { axe: typeof axe };

/**
 * What axe finds wrong with a page as it is shown now: each rule with the elements that break it. It comes as what a
 * debugger evaluates and not as a script of the page, so that the page keeps its policy.
 */
export async function axeFaults(page: Page): Promise<[rule: string, elements: string[]][]> {
  await page.evaluate(`${axe.source}; undefined`);
  return page.evaluate(async () => {
    const { violations } = await window.axe.run({ resultTypes: ["violations"] });
    return violations.map(({ id, nodes }): [string, string[]] => [id, nodes.map(({ html }) => html)]);
  });
}
