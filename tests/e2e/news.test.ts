import type { Browser, BrowserContext, Page } from "playwright-core";
import { createReply } from "../../server/services/annotations/reply.ts";
import { connectBrowser } from "../support/browser.ts";
import { asActor, firstDraft, uuid } from "../support/forum.ts";
import { serveForum, type ServedForum } from "../support/served-forum.ts";
import { axeFaults } from "./axe-faults.ts";

let served: ServedForum;
let browser: Browser;

beforeAll(async () => {
  served = await serveForum();
  await served.forum.publish("1", firstDraft);
  const targets = [{ kind: "clause" as const, clause: "considering-a" }];
  for (const number of [1, 2])
    await served.forum.comment("member", { id: uuid(number), targets, text: `Note ${number}.` });
  browser = await connectBrowser();
});

afterAll(async () => {
  await browser.close();
  await served.stop();
});

const reply = (by: string, to: number): Promise<unknown> =>
  createReply(served.forum.context, asActor(by), {
    ...{ annotation: uuid(to), id: uuid(90 + to), text: "Agreed.", position: null },
  });

/** Opens the draft in a new tab of a browser. */
async function visit(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${served.url}/read/opinion-5@1`);
  await page.locator("article.thread").first().waitFor();
  await page.waitForFunction(() => localStorage.getItem("rapporteur:visit:opinion-5") !== null);
  return page;
}

const card = (page: Page, note: number) => page.locator("article.thread", { hasText: `Note ${note}.` });
const marks = (page: Page) => page.locator(".thread-head .chip-new");

/** Opens the draft and leaves it. Returns the browser of the reader. */
async function firstVisit(who?: string): Promise<BrowserContext> {
  const context = (await served.visitor(browser, who)).context();
  const page = await visit(context);
  expect(await marks(page).count()).toBe(0);
  // A page that is being closed may still hear of the next reply.
  await context.setOffline(true);
  await page.close();
  await context.setOffline(false);
  return context;
}

test("marks what others wrote since the last visit, until it is opened", async () => {
  const [visitor, member] = [await firstVisit(), await firstVisit("member")];
  await reply("other", 1);
  await reply("member", 2);

  const page = await visit(visitor);
  await card(page, 2).getByText("1 new reply").waitFor();
  await page.getByRole("button", { name: "2 new", exact: true }).waitFor();
  expect(await axeFaults(page)).toEqual([]);
  await page.keyboard.press("u");
  await card(page, 1).locator(".thread-head:focus").waitFor();
  await card(page, 1).locator(".reply .chip-new").waitFor();
  await page.getByRole("button", { name: "1 new", exact: true }).waitFor();
  await page.reload();
  await page.getByRole("button", { name: "1 new", exact: true }).click();
  await marks(page).waitFor({ state: "detached" });
  await page.keyboard.press("u");
  await page.getByText("There are no new comments or replies.").waitFor({ state: "attached" });

  const own = await visit(member);
  await card(own, 1).getByText("1 new reply").waitFor();
  expect(await marks(own).count()).toBe(1);
});
