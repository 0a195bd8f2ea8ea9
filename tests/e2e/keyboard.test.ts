import type { Page } from "playwright-core";
import { axeFaults } from "./axe-faults.ts";
import { ownServer } from "./model-server.ts";
import { pressOnWords, selectWords, unfoldChoices } from "./reader-actions.ts";

/** A member who reads, comments and proposes by keyboard. Each test begins where the one before ended. */
const server = ownServer();
let page: Page;

beforeAll(async () => {
  page = await server.visitor("member");
  await page.goto(`${server.url}/read/opinion-5@3`);
  await page.locator(".draft .is-near").first().waitFor();
  await page.locator("article.thread").first().waitFor();
});

async function press(...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** Waits until the focus is on an element, which is where a screen reader then reads. */
async function focusOn(selector: string): Promise<void> {
  await page.locator(`${selector}:focus`).waitFor();
}

/** Goes from the first clause to one found by search, in a new history entry. */
async function searchFromTitle(): Promise<void> {
  await press("/");
  await focusOn("input");
  await page.keyboard.type("invites Member States 2 a");
  await page.waitForURL(/find=invites/u);
  await press("ArrowDown", "Enter");
  await focusOn("#invites-member-states-2-a");
}

async function returnedToTitle(): Promise<void> {
  await page.waitForURL((url) => url.search === "?clause=title");
  await page.waitForFunction(() => window.scrollY < 100);
}

const selected = (): Promise<string> => page.evaluate(() => String(getSelection()));
const announced = (words: string) => page.locator("[data-live-announcer=true]", { hasText: words }).waitFor();

test("search focuses the clause it finds, and Back returns to the previous position", async () => {
  await press("j");
  await searchFromTitle();
  await page.goBack();
  await returnedToTitle();
});

test("Back returns to the previous position even if saving is pending and frames are late", async () => {
  await searchFromTitle();
  await page.evaluate(() => {
    const nextFrame = requestAnimationFrame.bind(window);
    Object.assign(window, { nextFrame });
    const later = (frames: number, then: FrameRequestCallback): number =>
      nextFrame((time) => (frames === 0 ? then(time) : later(frames - 1, then)));
    window.requestAnimationFrame = (then) => later(20, then);
    dispatchEvent(new Event("scroll"));
    history.back();
  });
  await returnedToTitle();
  await page.evaluate(() =>
    Object.assign(window, { requestAnimationFrame: Reflect.get(window, "nextFrame") as unknown }),
  );
});

test("steps forwards and backwards through clauses", async () => {
  await press("j", "j");
  await focusOn("#recalling");
  await press("k", "k");
  await focusOn("#title");
  await press("k");
  await announced("This is the first clause.");
  await focusOn("#title");
});

test("arrow keys and letters move within a menu, and Escape returns to its button", async () => {
  const button = page.getByRole("button", { name: "Colour theme" });
  await button.press("Enter");
  await page.locator("[role=menuitemradio][aria-checked=true]:focus").waitFor();
  await press("d");
  await page.locator("[role=menuitemradio]:focus", { hasText: "Dark" }).waitFor();
  await press("ArrowDown");
  await page.locator("[role=menuitemradio]:focus", { hasText: "Same as system" }).waitFor();
  await press("Escape");
  await page.locator("[aria-label='Colour theme']:focus").waitFor();
  expect(await page.getByRole("menu").count()).toBe(0);
});

test("a dialog keeps the focus from the page, and returns it", async () => {
  await page.locator("#title").focus();
  await press("?");
  await page.getByRole("dialog").waitFor();
  await page.locator("#recalling").evaluate((clause) => clause.focus());
  expect(await page.evaluate(() => document.activeElement?.closest("[role=dialog]") !== null)).toBe(true);
  await press("Escape");
  await focusOn("#title");
});

test("Enter on a clause opens its comments", async () => {
  await press("Enter");
  await focusOn(".thread.is-open .thread-head");
  await press("Escape", "j", "j", "Enter");
  await announced("There are no comments on this clause yet.");
});

test("sends a comment once if its keys are pressed twice", async () => {
  await press("j", "c");
  await focusOn(".composer textarea");
  await page.keyboard.type("Twice is once too often.");
  await press("Control+Enter", "Control+Enter");
  await page.locator("article.thread", { hasText: "Twice is once too often." }).locator(".thread-head:focus").waitFor();
  expect(await page.locator(".toast", { hasText: "Comment submitted." }).count()).toBe(1);
});

test("undo of a submission opens the form again with its text, to submit it again", async () => {
  await page.locator(".toast", { hasText: "Comment submitted." }).getByRole("button", { name: "Undo" }).focus();
  await press("Enter");
  await page.locator(".toast", { hasText: "Submission undone." }).waitFor();
  await focusOn(".composer textarea");
  expect(await page.locator(".composer textarea").inputValue()).toBe("Twice is once too often.");
  await page.locator("article.thread", { hasText: "Withdrawn" }).waitFor({ state: "detached" });
  await page.keyboard.type(" Now it is right.");
  await page.locator(".composer").getByRole("button", { name: "Submit", exact: true }).click();
  await page.locator(".toast", { hasText: "Submitted." }).waitFor();
});

test("selects, announces and comments on words by keyboard, with the focus following", async () => {
  await press("Escape", "k", "k", "ArrowRight", "ArrowRight", "Shift+ArrowRight");
  await announced("Selected: fifth World");
  expect(await selected()).toBe("fifth World");
  await press("c");
  await focusOn(".composer textarea");
  await page.keyboard.type("Say which one.");
  await press("Control+Enter");
  const card = page.locator("article.thread", { hasText: "Say which one." });
  await card.locator(".thread-head:focus").waitFor();
  await page.locator("#opening mark.is-focused", { hasText: /^fifth World$/u }).waitFor();
  await press("Escape");
  await focusOn("#opening");
});

test("cancelling an edit returns the focus to its clause", async () => {
  await press("e");
  await focusOn(".proposal-editor");
  await press("Escape");
  await focusOn("#opening");
});

test("withdraws a comment with a reason and restores it, with the focus on its card", async () => {
  await press("Escape", "j", "j", "c");
  await focusOn(".composer textarea");
  await page.keyboard.type("Said too soon.");
  await press("Control+Enter");
  const card = page.locator("article.thread", { hasText: "Said too soon." });
  await card.locator(".thread-head:focus").waitFor();
  await card.getByRole("button", { name: "More", exact: true }).press("Enter");
  await page.getByRole("menuitem", { name: "Withdraw" }).press("Enter");
  await page.getByRole("textbox", { name: /^Reason/u }).focus();
  await page.keyboard.type("Settled in the corridor.");
  await page.getByRole("button", { name: "Withdraw", exact: true }).press("Enter");
  await page.locator(".thread.is-open").getByText("Settled in the corridor.").waitFor();
  await focusOn(".thread.is-open .thread-head");
  await press("r");
  await announced("You cannot reply to this.");
  await page.locator(".thread.is-open").getByRole("button", { name: "More", exact: true }).press("Enter");
  await page.getByRole("menuitem", { name: "Restore" }).press("Enter");
  await card.waitFor();
  await focusOn(".thread.is-open button");
});

test("steps through, answers and closes comments with the focus on a card or clause", async () => {
  await press("n", "n");
  await focusOn(".thread.is-open .thread-head");
  await press("r");
  await focusOn(".reply-form textarea");
  await page.keyboard.type("We should say so too.");
  await press("Control+Enter");
  await page.locator(".reply", { hasText: "We should say so too." }).waitFor();
  await focusOn(".thread.is-open .thread-head");
  await press("Escape");
  await focusOn(".draft .clause");
});

test("a reply's buttons do not overlap its text at the edge of the window", async () => {
  await press("n");
  await focusOn(".thread.is-open .thread-head");
  await press("r");
  await focusOn(".reply-form textarea");
  const isClear = await page.evaluate(() => {
    const rect = (part: string): DOMRect | undefined => document.querySelector(part)?.getBoundingClientRect();
    const words = rect(".reply-form textarea");
    if (words) scrollBy({ top: words.top + words.height / 2 - innerHeight, behavior: "instant" });
    return (rect(".reply-form .composer-actions")?.top ?? 0) >= (rect(".reply-form textarea")?.bottom ?? Infinity);
  });
  expect(isClear).toBe(true);
  await press("Escape", "Escape");
});

test("the left arrow moves forwards in right-to-left text", async () => {
  await page.goto(`${server.url}/read/opinion-5@3:ar`);
  await page.locator(".draft .is-near").first().waitFor();
  await press("j", "ArrowLeft");
  const first = await selected();
  await press("Shift+ArrowLeft");
  expect(await selected()).toMatch(new RegExp(`^${first} \\S+$`, "u"));
});

test("following a link focuses the new page's heading or draft and announces the page", async () => {
  await page.goto(`${server.url}/?view=full`);
  await page.locator("#opinion-5").getByRole("link", { name: "Comment outcomes" }).focus();
  await press("Enter");
  await focusOn("main h1");
  expect(await page.locator("h1:focus").textContent()).not.toBe("");
  // The heading only shows where the page begins, so it has no ring.
  expect(await page.locator("h1:focus").evaluate((heading) => getComputedStyle(heading).outlineStyle)).toBe("none");
  await announced(await page.title());
  await page.getByRole("banner").locator("a[href='/']").first().focus();
  await press("Enter");
  await page.waitForURL((url) => url.pathname === "/");
  await focusOn("main h1");
  await page.locator("#opinion-5 a[href^='/read/']").first().focus();
  await press("Enter");
  await page.locator(".draft .is-near").first().waitFor();
  await focusOn("#main");
  await press("j");
  await page.locator(".clause:focus").waitFor();
});

/** Leaves an open card or form, and goes to a clause. */
async function goToClause(clause: string): Promise<void> {
  await page.keyboard.press("Escape");
  await page.locator(`#${clause}`).focus();
}

/** Opens the proposal form on a clause and chooses the kind of change. */
async function propose(clause: string, mode: string): Promise<void> {
  await goToClause(clause);
  await page.keyboard.press("e");
  await page.getByRole("radio", { name: mode }).focus();
  await page.keyboard.press("Space");
}

/** Submits the proposal and returns the proposed change as its card shows it. */
async function submitted(): Promise<string> {
  await page.getByRole("button", { name: "Submit" }).click();
  await page.locator("form.composer").waitFor({ state: "detached" });
  const card = page.locator("article.thread.is-open");
  await card.locator(".proposed").waitFor();
  return card.locator(".proposed").innerText();
}

test("changes a sent comment's targets, on its own draft only, and undoes it", async () => {
  await page.goto(`${server.url}/read/opinion-5@1?clause=recalling-b`);
  await page.locator(".room-margin article.thread").first().waitFor();
  await page.keyboard.press("c");
  await page.getByRole("textbox", { name: "Comment" }).fill("On the wrong clause.");
  await page.getByRole("button", { name: "Submit" }).click();
  const card = page.locator("article.thread.is-open", { hasText: "On the wrong clause." });
  const edit = async (): Promise<void> => {
    await card.getByRole("button", { name: "More" }).click();
    await page.getByRole("menuitem", { name: "Edit" }).click();
    await page.getByRole("textbox", { name: "Comment" }).waitFor();
  };
  await card.waitFor();
  const note = new URL(page.url()).searchParams.get("note") ?? "";
  await edit();
  await selectWords(page, "Geneva in 2003");
  await page.getByRole("button", { name: "Add to this comment" }).waitFor();
  await pressOnWords(page, "a");
  await unfoldChoices(page);
  await page.getByRole("button", { name: "Add another location" }).click();
  await page.getByLabel("Also about this clause").selectOption("recalling-c");
  await page.getByRole("button", { name: "Remove recalling b)" }).first().click();
  await page.getByRole("button", { name: "Save" }).click();
  await card.getByText("2 locations").waitFor();
  await card.getByText("Earlier wording").click();
  await card.getByText("It was about recalling b)", { exact: true }).waitFor();

  await page.goto(`${server.url}/read/opinion-5@3?note=${note}`);
  await edit();
  expect(await page.getByRole("button", { name: "Add another location" }).count()).toBe(0);
  await page.getByRole("link", { name: "the original draft" }).click();
  await page.waitForURL(/opinion-5@1/u);
  await edit();
  await unfoldChoices(page);
  await page
    .getByRole("button", { name: /^Remove/u })
    .nth(1)
    .click();
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Changes saved.").waitFor();
  await card.getByText("2 locations").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Undo" }).click();
  await card.getByText("2 locations").waitFor();
});

test("comments on a phrase throughout except one occurrence, and follows it to a later draft", async () => {
  await page.keyboard.press("Escape");
  await selectWords(page, "Internet");
  await pressOnWords(page, "c");
  await unfoldChoices(page);
  await page.getByRole("button", { name: "Add 8 other locations in the document" }).click();
  await page.getByRole("checkbox", { name: /recalling a\)/u }).uncheck();
  await page.getByText("Selected in the document: 8 of 9 locations").waitFor();
  await selectWords(page, "Geneva in 2003");
  await page.getByRole("button", { name: "Add to this comment" }).waitFor();
  await pressOnWords(page, "a");
  await page.getByRole("list", { name: "Locations" }).getByText("Geneva in 2003").waitFor();
  await page.getByRole("textbox", { name: "Comment" }).fill("With a small letter.");
  await page.getByRole("button", { name: "Submit" }).click();
  await page.locator("article.thread.is-open", { hasText: "With a small letter." }).waitFor();
  const note = new URL(page.url()).searchParams.get("note") ?? "";
  await page.goto(`${server.url}/read/opinion-5@3?note=${note}`);
  await page.getByText("2 of 9 locations changed").waitFor();
  await page.getByText("is of the view 1: deleted").waitFor();
});

