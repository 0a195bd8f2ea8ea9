import type { Page } from "playwright-core";
import { ownServer } from "./model-server.ts";
import { pressOnWords, selectWords } from "./reader-actions.ts";

/** Every kind of step in a proposal, made in the reading room with keyboard focus on a clause. */
const server = ownServer();
let member: Page;

beforeAll(async () => {
  member = await server.visitor("member");
});

/** Opens the proposal form on a clause and chooses the kind of change. */
async function propose(clause: string, mode: string): Promise<void> {
  await member.goto(`${server.url}/read/opinion-5@3?clause=${clause}`);
  await member.locator(`.ProseMirror [data-clause="${clause}"]`).waitFor();
  await member.locator(".room-margin article.thread").first().waitFor();
  await member.keyboard.press("e");
  await member.getByRole("radio", { name: mode }).focus();
  await member.keyboard.press("Space");
}

/** Submits the proposal and returns the proposed change as its card shows it. */
async function submitted(): Promise<string> {
  await member.getByRole("button", { name: "Submit" }).click();
  await member.locator("form.composer").waitFor({ state: "detached" });
  const card = member.locator("article.thread.is-open");
  await card.locator(".proposed").waitFor();
  return card.locator(".proposed").innerText();
}

test("proposes moving a clause to a chosen position and shows it there", async () => {
  await propose("considering-b", "Move the clause");
  await member.getByLabel("Move after").selectOption("recognizing-b");
  await member.locator(".ProseMirror .clause-proposed.is-moved").getByText("that by now more than").waitFor();
  expect(await submitted()).toContain("Move considering b) after recognizing b)");
  await member.keyboard.press("Escape");
  await member.locator("article.thread", { hasText: "that by now more than two thousand …" }).waitFor();
});

test("proposes merging a clause with the next", async () => {
  await propose("recognizing-c", "Merge with another clause");
  await member.getByRole("button", { name: "Merge with the next clause: recognizing d)" }).click();
  await member.locator(".ProseMirror [data-clause='recognizing-d'].is-gone").waitFor();
  const card = await submitted();
  expect(card).toContain("that working documents are often available in one language only; that they are");
  expect(card).toContain("Delete recognizing d)");
});

test("proposes splitting a clause before a word, by arrow keys", async () => {
  await propose("considering-c", "Split in two");
  await member.getByRole("slider", { name: "Split before" }).press("ArrowRight");
  await member.getByRole("slider", { name: "Split before" }).press("ArrowRight");
  expect(await member.getByRole("slider").getAttribute("aria-valuetext")).toMatch(/^prepared without/u);
  await member.getByLabel("Number of the second clause").fill("c) bis");
  await member.locator(".ProseMirror .clause-proposed").getByText("prepared without those").waitFor();
  expect(await submitted()).toMatch(/New clause after considering c\)\s+c\) bis prepared without those/u);
});

test("proposes renumbering a clause", async () => {
  await propose("recognizing-e", "Change the number");
  await member.getByRole("textbox", { name: "Number" }).fill("d) bis");
  expect(await submitted()).toContain("e) → d) bis");
});

test("proposes inserting a clause and deleting one", async () => {
  await propose("recalling-b", "Insert a clause after");
  await member.getByLabel("Label", { exact: true }).fill("b) bis");
  await member.getByLabel("Text of the new clause").fill("that something new is recalled;");
  expect(await submitted()).toMatch(/New clause after recalling b\)\s+b\) bis that something new is recalled;/u);
  await propose("recalling-c", "Delete the clause");
  expect(await submitted()).toContain("Delete recalling c)");
});

test("allows only rewording for the cells of a table", async () => {
  await member.goto(`${server.url}/read/sg-report@2`);
  const cell = member.locator(".ProseMirror .clause-cell").first();
  await cell.scrollIntoViewIfNeeded();
  await cell.click();
  await member.keyboard.press("e");
  await member.getByText("You can edit the text of a cell, but not the rows and columns.").waitFor();
  expect(await member.getByRole("radio", { name: "Delete the clause" }).count()).toBe(0);
  await member.keyboard.press("Escape");
});

test("comments on a phrase throughout except one occurrence, and follows it to a later draft", async () => {
  await member.goto(`${server.url}/read/opinion-5@1`);
  await selectWords(member, "Internet");
  await pressOnWords(member, "c");
  await member.getByRole("button", { name: "Add 8 other locations in the document" }).click();
  await member.getByRole("checkbox", { name: /recalling a\)/u }).uncheck();
  await member.getByText("Selected in the document: 8 of 9 locations").waitFor();
  await selectWords(member, "Geneva in 2003");
  await member.getByRole("button", { name: "Add to this comment" }).waitFor();
  await pressOnWords(member, "a");
  await member.getByRole("list", { name: "Locations" }).getByText("Geneva in 2003").waitFor();
  await member.getByRole("textbox", { name: "Comment" }).fill("With a small letter.");
  await member.getByRole("button", { name: "Submit" }).click();
  await member.locator("article.thread.is-open", { hasText: "With a small letter." }).waitFor();
  const note = new URL(member.url()).searchParams.get("note") ?? "";
  await member.goto(`${server.url}/read/opinion-5@3?note=${note}`);
  await member.getByText("2 of 9 locations changed").waitFor();
  await member.getByText("is of the view 1: deleted").waitFor();
});

