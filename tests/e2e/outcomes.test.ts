import fs from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";
import { scratchFolder } from "../support/scratch-folder.ts";
import { ownServer } from "./model-server.ts";
import { openCard, selectWords } from "./reader-actions.ts";

const folder = scratchFolder();
const server = ownServer();
let secretariat: Page;
let reader: Page;

/** Opens a table of comment outcomes and the comment with this text, on the draft that its panel begins with. */
async function openRow(path: string, words: string): Promise<void> {
  await secretariat.goto(`${server.url}${path}`);
  await secretariat.locator(".outcomes-row", { hasText: words }).locator(".outcomes-comment").click();
  await secretariat.locator(".place-panel").getByText(words).waitFor();
}

/** Changes the reason of the decision in the panel by keyboard, and waits for the focus to return to its button. */
async function changeDecision(reason: string): Promise<void> {
  const panel = secretariat.locator(".place-panel");
  await panel.getByRole("button", { name: "Change decision" }).press("Enter");
  await panel.locator(".desk-outcomes button:focus").waitFor();
  await panel.getByRole("checkbox", { name: /^Release at once/u }).check();
  await secretariat.keyboard.press("x");
  await panel.getByRole("textbox", { name: "Reason (required)" }).fill(reason);
  await secretariat.keyboard.press("Enter");
  await panel.getByText(reason).waitFor();
  await panel.locator("button:focus", { hasText: "Change decision" }).waitFor();
}

beforeAll(async () => {
  secretariat = await server.visitor("secretariat");
  reader = await server.visitor();
});

test("filters a document's outcomes table by address and exports the visible rows", async () => {
  await reader.goto(server.url);
  await reader.locator("#opinion-5").getByRole("link", { name: "Comment outcomes" }).click();
  await reader.waitForURL(/outcomes\/opinion-5$/u);
  const rows = reader.locator(".outcomes-row");
  await rows.first().waitFor();
  expect(await rows.count()).toBe(36);

  await reader.getByRole("button", { name: /^Undecided/u }).click();
  await reader.waitForURL(/outcomes=undecided/u);
  await reader.getByText("7 of 36 comments shown").waitFor();
  expect(await rows.count()).toBe(7);
  expect(await reader.getByRole("button", { name: "Confirm location" }).count()).toBe(0);

  const [download] = await Promise.all([
    reader.waitForEvent("download"),
    reader.getByRole("button", { name: "CSV" }).click(),
  ]);
  const file = path.join(folder, "outcomes.csv");
  await download.saveAs(file);
  const lines = fs.readFileSync(file, "utf8").split("\r\n").filter(Boolean);
  expect(lines[0]).toMatch(/^\uFEFFSource,Clause,Group,Kind,Type,Date,Made on,Quoted text,Text,Decision,First draft/u);
  expect(lines.slice(1).every((line) => line.includes(",undecided,"))).toBe(true);
});

test("arrow keys move between table cells, Enter opens one and Escape closes it", async () => {
  // Keys work once the page's scripts run, which then ask for the document's events.
  const isReady = secretariat.waitForResponse((response) => response.url().endsWith("/documents/opinion-5/stream"));
  await secretariat.goto(`${server.url}/outcomes/opinion-5`);
  await isReady;
  await secretariat.locator(".outcomes-comment").first().focus();
  await secretariat.keyboard.press("ArrowDown");
  await secretariat.keyboard.press("ArrowRight");
  const cell = secretariat.locator("[data-cell='1 2']");
  expect(await cell.evaluate((element) => element === document.activeElement)).toBe(true);
  await secretariat.keyboard.press("Enter");
  const panel = secretariat.getByRole("complementary", { name: "Comment on one draft" });
  await panel.getByText(/^\d+ % confidence/u).waitFor();
  await panel.getByRole("button", { name: "Close" }).focus();
  await secretariat.keyboard.press("Escape");
  await panel.waitFor({ state: "detached" });
});