test("proposes moving a clause to a chosen position and shows it there", async () => {
  await propose("considering-b", "Move the clause");
  await page.getByLabel("Move after").selectOption("recognizing-b");
  await page.locator(".draft .clause-proposed.is-moved").getByText("that by now more than").waitFor();
  expect(await submitted()).toContain("Move considering b) after recognizing b)");
  await page.keyboard.press("Escape");
  await page.locator("article.thread", { hasText: "that by now more than two thousand …" }).waitFor();
});

test("proposes merging a clause with the next", async () => {
  await propose("recognizing-c", "Merge with another clause");
  await page.getByRole("button", { name: "Merge with the next clause: recognizing d)" }).click();
  await page.locator(".draft [data-clause='recognizing-d'].is-gone").waitFor();
  const card = await submitted();
  expect(card).toContain("that working documents are often available in one language only; that they are");
  expect(card).toContain("Delete recognizing d)");
});

test("proposes splitting a clause before a word, by arrow keys", async () => {
  await propose("considering-c", "Split in two");
  await page.getByRole("slider", { name: "Split before" }).press("ArrowRight");
  await page.getByRole("slider", { name: "Split before" }).press("ArrowRight");
  expect(await page.getByRole("slider").getAttribute("aria-valuetext")).toMatch(/^prepared without/u);
  await page.getByLabel("Number of the second clause").fill("c) bis");
  await page.locator(".draft .clause-proposed").getByText("prepared without those").waitFor();
  expect(await submitted()).toMatch(/New clause after considering c\)\s+c\) bis prepared without those/u);
});

