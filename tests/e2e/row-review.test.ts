import fs from "node:fs";
import type { Page } from "playwright-core";
import { axeFaults } from "./axe-faults.ts";
import { ownServer } from "./model-server.ts";

/** A table of 421 comments by eight bodies is reviewed by keyboard and imported. The tests build on each other. */
const files = "fixtures/intake/files";
const server = ownServer();
let page: Page;
let review = "";

beforeAll(async () => {
  page = await server.visitor("secretariat");
  const post = async (path: string, data: Buffer | object): Promise<{ id: string; version: { id: string } }> => {
    const isFile = Buffer.isBuffer(data);
    const headers = { origin: server.url, ...(isFile && { "content-type": "application/octet-stream" }) };
    const answer = await page.request.post(`${server.url}/api/${path}`, { headers, data });
    if (!answer.ok()) throw new Error(await answer.text());
    return (await answer.json()) as { id: string; version: { id: string } };
  };
  const about = "round=9h&label=Handbook&date=2026-10-01&fileName=draft.md";
  const { version } = await post(`documents/opinion-3/versions?${about}`, fs.readFileSync(`${files}/draft.md`));
  await post(`versions/${version.id}/publish`, {});
  const sheet = fs.readFileSync(`${files}/comments-en.xlsx`);
  const { id } = await post(`contributions?fileName=comments-en.xlsx&version=${version.id}`, sheet);
  review = `${server.url}/contributions/${id}`;
});

const heading = (): Promise<string> => page.locator("#queue-item").textContent().then(String);
const summary = (): Promise<string> => page.locator(".import-summary").textContent().then(String);
const countOf = async (state: string): Promise<number> =>
  Number(/\((\d+)\)/u.exec((await page.locator("option", { hasText: state }).textContent()) ?? "")?.[1]);

test("lists one line for each row, and keys go from one to the next", async () => {
  await page.goto(review);
  await page.getByText("421 rows", { exact: true }).waitFor();
  await page.keyboard.press("j");
  await page.locator("#queue-item:focus").waitFor();
  const first = await heading();
  await page.keyboard.press("j");
  expect(await heading()).not.toBe(first);
  await page.keyboard.press("k");
  expect(await heading()).toBe(first);
  expect(await axeFaults(page)).toEqual([]);
});

test("y confirms a doubtful row and opens the next one, and u takes it back", async () => {
  const before = await countOf("Rows to check");
  await page.getByLabel("Show", { exact: true }).selectOption("attention");
  await page.getByLabel("Doubt", { exact: true }).selectOption("wording-for-people");
  await page.locator(".queue-open").first().click();
  const first = await heading();
  for (let press = 0; press < 20; press += 1) await page.keyboard.press("y");
  expect(await countOf("Rows to check")).toBe(before - 20);
  expect(await heading()).not.toBe(first);
  await page.keyboard.press("u");
  await page.getByText("Undone.").waitFor();
  expect(await countOf("Rows to check")).toBe(before - 19);
});

test("x leaves a row out with a reason, which a digit chooses", async () => {
  await page.goto(`${review}?state=ready`);
  await page.locator(".queue-open").first().waitFor();
  const imported = Number(/^\d+/u.exec(await summary())?.[0]);
  await page.keyboard.press("j");
  const left = await heading();
  await page.keyboard.press("x");
  await page.getByLabel("Reason (Enter for none)").waitFor();
  await page.keyboard.press("1");
  await page.getByText(`${String(imported - 1)} of 421 will be imported`).waitFor();
  expect(await heading()).not.toBe(left);
  await page.goto(`${review}?state=left-out`);
  await page.locator(".queue-open").first().click();
  await page.getByText("It is left out: It repeats another row.").waitFor();
});

test("l moves a row to the clause whose number is typed", async () => {
  await page.goto(`${review}?state=unplaced`);
  const before = await countOf("No location");
  await page.locator(".queue-open").first().click();
  await page.keyboard.press("l");
  await page.keyboard.type("3.2.1");
  await page.keyboard.press("Enter");
  await page.locator(".queue-item .queue-clause", { hasText: "Legal existence" }).waitFor();
  expect(await countOf("No location")).toBe(before - 1);
});

test("several rows are changed at once, with one undo", async () => {
  const before = await countOf("No location");
  await page.getByLabel(`Select all ${String(before)} shown`).check();
  await page.keyboard.press("x");
  await page.keyboard.type("No clause given.");
  await page.keyboard.press("Enter");
  await page.getByText(`${String(before)} rows left out.`).waitFor();
  expect(await countOf("No location")).toBe(0);
  await page.getByRole("button", { name: "Undo" }).first().click();
  await page.getByText("Undone.").waitFor();
  expect(await countOf("No location")).toBe(before);
});

test("on a phone, list and row are two screens", async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(review);
  await page.locator(".queue-open").nth(3).click();
  const title = page.locator("#queue-item");
  await title.waitFor();
  expect(await page.locator(".queue-open").first().isVisible()).toBe(false);
  expect(await axeFaults(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.getByRole("button", { name: "Back to the list" }).click();
  await page.locator(".queue-open").first().waitFor();
  await page.setViewportSize({ width: 1440, height: 900 });
});

test("the review is kept, and the import names the result of each row", async () => {
  await page.goto(review);
  const ready = await countOf("To be imported");
  await page.getByRole("button", { name: `Import ${String(ready)} items` }).click();
  await page.getByRole("dialog").getByText("have a doubt that nobody confirmed").waitFor();
  await page.getByRole("dialog").getByRole("button", { name: "Import" }).click();
  await page.getByText("Each comment and proposal links to this page.").waitFor();
  expect(await countOf("Imported")).toBe(ready);
  await page.locator(".queue-open", { hasText: "Imported" }).first().click();
  await page.getByRole("link", { name: "Read in the draft" }).click();
  await page.waitForURL(/note=/u);
});
