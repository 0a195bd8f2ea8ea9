import type { Browser, Page } from "playwright-core";
import { setConsultation } from "../../server/services/publication/consultation.ts";
import { connectBrowser } from "../support/browser.ts";
import { asActor, firstDraft } from "../support/forum.ts";
import { serveForum, type ServedForum } from "../support/served-forum.ts";
import { axeFaults } from "./axe-faults.ts";

let served: ServedForum;
let browser: Browser;
let coordinator: Page;
let member: Page;

beforeAll(async () => {
  served = await serveForum();
  await served.forum.publish("1", firstDraft);
  browser = await connectBrowser();
  coordinator = await visitor("coordinator");
  member = await visitor("member");
});

afterAll(async () => {
  await browser.close();
  await served.stop();
});

const visitor = (who: string): Promise<Page> => served.visitor(browser, who);

async function open(page: Page): Promise<void> {
  await page.goto(`${served.url}/clearance`);
  await page.getByRole("heading", { level: 1, name: "Clearance" }).waitFor();
}

const item = (page: Page, text: string) => page.getByRole("listitem").filter({ hasText: text });

/** The tests follow one another, as the steps of an organisation do. */
describe("an organisation whose coordinator clears comments", () => {
  test("sets its rule, which then shows in the menu of its members", async () => {
    await coordinator.goto(`${served.url}/profile`);
    await coordinator.getByRole("link", { name: "Open clearance" }).click();
    await coordinator.getByRole("radio", { name: /^Cleared first/u }).check();
    await coordinator.getByText("Rule saved.").waitFor();
    await coordinator.getByText("Nothing waits for you.", { exact: false }).waitFor();
    await member.goto(served.url);
    await member.getByRole("button", { name: "Signed in as The member" }).click();
    await member.getByRole("menuitem", { name: "Clearance" }).click();
    await member.getByText("None of your comments waits for clearance.").waitFor();
  });

  test("the coordinator clears a comment, and everyone sees it", async () => {
    await member.goto(`${served.url}/read/opinion-5@1`);
    await member.locator(".draft .is-near").first().waitFor();
    await member.keyboard.press("c");
    await member.getByRole("textbox", { name: "Comment" }).fill("Few can travel that far.");
    await member.getByRole("button", { name: "Send for clearance" }).click();
    await member.locator("article.thread", { hasText: "Few can travel that far." }).waitFor();
    await open(member);
    await item(member, "Few can travel").getByText("Waits for a coordinator of North.").waitFor();
    await open(coordinator);
    await item(coordinator, "Few can travel").waitFor();
    expect(await axeFaults(coordinator)).toEqual([]);
    await coordinator.getByRole("button", { name: "Clear the comment of The member" }).click();
    await coordinator.getByText("Cleared and submitted.").waitFor();
    const sent = await fetch(`${served.url}/api/versions/opinion-5@1/annotations`);
    expect(await sent.text()).toContain("Few can travel");
  });

  test("the coordinator sends a comment back with a note that its author reads", async () => {
    const targets = [{ kind: "clause" as const, clause: "considering-a" }];
    await served.forum.comment("member", { text: "This is too long.", targets });
    await open(coordinator);
    await item(coordinator, "This is too long")
      .getByRole("button", { name: /^Send back/u })
      .click();
    await coordinator.getByLabel("Note to the author").fill("Say what is too long.");
    await coordinator.getByRole("dialog").getByRole("button", { name: "Send back" }).click();
    await coordinator.getByText("Sent back to The member.").waitFor();
    await coordinator.getByText("Nothing waits for you.", { exact: false }).waitFor();
    await coordinator.getByRole("heading", { name: /^Sent back, with the author/u }).waitFor();
    await item(coordinator, "Comment of The member on Opinion 5").getByText("Sent back by The coordinator").waitFor();
    expect(await coordinator.getByText("Say what is too long").count()).toBe(0);
    expect(await axeFaults(coordinator)).toEqual([]);
    await member.goto(`${served.url}/read/opinion-5@1`);
    await member.getByText("Sent back: Say what is too long.").first().waitFor();
  });

  test("the author finds what was sent back, edits it and sends it again", async () => {
    await open(member);
    const back = item(member, "This is too long");
    await back.getByText("Say what is too long.").waitFor();
    await back.getByText("Sent back by The coordinator", { exact: false }).waitFor();
    expect(await axeFaults(member)).toEqual([]);
    await back.getByRole("link", { name: "Edit and send again" }).click();
    await member.waitForURL(/\/read\/opinion-5@1\?note=/u);
    const card = member.locator("article.thread", { hasText: "This is too long." });
    await card.waitFor();
  });

  test("a reply waits too, and the coordinator can undo its clearance", async () => {
    await served.forum.comment("other", {
      text: "Ships are too slow.",
      targets: [{ kind: "clause", clause: "considering-b" }],
    });
    await member.goto(`${served.url}/read/opinion-5@1`);
    const thread = member.locator("article.thread", { hasText: "Ships are too slow." });
    await thread.click();
    await thread.getByRole("button", { name: "Reply" }).click();
    await thread.getByRole("textbox", { name: "Reply" }).fill("They are cheap.");
    await thread.locator("form").getByRole("button", { name: "Reply" }).click();
    await member.getByText("Sent to your coordinator for clearance.").waitFor();
    await thread.locator(".reply").getByText("awaiting clearance").waitFor();
    await open(coordinator);
    expect(await axeFaults(coordinator)).toEqual([]);
    await coordinator.getByRole("button", { name: "Clear the reply of The member" }).click();
    await coordinator.getByText("Cleared and submitted.").waitFor();
    await coordinator.getByRole("button", { name: "Undo" }).click();
    await item(coordinator, "They are cheap.").first().waitFor();
    await coordinator.getByRole("button", { name: "Send back the reply of The member" }).click();
    await coordinator.getByLabel("Note to the author").fill("Give a figure.");
    await coordinator.getByRole("dialog").getByRole("button", { name: "Send back" }).click();
    await coordinator.getByText("Nothing waits for you.", { exact: false }).waitFor();
    await member.reload();
    await member.getByText("Sent back: Give a figure.").first().waitFor();
  });

  test("the author withdraws a comment, and undoes it", async () => {
    await served.forum.comment("member", { text: "Records should be kept for ten years." });
    await open(member);
    await item(member, "for ten years").getByRole("button", { name: "Withdraw your comment" }).click();
    await member.getByText("None of your comments waits for clearance.").waitFor();
    await member.getByRole("button", { name: "Undo" }).click();
    await item(member, "for ten years").waitFor();
  });

  test("the coordinator reaches the comments by keyboard, and opens one in the draft", async () => {
    await served.forum.comment("member", { text: "Meetings should move." });
    await open(coordinator);
    await item(coordinator, "Meetings should move.").waitFor();
    await coordinator.keyboard.press("j");
    await coordinator.keyboard.press("j");
    await coordinator.keyboard.press("k");
    await coordinator.locator("li:focus", { hasText: "for ten years" }).waitFor();
    await coordinator.keyboard.press("Enter");
    await coordinator.waitForURL(/\/read\/opinion-5@1\?note=/u);
  });

  test("after the close of a consultation, what waits is listed for both, and cleared late", async () => {
    const day = 24 * 3_600_000;
    const inDays = (days: number): string => new Date(Date.now() + days * day).toISOString();
    const terms = { version: "opinion-5@1", opensAt: inDays(-1), closesAt: inDays(1), blind: false, revision: 0 };
    await setConsultation(served.forum.context, asActor("secretariat"), terms);
    served.pass(2 * day);
    await open(member);
    await member.getByRole("heading", { name: /^Your comments that still wait/u }).waitFor();
    await open(coordinator);
    await coordinator.getByRole("heading", { name: /^Waiting since the consultation closed/u }).waitFor();
    await coordinator.getByRole("button", { name: "Clear the comment of The member" }).first().click();
    await coordinator.getByText("Cleared and submitted, marked Late.").waitFor();
  });

  test("the coordinator clears one comment and sends another back on the desk, by keyboard", async () => {
    const targets = [{ kind: "clause" as const, clause: "considering-a" }];
    for (const text of ["Waits still.", "Cleared by a key.", "Sent back by a key."])
      await served.forum.comment("member", { text, targets });
    const isReady = coordinator.waitForResponse((response) => response.url().endsWith("/notifications/unread"));
    await coordinator.goto(`${served.url}/desk`);
    await coordinator.locator(".queue-row", { hasText: "Cleared by a key." }).waitFor();
    await isReady;
    expect(await axeFaults(coordinator)).toEqual([]);
    const isOpen = (text: string) => coordinator.locator(".queue-row.is-open", { hasText: text }).waitFor();
    await coordinator.locator(".queue-open", { hasText: "Cleared by a key." }).click();
    await isOpen("Cleared by a key.");
    await coordinator.keyboard.press("c");
    await coordinator.getByText("Cleared and submitted, marked Late.").waitFor();
    await isOpen("Sent back by a key.");
    await coordinator.locator(".queue-pane li:focus", { hasText: "Sent back by a key." }).waitFor();
    await coordinator.keyboard.press("k");
    await isOpen("Waits still.");
    await coordinator.keyboard.press("j");
    await isOpen("Sent back by a key.");
    await coordinator.keyboard.press("b");
    await coordinator.getByLabel("Note to the author").fill("Say more.");
    await coordinator.getByRole("dialog").getByRole("button", { name: "Send back" }).click();
    await coordinator.getByText("Sent back to The member.").waitFor();
    await isOpen("Waits still.");
  });
});