test("proposes renumbering a clause", async () => {
  await propose("recognizing-e", "Change the number");
  await page.getByRole("textbox", { name: "Number" }).fill("d) bis");
  expect(await submitted()).toContain("e) → d) bis");
});

test("proposes inserting a clause and deleting one", async () => {
  await propose("recalling-b", "Insert a clause after");
  await page.getByLabel("Label", { exact: true }).fill("b) bis");
  await page.getByLabel("Text of the new clause").fill("that something new is recalled;");
  expect(await submitted()).toMatch(/New clause after recalling b\)\s+b\) bis that something new is recalled;/u);
  await propose("recalling-c", "Delete the clause");
  expect(await submitted()).toContain("Delete recalling c)");
});

test("proposes replacing a phrase throughout the document", async () => {
  await page.keyboard.press("Escape");
  await selectWords(page, "multistakeholder");
  await pressOnWords(page, "e");
  await page.getByRole("button", { name: /^Add \d+ other locations? in the document$/u }).click();
  await page.getByLabel("Replacement text at every ticked location").fill("multi-stakeholder");
  const replaced = page.locator(".draft ins", { hasText: "multi-stakeholder" });
  await replaced.nth(1).waitFor();
  const places = await replaced.count();
  expect((await submitted()).match(/multi-stakeholder/gu)).toHaveLength(places);
});

