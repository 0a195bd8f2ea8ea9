import type { BrowserContextOptions } from "playwright-core";
import { versionOutcomesPath } from "#core/contract/pages.ts";
import { sharedServer } from "./model-server.ts";

const server = sharedServer();

test.each<[string, BrowserContextOptions]>([
  ["a wide screen", {}],
  ["a phone", { viewport: { width: 390, height: 800 }, hasTouch: true }],
])(
  "a name leads from a card to the person's comments, and a filtered one back to its clause, on %s",
  async (_, options) => {
    const page = await server.visitor(undefined, options);
    await page.goto(`${server.url}/read/opinion-5@1?note=o5-1-resolutions`);
    await page.locator("article.thread.is-open").getByRole("link", { name: "Amina Diallo" }).click();
    await page.getByRole("heading", { level: 1, name: "Amina Diallo" }).waitFor();
    const undecided = page.locator(".source-items > li", { hasText: "undecided" });
    await undecided.first().waitFor();
    await page.getByRole("link", { name: "Accepted", exact: true }).click();
    await undecided.first().waitFor({ state: "detached" });
    const accepted = page.locator(".source-items > li", { hasText: "Resolution 101" });
    await accepted.getByRole("link", { name: /^Opinion 5, First draft/u }).click();
    await page.locator('article.thread.is-open[data-note="o5-1-resolutions"]').waitFor();
    await page.context().close();
  },
);

test("filters and parts of the list work without scripts", async () => {
  const page = await server.visitor(undefined, { javaScriptEnabled: false });
  await page.goto(`${server.url}/organisations/tavi`);
  await page.getByRole("link", { name: "Next page" }).click();
  await page.waitForURL(/after=/u);
  expect(await page.locator(".source-items > li").count()).toBeGreaterThan(0);
  await page.getByRole("link", { name: "Proposal", exact: true }).click();
  await page.waitForURL(/kind=proposal$/u);
  expect(await page.locator(".source-items > li", { hasText: "Comment ·" }).count()).toBe(0);
  await page.context().close();
});

test("an organisation is followed with one press, and left with another", async () => {
  const page = await server.visitor("observer");
  await page.goto(`${server.url}/organisations/tavi`);
  const left = page.getByRole("button", { name: "Follow", exact: true });
  const followed = page.getByRole("button", { name: "Stop following", exact: true });
  await left.click();
  await followed.click();
  await left.waitFor();
  await page.context().close();
});

test("an organisation's page leads to its letter, which is saved as a Word file", async () => {
  const page = await server.visitor();
  await page.goto(`${server.url}/organisations/mct-valdoria?document=opinion-5`);
  await page.getByRole("link", { name: "Opinion 5, Third draft (6 February 2013)", exact: true }).click();
  await page.getByRole("heading", { level: 1, name: /^Outcomes of your comments: Valdoria/u }).waitFor();
  const [saved] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Word" }).click(),
  ]);
  expect(saved.suggestedFilename()).toBe("opinion-5-3-en.letter.docx");
  await page.context().close();
});

test("the secretariat sees who has letters on a draft before it tells them, and when it told them before", async () => {
  const page = await server.visitor("secretariat");
  // The page's scripts ask for the stream.
  const isReady = page.waitForResponse((response) => response.url().endsWith("/documents/opinion-5/stream"));
  await page.goto(`${server.url}/letters/opinion-5@3:en`);
  await isReady;
  const open = page.getByRole("button", { name: "Send letters by mail" });
  await open.click();
  const dialog = page.getByRole("dialog", { name: "Send letters by mail" });
  await dialog.getByText("19 people will be notified.").waitFor();
  expect(await dialog.getByRole("textbox", { name: "Text" }).inputValue()).toMatch(/Accepted: 11[^]*\?own=true$/u);
  await dialog.getByRole("button", { name: "Send", exact: true }).click();
  await dialog.waitFor({ state: "detached" });
  await open.click();
  await dialog.getByText(/^The last message about these letters was sent .+\.$/u).waitFor();
  await page.context().close();
});

test("the outcomes of a draft lead to its public record, which is saved as a Word file", async () => {
  const page = await server.visitor();
  await page.goto(`${server.url}${versionOutcomesPath("opinion-5@3")}`);
  await page.getByRole("link", { name: "Public record" }).click();
  await page.getByRole("heading", { level: 1, name: /^Public record: Opinion 5/u }).waitFor();
  await page.getByRole("link", { name: /^Show \d+ clauses without comments$/u }).click();
  await page.getByRole("link", { name: "Show only clauses with comments" }).waitFor();
  const [saved] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Word" }).click(),
  ]);
  expect(saved.suggestedFilename()).toBe("opinion-5-3-en.record.docx");
  await page.context().close();
});
