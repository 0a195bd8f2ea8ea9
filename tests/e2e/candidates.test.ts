import fs from "node:fs";
import path from "node:path";
import type { Locator, Page } from "playwright-core";
import { scratchFolder } from "../support/scratch-folder.ts";
import { axeFaults } from "./axe-faults.ts";
import { ownServer } from "./model-server.ts";

/** The secretariat decides on a clause that was moved and reworded. Each test builds on the one before. */
const folder = scratchFolder();
const server = ownServer();
let page: Page;
let review: Locator;

/** Writes the third draft with one recital moved and reworded so much that its counterpart is uncertain. */
function rewrittenDraft(): string {
  const paragraphs = fs.readFileSync("fixtures/wtpf-13/files/opinion-5.3.md", "utf8").split("\n\n");
  const recital = paragraphs.findIndex((text) => text.startsWith("c) that a policy prepared without"));
  paragraphs.splice(recital, 1);
  const reworded =
    "d) that networks may find a policy impracticable if whoever carries it out had no part in preparing it,";
  paragraphs.splice(paragraphs.indexOf("*emphasizing*"), 0, reworded);
  const file = path.join(folder, "opinion-5-rewritten.md");
  fs.writeFileSync(file, paragraphs.join("\n\n"));
  return file;
}

beforeAll(async () => {
  page = await server.visitor("secretariat");
  await page.goto(`${server.url}/upload/opinion-5`);
  await page.locator("input[type=file]").setInputFiles(rewrittenDraft());
  await page.getByLabel("Date on the cover").fill("2013-03-01");
  await page.getByRole("button", { name: "Preview changes" }).click();
  review = page.getByRole("region", { name: "Clauses without a counterpart" });
  await review.getByText("may have become").first().waitFor();
});

test("the preview shows both texts side by side, with the words that both have marked", async () => {
  const pair = review.locator(".candidate-pair").first();
  expect(await pair.locator("blockquote").allTextContents()).toEqual([
    expect.stringContaining("a policy prepared without those"),
    expect.stringContaining("networks may find a policy impracticable"),
  ]);
  expect(await pair.locator("mark").allTextContents()).toEqual(expect.arrayContaining(["impracticable", "networks"]));
});

test("a candidate is confirmed by one key press, and the confirmation can be undone", async () => {
  const confirm = review.getByRole("button", { name: /^Confirm that considering c\)/u });
  await confirm.focus();
  await page.keyboard.press("Enter");
  await confirm.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Undo" }).click();
  await confirm.waitFor();
});

test("a refused candidate leaves the preview and stays on record", async () => {
  await review.getByText("Reason for the record").first().click();
  await review.getByRole("textbox", { name: "Reason for the record" }).fill("It is a new recital.");
  await review.getByRole("button", { name: /^Refuse: considering c\)/u }).click();
  await review.getByText("nothing to confirm").waitFor();
  await review.getByRole("button", { name: "1 decision on clauses by hand" }).click();
  expect(await review.locator(".link-list").textContent()).toContain("It is a new recital.");
});

test("the candidates fit a phone and have no accessibility faults", async () => {
  await review.getByRole("button", { name: "Revoke refusal" }).click();
  await page.getByRole("textbox", { name: "Reason" }).fill("Seen again.");
  await page.getByRole("dialog").getByRole("button", { name: "Revoke refusal" }).click();
  await review.getByText("may have become").first().waitFor();
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(await axeFaults(page)).toEqual([]);
});
