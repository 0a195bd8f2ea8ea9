import type { Browser, Page } from "playwright-core";
import { closeConsultations } from "../../server/services/publication/consultation.ts";
import { connectBrowser } from "../support/browser.ts";
import { firstDraft, secondDraft } from "../support/forum.ts";
import { serveForum, type ServedForum } from "../support/served-forum.ts";

const hour = 3_600_000;
/** The first test opens and closes one consultation; the later ones run after it. */
let served: ServedForum;
let browser: Browser;
let secretariat: Page;

beforeAll(async () => {
  served = await serveForum({}, { timeZone: "America/Bogota" });
  await served.forum.publish("1", firstDraft);
  browser = await connectBrowser();
});

afterAll(async () => {
  await browser.close();
  await served.stop();
});

const visitor = (who?: string): Promise<Page> => served.visitor(browser, who, { timezoneId: "Asia/Tokyo" });

async function read(page: Page): Promise<void> {
  await page.goto(`${served.url}/read/opinion-5@1`);
  await page.locator(".draft .is-near").first().waitFor();
}

const comment = (page: Page) => page.locator("article.thread", { hasText: "Nobody is to see this yet." });

test("reveals blind comments when the consultation closes, by event or by the reader's clock", async () => {
  secretariat = await visitor("secretariat");
  const member = await visitor("member");
  await read(secretariat);
  await secretariat.getByRole("button", { name: "More" }).first().click();
  await secretariat.getByRole("menuitem", { name: "Open a consultation" }).click();
  await secretariat.getByRole("checkbox", { name: /Blind/u }).check();
  await secretariat.getByText(/will be notified\./u).waitFor();
  await secretariat.getByRole("button", { name: "Save consultation" }).click();
  const note = secretariat.locator(".consultation-note");
  await note.getByText(/14 days|13 days/u).waitFor();
  expect(await note.textContent()).toMatch(/^Comments close \d+ \w+ \d{4}, 17:00 GMT-5 \(\d+ \w+, 07:00 your time\)/u);

  await secretariat.getByRole("button", { name: "More" }).first().click();
  await secretariat.getByRole("menuitem", { name: "Change the consultation" }).click();
  const letter = secretariat.waitForEvent("download");
  await secretariat.getByRole("link", { name: "Save the letter of invitation (Word)" }).click();
  expect((await letter).suggestedFilename()).toBe("opinion-5.1.en.invitation.docx");
  await secretariat.getByRole("button", { name: "Cancel" }).click();

  // One reader's clock is advanced. The other's is not, so the server has to notify that page.
  const knowing = await visitor("other");
  await knowing.clock.install();
  const stranger = await visitor();
  for (const page of [knowing, stranger, member]) await read(page);
  await member.keyboard.press("c");
  await member.getByText("Other organisations see it after the consultation closes.").waitFor();
  await member.getByRole("textbox", { name: "Comment" }).fill("Nobody is to see this yet.");
  await member.getByRole("button", { name: "Submit" }).click();
  await comment(member).waitFor();
  const pages = [member, knowing, stranger];
  const asked = `${served.url}/api/versions/opinion-5@1/annotations`;
  const sent = await Promise.all(pages.map(async (page) => (await page.request.get(asked, { maxRetries: 1 })).text()));
  expect(sent.map((comments) => comments.includes("Nobody is to see this yet."))).toEqual([true, false, false]);
  for (const page of [knowing, stranger]) expect(await comment(page).count()).toBe(0);

  served.pass(15 * 24 * hour);
  await knowing.clock.fastForward(15 * 24 * hour);
  await knowing.getByText("The consultation was blind. All submissions are now visible.").waitFor();
  await comment(knowing).waitFor();
  await closeConsultations(served.forum.context);
  await comment(stranger).waitFor();
  for (const page of [secretariat, member, knowing, stranger]) await page.context().close();
});

test("marks a comment as late before and after it is submitted", async () => {
  const member = await visitor("member");
  await member.clock.install({ time: served.forum.context.now() });
  await read(member);
  await member.keyboard.press("c");
  await member.getByText("The consultation has closed. Your submission will be marked as Late.").waitFor();
  await member.getByRole("textbox", { name: "Comment" }).fill("I was travelling.");
  await member.getByRole("button", { name: "Submit" }).click();
  await member.locator("article.thread", { hasText: "I was travelling." }).locator(".chip-late").waitFor();
});

test("judges changed terms by the current time, however long the page was open", async () => {
  secretariat = await visitor("secretariat");
  await secretariat.clock.install({ time: served.forum.context.now() });
  await read(secretariat);
  await secretariat.locator(".consultation-note.is-closed").waitFor();
  served.pass(3 * hour);
  await secretariat.clock.fastForward(3 * hour);
  await secretariat.getByRole("button", { name: "More" }).first().click();
  await secretariat.getByRole("menuitem", { name: "Change the consultation" }).click();
  const inForum = (hours: number): string =>
    new Date(served.forum.context.now().getTime() + (hours - 5) * hour).toISOString().slice(0, 16);
  await secretariat.getByLabel(/^Opens/u).fill(inForum(-1));
  await secretariat.getByLabel(/^Closes/u).fill(inForum(24));
  await secretariat.getByRole("button", { name: "Save changes" }).click();
  await secretariat.locator(".consultation-note.is-open").waitFor();
});

async function openPrepared(page: Page, round: string, text: string): Promise<void> {
  const version = await served.forum.prepare(round, text);
  await page.goto(`${served.url}/upload/opinion-5?version=${version}`);
  await page.getByRole("heading", { name: /^The consultation on Draft \d is open until/u }).waitFor();
}

async function publish(page: Page, consequence: string, round: string): Promise<void> {
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await page.getByRole("dialog").getByText(consequence).waitFor();
  await page.getByRole("dialog").getByRole("button", { name: "Publish" }).click();
  await page.waitForURL(`${served.url}/read/opinion-5@${round}`);
}

test("publishing a draft moves the open consultation, or keeps it and offers to open another", async () => {
  await openPrepared(secretariat, "2", secondDraft);
  expect(await secretariat.getByRole("radio", { name: /^Keep it on Draft 1/u }).isChecked()).toBe(true);
  await secretariat.getByRole("radio", { name: /^Hold it on Draft 2 too, with the same deadline/u }).check();
  await publish(secretariat, "The consultation on Draft 1 is held on this draft too.", "2");
  await secretariat.locator(".consultation-note.is-open").waitFor();
  expect(await secretariat.getByRole("button", { name: "Open a consultation" }).count()).toBe(0);

  await openPrepared(secretariat, "3", firstDraft);
  await publish(secretariat, "The consultation on Draft 2 stays open until", "3");
  await secretariat.getByRole("button", { name: "Open a consultation" }).click();
  const dialog = secretariat.getByRole("dialog", { name: "Open a consultation" });
  await dialog.getByText("Consultation on Draft 3.").waitFor();

  await secretariat.goto(served.url);
  await secretariat.getByRole("button", { name: "More about Opinion 5" }).click();
  await secretariat.getByRole("button", { name: "Open a consultation" }).click();
  await dialog.getByRole("button", { name: "Save consultation" }).click();
  await secretariat.getByText(/^Comments close/u).waitFor();
  expect(await secretariat.getByRole("button", { name: "Open a consultation" }).count()).toBe(0);
});
