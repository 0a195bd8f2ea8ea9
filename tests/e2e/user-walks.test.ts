import fs from "node:fs";
import path from "node:path";
import { strFromU8, unzipSync } from "fflate";
import type { Page } from "playwright-core";
import { scratchFolder } from "../support/scratch-folder.ts";
import { ownServer } from "./model-server.ts";
import { openCard, selectWords, wordsToReplace } from "./reader-actions.ts";

/**
 * The walk-throughs of the README, step by step: one test for each kind of user, on the model forum as after a first
 * start.
 */
const folder = scratchFolder();
const server = ownServer();

async function read(page: Page, address: string): Promise<void> {
  await page.goto(`${server.url}/read/${address}`);
  await page.locator(".ProseMirror").waitFor();
  await page.locator(".room-margin article.thread").first().waitFor();
}

test("an analyst without a sign-in link compares drafts and reads the uptake", async () => {
  const analyst = await server.visitor();
  await analyst.goto(server.url);
  const opinion = analyst.locator("li").filter({ has: analyst.getByRole("heading", { name: "Opinion 5" }) });
  await opinion.waitFor();
  expect(await analyst.getByText("The Forum (14–16 May)").count()).toBe(1);

  await opinion.getByRole("link", { name: "Third draft (6 February 2013)" }).last().click();
  await analyst.waitForURL(/read\/opinion-5@3/u);
  await analyst.getByRole("button", { name: "Compare with" }).click();
  await analyst.getByRole("menuitemradio", { name: /First draft/u }).click();
  await analyst.getByText(/clauses edited, 2 moved, 1 split/u).waitFor();

  await analyst.keyboard.press("n");
  await analyst.getByText(/^1 of \d+/u).waitFor();

  await analyst.getByRole("radio", { name: "Changed" }).click();
  await analyst
    .getByText(/clauses? unchanged/u)
    .first()
    .waitFor();
  await analyst.getByRole("button", { name: "Wording changes only" }).click();
  await analyst.getByRole("button", { name: "Some kinds of change" }).waitFor();

  await analyst.goto(`${server.url}/compare/sg-report@final/sg-report@final.2`);
  await analyst.getByText(/2 clauses edited; /u).waitFor();

  await analyst.goto(server.url);
  await opinion.getByRole("link", { name: "Proposal uptake" }).click();
  await analyst.getByText("This shows text, not influence", { exact: false }).waitFor();
  await analyst.getByRole("link", { name: "See the text" }).first().click();
  await analyst.waitForURL(/read\/opinion-5@.*clause=/u);
});

test("a member comments, proposes wording and follows a comment to later drafts", async () => {
  const member = await server.visitor("member");
  await read(member, "opinion-5@3");
  await selectWords(member, "working documents are often available");
  await member.getByRole("button", { name: "Comment", exact: true }).click();
  await member.getByRole("textbox", { name: "Comment" }).fill("On paper, that is.");
  await member.getByRole("button", { name: "Submit" }).click();
  await member.locator("article.thread", { hasText: "On paper, that is." }).waitFor();

  await selectWords(member, "sometimes");
  await member.getByRole("button", { name: "Propose wording" }).click();
  await wordsToReplace(member, "sometimes");
  await member.keyboard.type("too often");
  await member.getByRole("button", { name: "Submit" }).click();
  const proposal = member.locator("article.thread", { hasText: "too often" });
  await proposal.waitFor();
  expect(await proposal.locator("ins").first().textContent()).toBe("too often");

  await member.locator(".ProseMirror.draft").click({ position: { x: 5, y: 5 } });
  await member.keyboard.press("?");
  await member.getByRole("dialog").getByText("Propose wording").first().waitFor();
  await member.keyboard.press("Escape");
  await member.getByRole("dialog").waitFor({ state: "detached" });

  await member.keyboard.press("[");
  await member.waitForURL(/read\/opinion-5@2/u);
  const earlier = member.locator("article.thread", { hasText: "These two recitals make one argument" });
  await openCard(earlier);
  await earlier.getByText("In later drafts").click();
  await earlier.getByRole("link", { name: /Third draft/u }).waitFor();
});

