import type { Page } from "playwright-core";
import { sharedServer } from "./model-server.ts";

const server = sharedServer();

async function open(path: string): Promise<Page> {
  const page = await server.visitor();
  await page.goto(server.url + path);
  await page.waitForLoadState("networkidle");
  return page;
}

const bar = (page: Page) => page.getByRole("complementary", { name: "Where each word came from" });
const showsOrigin = (page: Page, words: RegExp): Promise<void> =>
  bar(page).getByRole("status").filter({ hasText: words }).waitFor();

/** Moves the mouse to the first word of a text on the page. */
async function pointAt(page: Page, words: string): Promise<void> {
  const [x = 0, y = 0] = await page.evaluate((wanted) => {
    const walker = document.createTreeWalker(document.querySelector("main") ?? document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.nodeValue?.indexOf(wanted) ?? -1;
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(node, at + 1);
      range.setEnd(node, at + 2);
      node.parentElement?.scrollIntoView({ block: "center", behavior: "instant" });
      const box = range.getBoundingClientRect();
      return [box.left + box.width / 2, box.top + box.height / 2];
    }
    return [];
  }, words);
  await page.mouse.move(x - 2, y);
  await page.mouse.move(x, y);
}

test("w shows the origin of words pointed at or selected in the text", async () => {
  const page = await open("/read/opinion-5@3");
  await page.locator(".draft .is-near").first().waitFor();
  await page.keyboard.press("w");
  await bar(page).waitFor();
  await pointAt(page, "interpretation is seldom");
  await showsOrigin(
    page,
    /interpretation is seldom.*added in Second draft.*, as proposed by RIDR, Openline, Lakeside$/u,
  );
  const clause = page.locator("[data-clause='invites-member-states-2bis']");
  await clause.focus();
  for (let step = 0; step < 3; step += 1) await page.keyboard.press("ArrowRight");
  await showsOrigin(page, /^“make known.*added in Third draft \(6 February 2013\)$/u);
  await page.keyboard.press("w");
  await bar(page).waitFor({ state: "detached" });
});

test("shows the origin of inserted and deleted words at each change of a comparison", async () => {
  const page = await open("/compare/opinion-5@2/opinion-5@3");
  await page.locator(".redline-row").first().waitFor();
  await page.getByRole("button", { name: /^Show where each word came from/u }).click();
  await page.locator("del.change-wording + ins.change-wording[tabindex]").first().focus();
  await showsOrigin(page, /added in Third draft.*; “.*added in (?:First|Second) draft/u);
  await page.getByRole("button", { name: /^Hide where each word came from/u }).click();
  await bar(page).waitFor({ state: "detached" });
});

test("the origin of words focused before w is pressed is shown at once", async () => {
  const page = await open("/compare/opinion-5@2/opinion-5@3");
  await page.locator("del.change-wording + ins.change-wording[tabindex]").first().focus();
  await page.keyboard.press("w");
  await showsOrigin(page, /added in Third draft.*; “.*added in (?:First|Second) draft/u);
});
