import fs from "node:fs";
import path from "node:path";
import { strFromU8, unzipSync } from "fflate";
import type { Page } from "playwright-core";
import { commentedWords } from "../support/docx-comments.ts";
import { scratchFolder } from "../support/scratch-folder.ts";
import { ownServer } from "./model-server.ts";
import { selectWords, wordsToReplace } from "./reader-actions.ts";

/** A full cycle from a draft to its commented next draft. Each test builds on the one before. */
const folder = scratchFolder();
const server = ownServer();
let member: Page;
let coordinator: Page;
let secretariat: Page;

/** Writes the fourth draft: the third with two words of one recital changed. */
function fourthDraft(): string {
  const third = fs.readFileSync("fixtures/wtpf-13/files/opinion-5.3.md", "utf8");
  const fourth = third.replace("that working documents are often", "that working papers are too often");
  if (fourth === third) throw new Error("The third draft no longer has the words this test edits");
  const file = path.join(folder, "opinion-5-fourth-draft.md");
  fs.writeFileSync(file, fourth);
  return file;
}

beforeAll(async () => {
  [member, coordinator, secretariat] = [
    await server.visitor("member"),
    await server.visitor("coordinator"),
    await server.visitor("secretariat"),
  ];
});

test("a member comments on selected words, and a second browser shows the comment", async () => {
  await coordinator.goto(`${server.url}/read/opinion-5@3`);
  await coordinator.locator(".ProseMirror").waitFor();
  await member.goto(`${server.url}/read/opinion-5@3`);
  await selectWords(member, "working documents are often available");
  await member.getByRole("button", { name: "Comment", exact: true }).click();
  await member
    .getByRole("textbox", { name: "Comment" })
    .fill("Say which documents are meant: those of the group, or all.");
  await member.getByRole("button", { name: "Submit" }).click();
  for (const page of [member, coordinator]) {
    await page.getByText("Say which documents are meant").first().waitFor();
  }
});

test("a member proposes wording and sees the change as others will", async () => {
  await selectWords(member, "sometimes");
  await member.getByRole("button", { name: "Propose wording" }).click();
  await wordsToReplace(member, "sometimes");
  await member.keyboard.type("regularly");
  await member.getByRole("textbox", { name: /^Reason/u }).fill("The secretariat's own figures show it.");
  await member.getByRole("button", { name: "Submit" }).click();
  const card = member.locator("article.thread", { hasText: "regularly" });
  await card.waitFor();
  expect(await card.locator("ins").first().textContent()).toBe("regularly");
  await coordinator.locator("article.thread", { hasText: "regularly" }).waitFor();
});

test("the secretariat uploads the next draft, previews it and publishes it", async () => {
  await secretariat.goto(`${server.url}/upload/opinion-5`);
  await secretariat.getByLabel("Date on the cover").fill("2013-03-01");
  const other = { name: "draft.json", mimeType: "application/json", buffer: Buffer.from("{}") };
  await secretariat.locator("input[type=file]").setInputFiles(other);
  await secretariat.getByRole("button", { name: "Preview changes" }).click();
  // The reason stays until another file is chosen.
  expect(await secretariat.getByRole("alert").textContent()).toContain("The file type of draft.json is not supported.");
  await secretariat.locator("input[type=file]").setInputFiles(fourthDraft());
  await secretariat.getByRole("button", { name: "Preview changes" }).click();
  await secretariat.locator("h2:focus", { hasText: "Preview of Fourth draft" }).waitFor();
  await secretariat.getByRole("status").getByText("The preview of Fourth draft is ready").waitFor();
  // The decision is the next thing that the keyboard reaches.
  await secretariat.keyboard.press("Tab");
  await secretariat.keyboard.press("Tab");
  await secretariat.keyboard.press("Tab");
  expect(await secretariat.evaluate(() => document.activeElement?.textContent)).toBe("Publish");
  expect(await secretariat.locator("main").textContent()).toMatch(/1 clause edited; 2 words added, 1 deleted/);
  await secretariat.getByRole("button", { name: "Publish" }).click();
  await secretariat
    .getByRole("alertdialog")
    .or(secretariat.getByRole("dialog"))
    .getByRole("button", { name: "Publish" })
    .click();
  await secretariat.waitForURL(/read\/opinion-5@4/);
});

test("the comment appears on the next draft, with the state of its text", async () => {
  await member.goto(`${server.url}/read/opinion-5@4`);
  const card = member.locator("article.thread", { hasText: "Say which documents are meant" });
  await card.waitFor();
  expect(await card.textContent()).toContain("text changed");
});

test("compares the two drafts word by word", async () => {
  await member.goto(`${server.url}/compare/opinion-5@3/opinion-5@4`);
  await member.locator("ins.change").first().waitFor();
  expect(await member.locator("del.change").allTextContents()).toEqual(["documents are"]);
  expect(await member.locator("ins.change").allTextContents()).toEqual(["papers are too"]);
});

test("exports the commented text as a Word file with the comment on its words", async () => {
  await member.goto(`${server.url}/read/opinion-5@3`);
  await member.getByRole("button", { name: /Export/ }).click();
  const [download] = await Promise.all([
    member.waitForEvent("download"),
    member.getByRole("dialog").getByRole("button", { name: "Download" }).click(),
  ]);
  const file = path.join(folder, "commented.docx");
  await download.saveAs(file);
  const parts = unzipSync(fs.readFileSync(file));
  const words = commentedWords(
    strFromU8(parts["word/document.xml"] ?? new Uint8Array()),
    strFromU8(parts["word/comments.xml"] ?? new Uint8Array()),
  );
  expect(words.find(({ comment }) => comment.includes("Say which documents are meant"))?.words).toBe(
    "working documents are often available",
  );
});
