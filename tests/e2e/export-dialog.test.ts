import fs from "node:fs";
import path from "node:path";
import { strFromU8, unzipSync } from "fflate";
import type { Locator, Page } from "playwright-core";
import { randomFrom } from "../support/random-from.ts";
import { scratchFolder } from "../support/scratch-folder.ts";
import { vocabularyOf, wordFrom } from "../support/made-words.ts";
import { findBrowser } from "../support/find-browser.mjs";
import { axeFaults } from "./axe-faults.ts";
import { ownServer } from "./model-server.ts";

// The server prints with the browser that the tests use.
const { executablePath, env } = findBrowser();
Object.assign(process.env, env, { CHROMIUM: executablePath });

/** The number of clauses of a report so long that writing its file takes a while. */
const clauses = 750;
const folder = scratchFolder();
const server = ownServer();
let page: Page;
/** A reader who is not signed in, at a touch screen. */
let guest: Page;
let dialog: Locator;

function longReport(): string {
  const random = randomFrom(3);
  const words = vocabularyOf("latin");
  const paragraph = (): string => Array.from({ length: 60 }, () => wordFrom(words, random)).join(" ");
  return Array.from({ length: clauses }, (_, at) => `a${String(at + 1)}z ${paragraph()}.`).join("\n\n");
}

beforeAll(async () => {
  page = await server.visitor("secretariat");
  const post = async (address: string, data: object | Buffer): Promise<{ version: { id: string } }> => {
    const answer = await page.request.post(`${server.url}/api${address}`, { data, headers: { origin: server.url } });
    expect([address, answer.status()]).toEqual([address, address.endsWith("publish") ? 200 : 201]);
    return (await answer.json()) as { version: { id: string } };
  };
  await post("/documents", { id: "long", title: "A long report", shortTitle: "Long", kind: "report", relations: [] });
  const query = new URLSearchParams({ fileName: "long.md", round: "1", label: "First", date: "2013-01-01" });
  const { version } = await post(`/documents/long/versions?${query.toString()}`, Buffer.from(longReport()));
  await post(`/versions/${version.id}/publish`, {});
  guest = await server.visitor(undefined, { hasTouch: true });
  dialog = page.getByRole("dialog");
});

/** Exports the web page from an open dialog and returns its content. */
async function webPage(from: Page): Promise<string> {
  const asked = from.getByRole("dialog", { name: /^Export/ });
  await asked.locator("label", { hasText: "Web page" }).click();
  const [download] = await Promise.all([
    from.waitForEvent("download"),
    asked.getByRole("button", { name: "Download" }).click(),
  ]);
  const file = path.join(folder, download.suggestedFilename());
  await download.saveAs(file);
  return fs.readFileSync(file, "utf8");
}

test("writes comments into a draft's own Word file, says what was removed, and offers a new document by keyboard", async () => {
  await guest.goto(`${server.url}/read/agreement@2:en?panel=export`);
  const asked = guest.getByRole("dialog", { name: /^Export/ });
  const choices = asked.getByRole("radiogroup", { name: "Word file" });
  await choices.getByRole("radio", { name: /own file/ }).waitFor({ state: "attached" });
  const save = async (): Promise<string> => {
    const [download] = await Promise.all([
      guest.waitForEvent("download"),
      asked.getByRole("button", { name: "Download" }).click(),
    ]);
    const file = path.join(folder, "agreement.docx");
    await download.saveAs(file);
    return strFromU8(unzipSync(fs.readFileSync(file))["word/document.xml"] ?? new Uint8Array());
  };
  expect(await save()).not.toContain("CoverTitle");
  await asked.getByText(/^Removed: .* of the file/u).waitFor();
  expect(await axeFaults(guest)).toEqual([]);
  await choices.getByRole("radio", { name: /own file/ }).focus();
  await guest.keyboard.press("ArrowDown");
  expect(await save()).toContain("CoverTitle");
  await guest.goto(`${server.url}/read/agreement@3:en?panel=export`);
  await asked.getByRole("radiogroup", { name: "Layout" }).waitFor();
  expect(await choices.count()).toBe(0);
});

test("on a phone, exports chosen clauses and filtered comments in the reader's language", async () => {
  await guest.setViewportSize({ width: 390, height: 844 });
  await guest.goto(`${server.url}/read/opinion-5@3?panel=export`);
  const asked = guest.getByRole("dialog", { name: /^Export/ });
  await asked.getByRole("button", { name: "Language: English" }).tap();
  await guest.getByRole("menuitemradio", { name: "Spanish" }).tap();
  await guest.waitForURL(/opinion-5@3:es\?panel=export/u);
  await asked.locator("label", { hasText: "Selected clauses" }).tap();
  const rows = asked.getByRole("tree", { name: "Clauses" });
  await rows
    .getByRole("treeitem", { name: /^recordando/ })
    .locator(".clause-tree-chevron")
    .tap();
  await rows.getByRole("treeitem", { name: /^recordando b\)/ }).tap();
  await asked.getByText("1 clause", { exact: true }).waitFor();
  await asked.getByRole("button", { name: "Filter" }).tap();
  const kinds = guest.getByRole("dialog", { name: "Filter comments" });
  await kinds.getByLabel("Proposal", { exact: true }).tap();
  await kinds.getByRole("checkbox", { name: "Proposal", exact: true, checked: true }).waitFor();
  // The last choices are reached by scrolling.
  const last = kinds.getByRole("checkbox").last();
  await last.tap();
  await last.tap();
  await guest.keyboard.press("Escape");
  const text = await webPage(guest);
  expect(text).toContain("Kind: proposal; Clause: recordando b)");
  await guest.setViewportSize({ width: 1440, height: 900 });
});

