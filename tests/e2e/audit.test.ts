import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Page, Request } from "playwright-core";
import { scratchFolder } from "../support/scratch-folder.ts";
import { sharedServer } from "./model-server.ts";

const server = sharedServer();
const folder = scratchFolder();
const [chain, checker] = [path.join(folder, "audit-chain.jsonl"), path.join(folder, "audit-checker.html")];
let head = "";
let page: Page;

/** Saves the file behind a link of the page. */
async function save(link: string, file: string): Promise<void> {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: link }).click()]);
  await download.saveAs(file);
}

beforeAll(async () => {
  page = await server.visitor(undefined, { viewport: { width: 390, height: 844 }, colorScheme: "dark" });
  await page.goto(`${server.url}/policy`);
  await page.getByRole("link", { name: "Check that the forum’s record was not changed" }).click();
  await page.waitForURL(`${server.url}/audit`);
  await page.locator(".header-actions").getByRole("button", { name: "Colour theme" }).waitFor();
  head = await page.locator("main code").innerText();
  await save("Download the chain", chain);
  await save("Download the checker", checker);
});

/** Opens the saved checker from the disk, and returns what it says about a chain. */
async function check(content: string, { noted = "", earlier }: { noted?: string; earlier?: string } = {}) {
  const requests: string[] = [];
  const note = (request: Request) => requests.push(request.url());
  page.on("request", note);
  await page.goto(pathToFileURL(checker).href);
  const file = path.join(folder, "given.jsonl");
  writeFileSync(file, content);
  await page.getByLabel("Heads that you noted earlier").fill(noted);
  if (earlier !== undefined) {
    const earlierFile = path.join(folder, "earlier.jsonl");
    writeFileSync(earlierFile, earlier);
    await page.getByLabel("A chain that you downloaded earlier").setInputFiles(earlierFile);
  }
  await page.getByLabel("The chain (audit-chain.jsonl)").setInputFiles(file);
  await page.locator("#result .good, #result .bad").first().waitFor();
  const findings = await page
    .locator("#result p")
    .evaluateAll((paragraphs) => paragraphs.map((one) => `${one.classList.value}: ${one.textContent}`));
  const isWide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  page.off("request", note);
  expect([requests.filter((url) => !url.startsWith("file:")), isWide]).toEqual([[], false]);
  return findings;
}

test("the checker, opened from the disk without a network, finds the chain whole and the page's head in it", async () => {
  const content = readFileSync(chain, "utf8");
  const count = content.trimEnd().split("\n").length;
  expect(head.startsWith(`${count}:`)).toBe(true);
  expect(await check(content, { noted: head })).toEqual([
    `good: Every line follows from the line before it. Lines: 1 to ${count}.`,
    `note: The head of this chain is ${head}.`,
    `good: The head ${head} is part of this chain: nothing up to it was changed.`,
  ]);
});

test("the checker notices 20 lines cut from the end, by a noted head and by an earlier file", async () => {
  const lines = readFileSync(chain, "utf8").trimEnd().split("\n");
  const cut = `${lines.slice(0, -20).join("\n")}\n`;
  const beyond = `bad: This chain ends before the head ${head}: lines were cut from its end, or it was downloaded before that head.`;
  expect(await check(cut, { noted: head })).toContain(beyond);
  expect(await check(cut, { earlier: `${lines.join("\n")}\n` })).toContain(beyond);
});

test("the checker names the line that was changed, and texts that are no head", async () => {
  const lines = readFileSync(chain, "utf8").trimEnd().split("\n");
  const changed = lines.with(4, lines[4]!.replace(/"at":"\d{4}/u, '"at":"1999'));
  expect(await check(`${changed.join("\n")}\n`, { noted: "nothing" })).toEqual([
    "bad: Line 5 of the file was changed, or a line before it was.",
    "bad: “nothing” is not a head.",
  ]);
});