test("comments on a heading together with its section", async () => {
  await goToClause("recognizing");
  await page.keyboard.press("c");
  await unfoldChoices(page);
  await page.getByLabel("About").selectOption({ label: "recognizing and everything under it" });
  await page.getByRole("heading", { name: "Comment on recognizing and everything under it" }).waitFor();
  await page.keyboard.press("Escape");
});

test.each([
  ["Delete", ["Delete"], ""],
  ["Backspace", ["Backspace"], ""],
  ["cut", ["Control+x"], ""],
  ["typing", ["n", "o", "w"], "now"],
])(
  "with all of the clause's text selected, %s replaces or deletes it, and undo restores it",
  async (_name, keys, inserted) => {
    const editor = page.locator(".proposal-editor");
    if (!(await editor.isVisible())) await propose("considering-c", "Edit the text");
    await editor.focus();
    const before = await editor.innerText();
    await page.keyboard.press("Control+a");
    for (const key of keys) await page.keyboard.press(key);
    expect(await editor.locator("del").innerText()).toBe(before);
    expect((await editor.locator("ins").allInnerTexts()).join("")).toBe(inserted);
    for (let step = 0; step < keys.length; step += 1) await page.keyboard.press("Control+z");
    expect(await editor.locator("del").count()).toBe(0);
    expect(await editor.innerText()).toBe(before);
  },
);