test("exports a redline in the draft's own file to the public, and lists what was removed from it", async () => {
  await guest.goto(`${server.url}/compare/opinion-5@1/opinion-5@3`);
  const exporting = guest.getByRole("button", { name: "Export" });
  await exporting.focus();
  await guest.keyboard.press("Enter");
  await guest.getByRole("menuitem", { name: "Word, in the draft’s own file" }).waitFor();
  await guest.keyboard.press("ArrowDown");
  await Promise.all([guest.waitForEvent("download"), guest.keyboard.press("Enter")]);
  await guest
    .getByRole("dialog")
    .getByText(/^Removed: \d+ properties/u)
    .waitFor();
  await guest.getByRole("button", { name: "Close" }).click();
  expect(await exporting.evaluate((button) => button === document.activeElement)).toBe(true);
});

test("exports a comparison as a redline", async () => {
  await guest.getByRole("button", { name: "Export" }).click();
  const [download] = await Promise.all([
    guest.waitForEvent("download"),
    guest.getByRole("menuitem", { name: "Word, as a new document" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("opinion-5-1-opinion-5-3.docx");
  await guest.getByRole("dialog").waitFor({ state: "detached" });
});

test("says why a redline cannot be in the draft's own file", async () => {
  await guest.goto(`${server.url}/compare/opinion-1@2/opinion-1@3`);
  await guest.getByRole("button", { name: "Export" }).click();
  const items = guest.getByRole("menuitem");
  await items.first().waitFor();
  expect(await items.allInnerTexts()).toEqual([
    "Web page",
    expect.stringMatching(/^Word, as a new document\s+the drafts were not both uploaded as Word files/u),
    "PDF",
  ]);
  await guest.keyboard.press("Escape");
});

test("exports only the comments on a section chosen by keyboard", async () => {
  await page.goto(`${server.url}/read/sg-report@3?panel=export`);
  const only = dialog.getByRole("radiogroup", { name: "Comments on" });
  await only.getByRole("radio", { name: /Every clause/ }).focus();
  await page.keyboard.press("ArrowDown");
  await dialog.getByText("Select at least one clause.").waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.press("End");
  await page.keyboard.press("Home");
  for (const key of ["ArrowDown", "ArrowDown", "ArrowRight", "ArrowDown", "ArrowDown", "Space"]) {
    await page.keyboard.press(key);
  }
  const rows = dialog.getByRole("tree", { name: "Clauses" });
  await rows.getByRole("treeitem", { name: "2.2 Unequal access", selected: true }).waitFor();
  await rows.getByRole("treeitem", { name: "2 The Internet today", selected: false }).waitFor();
  expect(await axeFaults(page)).toEqual([]);
  const text = await webPage(page);
  expect(text).toContain("Clause: 2.2 (whole section)");
  expect(text.match(/<article class="thread /gu)).toHaveLength(6);
});

test("shows progress while a file is written, and delivers it whole", async () => {
  await page.goto(`${server.url}/read/long@1?panel=export`);
  await page.evaluate(() => {
    const shares: number[] = [];
    Object.assign(window, { shares });
    new MutationObserver(() => {
      const now = document.querySelector("[role=progressbar]")?.getAttribute("aria-valuenow");
      if (now !== null && now !== undefined) shares.push(Number(now));
    }).observe(document.body, { subtree: true, childList: true, attributes: true });
  });
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    dialog.getByRole("button", { name: "Download" }).click(),
  ]);
  const file = path.join(folder, "long.docx");
  await download.saveAs(file);
  const text = strFromU8(unzipSync(fs.readFileSync(file))["word/document.xml"] ?? new Uint8Array());
  expect(text.match(/\ba\d+z /gu)).toHaveLength(clauses);
  const shares = await page.evaluate(() => (window as unknown as { shares: number[] }).shares);
  expect(shares).toEqual(shares.toSorted((one, other) => one - other));
  expect(new Set(shares.filter((share) => share > 0 && share < 100)).size).toBeGreaterThan(3);
});

test("stops printing on request and exports another format at once", async () => {
  await page.getByRole("button", { name: "Dismiss" }).click();
  await page.getByRole("button", { name: "Export" }).click();
  await dialog.getByRole("radio", { name: /PDF/ }).check({ force: true });
  await dialog.getByRole("button", { name: "Download" }).click();
  await dialog.getByText("Printing the pages").waitFor();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await dialog.getByRole("progressbar").waitFor({ state: "detached" });
  await dialog.locator("label", { hasText: "Web page" }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    dialog.getByRole("button", { name: "Download" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("long-1.html");
});

test("reports a server that ends during an export, and saves nothing", async () => {
  await page.getByRole("button", { name: "Export" }).click();
  let saved = 0;
  page.on("download", () => (saved += 1));
  await dialog.getByRole("radio", { name: /PDF/ }).check({ force: true });
  await dialog.getByRole("button", { name: "Download" }).click();
  await dialog.getByText("Printing the pages").waitFor();
  await server.kill();
  await dialog.getByText("The server cannot be reached").waitFor();
  expect(saved).toBe(0);
});
