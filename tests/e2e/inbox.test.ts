import type { Browser, Page } from "playwright-core";
import { setClearance } from "../../server/services/annotations/clearance.ts";
import { createReply } from "../../server/services/annotations/reply.ts";
import { decideAnnotation } from "../../server/services/outcome/decision.ts";
import { connectBrowser } from "../support/browser.ts";
import { asActor, firstDraft, secondDraft, uuid } from "../support/forum.ts";
import { drafts, rewritten } from "../support/settled-drafts.ts";
import { serveForum, type ServedForum } from "../support/served-forum.ts";
import { axeFaults } from "./axe-faults.ts";

let served: ServedForum;
let browser: Browser;
let member: Page;

beforeAll(async () => {
  served = await serveForum();
  const { forum } = served;
  await forum.publish("1", firstDraft);
  const targets = [{ kind: "clause" as const, clause: "considering-a" }];
  for (const number of [1, 2]) await forum.comment("member", { id: uuid(number), targets, text: `Note ${number}.` });
  browser = await connectBrowser();
  member = await served.visitor(browser, "member");
});

afterAll(async () => {
  await browser.close();
  await served.stop();
});

const reply = (to: number, number: number, text: string): Promise<unknown> =>
  createReply(served.forum.context, asActor("other"), {
    ...{ annotation: uuid(to), id: uuid(number), text, position: null },
  });

/** Opens the inbox, and waits until its keys work: its scripts then ask for the stream, as those of the page before did. */
async function openInbox(page: Page): Promise<void> {
  const isReady = page.waitForResponse(
    (response) =>
      response.url().endsWith("/notifications/stream") &&
      response.request().headers()["referer"] === `${served.url}/inbox`,
  );
  await page.goto(`${served.url}/inbox`);
  await isReady;
}

const badge = (count: string) => member.getByRole("link", { name: `${count} for you` });
const item = (text: string) => member.locator(".inbox-item", { hasText: text });

test("the badge counts a reply while its author reads the document, and leads to it", async () => {
  await member.goto(`${served.url}/read/opinion-5@1`);
  await member.locator("article.thread").first().waitFor();
  await reply(1, 90, "Agreed at once.");
  await badge("1 new item").click();
  await item("Agreed at once.").getByText("You wrote the comment").waitFor();
  expect(await axeFaults(member)).toEqual([]);
  await item("Agreed at once.").getByRole("link", { name: "The other (Registry) replied." }).click();
  await member.locator("article.thread.is-open", { hasText: "Note 1." }).waitFor();
  await badge("1 new item").waitFor({ state: "detached" });
});

test("keys move between items, finish one and take that back, on all devices", async () => {
  const decision = { revision: 0, outcome: "not-accepted", mergedWith: null, shownIn: null } as const;
  const reason = "The text says so already.";
  // The open thread would be read at once.
  await member.goto("about:blank");
  await decideAnnotation(served.forum.context, asActor("chair"), { annotation: uuid(2), ...decision, reason });
  await reply(1, 91, "Agreed again.");
  await openInbox(member);
  await item("Decision: not accepted.").getByText(reason).waitFor();
  // The list may take keys later than the page's stream begins.
  const focused = member.locator(".inbox-link:focus");
  while ((await focused.count()) === 0) await member.keyboard.press("j");
  await member.keyboard.press("j");
  await focused.filter({ hasText: "Decision: not accepted." }).waitFor();
  await member.keyboard.press("e");
  await item("Decision: not accepted.").waitFor({ state: "detached" });
  const elsewhere = await served.visitor(browser, "member");
  await elsewhere.goto(`${served.url}/inbox`);
  await elsewhere.locator(".inbox-item", { hasText: "Agreed again." }).waitFor();
  expect(await elsewhere.getByText("Decision: not accepted.").count()).toBe(0);
  await member.keyboard.press("u");
  await member.locator(".inbox-item.is-unread", { hasText: "Decision: not accepted." }).waitFor();
});

test("a reply is written in the inbox by keyboard, and can be withdrawn", async () => {
  await member.locator(".inbox-link", { hasText: "replied" }).first().focus();
  await member.keyboard.press("r");
  await member.getByRole("textbox", { name: "Reply" }).fill("Answered from the inbox.");
  expect(await axeFaults(member)).toEqual([]);
  await member.keyboard.press("Control+Enter");
  await member.getByText("Reply added.").waitFor();
  const texts = async () =>
    (await served.forum.context.store.read((reader) => reader.list("replies"))).map(({ text, standing }) =>
      text === "Answered from the inbox." ? standing : "",
    );
  expect(await texts()).toContain("open");
  await member.getByRole("button", { name: "Undo" }).first().click();
  await member.getByText("Reply withdrawn.").waitFor();
  expect(await texts()).toContain("withdrawn");
});

test("a muted thread notifies of nothing until that is undone", async () => {
  await member.locator(".inbox-link", { hasText: "replied" }).first().focus();
  await member.keyboard.press("m");
  await member.getByText("Muted. Requests and mentions still reach you.").waitFor();
  await item("Agreed again.").waitFor({ state: "detached" });
  await member.getByRole("button", { name: "Undo" }).first().click();
  await item("Agreed again.").first().waitFor();
});