test("an observer exports comments, and a browser without scripts shows the text", async () => {
  const observer = await server.visitor("observer");
  await read(observer, "opinion-5@2");
  await observer.getByRole("button", { name: /Export/u }).click();
  const [download] = await Promise.all([
    observer.waitForEvent("download"),
    observer.getByRole("dialog").getByRole("button", { name: "Download" }).click(),
  ]);
  const file = path.join(folder, "opinion-5.docx");
  await download.saveAs(file);
  const comments = strFromU8(unzipSync(fs.readFileSync(file))["word/comments.xml"] ?? new Uint8Array());
  expect(comments).toContain("Nobody outside this building counts");

  const plain = await server.visitor(undefined, { javaScriptEnabled: false });
  await plain.goto(`${server.url}/read/opinion-5@2`);
  expect(await plain.locator("main").textContent()).toContain("most of whom will never attend a meeting");
});

test("a coordinator shares a draft with the organisation, then submits it", async () => {
  const coordinator = await server.visitor("coordinator");
  const outside = await server.visitor();
  await read(coordinator, "opinion-5@3");
  await selectWords(coordinator, "no single body built the Internet");
  await coordinator.getByRole("button", { name: "Comment", exact: true }).click();
  await coordinator.getByRole("textbox", { name: "Comment" }).fill("Is that also so at home?");
  await coordinator.getByLabel("Visible to").selectOption("organisation");
  await coordinator.getByRole("button", { name: "Share with Valdoria" }).click();
  const card = coordinator.locator("article.thread", { hasText: "Is that also so at home?" });
  await card.waitFor();
  await read(outside, "opinion-5@3");
  expect(await outside.getByText("Is that also so at home?").count()).toBe(0);

  await card.getByRole("button", { name: "Submit" }).click();
  await outside.locator("article.thread", { hasText: "Is that also so at home?" }).waitFor();
});

test("the secretariat publishes a draft, revises a decision, hides a comment and places another", async () => {
  const third = fs.readFileSync("fixtures/wtpf-13/files/opinion-5.3.md", "utf8");
  const file = path.join(folder, "opinion-5.4.md");
  fs.writeFileSync(
    file,
    third.replace("that remote participation has become", "that taking part from afar has become"),
  );
  const secretariat = await server.visitor("secretariat");
  await secretariat.goto(`${server.url}/upload/opinion-5`);
  await secretariat.locator("input[type=file]").setInputFiles(file);
  await secretariat.getByLabel("Date on the cover").fill("2013-03-01");
  await secretariat.getByRole("button", { name: "Preview changes" }).click();
  await secretariat
    .getByText(/1 clause edited/u)
    .first()
    .waitFor();
  await secretariat.getByRole("button", { name: "Publish" }).click();
  const sure = secretariat.getByRole("alertdialog").or(secretariat.getByRole("dialog"));
  await sure.getByRole("button", { name: "Publish" }).click();
  await secretariat.waitForURL(/read\/opinion-5@4/u);

  const carried = secretariat.locator("article.thread", { hasText: "Who are these?" });
  await openCard(carried);
  await carried.getByRole("button", { name: "More" }).click();
  await secretariat.getByRole("menuitem", { name: "Change decision" }).click();
  await secretariat.getByRole("radio", { name: "Deferred" }).check();
  await secretariat.getByRole("textbox", { name: "Reason" }).fill("To be taken up at the Forum.");
  await secretariat.getByRole("button", { name: "Change decision", exact: true }).click();
  await carried.getByText("To be taken up at the Forum.").waitFor();

  await carried.getByRole("button", { name: "More" }).click();
  await secretariat.getByRole("menuitem", { name: "Hide" }).click();
  await secretariat.getByRole("textbox").fill("At the request of its author’s organisation.");
  await secretariat.getByRole("button", { name: "Hide", exact: true }).click();
  await secretariat.getByText("At the request of its author’s organisation.").first().waitFor();

  await secretariat.goto(server.url);
  const document = secretariat.locator("li").filter({ has: secretariat.getByRole("heading", { name: "Opinion 5" }) });
  await document.getByRole("link", { name: "Comment outcomes" }).click();
  await secretariat.getByRole("button", { name: /^Needs a decision on location/u }).click();
  await secretariat.locator(".outcomes-row").first().locator(".outcomes-cell").last().click();
  await secretariat.getByRole("button", { name: "Choose location" }).click();
  await selectWords(secretariat, "common practice");
  await secretariat.getByRole("button", { name: "Place at “common practice”" }).click();
  await secretariat.getByRole("button", { name: "Undo", exact: true }).click();
  await secretariat.getByText("The earlier location applies again.").waitFor();
});