test("a comment counts as waiting on a version until its location is confirmed, and again after undo", async () => {
  const words = "All six sentences of this block";
  await openRow("/outcomes/version/opinion-5@3", words);
  const panel = secretariat.locator(".place-panel");
  await panel.getByRole("button", { name: "Confirm location" }).click();
  await secretariat.getByText("Location confirmed.").waitFor();
  await panel.getByText("confirmed").first().waitFor();
  const waiting = secretariat.getByRole("button", { name: /^Needs a decision on location/u });
  await waiting.getByText("0").waitFor();
  await panel.getByText("Location history (1)").waitFor();
  await secretariat.getByRole("button", { name: "Undo", exact: true }).click();
  await panel.getByRole("button", { name: "Confirm location" }).waitFor();
  await waiting.getByText("1").waitFor();
});

test("lists comments whose clause was deleted apart, without a decision to make", async () => {
  const gone = secretariat.getByRole("button", { name: "Clause deleted 1" });
  await gone.click();
  const rows = secretariat.locator(".outcomes-row");
  await secretariat.getByText(/^1 of \d+ comments shown/u).waitFor();
  expect(await rows.count()).toBe(1);
  await rows.getByText("A block of its own for one sentence of sentiment").waitFor();
  expect(secretariat.url()).toContain("gone=true");
  await rows.locator(".outcomes-cell", { hasText: "clause deleted" }).click();
  const panel = secretariat.locator(".place-panel");
  await panel.getByText("No clause of this draft is similar to the deleted one.").waitFor();
  await panel.getByRole("button", { name: "Choose location" }).waitFor();
});

test("places an orphan on selected words and undoes it from the message", async () => {
  const words = "A block of its own for one sentence of sentiment";
  await secretariat.getByRole("button", { name: "Choose location" }).click();
  await secretariat.waitForURL(/read\/opinion-5@3:en\?placing=/u);
  const bar = secretariat.getByRole("region", { name: "Choosing a location" });
  await bar.getByText(words).waitFor();
  await selectWords(secretariat, "impracticable");
  expect(await secretariat.getByRole("toolbar", { name: "Selected text" }).count()).toBe(0);
  await bar.getByRole("button", { name: "Place at “impracticable”" }).click();
  await secretariat.getByText("Location saved.").waitFor();
  await bar.waitFor({ state: "detached" });
  const card = secretariat.locator("article.thread.is-open", { hasText: words });
  await card.getByText("Placed by hand").waitFor();
  expect(await secretariat.locator("mark.is-focused").textContent()).toBe("impracticable");

  await secretariat.getByRole("button", { name: "Undo", exact: true }).click();
  await secretariat.locator("mark", { hasText: /^impracticable$/u }).waitFor({ state: "detached" });
  await secretariat.getByRole("button", { name: "Unplaced 1" }).waitFor();
});

test("revises a decision and hides a comment from its card", async () => {
  const card = secretariat.locator("article.thread", { hasText: "Who are these?" });
  await openCard(card);
  await card.getByRole("button", { name: "More" }).click();
  await secretariat.getByRole("menuitem", { name: "Change decision" }).click();
  await card.getByRole("checkbox", { name: /^Release at once/u }).check();
  await card.getByRole("button", { name: "Deferred d" }).click();
  await card.getByRole("textbox", { name: "Reason (required)" }).fill("To be taken up at the Forum.");
  await secretariat.keyboard.press("Enter");
  await card.getByText("To be taken up at the Forum.").waitFor();

  await card.getByRole("button", { name: "More" }).click();
  await secretariat.getByRole("menuitem", { name: "Hide" }).click();
  await secretariat.getByRole("textbox").fill("At the request of its author’s organisation.");
  await secretariat.getByRole("button", { name: "Hide", exact: true }).click();
  await secretariat.getByText("At the request of its author’s organisation.").first().waitFor();
});