test("an observer follows a document from its menu, and hears of a new comment", async () => {
  const observer = await served.visitor(browser, "observer");
  await observer.goto(`${served.url}/read/opinion-5@1`);
  await observer.locator("article.thread").first().waitFor();
  await observer.getByRole("banner").getByRole("button", { name: "More" }).click();
  await observer.getByRole("menuitem", { name: "Notifications" }).click();
  await observer.getByRole("radio", { name: /^Follow/u }).check();
  await observer.getByText("Your choice is saved.").waitFor();
  expect(await axeFaults(observer)).toEqual([]);
  await observer.getByRole("button", { name: "Close" }).click();
  await served.forum.comment("other", { id: uuid(3), text: "A comment to hear of." });
  await observer.getByRole("link", { name: "1 new item for you" }).click();
  await observer.getByText("A comment to hear of.").waitFor();
});

test("a clause is followed with one press, and its change in a new draft is shown as a redline", async () => {
  const observer = await served.visitor(browser, "observer");
  await observer.goto(`${served.url}/read/opinion-5@1?clause=considering-b`);
  await observer.getByRole("button", { name: "Follow this clause" }).click();
  await observer.getByRole("button", { name: "Stop following this clause" }).waitFor();
  await served.forum.publish("2", secondDraft);
  await observer.goto(`${served.url}/inbox`);
  const changed = observer.locator(".inbox-item", { hasText: "1 clause that you follow changed." });
  await changed.locator("ins", { hasText: "fully" }).waitFor();
  expect(await axeFaults(observer)).toEqual([]);
  await changed.getByRole("link", { name: "considering b) changed." }).click();
  await observer.getByRole("button", { name: "Stop following this clause" }).waitFor();
});

test("a reply appears in the open inbox without a reload", async () => {
  const elsewhere = await served.visitor(browser, "member");
  await elsewhere.goto(`${served.url}/inbox`);
  await elsewhere.locator(".inbox-item").first().waitFor();
  await reply(2, 92, "Just now.");
  await elsewhere.locator(".inbox-item", { hasText: "Just now." }).waitFor();
});

test("a thread that is opened in its draft is read", async () => {
  const elsewhere = await served.visitor(browser, "member");
  await reply(2, 93, "Read in place.");
  await elsewhere.goto(`${served.url}/inbox`);
  await elsewhere.locator(".inbox-item.is-unread", { hasText: "Read in place." }).waitFor();
  const marked = elsewhere.waitForResponse((response) => response.url().endsWith("/notifications/marks"));
  await elsewhere.goto(`${served.url}/read/opinion-5@1?note=${uuid(2)}`);
  await elsewhere.locator("article.thread.is-open", { hasText: "Read in place." }).waitFor();
  await marked;
  await elsewhere.goto(`${served.url}/inbox`);
  await elsewhere.locator(".inbox-item:not(.is-unread)", { hasText: "Read in place." }).waitFor();
});

test("a coordinator clears a comment in the inbox by keyboard, and sends one back with a note", async () => {
  const { context } = served.forum;
  await setClearance(context, asActor("coordinator"), { organisation: "north", clearance: "coordinator" });
  for (const number of [10, 11])
    await served.forum.comment("member", { id: uuid(number), text: `Waits ${number}.`, visibility: "clearance" });
  const coordinator = await served.visitor(browser, "coordinator");
  await openInbox(coordinator);
  const waiting = (number: number) => coordinator.locator(".inbox-item", { hasText: `Waits ${number}.` });
  await waiting(10).locator(".inbox-link").focus();
  await coordinator.keyboard.press("r");
  await waiting(10).getByRole("button", { name: "Clear the comment of The member" }).press("Enter");
  await waiting(10).waitFor({ state: "detached" });
  await coordinator.locator(".inbox-link:focus").waitFor();
  await waiting(11).getByRole("button", { name: "Clear or send back" }).click();
  await waiting(11).getByRole("button", { name: "Send back the comment of The member" }).click();
  await coordinator.getByRole("textbox", { name: "Note to the author" }).fill("Name the clause.");
  expect(await axeFaults(coordinator)).toEqual([]);
  await coordinator.getByRole("dialog").getByRole("button", { name: "Send back" }).click();
  await waiting(11).waitFor({ state: "detached" });
  const states = await context.store.read((reader) =>
    Promise.all([10, 11].map(async (number) => (await reader.get("annotations", uuid(number)))?.visibility)),
  );
  expect(states).toEqual(["submitted", "private"]);
});

test("an author confirms in the inbox the likely location of a comment in a new draft", async () => {
  const { forum } = served;
  await forum.publish("3", drafts[0]!);
  await forum.comment("member", {
    id: uuid(12),
    targets: [rewritten],
    text: "Translate less.",
    version: "opinion-5@3",
  });
  await forum.publish("4", drafts[1]!);
  await openInbox(member);
  const draft = item("1 location to confirm");
  await draft.locator(".inbox-link").focus();
  await member.keyboard.press("r");
  const comment = member.getByRole("listitem").filter({ hasText: "Translate less." }).last();
  await comment.getByRole("button", { name: "The original clause: considering c)." }).waitFor();
  expect(await axeFaults(member)).toEqual([]);
  await comment.getByRole("button", { name: "Confirm" }).press("Enter");
  await comment.waitFor({ state: "detached" });
  await member.locator(".inbox-link:focus").waitFor();
  const settled = await forum.context.store.read((reader) => reader.list("settlements", {}));
  expect(settled.map(({ current }) => current?.kind)).toEqual(["confirmed"]);
});