test("makes a proposal on an earlier draft again on this one", async () => {
  await page.goto(`${server.url}/read/opinion-5@3?note=o5-1-grbo-order`);
  await page.getByRole("button", { name: "Propose in this draft" }).click();
  await page.getByRole("form", { name: "Proposal on invites the Secretary-General 3" }).waitFor();
  expect(await submitted()).toContain("Move invites the Secretary-General 3 after invites the Secretary-General 1");
});

test("allows only rewording for the cells of a table", async () => {
  await page.goto(`${server.url}/read/sg-report@2`);
  const cell = page.locator(".ProseMirror .clause-cell").first();
  await cell.scrollIntoViewIfNeeded();
  await cell.click();
  await page.keyboard.press("e");
  await page.getByText("You can edit the text of a cell, but not the rows and columns.").waitFor();
  expect(await page.getByRole("radio", { name: "Delete the clause" }).count()).toBe(0);
  await page.keyboard.press("Escape");
});

test("comments on a change within the comparison, decides there, and Back returns to the same position", async () => {
  const secretariat = await server.visitor("secretariat");
  await secretariat.goto(`${server.url}/compare/opinion-5@2/opinion-5@3`);
  await secretariat.locator(".row-comments.has-number").first().waitFor();
  for (const key of ["n", "n", "n", "c"]) await secretariat.keyboard.press(key);
  const form = secretariat.getByRole("form", { name: "Comment on recalling b)" });
  await form.getByRole("textbox", { name: "Comment" }).fill("Why was this put in?");
  await form.getByRole("button", { name: "Submit" }).click();
  const card = secretariat.locator("article.thread.is-open", { hasText: "Why was this put in?" });
  await card.getByText("On the changes from").waitFor();
  await card.getByRole("button", { name: "More" }).click();
  await secretariat.getByRole("menuitem", { name: "Decide" }).click();
  await card.getByRole("checkbox", { name: /^Release at once/u }).check();
  await card.getByRole("button", { name: "Noted n" }).click();
  await card.getByRole("textbox", { name: "Reason (Enter for none)" }).press("Enter");
  await card.getByRole("img", { name: "Noted" }).or(card.getByText("noted")).first().waitFor();
  expect(await axeFaults(secretariat)).toEqual([]);
  await secretariat.mouse.wheel(0, 200);
  await secretariat.waitForTimeout(200);
  const before = await secretariat.evaluate(() => scrollY);
  await secretariat.getByRole("link", { name: "Third draft (6 February 2013)", exact: true }).click();
  await secretariat.locator(".room").waitFor();
  await secretariat.goBack();
  await secretariat.locator(".row-threads article.thread.is-open").waitFor();
  await secretariat.waitForFunction((top) => scrollY === top, before);
});