test("settles and restores all placements of a comment with several targets together", async () => {
  const id = "00000000-0000-4000-8000-000000000001";
  const made = await secretariat.request.post(`${server.url}/api/versions/opinion-5@1/annotations`, {
    headers: { Origin: server.url },
    data: {
      ...{ id, kind: "comment", type: "general", text: "These four make one point.", operations: [], change: null },
      ...{ visibility: "submitted", capacity: "personal", jointly: [] },
      targets: ["noting-b", "noting-c", "noting-d", "recognizing-b"].map((clause) => ({ kind: "clause", clause })),
    },
  });
  expect(made.status()).toBe(201);
  await secretariat.goto(`${server.url}/read/opinion-5@3?placing=${id}`);
  await secretariat.locator(".draft .clause:focus", { hasText: "remote participation" }).waitFor();
  const bar = secretariat.getByRole("region", { name: "Choosing a location" });
  const places = bar.getByRole("listitem").filter({ has: secretariat.getByRole("checkbox") });
  await places.nth(3).waitFor();
  expect(await bar.getByRole("checkbox", { checked: true }).count()).toBe(4);
  await bar.getByRole("checkbox", { name: /^noting d\)/u }).uncheck();
  await bar.getByRole("button", { name: "Choose text for noting b)" }).click();
  await selectWords(secretariat, "modest means");
  await bar.getByRole("button", { name: "Place this one at “modest means”" }).click();
  await bar.getByText("noting b): changed; now recognizing a)").waitFor();
  await bar.getByRole("button", { name: "Save 4 locations" }).click();
  await secretariat.getByText("Locations saved.").waitFor();
  const chosen = secretariat.locator("mark.is-focused", { hasText: "modest means" });
  await chosen.waitFor();
  const about = secretariat.locator("article.thread.is-open .target-places");
  await about.locator("summary", { hasText: "4 locations: placed by hand" }).waitFor();
  const settled = about.getByRole("list", { name: "Locations decided by a person" });
  expect(await settled.textContent()).toMatch(/recognizing a\): modest meansinstead of noting b\)/u);
  const computed = about.getByRole("list", { name: "Locations computed from the text" });
  expect(await computed.textContent()).toMatch(/recognizing f\): changed/u);
  await secretariat.getByRole("button", { name: "Undo", exact: true }).click();
  await chosen.waitFor({ state: "detached" });
  await settled.waitFor({ state: "detached" });

  await secretariat.getByRole("button", { name: "Review locations" }).click();
  for (const name of [/^noting b/u, /^noting c/u, /^noting d/u, /^recognizing b/u]) {
    await bar.getByRole("checkbox", { name }).uncheck();
  }
  const giveUp = bar.getByRole("button", { name: "Leave all unplaced" });
  expect(await giveUp.isDisabled()).toBe(true);
  await bar.getByRole("textbox", { name: "Reason for leaving it unplaced" }).fill("All four are closed.");
  await giveUp.click();
  await secretariat.getByText("Left unplaced.").waitFor();
  await secretariat.getByRole("button", { name: "Undo", exact: true }).click();
  await secretariat.getByText("The earlier location applies again.").waitFor();
});

test("by keyboard, chooses words of a candidate place; Escape leaves and Enter places", async () => {
  // Its text was deleted, so it is shown at its clause, from where it can be placed on other text.
  await secretariat.goto(`${server.url}/read/opinion-5@3?note=o5-2-cable-cost`);
  const card = secretariat.locator("article.thread.is-open", { hasText: "Cost to whom?" });
  await card.getByText("Only its clause is shown").waitFor();
  await card.getByRole("button", { name: "Choose location" }).click();
  const bar = secretariat.getByRole("region", { name: "Choosing a location" });
  await bar.waitFor();
  await secretariat.keyboard.press("Escape");
  await bar.waitFor({ state: "detached" });
  await card.getByRole("button", { name: "Choose location" }).click();
  // The mode begins with the focus in the text. Only after that may the test focus the bar.
  await secretariat.locator(".draft .clause:focus").waitFor();
  await bar.locator(".candidate").first().focus();
  await secretariat.keyboard.press("Enter");
  await secretariat.locator(".draft .clause:focus").waitFor();
  await secretariat.keyboard.press("ArrowRight");
  await secretariat.keyboard.press("ArrowRight");
  const chosen = await secretariat.evaluate(() => String(getSelection()));
  await secretariat.keyboard.press("Enter");
  await secretariat.getByText("Location saved.").waitFor();
  expect(await secretariat.locator("mark.is-focused").textContent()).toBe(chosen);
});

