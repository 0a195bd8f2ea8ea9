import { randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { strFromU8, unzipSync } from "fflate";
import type { Locator, Page } from "playwright-core";
import { commentedWords } from "../support/docx-comments.ts";
import { scratchFolder } from "../support/scratch-folder.ts";
import { axeFaults } from "./axe-faults.ts";
import { ownServer } from "./model-server.ts";
import { selectWords, wordsToReplace } from "./reader-actions.ts";

/**
 * A full cycle from a draft to its commented next draft, and to the one after from accepted proposals. Each test builds
 * on the one before.
 */
const folder = scratchFolder();
const server = ownServer();
let member: Page;
let secretariat: Page;
let review: Locator;

/** Writes the fourth draft: the third with two words of one recital changed. */
function fourthDraft(): string {
  const third = fs.readFileSync("fixtures/wtpf-13/files/opinion-5.3.md", "utf8");
  const fourth = third.replace("that working documents are often", "that working papers are too often");
  if (fourth === third) throw new Error("The third draft no longer has the words this test edits");
  const file = path.join(folder, "opinion-5-fourth-draft.md");
  fs.writeFileSync(file, fourth);
  return file;
}

/** Writes the third draft with one recital moved and reworded so much that its counterpart is uncertain. */
function rewrittenDraft(): string {
  const paragraphs = fs.readFileSync("fixtures/wtpf-13/files/opinion-5.3.md", "utf8").split("\n\n");
  const recital = paragraphs.findIndex((text) => text.startsWith("c) that a policy prepared without"));
  paragraphs.splice(recital, 1);
  const reworded = "d) that networks may find rules impracticable if their operators had no part in preparing them,";
  paragraphs.splice(paragraphs.indexOf("*emphasizing*"), 0, reworded);
  const file = path.join(folder, "opinion-5-rewritten.md");
  fs.writeFileSync(file, paragraphs.join("\n\n"));
  return file;
}

const words = "that working papers are too often available in one language only;";

/** Submits a member's proposal on the fourth draft of Opinion 5, has the secretariat accept it, and returns its id. */
async function accepted(...operations: object[]): Promise<string> {
  const id = randomUUID();
  const sent = await member.request.post(`${server.url}/api/versions/opinion-5@4/annotations`, {
    headers: { origin: server.url },
    data: {
      id,
      kind: "proposal",
      type: "technical",
      targets: [{ kind: "clause", clause: "recognizing-c" }],
      text: "",
      operations,
      visibility: "submitted",
      capacity: "organisation",
      jointly: [],
    },
  });
  expect(sent.status()).toBe(201);
  const decided = await secretariat.request.put(`${server.url}/api/annotations/${id}/decision`, {
    headers: { origin: server.url },
    data: { revision: 0, outcome: "accepted", reason: "", mergedWith: null, shownIn: null },
  });
  expect(decided.status()).toBe(200);
  return id;
}

function replaced(by: string): object {
  const start = words.indexOf("often");
  return {
    kind: "replace",
    start: { clause: "recognizing-c", offset: start },
    end: { clause: "recognizing-c", offset: start + "often".length },
    content: [{ type: "text", text: by }],
  };
}

let first: string;
/** A proposal that is accepted while the text is already being edited. */
let late: string;

beforeAll(async () => {
  [member, secretariat] = [await server.visitor("member"), await server.visitor("secretariat")];
});

test("a member comments on selected words, and a second browser shows the comment", async () => {
  await secretariat.goto(`${server.url}/read/opinion-5@3`);
  await secretariat.locator(".draft .is-near").first().waitFor();
  await member.goto(`${server.url}/read/opinion-5@3`);
  await selectWords(member, "working documents are often available");
  await member.getByRole("button", { name: "Comment", exact: true }).click();
  await member
    .getByRole("textbox", { name: "Comment" })
    .fill("Say which documents are meant: those of the group, or all.");
  await member.getByRole("button", { name: "Submit" }).click();
  for (const page of [member, secretariat]) {
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
  await secretariat.locator("article.thread", { hasText: "regularly" }).waitFor();
});

test("exports the commented text as a Word file with the comment on its words", async () => {
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

test("the preview shows both texts side by side, with the words that both have marked", async () => {
  await secretariat.goto(`${server.url}/upload/opinion-5`);
  await secretariat.locator("input[type=file]").setInputFiles(rewrittenDraft());
  await secretariat.getByLabel("Date on the cover").fill("2013-03-01");
  await secretariat.getByRole("button", { name: "Preview changes" }).click();
  review = secretariat.getByRole("region", { name: "Clauses without a counterpart" });
  await review.getByText("may have become").first().waitFor();
  const pair = review.locator(".candidate-pair").first();
  expect(await pair.locator("blockquote").allTextContents()).toEqual([
    expect.stringContaining("a policy prepared without those"),
    expect.stringContaining("networks may find rules impracticable"),
  ]);
  expect(await pair.locator("mark").allTextContents()).toEqual(expect.arrayContaining(["impracticable", "networks"]));
});

test("a candidate is confirmed by one key press, and the confirmation can be undone", async () => {
  const confirm = review.getByRole("button", { name: /^Confirm that considering c\)/u });
  await confirm.focus();
  await secretariat.keyboard.press("Enter");
  await confirm.waitFor({ state: "detached" });
  await secretariat.getByRole("button", { name: "Undo" }).click();
  await confirm.waitFor();
});

test("a refused candidate leaves the preview and stays on record", async () => {
  await review.getByText("Reason for the record").first().click();
  await review.getByRole("textbox", { name: "Reason for the record" }).fill("It is a new recital.");
  await review.getByRole("button", { name: /^Refuse: considering c\)/u }).click();
  await review.getByText("nothing to confirm").waitFor();
  await review.getByText("1 decision on clauses by hand").click();
  expect(await review.locator(".link-list").textContent()).toContain("It is a new recital.");
});

test("the candidates fit a phone and have no accessibility faults", async () => {
  await review.getByRole("button", { name: "Revoke refusal" }).click();
  await secretariat.getByRole("textbox", { name: "Reason" }).fill("Seen again.");
  await secretariat.getByRole("dialog").getByRole("button", { name: "Revoke refusal" }).click();
  await review.getByText("may have become").first().waitFor();
  await secretariat.setViewportSize({ width: 390, height: 844 });
  expect(await secretariat.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(await axeFaults(secretariat)).toEqual([]);
  await secretariat.setViewportSize({ width: 1440, height: 900 });
  await secretariat.getByRole("button", { name: "Discard", exact: true }).click();
  await review.waitFor({ state: "detached" });
});

test("the secretariat uploads the next draft, previews it and publishes it", async () => {
  // The draft that was discarded does not count.
  await secretariat.waitForURL(`${server.url}/upload/opinion-5`);
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

test("requires signing in to write the next draft", async () => {
  expect((await fetch(`${server.url}/next-draft/opinion-5@4`)).status).toBe(401);
});

test("collects accepted proposals and offers a choice between two that conflict", async () => {
  first = await accepted(replaced("seldom"));
  await accepted(replaced("usually"));
  await accepted({ kind: "delete", clause: "recalling-c" });
  await secretariat.getByRole("button", { name: "More" }).first().click();
  await secretariat.getByRole("menuitem", { name: "Next draft from accepted proposals" }).click();
  await secretariat.waitForURL(/next-draft\/opinion-5@4/u);
  const editor = secretariat.getByRole("textbox", { name: "Opinion 5, next draft" });
  await editor.locator("ins", { hasText: "seldom" }).waitFor();
  await editor.locator(".is-gone", { hasText: "that the Council, at its 2011 session" }).waitFor();
  const obstacle = secretariat.getByRole("group", { name: /^Not included/u });
  await obstacle.getByText("Another proposal also replaces this text of recognizing c).").waitFor();
  expect(await obstacle.locator(".collision ins").allInnerTexts()).toEqual(["usually", "seldom"]);
  expect(await axeFaults(secretariat)).toEqual([]);

  await obstacle.getByRole("button", { name: /^Leave out .* instead$/u }).click();
  await editor.locator("ins", { hasText: "usually" }).waitFor();
  expect(new URL(secretariat.url()).searchParams.get("without")).toBe(first);
  await obstacle.waitFor({ state: "detached" });
});

test("shows edits to the text as changes and keeps them after a reload", async () => {
  const editor = secretariat.getByRole("textbox", { name: "Opinion 5, next draft" });
  await editor.locator(".clause", { hasText: "that by now more than" }).click();
  await secretariat.keyboard.press("Home");
  await secretariat.keyboard.type("ADDED ");
  await editor.locator("ins", { hasText: "ADDED" }).waitFor();
  await secretariat.getByRole("button", { name: "Move this clause down" }).click();
  await editor.locator(".clause.is-moved").waitFor();
  await secretariat.reload();
  await secretariat.getByText("You have edited the text").waitFor();
  await editor.locator("ins", { hasText: "ADDED" }).waitFor();
  await secretariat.getByRole("button", { name: "Restore c)" }).click();
  await editor.locator(".is-gone").waitFor({ state: "detached" });
});

test("leaves out a proposal accepted during editing, and does not count it", async () => {
  late = await accepted({ kind: "delete", clause: "recognizing-a" });
  await secretariat.reload();
  await secretariat.getByText("You have edited the text").waitFor();
  await secretariat.getByText(/: 2 proposals included\./u).waitFor();
  expect(await secretariat.getByRole("checkbox", { name: /^Include the proposal/u, checked: true }).count()).toBe(2);
});

test("prepares the text, exports it to Word and publishes it with its decisions", async () => {
  await secretariat.getByLabel("Date on the cover").fill("2013-03-01");
  await secretariat.getByRole("button", { name: "Preview changes" }).click();
  await secretariat.waitForURL(/upload\/opinion-5\?version=/u);
  const [download] = await Promise.all([
    secretariat.waitForEvent("download"),
    secretariat.getByRole("link", { name: "clean text" }).click(),
  ]);
  const saved = path.join(folder, "next-draft.docx");
  await download.saveAs(saved);
  const file = unzipSync(fs.readFileSync(saved));
  expect(strFromU8(file["word/document.xml"] ?? new Uint8Array())).toContain("usually");

  await secretariat.getByRole("button", { name: "Publish", exact: true }).click();
  await secretariat.getByRole("dialog").getByRole("button", { name: "Publish" }).click();
  await secretariat.waitForURL(/read\/opinion-5@5/u);
  await secretariat.locator(".draft", { hasText: "that working papers are too usually available" }).waitFor();
  const response = await secretariat.request.get(`${server.url}/api/versions/opinion-5@4/annotations`, {
    maxRetries: 1,
  });
  type Threads = { annotation: { id: string; operations: object[] }; decision: { current: object } }[];
  const all = (await response.json()) as Threads;
  const outcomes = all
    .filter(({ annotation }) => JSON.stringify(annotation.operations).match(/"usually"|"seldom"/u))
    .map(({ decision }) => decision.current);
  expect(outcomes).toMatchObject([{ shownIn: null }, { shownIn: expect.any(String) as string }]);
  expect(all.find(({ annotation }) => annotation.id === late)?.decision.current).toMatchObject({ shownIn: null });
});
