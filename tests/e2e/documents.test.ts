import type { Browser, Page } from "playwright-core";
import { connectBrowser } from "../support/browser.ts";
import { firstDraft, uuid } from "../support/forum.ts";
import { serveForum, type ServedForum } from "../support/served-forum.ts";
import { axeFaults } from "./axe-faults.ts";

let served: ServedForum;
let browser: Browser;
let secretariat: Page;

beforeAll(async () => {
  served = await serveForum();
  await served.forum.publish("1", firstDraft);
  browser = await connectBrowser();
  secretariat = await served.visitor(browser, "secretariat");
});

afterAll(async () => {
  await browser.close();
  await served.stop();
});

const dialog = () => secretariat.getByRole("dialog");
const field = (name: string) => dialog().getByLabel(name, { exact: true });

async function choose(row: string, action: string): Promise<void> {
  await secretariat.getByRole("button", { name: `Actions for ${row}` }).click();
  await secretariat.getByRole("menuitem", { name: action }).click();
}

async function comment(number: number): Promise<void> {
  const answer = await secretariat.request.post(`${served.url}/api/versions/opinion-5@1/annotations`, {
    headers: { Origin: served.url },
    data: {
      ...{ id: uuid(number), kind: "comment", type: "general", text: `Remark ${String(number)}`, operations: [] },
      ...{ targets: [{ kind: "clause", clause: "considering-a" }], change: null },
      ...{ visibility: "submitted", capacity: "personal", jointly: [] },
    },
  });
  expect(answer.status()).toBe(201);
}

/** Opens the list of documents, and waits until it knows the news. */
async function openList(page: Page): Promise<void> {
  const asked = page.waitForResponse((response) => response.url().includes("/events?"));
  await page.goto(served.url);
  await (await asked).finished();
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
}

test.each([
  ["behind", "2001-01-01T00:00:00Z", 100],
  ["ahead", "2099-01-01T00:00:00Z", 200],
])("tells what is new since the last visit although the browser's clock is %s", async (_what, time, first) => {
  const page = await served.visitor(browser);
  await page.clock.setFixedTime(time);
  const followed = page.waitForResponse((response) => response.url().endsWith("/stream"));
  await page.goto(`${served.url}/read/opinion-5@1`);
  await followed;
  await page.waitForFunction(() => localStorage.length > 0);
  // It is seen in the open document.
  await comment(first);
  await page
    .getByText(`Remark ${String(first)}`)
    .first()
    .waitFor();
  await openList(page);
  expect(await page.locator(".document-news").count()).toBe(0);
  await comment(first + 1);
  await openList(page);
  await page.locator(".document-news", { hasText: "1 comment" }).waitFor();
  await page.context().close();
});

test("gives a document a symbol, and undoes it", async () => {
  await secretariat.goto(`${served.url}/settings/documents`);
  await choose("Opinion 5", "Edit");
  await dialog()
    .getByRole("textbox", { name: /^Symbol/u })
    .fill("WTPF-13/16-E");
  await dialog()
    .getByRole("textbox", { name: /^Agenda item/u })
    .fill("3.2");
  expect(await axeFaults(secretariat)).toEqual([]);
  await dialog().getByRole("button", { name: "Save" }).click();
  await secretariat.getByText("agenda item 3.2").waitFor();
  await secretariat.getByRole("button", { name: "Undo" }).click();
  await secretariat.getByText("agenda item 3.2").waitFor({ state: "detached" });
});

test("corrects the date of a published draft, and shows who did and why", async () => {
  await secretariat.getByText("1 published draft", { exact: true }).click();
  await choose("Draft 1, English", "Correct");
  await field("Date").fill("2013-01-11");
  const correct = dialog().getByRole("button", { name: "Correct" });
  expect(await correct.isDisabled()).toBe(true);
  await field("Reason").fill("The cover had the date of the meeting.");
  await correct.click();
  const record = secretariat.getByRole("listitem").filter({ hasText: "date was" });
  await record.last().getByText("The cover had the date of the meeting.").waitFor();
  await record.last().getByText("The secretariat").waitFor();
});

test("archives a document and restores it", async () => {
  await choose("Opinion 5", "Archive");
  await dialog().getByRole("button", { name: "Archive" }).click();
  await secretariat.getByRole("list", { name: "Archived documents" }).waitFor();
  await choose("Opinion 5", "Restore");
  await secretariat.getByRole("list", { name: "Archived documents" }).waitFor({ state: "detached" });
});