test("on a phone, places a comment on a tapped clause and undoes it", async () => {
  const phone = await server.visitor(undefined, {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    storageState: await secretariat.context().storageState(),
  });
  await phone.goto(`${server.url}/read/opinion-5@3?placing=o5-1-repair`);
  const bar = phone.getByRole("region", { name: "Choosing a location" });
  await bar.waitFor();
  await phone.locator(".draft .clause:focus").waitFor();
  await phone.locator("#recalling-b .clause-text").tap();
  await bar.getByRole("button", { name: "Place at “recalling b)”" }).tap();
  await phone.getByText("Location saved.").waitFor();
  expect(await phone.getByRole("dialog").count()).toBe(0);
  await phone.getByRole("button", { name: "Undo" }).tap();
  await phone.getByText("The earlier location applies again.").waitFor();
  await phone.context().close();
});

test("leaves a comment unplaced with a reason that stays on record after undo", async () => {
  await openRow("/outcomes/version/opinion-5@2", "The claim about cost may well be true");
  const panel = secretariat.locator(".place-panel");
  await panel.getByRole("button", { name: "Leave unplaced" }).click();
  // The last one confirms.
  const give = secretariat.getByRole("button", { name: "Leave unplaced" }).last();
  expect(await give.isDisabled()).toBe(true);
  await secretariat.getByRole("textbox", { name: "Reason" }).fill("The list is gone.");
  await give.click();
  await panel.getByText("The list is gone.").first().waitFor();
  await panel.getByRole("button", { name: "Undo this decision" }).click();
  await panel.getByRole("button", { name: "Leave unplaced" }).waitFor();
  await panel.getByText("Location history (1)").click();
  await panel.getByText(/Left unplaced by Secretariat.*The list is gone\..*valid until/u).waitFor();
});

test("merges a comment with another found by typing, and links to it", async () => {
  await openRow("/outcomes/opinion-5?outcomes=undecided", "Six weeks is what we asked for");
  const panel = secretariat.locator(".place-panel");
  await panel.getByRole("checkbox", { name: /^Release at once/u }).check();
  await panel.getByRole("button", { name: "Merged with another m" }).click();
  await secretariat.getByRole("searchbox", { name: "Merge with" }).fill("cost to whom");
  await secretariat.getByRole("option", { name: /Southern Cable/u }).click();
  await secretariat.getByText("Released: merged with another.").waitFor();
  await openRow("/outcomes/opinion-5", "Six weeks is what we asked for");
  await panel.getByRole("link", { name: "Southern Cable’s comment" }).click();
  await secretariat.waitForURL(/read\/opinion-5@3:en\?note=/u);
  await secretariat.locator("article.thread.is-open", { hasText: "Cost to whom?" }).waitFor();
});

test("keys decide on the focused row, and the next undecided one takes the focus", async () => {
  await openRow("/outcomes/opinion-5?outcomes=undecided", "These two belong together");
  const focusedRow = secretariat.locator(".outcomes-row:has(:focus)");
  const rowOf = async (): Promise<number> => Number(await focusedRow.getAttribute("data-index"));
  await secretariat.locator(".place-panel .desk-outcomes").waitFor();
  const opened = await rowOf();
  await secretariat.keyboard.press("ArrowDown");
  await secretariat.keyboard.press("x");
  await secretariat.getByRole("textbox", { name: "Reason (required)" }).fill("Not now.");
  await secretariat.keyboard.press("Enter");
  await secretariat.getByText("Prepared: not accepted.").waitFor();
  await secretariat.locator(`[data-cell="${opened + 2} 0"]:focus`).waitFor();
  await secretariat.locator(`[data-cell="${opened + 1} 0"]`).click();
  const panel = secretariat.locator(".place-panel");
  await panel.getByText("Prepared: not accepted").waitFor();
  await panel.getByRole("button", { name: "Release now" }).click();
  await panel.locator(".decision").getByText("not accepted").waitFor();
  await secretariat.getByRole("button", { name: "Undo", exact: true }).click();
  await panel.locator(".decision").waitFor({ state: "detached" });
});

