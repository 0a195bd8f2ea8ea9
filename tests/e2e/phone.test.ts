import type { Page } from "playwright-core";
import { ownServer } from "./model-server.ts";
import { unfoldChoices } from "./reader-actions.ts";

/** A coordinator on a small touch screen. Each test begins where the one before ended. */
const server = ownServer();
let page: Page;

beforeAll(async () => {
  page = await server.visitor("coordinator", { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await page.goto(`${server.url}/read/opinion-5@3`);
  await page.locator(".draft .is-near").first().waitFor();
});

const dock = () => page.locator(".selection-bar.is-docked");
const sheet = () => page.getByRole("dialog");

/** Closes the sheet, and the messages that cover the text. */
async function closeSheet(): Promise<void> {
  await sheet().getByRole("button", { name: "Close" }).tap();
  await sheet().waitFor({ state: "detached" });
  const dismiss = page.locator(".toast").getByRole("button", { name: "Dismiss" });
  while ((await dismiss.count()) > 0) await dismiss.last().tap();
}

test("Back closes the sheet over the text, and nothing else", async () => {
  const here = page.url();
  for (const name of ["Outline", /^Comments/u]) {
    await page.getByRole("button", { name }).tap();
    await sheet().waitFor();
    await page.goBack();
    await sheet().waitFor({ state: "detached" });
    expect(page.url()).toBe(here);
  }
});

test("shows buttons for selected words of a tapped clause at the foot, large enough for a thumb", async () => {
  await page.tap("#recalling-c .clause-label");
  await dock().waitFor();
  await page.evaluate(() => {
    const words = document.querySelector("#recalling-c .clause-text")?.firstChild;
    if (words) getSelection()?.setBaseAndExtent(words, 0, words, 20);
  });
  await dock().waitFor();
  for (const button of await dock().getByRole("button").all()) {
    const { x = -1, y = -1, width = 0, height = 0 } = (await button.boundingBox()) ?? {};
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x + width).toBeLessThanOrEqual(390);
    expect(y + height).toBeLessThanOrEqual(844);
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(44);
  }
  expect(await dock().getByRole("button").count()).toBe(5);
  await dock().getByRole("button", { name: "Close" }).tap();
});

test("closing a form with Back keeps the typed text", async () => {
  await page.tap("#recalling-a .clause-label");
  await dock().getByRole("button", { name: "Comment", exact: true }).tap();
  await sheet().getByRole("textbox", { name: "Comment" }).fill("Half a thought");
  await page.goBack();
  await sheet().waitFor({ state: "detached" });
  await dock().getByRole("button", { name: "Comment", exact: true }).tap();
  expect(await sheet().getByRole("textbox", { name: "Comment" }).inputValue()).toBe("Half a thought");
  await closeSheet();
});

test("goes to the next comment from the current clause, even after its sheet was closed", async () => {
  const open = async (): Promise<string | null> => {
    await page.getByRole("button", { name: "Next comment" }).tap();
    await sheet().locator("article.thread.is-open").waitFor();
    const note = new URL(page.url()).searchParams.get("note");
    await closeSheet();
    return note;
  };
  await page.tap("#considering-b .clause-label");
  const first = await open();
  await page.tap("#recognizing-c .clause-label");
  expect(await open()).not.toBe(first);
});

test("a message does not cover a form with unsent text", async () => {
  await page.tap("#recalling-c");
  await dock().getByRole("button", { name: "Comment", exact: true }).tap();
  await sheet().getByRole("textbox", { name: "Comment" }).fill("Under way.");
  await page.context().setOffline(true);
  await sheet().getByRole("button", { name: "Submit" }).tap();
  const notSent = sheet().getByRole("alert");
  await notSent.waitFor();
  const message = page.locator(".toast", {
    hasText: "The server cannot be reached. Check your connection and try again.",
  });
  await message.waitFor();
  const [messageBox, formBox] = [await message.boundingBox(), await sheet().boundingBox()];
  expect((messageBox?.y ?? 999) + (messageBox?.height ?? 999)).toBeLessThanOrEqual(formBox?.y ?? 0);
  await page.context().setOffline(false);
  await sheet().getByRole("button", { name: "Submit" }).tap();
  await sheet().locator("article.thread.is-open", { hasText: "Under way." }).waitFor();
  await closeSheet();
});

test("comments on a tapped clause as a whole", async () => {
  await page.tap("#recalling-b");
  await dock().getByText("recalling b)").waitFor();
  await dock().getByRole("button", { name: "Comment", exact: true }).tap();
  await sheet().getByRole("textbox", { name: "Comment" }).fill("The whole of it is well said.");
  await sheet().getByRole("button", { name: "Submit" }).tap();
  await sheet().locator("article.thread.is-open", { hasText: "The whole of it" }).waitFor();
  await closeSheet();
  await page.locator("#recalling-b.has-whole").waitFor();
});

test("no content overflows the screen", async () => {
  await page.tap("#recalling-b");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});

/**
 * Waits until a card is below its sheet's head, with its own head visible. Its foot must be visible too if the whole
 * card fits.
 */
const isInSight = async (words: string): Promise<void> => {
  await page.locator(".sheet .thread.is-open", { hasText: words }).waitFor();
  await page.waitForLoadState("networkidle");
  await page.waitForFunction(() => {
    const box = (selector: string): DOMRect | undefined => document.querySelector(selector)?.getBoundingClientRect();
    const [sheet, head, card] = [box(".sheet"), box(".sheet-head"), box(".sheet .thread.is-open")];
    if (!sheet || !head || !card) return false;
    const room = sheet.bottom - head.bottom;
    return card.top >= head.bottom && card.top < sheet.bottom && (card.bottom <= sheet.bottom || card.height > room);
  });
};

test.each([
  ["o5-1-resolutions", "Resolution 101 deals with networks"],
  ["o5-2-whole-view", "Withdrawn"],
  ["o5-3-weeks", "Six weeks is what we asked for"],
])("%s, opened by its link, is visible in its sheet", async (note, words) => {
  await page.goto(`${server.url}/read/opinion-5@3?note=${note}`);
  await isInSight(words);
});

test("a coordinator's new submission is visible and has the focus", async () => {
  for (const [clause, words] of [
    ["recognizing-f", "Twice, here."],
    ["invites-member-states-2", "Twice, there."],
  ] as const) {
    await closeSheet();
    await page.tap(`#${clause} .clause-label`);
    await dock().getByRole("button", { name: "Comment", exact: true }).tap();
    await sheet().getByRole("textbox", { name: "Comment" }).fill(words);
    await unfoldChoices(sheet());
    await sheet().getByLabel("Visible to").selectOption({ label: "Only Valdoria" });
    await sheet().getByRole("button", { name: "Share with Valdoria" }).tap();
    await sheet().locator("article.thread.is-open", { hasText: words }).waitFor();
  }
  await page.getByRole("button", { name: /^Combine \d+ drafts of Valdoria into one submission$/u }).tap();
  await page.getByRole("textbox", { name: "Comment" }).fill("Said twice, here and there.");
  await page.getByRole("button", { name: "Submit as one" }).tap();
  await isInSight("Said twice, here and there.");
  await page.locator("article.thread.is-open .thread-head:focus").waitFor();
});

test("the home link is not cut off beside a long breadcrumb trail", async () => {
  await page.goto(`${server.url}/positions/opinion-5@2`);
  await page.getByRole("heading", { level: 1 }).waitFor();
  const cut = page.locator(".trail-forum").evaluate((home) => home.scrollWidth - home.clientWidth);
  expect(await cut).toBe(0);
});