test("changes a sent comment's targets, on its own draft only, and undoes it", async () => {
  await member.goto(`${server.url}/read/opinion-5@1?clause=recalling-b`);
  await member.locator(".room-margin article.thread").first().waitFor();
  await member.keyboard.press("c");
  await member.getByRole("textbox", { name: "Comment" }).fill("On the wrong clause.");
  await member.getByRole("button", { name: "Submit" }).click();
  const card = member.locator("article.thread.is-open", { hasText: "On the wrong clause." });
  const edit = async (): Promise<void> => {
    await card.getByRole("button", { name: "More" }).click();
    await member.getByRole("menuitem", { name: "Edit" }).click();
    await member.getByRole("textbox", { name: "Comment" }).waitFor();
  };
  await card.waitFor();
  const note = new URL(member.url()).searchParams.get("note") ?? "";
  await edit();
  await selectWords(member, "Geneva in 2003");
  await member.getByRole("button", { name: "Add to this comment" }).waitFor();
  await pressOnWords(member, "a");
  await member.getByRole("button", { name: "Add another location" }).click();
  await member.getByLabel("Also about this clause").selectOption("recalling-c");
  await member.getByRole("button", { name: "Remove recalling b)" }).first().click();
  await member.getByRole("button", { name: "Save" }).click();
  await card.getByText("2 locations").waitFor();
  await card.getByText("Earlier wording").click();
  await card.getByText("It was about recalling b)", { exact: true }).waitFor();

  await member.goto(`${server.url}/read/opinion-5@3?note=${note}`);
  await edit();
  expect(await member.getByRole("button", { name: "Add another location" }).count()).toBe(0);
  await member.getByRole("link", { name: "the original draft" }).click();
  await member.waitForURL(/opinion-5@1/u);
  await edit();
  await member
    .getByRole("button", { name: /^Remove/u })
    .nth(1)
    .click();
  await member.getByRole("button", { name: "Save" }).click();
  await member.getByText("Changes saved.").waitFor();
  await card.getByText("2 locations").waitFor({ state: "detached" });
  await member.getByRole("button", { name: "Undo" }).click();
  await card.getByText("2 locations").waitFor();
});

test("proposes replacing a phrase throughout the document", async () => {
  await member.goto(`${server.url}/read/opinion-5@3`);
  await selectWords(member, "multistakeholder");
  await pressOnWords(member, "e");
  await member.getByRole("button", { name: /^Add \d+ other locations? in the document$/u }).click();
  await member.getByLabel("Replacement text at every ticked location").fill("multi-stakeholder");
  const replaced = member.locator(".ProseMirror ins", { hasText: "multi-stakeholder" });
  await replaced.nth(1).waitFor();
  const places = await replaced.count();
  expect((await submitted()).match(/multi-stakeholder/gu)).toHaveLength(places);
});

test("comments on a heading together with its section", async () => {
  await member.goto(`${server.url}/read/opinion-5@3?clause=recognizing`);
  await member.locator(".ProseMirror").waitFor();
  await member.locator(".room-margin article.thread").first().waitFor();
  await member.keyboard.press("c");
  await member.getByLabel("About").selectOption({ label: "recognizing and everything under it" });
  await member.getByRole("heading", { name: "Comment on recognizing and everything under it" }).waitFor();
  await member.keyboard.press("Escape");
});

test("makes a proposal on an earlier draft again on this one", async () => {
  await member.goto(`${server.url}/read/opinion-5@3?note=o5-1-grbo-order`);
  await member.getByRole("button", { name: "Propose in this draft" }).click();
  await member.getByRole("form", { name: "Proposal on invites the Secretary-General 3" }).waitFor();
  expect(await submitted()).toContain("Move invites the Secretary-General 3 after invites the Secretary-General 1");
});

test("comments on a change between two drafts from their comparison", async () => {
  await member.goto(`${server.url}/compare/opinion-5@2/opinion-5@3?clauses=changed`);
  const ways = member.getByRole("link", { name: "Comment on the change in recalling b)" });
  await ways.waitFor();
  await ways.click();
  await member.getByRole("form", { name: "Comment on recalling b)" }).waitFor();
  const words = member.getByRole("textbox", { name: "Comment" });
  await words.fill("Why was this put in?");
  await member.getByRole("button", { name: "Submit" }).click();
  const card = member.locator("article.thread.is-open", { hasText: "Why was this put in?" });
  await card.getByText("On the changes from").waitFor();
  await card.getByRole("link", { name: "Second draft (9 November 2012) to Third draft (6 February 2013)" }).click();
  await member.waitForURL((url) => url.pathname === "/compare/opinion-5@2:en/opinion-5@3:en");
});

describe("the wording editor with all of the clause's text selected", () => {
  test.each([
    ["Delete", ["Delete"], ""],
    ["Backspace", ["Backspace"], ""],
    ["cut", ["Control+x"], ""],
    ["typing", ["n", "o", "w"], "now"],
  ])("replaces or deletes it: %s, and undo restores it", async (_name, keys, inserted) => {
    await propose("considering-c", "Edit the text");
    const editor = member.locator(".proposal-editor");
    await editor.focus();
    const before = await editor.innerText();
    await member.keyboard.press("Control+a");
    for (const key of keys) await member.keyboard.press(key);
    expect(await editor.locator("del").innerText()).toBe(before);
    expect((await editor.locator("ins").allInnerTexts()).join("")).toBe(inserted);
    for (let step = 0; step < keys.length; step += 1) await member.keyboard.press("Control+z");
    expect(await editor.locator("del").count()).toBe(0);
    expect(await editor.innerText()).toBe(before);
  });
});