test("shows a proposal's uptake, corrects it with a reason and restores it", async () => {
  await secretariat.goto(`${server.url}/uptake/opinion-5`);
  await secretariat.getByText("This shows text, not influence", { exact: false }).waitFor();
  await secretariat.getByRole("button", { name: "AON", exact: true }).click();
  await secretariat.getByText("2 of 19 proposals shown").waitFor();
  await secretariat.getByRole("link", { name: /proposal: training$/u }).click();
  await secretariat.waitForURL(/read\/opinion-5@2:en\?note=/u);
  const uptake = secretariat.getByRole("region", { name: "Wording in later drafts" });
  await uptake.getByText("in full").waitFor();
  await uptake.getByRole("button", { name: "Correct uptake" }).click();
  await secretariat.getByRole("radio", { name: "In part" }).check();
  await secretariat.getByRole("textbox", { name: "Reason" }).fill("The word had been there before.");
  await secretariat.getByRole("dialog").getByRole("button", { name: "Save correction" }).click();
  await uptake.getByText("The word had been there before.").waitFor();
  await uptake.getByText("computed: in full").waitFor();
  await secretariat.getByRole("button", { name: "Undo", exact: true }).click();
  await uptake.getByText("The word had been there before.").waitFor({ state: "detached" });
});

test("hides a reply with a reason and restores it", async () => {
  const card = secretariat.locator("article.thread", { hasText: "replies" }).first();
  const label = await card.getAttribute("aria-label");
  await openCard(card);
  const open = secretariat.locator(`article.thread[aria-label="${label ?? ""}"]`);
  const reply = open.locator(".reply").first();
  await reply.getByRole("button", { name: "Hide this reply" }).click();
  await secretariat.getByRole("textbox", { name: "Reason" }).fill("Not for this forum.");
  await secretariat.getByRole("dialog").getByRole("button", { name: "Hide" }).click();
  await reply.getByText("Hidden by the secretariat: Not for this forum.").waitFor();
  await reply.getByRole("button", { name: "Restore" }).click();
  await reply.getByText("Not for this forum.").waitFor({ state: "detached" });
});

test("leads from a comment to its outcome in later drafts", async () => {
  await secretariat.goto(`${server.url}/read/opinion-5@2`);
  const card = secretariat.locator("article.thread", { hasText: "These two recitals make one argument" });
  await openCard(card);
  await card.getByText("In later drafts").click();
  await card.getByRole("link", { name: /Third draft/u }).waitFor();
});

test("by keyboard, revises a decision and a placement with the focus in the panel", async () => {
  await openRow("/outcomes/version/opinion-4@2", "Tavi was late");
  const panel = secretariat.locator(".place-panel");
  await changeDecision("Said by keys.");

  await panel.getByRole("button", { name: "Leave unplaced" }).press("Enter");
  await secretariat.getByRole("textbox", { name: "Reason" }).fill("It is gone.");
  await secretariat.getByRole("button", { name: "Leave unplaced" }).last().press("Enter");
  await panel.getByText("It is gone.").first().waitFor();
  await panel.locator(".place-acts:focus").waitFor();
  await panel.getByRole("button", { name: "Undo this decision" }).press("Enter");
  await panel.getByRole("button", { name: "Leave unplaced" }).waitFor();
  await panel.locator(".place-acts:focus").waitFor();
});

test("the secretariat links a clause by hand, sees the computed answer and undoes it", async () => {
  for (const page of [reader, secretariat]) await page.goto(`${server.url}/compare/opinion-5@1/opinion-5@3`);
  const row = secretariat.locator(".redline-row", { hasText: "that participation which exists on paper" });
  await row.getByRole("button", { name: /^Link .+ to its counterpart$/u }).click();
  await secretariat.getByLabel("Clause in the “To” draft").selectOption({ index: 9 });
  await secretariat.getByLabel("Reason").fill("The group took it in there.");
  await secretariat.getByRole("button", { name: "Save link" }).click();
  await secretariat.getByText("1 decision on clauses by hand").click();
  expect(await secretariat.locator(".link-list").textContent()).toContain(
    "Computed: considering further → no counterpart",
  );
  // An open page of somebody else follows.
  await reader.getByText("1 decision on clauses by hand").waitFor();
  await secretariat.getByRole("button", { name: "Undo" }).click();
  await secretariat.getByText("No decisions on clauses by hand").waitFor();
  await reader.getByText("No decisions on clauses by hand").waitFor();
});
