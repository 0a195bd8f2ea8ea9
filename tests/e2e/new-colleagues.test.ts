import type { Browser, Page } from "playwright-core";
import type { Mail } from "../../server/services/kernel/context.ts";
import { connectBrowser } from "../support/browser.ts";
import { firstDraft } from "../support/forum.ts";
import { serveForum, type ServedForum } from "../support/served-forum.ts";
import { axeFaults } from "./axe-faults.ts";

const sent: Mail[] = [];
let served: ServedForum;
let browser: Browser;
let secretariat: Page;

beforeAll(async () => {
  const sendMail = (mail: Mail): Promise<void> => Promise.resolve(void sent.push(mail));
  served = await serveForum({ sendMail, mailReaches: true });
  await served.forum.publish("1", firstDraft);
  const targets = [{ kind: "clause" as const, clause: "considering-a" }];
  await served.forum.comment("colleague", { targets, text: "For North alone.", visibility: "organisation" });
  await served.forum.comment("chair", { targets, text: "For everybody." });
  browser = await connectBrowser();
  secretariat = await enter("secretariat");
});

afterAll(async () => {
  await browser.close();
  await served.stop();
});

const enter = (who: string): Promise<Page> => served.visitor(browser, who);

async function countDrafts(page: Page): Promise<number> {
  await page.goto(`${served.url}/read/opinion-5@1`);
  await page.locator(".draft .is-near").first().waitFor();
  await page.locator("article.thread", { hasText: "For everybody." }).waitFor();
  return page.locator("article.thread", { hasText: "For North alone." }).count();
}

test("a new coordinator reads earlier drafts once a colleague, told at once, agrees on the page", async () => {
  const member = await enter("member");
  await secretariat.goto(`${served.url}/settings/people?search=observer`);
  await secretariat.getByRole("button", { name: "The observer", exact: true }).click();
  const dialog = secretariat.getByRole("dialog");
  await dialog.getByLabel("Organisation").selectOption("north");
  await dialog.getByLabel("Role").selectOption("coordinator");
  await dialog.getByText("The 3 people of North are notified at once.", { exact: false }).waitFor();
  await dialog.getByRole("button", { name: "Save" }).click();
  await dialog.waitFor({ state: "detached" });
  expect(sent.filter(({ text }) => text.includes("a coordinator of North")).map(({ person }) => person)).toContain(
    "member",
  );

  const observer = await enter("observer");
  expect(await countDrafts(observer)).toBe(0);
  await observer.getByRole("link", { name: /new items? for you$/u }).click();
  await observer.getByText("until one of these people agrees: The member.", { exact: false }).waitFor();

  await member.goto(served.url);
  await member.getByRole("link", { name: /new items? for you$/u }).click();
  await member.getByText("The secretariat made The observer a coordinator of North on", { exact: false }).waitFor();
  expect(await axeFaults(member)).toEqual([]);
  await member.getByRole("button", { name: "Agree" }).click();
  expect(await axeFaults(member)).toEqual([]);
  await member.getByRole("button", { name: "Open earlier drafts" }).click();
  await member.getByText("The member opened the earlier drafts to The observer on", { exact: false }).waitFor();
  await observer.goto(`${served.url}/read/opinion-5@1`);
  await observer.locator("article.thread", { hasText: "For North alone." }).waitFor();
});

test("the old address opens a person's drafts to the new one with a button", async () => {
  await secretariat.goto(`${served.url}/settings/people?search=colleague`);
  await secretariat.getByRole("button", { name: "Actions for The colleague" }).click();
  await secretariat.getByRole("menuitem", { name: "Recover access" }).click();
  const question = secretariat.getByRole("alertdialog");
  await question.getByRole("checkbox").check();
  await question.getByText("Drafts of The colleague stay closed for seven days", { exact: false }).waitFor();
  await question.getByRole("textbox").fill("lost@example.org");
  await question.getByRole("button", { name: "Recover access" }).click();
  await question.waitFor({ state: "detached" });
  const colleague = await enter("colleague");
  expect(await countDrafts(colleague)).toBe(0);
  await colleague.goto(`${served.url}/inbox`);
  await colleague.getByText("Your own drafts from before your address was replaced", { exact: false }).waitFor();

  const { text = "" } =
    sent.find(({ to, text: words }) => to === "colleague@example.org" && /#address=/u.test(words)) ?? {};
  const owner = await browser.newPage();
  await owner.goto(served.url + (/\/sign-in#address=\S+/u.exec(text)?.[0] ?? ""));
  expect(await axeFaults(owner)).toEqual([]);
  await owner.getByRole("button", { name: "Open my drafts to the new address" }).click();
  await owner.getByText("The new address now opens your drafts.").waitFor();
  await colleague.goto(`${served.url}/read/opinion-5@1`);
  await colleague.locator("article.thread", { hasText: "For North alone." }).waitFor();
});
